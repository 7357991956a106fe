package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// runsHere reports whether a function literal runs as a part of the function
// around it: it is called on the spot, deferred or not, held by a variable that
// is called, or given to a function that calls it before it returns.
func (m *Model) runsHere(lit inspector.Cursor) bool {
	switch kind, index := lit.ParentEdge(); kind {
	case edge.CallExpr_Fun:
		return lit.Parent().ParentEdgeKind() != edge.GoStmt_Call
	case edge.CallExpr_Args:
		call := lit.Parent().Node().(*ast.CallExpr)
		fn, _ := m.callee(call)
		if fn != nil && callsAtOnce[fn.FullName()] {
			return true
		}
		for _, op := range m.At(call) {
			if op.Role == Guard && op.Func == index {
				return true
			}
		}
		return fn != nil && m.callsItsParam(fn.Origin(), index)
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		v := m.heldBy(lit)
		if v == nil || isPackageLevel(v) || m.values.only(v) == nil {
			return false
		}
		for _, ref := range m.refs()[v] {
			call, ok := callOf(ref)
			if ok && call.ParentEdgeKind() != edge.GoStmt_Call && EnclosingFunc(call) == EnclosingFunc(lit.Parent()) {
				return true
			}
		}
	}
	return false
}

// callsItsParam reports whether a function of this package calls its parameter
// itself, in no goroutine.
func (m *Model) callsItsParam(fn *types.Func, index int) bool {
	decl, ok := m.decls[fn]
	if !ok || index >= fixedParams(fn.Signature()) {
		return false
	}
	for call := range decl.Preorder((*ast.CallExpr)(nil)) {
		id, ok := ast.Unparen(call.Node().(*ast.CallExpr).Fun).(*ast.Ident)
		if ok && m.info.Uses[id] == fn.Signature().Params().At(index) && EnclosingFunc(call) == decl && call.ParentEdgeKind() != edge.GoStmt_Call {
			return true
		}
	}
	return false
}

// callsAtOnce are functions that call the function they are given before they
// return.
var callsAtOnce = map[string]bool{"(*sync.Once).Do": true, "(*sync.Map).Range": true}
