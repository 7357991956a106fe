package fix

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// Import makes sure that the file imports a package, whose name at pos it
// returns; it fails where that name means something else there.
func (e *Editor) Import(path string, pos token.Pos) (name string, ok bool) {
	if e == nil {
		return "", false
	}
	for _, imp := range e.file.Imports {
		if p, err := strconv.Unquote(imp.Path.Value); err == nil && p == path {
			pkg := e.pass.TypesInfo.PkgNameOf(imp)
			return pkg.Name(), pkg.Name() != "_" && pkg.Name() != "." && e.means(pkg.Name(), pos, pkg)
		}
	}
	name = path[lastSlash(path)+1:]
	if !e.means(name, pos, nil) {
		return "", false
	}
	at, text := e.importAt(path)
	e.Replace(at, at, text)
	return name, true
}

func lastSlash(path string) int {
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return i
		}
	}
	return -1
}

// means reports whether a name stands for the object at pos; for nil, that it
// stands for nothing.
func (e *Editor) means(name string, pos token.Pos, want types.Object) bool {
	scope := e.pass.Pkg.Scope().Innermost(pos)
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(name, pos)
	if want == nil {
		return obj == nil
	}
	return obj == want
}

// Same reports whether every name in n that belongs to a function means the same
// at pos.
func (e *Editor) Same(n ast.Node, pos token.Pos) bool {
	if e == nil {
		return false
	}
	same := true
	ast.Inspect(n, func(c ast.Node) bool {
		id, ok := c.(*ast.Ident)
		if !ok {
			return same
		}
		v, ok := e.pass.TypesInfo.Uses[id].(*types.Var)
		if ok && !v.IsField() && (v.Pos() < n.Pos() || v.Pos() >= n.End()) {
			same = same && e.means(id.Name, pos, v)
		}
		return same
	})
	return same
}

// importAt is where an import of the path goes, and how it is written there: in
// front of the first of the first group that comes behind it, else at the end of
// that group.
func (e *Editor) importAt(path string) (token.Pos, string) {
	spec := strconv.Quote(path)
	gen := e.importDecl()
	if gen == nil {
		return e.file.Name.End(), "\n\nimport " + spec
	}
	if !gen.Lparen.IsValid() {
		return gen.Pos(), "import " + spec + "\n"
	}
	last := gen.Lparen + 1
	for i, s := range gen.Specs {
		if i > 0 && e.line(s.Pos()) > e.line(last)+1 {
			break
		}
		if p, err := strconv.Unquote(s.(*ast.ImportSpec).Path.Value); err == nil && p > path {
			return s.Pos(), spec + "\n\t"
		}
		last = s.End()
	}
	return last, "\n\t" + spec
}

// importDecl is the first import declaration of the file, nil without one.
func (e *Editor) importDecl() *ast.GenDecl {
	if len(e.file.Decls) == 0 {
		return nil
	}
	gen, ok := e.file.Decls[0].(*ast.GenDecl)
	if !ok || gen.Tok != token.IMPORT {
		return nil
	}
	return gen
}

func (e *Editor) line(pos token.Pos) int { return e.pass.Fset.Position(pos).Line }
