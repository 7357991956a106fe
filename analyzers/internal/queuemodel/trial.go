package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// trials are the names of packages, and words in the names of files, that no
// process runs for long.
var trials = []string{"mock", "mocks", "fake", "fakes", "testing", "testutil", "testutils", "benchmark", "benchmarks"}

// OnTrial reports whether cur stands in code that only serves tests: in a test's
// file or one named for mocks and helpers of tests, in a file that imports package
// testing, or in a package that has such a word in its path.
func OnTrial(fset *token.FileSet, pkg *types.Package, cur inspector.Cursor) bool {
	name := strings.TrimSuffix(filepath.Base(fset.File(cur.Node().Pos()).Name()), ".go")
	isTrial := func(word string) bool { return slices.Contains(trials, word) }
	if words := strings.Split(name, "_"); slices.Contains(words, "test") || slices.ContainsFunc(words, isTrial) {
		return true
	}
	for file := range cur.Enclosing((*ast.File)(nil)) {
		if slices.ContainsFunc(file.Node().(*ast.File).Imports, func(imp *ast.ImportSpec) bool { return imp.Path.Value == `"testing"` }) {
			return true
		}
	}
	return slices.ContainsFunc(strings.Split(pkg.Path(), "/"), isTrial)
}
