// Package fingerprint names findings by what they are about, so that one is
// recognized when the lines above it change or its file moves.
package fingerprint

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

// Add sets the Function, Snippet and Fingerprint of findings, which are sorted.
func Add(findings []report.Finding, files *source.Files) {
	parsed := make(map[string]*syntax)
	times := make(map[report.Key]int)
	for i := range findings {
		f := &findings[i]
		if parsed[f.File] == nil {
			parsed[f.File] = parse(files.File(f.File))
		}
		f.Function, f.Body = parsed[f.File].function(f.Line, f.Column)
		f.Snippet = tokens(files.File(f.File).Line(f.Line))
		times[f.Key()]++
		f.Fingerprint = sum(f.Key(), times[f.Key()])
	}
}

// sum is the fingerprint of the nth finding with the key.
func sum(k report.Key, nth int) string {
	text := fmt.Sprintf("1\x00%s\x00%s\x00%s\x00%s\x00%d", k.Analyzer, k.Kind, k.Function, k.Snippet, nth)
	hash := sha256.Sum256([]byte(text))
	return hex.EncodeToString(hash[:16])
}

// A syntax is a parsed file.
type syntax struct {
	file *token.File
	ast  *ast.File
}

func parse(f *source.File) *syntax {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", f.Text, parser.SkipObjectResolution) // of what does not parse, the part that does
	if file == nil {
		return &syntax{}
	}
	return &syntax{fset.File(file.FileStart), file}
}

// function is the name of the declared function around a place, Type.Method or
// Func, and its lines; nothing outside of functions.
func (s *syntax) function(line, column int) (string, report.Lines) {
	if s.file == nil || line < 1 || line > s.file.LineCount() {
		return "", report.Lines{}
	}
	pos := s.file.LineStart(line) + token.Pos(max(column-1, 0))
	for _, decl := range s.ast.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || pos < fn.Pos() || pos >= fn.End() {
			continue
		}
		lines := report.Lines{First: s.file.Line(fn.Pos()), Last: s.file.Line(fn.End())}
		if fn.Recv == nil || len(fn.Recv.List) != 1 {
			return fn.Name.Name, lines
		}
		return receiver(fn.Recv.List[0].Type) + "." + fn.Name.Name, lines
	}
	return "", report.Lines{}
}

// receiver is the name of the type of a method, without star and parameters.
func receiver(expr ast.Expr) string {
	switch x := ast.Unparen(expr).(type) {
	case *ast.StarExpr:
		return receiver(x.X)
	case *ast.IndexExpr:
		return receiver(x.X)
	case *ast.IndexListExpr:
		return receiver(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}

// tokens is a line of Go as its tokens with a space between, without comments.
func tokens(line string) string {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(line)), []byte(line), func(token.Position, string) {}, 0)
	var words []string
	for {
		_, tok, lit := s.Scan()
		switch {
		case tok == token.EOF:
			return strings.Join(words, " ")
		case tok == token.SEMICOLON && lit == "\n": // that the scanner puts in
		case lit != "":
			words = append(words, lit)
		default:
			words = append(words, tok.String())
		}
	}
}
