// Package rewrite applies the fixes of findings to source files: every fix as a
// whole or not at all, and all files or none of them.
//
// [Load] reads the files that have fixes, [Sources.Select] chooses the fixes that
// can be applied together, [Set.Verify] leaves out those that do not compile, and
// what the [Set] makes of the files is then written ([Write]) or shown ([Diff]).
package rewrite

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// Why a file is not touched.
var (
	errGenerated = errors.New("the file is generated")
	errReadOnly  = errors.New("the file is read-only")
	errLines     = errors.New("cgo or a //line directive stands between the file and what was analyzed")
	errSyntax    = errors.New("the file does not parse")
	errChanged   = errors.New("the file has changed since it was analyzed")
)

// Sources are the files that have fixes, as they were when they were loaded.
type Sources map[string]*source

// A source is one file, or why it cannot be touched.
type source struct {
	name      string // absolute, without symbolic links: what is written
	text      []byte
	mode      os.FileMode
	imports   int  // the imports end before this offset
	formatted bool // as gofmt does it
	err       error
}

// Load reads every file that a fix of findings edits. A file that allow has an
// error for is not touched, nor one that is generated, read-only, or not what
// was analyzed line by line.
func Load(findings []report.Finding, allow func(file string) error) Sources {
	sources := make(Sources)
	for _, f := range findings {
		for _, e := range edits(f) {
			if sources[e.File] != nil {
				continue
			}
			s, err := load(e.File, allow)
			s.err = err
			sources[e.File] = &s
		}
	}
	return sources
}

// edits returns what the fix of a finding changes: of the first, where it has
// several, as go vet -fix does.
func edits(f report.Finding) []report.Edit {
	if len(f.Fixes) == 0 {
		return nil
	}
	return f.Fixes[0].Edits
}

func load(file string, allow func(string) error) (source, error) {
	if err := allow(file); err != nil {
		return source{}, err
	}
	name, err := filepath.EvalSymlinks(file)
	if err != nil {
		return source{}, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return source{}, err
	}
	if !writable(name, info) {
		return source{}, errReadOnly
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	s := source{name: name, text: text, mode: info.Mode().Perm()}
	return s, s.parse()
}

// writable asks the mode as well as the system, which lets root do everything.
func writable(name string, info os.FileInfo) bool {
	if !info.Mode().IsRegular() || info.Mode().Perm()&0o200 == 0 {
		return false
	}
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return false
	}
	return f.Close() == nil
}

// directive matches a comment that gives the code behind it another position.
var directive = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(//|/\*)line .*:\d+`) })

// parse fills in what the syntax tells. The offsets of an edit in a file with
// another position than its own are those of another text.
func (s *source) parse() error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, s.name, s.text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return errSyntax
	}
	if ast.IsGenerated(file) {
		return errGenerated
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if directive().MatchString(c.Text) {
				return errLines
			}
		}
	}
	end := file.Name.End()
	for _, decl := range file.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			end = gen.End()
		}
	}
	for _, spec := range file.Imports {
		if spec.Path.Value == `"C"` {
			return errLines
		}
	}
	s.imports = fset.Position(end).Offset
	gofmt, err := format.Source(s.text)
	s.formatted = err == nil && bytes.Equal(gofmt, s.text)
	return nil
}
