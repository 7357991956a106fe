package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Finite reports whether a queue or pool is a local variable of the function that
// makes it, stays there, and gets no more than that function has: its items come
// from a list, not from a channel or an endless loop.
func (m *Model) Finite(made Call) bool {
	fn := EnclosingFunc(made.Cur)
	if k := made.Cur.ParentEdgeKind(); k != edge.AssignStmt_Rhs && k != edge.ValueSpec_Values {
		return false
	}
	v := m.heldBy(made.Cur)
	if v == nil || v.IsField() || isPackageLevel(v) {
		return false
	}
	for use := range fn.Preorder((*ast.Ident)(nil)) {
		if m.info.Uses[use.Node().(*ast.Ident)] != v {
			continue
		}
		if use.ParentEdgeKind() != edge.SelectorExpr_X || use.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
			return false
		}
		if m.endless(use, fn) {
			return false
		}
	}
	return true
}

// endless reports whether a loop around cur, up to the function, has no end in
// sight: a range over a channel or an iterator, a for without a counter.
func (m *Model) endless(cur, fn inspector.Cursor) bool {
	for loop := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if !fn.Contains(loop) {
			return false
		}
		switch n := loop.Node().(type) {
		case *ast.ForStmt:
			if n.Post == nil {
				return true
			}
		case *ast.RangeStmt:
			switch m.info.TypeOf(n.X).Underlying().(type) {
			case *types.Chan, *types.Signature:
				return true
			}
		}
	}
	return false
}
