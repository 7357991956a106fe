package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// The README says what the data say.
func TestTables(t *testing.T) {
	text, err := tablesOf(filepath.Join("..", "..", "..", "testdata", "precision"))
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join("..", "..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for table := range strings.SplitSeq(text, "\n\n") {
		if !strings.Contains(string(readme), table) {
			t.Errorf("not in README.md (go run ./cmd/internal/replay -tables):\n%s", table)
		}
	}
}

func TestRecallFails(t *testing.T) {
	bug := []string{"r", "c", "lenpoll", "a.go:1", "found", "busypoll"}
	if text, err := recallOf([][]string{bug}); err != nil || !strings.Contains(text, " 1 of 1 |") {
		t.Errorf("%q, %v", text, err)
	}
	for i, wrong := range map[int]string{2: "vet", 4: "perhaps", 5: ""} {
		other := slices.Clone(bug)
		other[i] = wrong
		if _, err := recallOf([][]string{other}); err == nil {
			t.Errorf("no error for %q", other)
		}
	}
}
