package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Contained reports whether something around a constructor without a limit shows
// that no more than so much will wait: the queue is local and gets what the
// function has, its length is compared with a limit, every caller waits for his
// own item, or the function chooses between it and one with a limit.
func (m *Model) Contained(made Call) bool {
	if m.chosen(made) {
		return true
	}
	v := m.keptIn(made.Cur)
	if v == nil {
		return false
	}
	if v.IsField() || isPackageLevel(v) {
		return m.Limited(v) || m.awaited(v)
	}
	return m.finite(v, EnclosingFunc(made.Cur))
}

// keptIn is the variable or field that the result of a call goes to.
func (m *Model) keptIn(cur inspector.Cursor) *types.Var {
	switch cur.ParentEdgeKind() {
	case edge.AssignStmt_Rhs:
		if v := m.heldBy(cur); v != nil {
			return v.Origin()
		}
		if lhs := leftOf(cur); lhs != nil {
			v, _ := m.scan(m.declOf(EnclosingFunc(cur))).key(lhs).(*types.Var)
			return v
		}
	case edge.ValueSpec_Values:
		return m.heldBy(cur)
	case edge.KeyValueExpr_Value:
		if id, ok := cur.Parent().Node().(*ast.KeyValueExpr).Key.(*ast.Ident); ok {
			if v, ok := m.info.Uses[id].(*types.Var); ok {
				return v.Origin()
			}
		}
	}
	return nil
}

// finite reports whether a local variable holds a queue that stays in the
// function and whose items come from something with an end: a list, rows, a
// counter, but no channel and no endless loop.
func (m *Model) finite(v *types.Var, fn inspector.Cursor) bool {
	for use := range fn.Preorder((*ast.Ident)(nil)) {
		if m.info.Uses[use.Node().(*ast.Ident)] != v {
			continue
		}
		if use.ParentEdgeKind() != edge.SelectorExpr_X || use.Parent().ParentEdgeKind() != edge.CallExpr_Fun || m.endless(use, fn) {
			return false
		}
	}
	return true
}

// endless reports whether a loop around cur, up to the function, has no end in
// sight: a range over a channel, a for without a condition.
func (m *Model) endless(cur, fn inspector.Cursor) bool {
	for loop := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if !fn.Contains(loop) {
			return false
		}
		switch n := loop.Node().(type) {
		case *ast.ForStmt:
			if n.Cond == nil {
				return true
			}
		case *ast.RangeStmt:
			if t := m.info.TypeOf(n.X); t != nil && isChan(t) {
				return true
			}
		}
	}
	return false
}

// The names of methods by which a caller waits for his own item, and of those by
// which he does not.
var (
	awaiting = []string{"SubmitWait", "DoWait", "NewGroup", "NewGroupContext", "Group", "GroupContext", "Process"}
	leaving  = []string{"Submit", "SubmitErr", "TrySubmit", "TrySubmitErr", "Go", "CtxGo", "Do", "Add", "Put", "Push", "Enqueue", "Write", "In", "NewSubpool"}
)

// awaited reports whether items come into the queue only by callers that wait
// for them, as far as this package shows.
func (m *Model) awaited(v *types.Var) bool {
	waits := false
	for cur := range m.in.Root().Preorder((*ast.SelectorExpr)(nil)) {
		sel := cur.Node().(*ast.SelectorExpr)
		q, ok := m.path(sel.X, maxHops)
		if !ok || q.Slot != v {
			continue
		}
		bounded := m.waitsOn(cur) || m.takesToken(cur) || m.JoinedLater(cur)
		if slices.Contains(leaving, sel.Sel.Name) && !bounded {
			return false
		}
		waits = waits || slices.Contains(awaiting, sel.Sel.Name) || bounded
	}
	return waits
}

// waitsOn reports whether the method at cur is called and its result waited for
// on the spot: pool.Submit(f).Wait().
func (m *Model) waitsOn(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.CallExpr_Fun || cur.Parent().ParentEdgeKind() != edge.SelectorExpr_X {
		return false
	}
	return cur.Parent().Parent().Node().(*ast.SelectorExpr).Sel.Name == "Wait"
}

// chosen reports whether the function makes another thing of the same library
// too: one with a limit, for when there is one.
func (m *Model) chosen(made Call) bool {
	pkg := typeutil.Callee(m.info, made.Cur.Node().(*ast.CallExpr)).Pkg()
	for cur := range EnclosingFunc(made.Cur).Preorder((*ast.CallExpr)(nil)) {
		fn, ok := typeutil.Callee(m.info, cur.Node().(*ast.CallExpr)).(*types.Func)
		if !ok || made.Cur.Contains(cur) || fn.Pkg() != pkg || fn.Pkg() == m.pkg || !strings.HasPrefix(fn.Name(), "New") || fn.Signature().Recv() != nil {
			continue
		}
		if !slices.ContainsFunc(m.At(cur.Node()), func(c Call) bool { return c.Open != nil }) {
			return true
		}
	}
	return false
}
