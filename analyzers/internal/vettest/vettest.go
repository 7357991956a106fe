// Package vettest runs one analyzer over its testdata.
package vettest

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Run checks the findings of a over the given packages of testdata/<name>, a
// GOPATH tree, against their want comments.
func Run(t *testing.T, a *analysis.Analyzer, packages ...string) {
	t.Helper()
	analysistest.Run(t, dir(t, a), a, packages...)
}

// Fixes is Run, and checks the suggested fixes against the .golden files.
func Fixes(t *testing.T, a *analysis.Analyzer, packages ...string) {
	t.Helper()
	analysistest.RunWithSuggestedFixes(t, dir(t, a), a, packages...)
}

func dir(t *testing.T, a *analysis.Analyzer) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("..", "..", "testdata", a.Name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}
