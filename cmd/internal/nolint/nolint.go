// Package nolint lets the drivers of queuevet honour nolint directives as
// golangci-lint does, so that a waiver means the same in every driver.
//
// A directive is a line comment that begins with nolint, followed by a blank,
// by a colon and a list of names, or by nothing:
//
//	//nolint:lenpoll // why this length is right
//	//nolint:errcheck,queuevet // why
//	//nolint // why
//
// It silences the lines of its comment group. Where the group stands directly
// above a node and begins in the same column, it silences the whole node: the
// statement, the declaration, or the file below.
package nolint

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/analysis"
)

// Suite is the name that stands for every analyzer of queuevet in a directive.
const Suite = "queuevet"

// Wrap returns a copy of a that keeps the findings silenced by name, by
// queuevet, or by a directive for all linters to itself. It is for the drivers
// that know nothing of directives: go vet and the singlechecker.
func Wrap(a *analysis.Analyzer) *analysis.Analyzer {
	return filtered(a, func(d directive) bool {
		return d.all() || d.names(a.Name) || d.names(Suite)
	})
}

// WrapName is Wrap for golangci-lint: it leaves every directive to golangci-lint
// that golangci-lint understands, so that its nolintlint sees which ones are
// used. That leaves the name of the analyzer, for there it is a part of the
// linter queuevet and has no name of its own.
func WrapName(a *analysis.Analyzer) *analysis.Analyzer {
	return filtered(a, func(d directive) bool { return d.names(a.Name) })
}

// filtered returns a copy of a whose findings do not reach the driver where a
// directive that silences says so.
func filtered(a *analysis.Analyzer, silences func(directive) bool) *analysis.Analyzer {
	wrapped := *a
	wrapped.Run = func(pass *analysis.Pass) (any, error) {
		f := filter{fset: pass.Fset, files: pass.Files, silences: silences, read: make(map[*ast.File][]span)}
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			if !f.silent(d.Pos) {
				pass.Report(d)
			}
		}
		return a.Run(&inner)
	}
	return &wrapped
}

// A filter answers for one pass which positions are silent. It reads a file
// when the first finding is reported there, because most files have none.
type filter struct {
	fset     *token.FileSet
	files    []*ast.File
	silences func(directive) bool
	read     map[*ast.File][]span
}

// silent reports whether a directive covers the line of pos. Positions outside
// the files of the package are never silent.
func (f *filter) silent(pos token.Pos) bool {
	at := f.fset.Position(pos)
	for _, s := range f.spans(f.file(pos)) {
		if s.covers(at) && f.silences(s.directive) {
			return true
		}
	}
	return false
}

func (f *filter) file(pos token.Pos) *ast.File {
	for _, file := range f.files {
		if file.FileStart <= pos && pos <= file.FileEnd {
			return file
		}
	}
	return nil
}

func (f *filter) spans(file *ast.File) []span {
	if file == nil {
		return nil
	}
	spans, ok := f.read[file]
	if !ok {
		spans = spansOf(f.fset, file)
		f.read[file] = spans
	}
	return spans
}
