package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// plain reports whether an expression panics for some values: an index without
// a look at the length, an assertion without ok, a division.
func (w *hazardWalk) plain(cur inspector.Cursor) bool {
	m := w.m
	switch n := cur.Node().(type) {
	case *ast.IndexExpr:
		return m.isList(n.X) && !m.checkedIndex(cur, n) && w.mentions(n)
	case *ast.SliceExpr:
		return (n.Low != nil || n.High != nil) && !isZero(n.Low, n.High) && !m.lengthAsked(cur, n.X) && w.mentions(n.X)
	case *ast.TypeAssertExpr:
		return n.Type != nil && !m.commaOK(cur) && w.mentions(n.X)
	case *ast.BinaryExpr:
		return (n.Op == token.QUO || n.Op == token.REM) && m.isInteger(n.Y) && m.info.Types[n.Y].Value == nil && !m.countsList(n.Y) && w.mentions(n)
	case *ast.SendStmt:
		return w.broad
	}
	return false
}

func isZero(low, high ast.Expr) bool {
	lit, ok := low.(*ast.BasicLit)
	return ok && lit.Value == "0" && high == nil
}

func (m *Model) isList(e ast.Expr) bool {
	t := m.info.TypeOf(e)
	if t == nil || m.info.Types[e].IsType() {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Basic:
		return t.Info()&types.IsString != 0
	}
	return false
}

func (m *Model) isInteger(e ast.Expr) bool {
	b, ok := m.info.TypeOf(e).Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// countsList reports whether a divisor is the length of a list: the list is most
// often known to have elements.
func (m *Model) countsList(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		found = found || ok && m.isBuiltin(call, "len")
		return !found
	})
	return found
}

func (m *Model) commaOK(cur inspector.Cursor) bool {
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		return len(n.Lhs) == 2 && len(n.Rhs) == 1
	case *ast.ValueSpec:
		return len(n.Names) == 2 && len(n.Values) == 1
	}
	return false
}

// checkedIndex reports whether an index is a range variable, or the function
// asks for the length of what is indexed.
func (m *Model) checkedIndex(cur inspector.Cursor, n *ast.IndexExpr) bool {
	if id, ok := ast.Unparen(n.Index).(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok && !isParam(v) {
			return true // computed by the function itself, most often in bounds
		}
	}
	if m.info.Types[n.Index].Value == nil {
		return true
	}
	return m.lengthAsked(cur, n.X)
}

// lengthAsked reports whether the function around cur asks for the length of a
// list anywhere, or made it itself.
func (m *Model) lengthAsked(cur inspector.Cursor, list ast.Expr) bool {
	text := types.ExprString(list)
	for c := range EnclosingFunc(cur).Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if len(call.Args) > 0 && types.ExprString(call.Args[0]) == text && (m.isBuiltin(call, "len") || isPrefixTest(m.info, call)) {
			return true
		}
	}
	id, ok := ast.Unparen(list).(*ast.Ident)
	if !ok {
		return false
	}
	v, _ := m.info.Uses[id].(*types.Var)
	switch init := ast.Unparen(m.values.only(v)).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return m.isBuiltin(init, "make") || isPrefixTest(m.info, init) && indexesFirst(cur)
	}
	return false
}

// indexesFirst reports whether cur is the first element of a list: what a string
// is split into has one.
func indexesFirst(cur inspector.Cursor) bool {
	index, ok := cur.Node().(*ast.IndexExpr)
	if !ok {
		return false
	}
	lit, ok := ast.Unparen(index.Index).(*ast.BasicLit)
	return ok && lit.Value == "0"
}

func isPrefixTest(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "strings"
}

func isBuiltinCall(info *types.Info, call *ast.CallExpr) bool {
	_, ok := typeutil.Callee(info, call).(*types.Builtin)
	return ok
}
