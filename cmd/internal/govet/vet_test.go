package govet

import (
	"slices"
	"testing"
)

func TestLines(t *testing.T) {
	r := Result{Errors: []string{"b", "a", "b"}, Warnings: []string{"w"}}
	if got := r.Lines(); !slices.Equal(got, []string{"w", "b", "a"}) {
		t.Errorf("lines() = %q", got)
	}
}
