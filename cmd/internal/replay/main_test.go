package main

import (
	"path/filepath"
	"testing"
)

// What the labels say can be read, and nothing else.
func TestRead(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "testdata", "precision")
	repositories, known, err := read(dir)
	if err != nil || len(repositories) == 0 || len(known) == 0 {
		t.Errorf("%d repositories, %d labels, %v", len(repositories), len(known), err)
	}
	kernels, err := rows(filepath.Join(dir, "kernels.tsv"), 5)
	if err != nil || len(kernels) != 172 {
		t.Errorf("%d kernels, %v", len(kernels), err)
	}
	if _, err := rows(filepath.Join(dir, "kernels.tsv"), 6); err == nil {
		t.Error("no error for a line with a column too few")
	}
}

func TestCells(t *testing.T) {
	right, new := finding{"r", "lenpoll/busypoll", "a.go:1"}, finding{"r", "norecover/handler", "a.go:2"}
	if got, want := cells([]finding{right, new}, labels{right: "right"}), " | 1 + 0 + 0 | | 0 + 0 + 0 | |"; got != want {
		t.Errorf("cells %q, want %q", got, want)
	}
}
