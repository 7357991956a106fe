package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// UnderRecover reports whether fn is given to a function of this package that
// calls recover: a panic of fn ends there.
func (m *Model) UnderRecover(fn inspector.Cursor) bool {
	for _, use := range m.uses(fn) {
		for use.ParentEdgeKind() == edge.SelectorExpr_Sel || use.ParentEdgeKind() == edge.ParenExpr_X {
			use = use.Parent()
		}
		if use.ParentEdgeKind() != edge.CallExpr_Args {
			continue
		}
		callee, ok := typeutil.Callee(m.info, use.Parent().Node().(*ast.CallExpr)).(*types.Func)
		if !ok {
			continue
		}
		if decl, ok := m.decls[callee.Origin()]; ok && m.recovers(decl) {
			return true
		}
	}
	return false
}

// recovers reports whether the builtin recover is called below cur.
func (m *Model) recovers(cur inspector.Cursor) bool {
	for call := range cur.Preorder((*ast.CallExpr)(nil)) {
		if b, ok := typeutil.Callee(m.info, call.Node().(*ast.CallExpr)).(*types.Builtin); ok && b.Name() == "recover" {
			return true
		}
	}
	return false
}
