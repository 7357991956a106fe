package rewrite

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strconv"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// render returns the text with the edits made, without the imports that they
// leave unused, and formatted where the file was. What does not parse comes as it
// is: the compiler tells.
func (s *source) render(edits []report.Edit) []byte {
	text := withoutUnused(s.text, apply(s.text, edits))
	if !s.formatted {
		return text
	}
	if gofmt, err := format.Source(text); err == nil {
		return gofmt
	}
	return text
}

// apply makes edits that do not overlap.
func apply(text []byte, edits []report.Edit) []byte {
	var out bytes.Buffer
	done := 0
	for _, e := range ordered(edits) {
		out.Write(text[done:e.Start])
		out.WriteString(e.New)
		done = e.End
	}
	out.Write(text[done:])
	return out.Bytes()
}

// withoutUnused removes the imports from after that nothing uses any more: two
// fixes can each remove one of the last two uses. An import whose name is not
// the end of its path is kept, so that the fix does not compile and is left out.
func withoutUnused(before, after []byte) []byte {
	fset := token.NewFileSet()
	old, errOld := parser.ParseFile(fset, "", before, 0)
	file, errNew := parser.ParseFile(fset, "", after, parser.ParseComments)
	if errOld != nil || errNew != nil {
		return after
	}
	var unused []report.Edit
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		for _, spec := range gen.Specs {
			path, err := strconv.Unquote(spec.(*ast.ImportSpec).Path.Value)
			if err != nil || !astutil.UsesImport(old, path) || astutil.UsesImport(file, path) {
				continue
			}
			var gone ast.Node = spec
			if !gen.Lparen.IsValid() {
				gone = gen
			}
			unused = append(unused, wholeLines(after, fset.Position(gone.Pos()).Offset, fset.Position(gone.End()).Offset))
		}
	}
	return apply(after, unused)
}

// wholeLines is the edit that removes the lines from start to end with what
// stands behind it.
func wholeLines(text []byte, start, end int) report.Edit {
	start = bytes.LastIndexByte(text[:start], '\n') + 1
	if i := bytes.IndexByte(text[end:], '\n'); i >= 0 {
		return report.Edit{Start: start, End: end + i + 1}
	}
	return report.Edit{Start: start, End: len(text)}
}
