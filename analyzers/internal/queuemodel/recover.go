package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// UnderRecover reports whether fn is given to a function, of this package or
// another, that recovers its panics.
func (m *Model) UnderRecover(fn inspector.Cursor) bool { return m.givenTo(fn, Guard) }

func hasFuncParam(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		if _, ok := v.Type().Underlying().(*types.Signature); ok {
			return true
		}
	}
	return false
}

// recovers reports whether a function literal that decl defers calls the
// builtin recover.
func (m *Model) recovers(decl inspector.Cursor) bool {
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
		b, ok := typeutil.Callee(m.info, cur.Node().(*ast.CallExpr)).(*types.Builtin)
		if !ok || b.Name() != "recover" {
			continue
		}
		call, onTheSpot := calledOnTheSpot(EnclosingFunc(cur))
		if onTheSpot && call.ParentEdgeKind() == edge.DeferStmt_Call && EnclosingFunc(call) == decl {
			return true
		}
	}
	return false
}

// Harmless reports whether a function of this package cannot panic as far as
// its body tells: it recovers, or it calls nothing, indexes nothing and asserts
// no type.
func (m *Model) Harmless(fn *types.Func) bool {
	decl, ok := m.decls[fn.Origin()]
	if !ok || body(decl) == nil {
		return false
	}
	if m.recovers(decl) {
		return true
	}
	for cur := range decl.Preorder((*ast.CallExpr)(nil), (*ast.IndexExpr)(nil), (*ast.TypeAssertExpr)(nil), (*ast.StarExpr)(nil)) {
		if kind := cur.ParentEdgeKind(); kind != edge.Field_Type {
			return false
		}
	}
	return true
}

// RecoversInside reports whether a call runs a function literal that recovers.
func (m *Model) RecoversInside(call *ast.CallExpr) bool {
	lit := m.funcLit(call.Fun)
	if lit == nil {
		return false
	}
	cur, ok := m.in.Root().FindNode(lit)
	return ok && m.recovers(cur)
}
