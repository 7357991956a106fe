package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// literal is the fate of a function literal inside a statement: one that is
// called on the spot does what it does; one that is given away and settles the
// item takes it along.
func (c *Custody) literal(lit inspector.Cursor) Fate {
	kind := lit.ParentEdgeKind()
	call, _ := lit.Parent().Node().(*ast.CallExpr)
	if kind != edge.CallExpr_Fun {
		call = nil
	}
	if (kind == edge.AssignStmt_Rhs || kind == edge.ValueSpec_Values) && c.heldLocally(lit) {
		return Keeps // judged where it is called
	}
	out := c.outcome(lit, call)
	switch {
	case out.Fate == Keeps && (call != nil || kind == edge.CallExpr_Args):
		return Keeps
	case call != nil && out.All:
		return Settles
	case call != nil && out.Fate == Settles:
		return Keeps // not on all paths
	case out.Fate == Keeps && !c.captures(lit):
		return Keeps
	}
	return HandsOver
}

// captures reports whether the literal uses the item at all.
func (c *Custody) captures(lit inspector.Cursor) bool {
	for id := range lit.Preorder((*ast.Ident)(nil)) {
		if v, ok := c.m.info.Uses[id.Node().(*ast.Ident)].(*types.Var); ok && c.names[v] {
			return true
		}
	}
	return false
}

// heldLocally reports whether a literal is the only value of a local variable.
func (c *Custody) heldLocally(lit inspector.Cursor) bool {
	v := c.m.heldBy(lit)
	return v != nil && !isPackageLevel(v) && c.m.values.only(v) != nil
}

// closure is the fate by way of a variable that holds a function literal: a
// call runs it, any other use gives it away.
func (c *Custody) closure(use inspector.Cursor, v *types.Var) Fate {
	if _, ok := v.Type().Underlying().(*types.Signature); !ok || v.IsField() || isPackageLevel(v) {
		return Keeps
	}
	lit, ok := ast.Unparen(c.m.values.only(v)).(*ast.FuncLit)
	if !ok {
		return Keeps
	}
	cur, ok := c.m.in.Root().FindNode(lit)
	if !ok || !c.fn.Contains(cur) || cur.Contains(use) {
		return Keeps
	}
	call, called := callOf(use)
	if !called {
		if c.outcome(cur, nil).Fate == Keeps {
			return Keeps
		}
		return HandsOver
	}
	out := c.outcome(cur, call.Node().(*ast.CallExpr))
	switch {
	case out.All:
		return Settles
	case out.Fate == HandsOver:
		return HandsOver
	}
	return Keeps
}
