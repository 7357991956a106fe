// Package fix makes the text edits of suggested fixes: one fix, several edits
// in one file, imports that it leaves unused dropped.
package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// An Editor collects the edits of one fix in one file.
type Editor struct {
	pass    *analysis.Pass
	file    *ast.File
	src     []byte
	edits   []analysis.TextEdit
	removed []ast.Node // what the edits took out, for the imports
}

// New starts a fix in the file that holds pos. It returns nil when the source
// cannot be read, and in what cgo made of a file, where no edit can go; every method of a nil Editor may be called and gives no fix.
func New(pass *analysis.Pass, pos token.Pos) *Editor {
	for _, file := range pass.Files {
		name := pass.Fset.File(pos).Name()
		if file.FileStart <= pos && pos < file.FileEnd && pass.Fset.Position(pos).Filename == name {
			src, err := pass.ReadFile(name)
			if err != nil {
				return nil
			}
			return &Editor{pass: pass, file: file, src: src}
		}
	}
	return nil
}

// Text is the source from one position to another; "" when it is not there, as
// after a line directive.
func (e *Editor) Text(from, to token.Pos) string {
	if e == nil {
		return ""
	}
	f := e.pass.Fset.File(from)
	start, end := f.Offset(from), f.Offset(to)
	if start > end || end > len(e.src) {
		return ""
	}
	return string(e.src[start:end])
}

// Node is the source of n.
func (e *Editor) Node(n ast.Node) string { return e.Text(n.Pos(), n.End()) }

// Replace puts text in the place of what stands from one position to another.
func (e *Editor) Replace(from, to token.Pos, text string) {
	if e != nil {
		e.edits = append(e.edits, analysis.TextEdit{Pos: from, End: to, NewText: []byte(text)})
	}
}

// Remove takes a statement out, up to the start of next when it is not nil.
func (e *Editor) Remove(n, next ast.Node) {
	if e == nil {
		return
	}
	start, end := n.Pos(), n.End()
	if next == nil {
		start = e.lineStart(start)
	}
	if next != nil && !strings.Contains(e.Text(end, next.Pos()), "//") {
		end = next.Pos()
	}
	e.removed = append(e.removed, n)
	e.Replace(start, end, "")
}

// lineStart is the end of the line before pos where only blanks stand between,
// else pos itself.
func (e *Editor) lineStart(pos token.Pos) token.Pos {
	f := e.pass.Fset.File(pos)
	at := f.Offset(pos)
	for i := at - 1; i >= 0 && i < len(e.src); i-- {
		switch e.src[i] {
		case ' ', '\t':
		case '\n':
			return pos - token.Pos(at-i)
		default:
			return pos
		}
	}
	return pos
}

// Dropped says that n will not be part of the source after a Replace.
func (e *Editor) Dropped(n ast.Node) {
	if e != nil {
		e.removed = append(e.removed, n)
	}
}

// Done returns the fix, with the imports removed that nothing uses any more.
func (e *Editor) Done(message string) []analysis.SuggestedFix {
	if e == nil || len(e.edits) == 0 {
		return nil
	}
	e.dropImports()
	return []analysis.SuggestedFix{{Message: message, TextEdits: e.edits}}
}

func (e *Editor) dropImports() {
	left, gone := make(map[*types.PkgName]bool), make(map[*types.PkgName]bool)
	ast.Inspect(e.file, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		if pkg, ok := e.pass.TypesInfo.Uses[id].(*types.PkgName); ok {
			if e.isRemoved(id) {
				gone[pkg] = true
			} else {
				left[pkg] = true
			}
		}
		return true
	})
	for _, decl := range e.file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		for _, spec := range gen.Specs {
			imp := spec.(*ast.ImportSpec)
			if pkg := e.pass.TypesInfo.PkgNameOf(imp); pkg != nil && gone[pkg] && !left[pkg] {
				e.dropImport(gen, imp)
			}
		}
	}
}

func (e *Editor) isRemoved(id *ast.Ident) bool {
	for _, n := range e.removed {
		if n.Pos() <= id.Pos() && id.End() <= n.End() {
			return true
		}
	}
	return false
}

func (e *Editor) dropImport(gen *ast.GenDecl, imp *ast.ImportSpec) {
	if len(gen.Specs) == 1 {
		e.Replace(gen.Pos(), gen.End(), "")
		return
	}
	from := imp.Pos()
	if start := e.lineBefore(imp); start.IsValid() {
		from = start
	}
	e.Replace(from, imp.End(), "")
}

// lineBefore is the end of the line in front of an import that has its line to
// itself, so that none stays empty; it is not valid where an edit adds another
// import in between.
func (e *Editor) lineBefore(imp *ast.ImportSpec) token.Pos {
	if imp.Doc != nil || imp.Comment != nil {
		return token.NoPos
	}
	file := e.pass.Fset.File(imp.Pos())
	start := file.LineStart(file.Line(imp.Pos())) - 1
	for _, edit := range e.edits {
		if start < edit.End && edit.Pos <= imp.Pos() {
			return token.NoPos
		}
	}
	for _, other := range e.file.Imports {
		if other != imp && start < other.End() && other.Pos() < imp.End() {
			return token.NoPos
		}
	}
	return start
}

// Type spells a type as the file would; it fails when the type belongs to a
// package that the file does not import under its own name.
func (e *Editor) Type(t types.Type) (string, bool) {
	if e == nil {
		return "", false
	}
	imported := make(map[string]bool)
	for _, imp := range e.file.Imports {
		if path, err := strconv.Unquote(imp.Path.Value); err == nil && imp.Name == nil {
			imported[path] = true
		}
	}
	ok := true
	text := types.TypeString(t, func(pkg *types.Package) string {
		if pkg == e.pass.Pkg {
			return ""
		}
		ok = ok && imported[pkg.Path()]
		return pkg.Name()
	})
	return text, ok
}

// Unused is the first of the names that means nothing at pos; "" when each one
// does.
func (e *Editor) Unused(pos token.Pos, names ...string) string {
	if e == nil {
		return ""
	}
	scope := e.pass.Pkg.Scope().Innermost(pos)
	for _, name := range names {
		if scope == nil {
			break
		}
		if _, obj := scope.LookupParent(name, token.NoPos); obj == nil {
			return name
		}
	}
	return ""
}
