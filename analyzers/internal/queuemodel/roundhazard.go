package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
)

// Foreign lists what a round runs that is chosen at run time and is given the
// item, without what recovers.
func (m *Model) Foreign(r Round) []Hazard {
	return m.hazards(r, &hazardWalk{m: m, foreign: true, items: r.items, takes: r.Take.Node()})
}

// Hazards lists whatever can panic in a round for what the item is, without what
// recovers.
func (m *Model) Hazards(r Round) []Hazard {
	return m.hazards(r, &hazardWalk{m: m, items: r.items, takes: r.Take.Node()})
}

// Work lists whatever a round calls that is not known to be harmless: not only
// to count, forward, keep books or log.
func (m *Model) Work(r Round) []Hazard {
	list := m.hazards(r, &hazardWalk{m: m, broad: true, items: r.items, takes: r.Take.Node()})
	return slices.DeleteFunc(list, func(h Hazard) bool {
		call, ok := h.Cur.Node().(*ast.CallExpr)
		return !ok || isBuiltinCall(m.info, call)
	})
}

// hazards leaves to the caller what the function recovers around the loop.
func (m *Model) hazards(r Round, w *hazardWalk) []Hazard {
	if m.ownTasks(r) {
		w.items = nil
		if w.foreign {
			return nil
		}
	}
	return slices.DeleteFunc(w.region(r.Fn, r.Region), func(h Hazard) bool { return h.Cur.Node().Pos() < r.Region.Node().Pos() })
}

// WaitedFor reports whether an event loop runs, for somebody who waits, a function
// that has no result, and answers with no more than that it is over: a recover would
// tell the one who waits that all went well.
func (m *Model) WaitedFor(r Round, h Hazard) bool {
	call, ok := h.Cur.Node().(*ast.CallExpr)
	if !ok || h.Source != h.Cur || !m.serves(r) {
		return false
	}
	sig, ok := m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok || sig.Results().Len() > 0 {
		return false
	}
	w := &hazardWalk{m: m, items: r.items, takes: r.Take.Node()}
	for cur := range r.Region.Preorder((*ast.CallExpr)(nil), (*ast.SendStmt)(nil)) {
		if cur.Node().Pos() < call.End() {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if m.isBuiltin(n, "close") && w.mentions(n.Args[0]) {
				return true
			}
		case *ast.SendStmt:
			if t := m.info.TypeOf(n.Value); (IsEmpty(t) || isBool(t)) && w.mentions(n.Chan) {
				return true
			}
		}
	}
	return false
}

// serves reports whether the item is taken by a select that takes something else as
// well, not only what ends the loop: one goroutine owns a state and works on it for
// others.
func (m *Model) serves(r Round) bool {
	clause, ok := CommOf(r.Take)
	if !ok {
		return false
	}
	for sibling := range clause.Parent().Children() {
		other, ok := sibling.Node().(*ast.CommClause)
		if !ok || sibling == clause || other.Comm == nil || len(other.Body) == 0 {
			continue
		}
		if _, sends := other.Comm.(*ast.SendStmt); sends {
			continue
		}
		switch other.Body[len(other.Body)-1].(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
		default:
			return true
		}
	}
	return false
}

// ownTasks reports whether the items are functions, and all of them are of this
// package: it runs its own code.
func (m *Model) ownTasks(r Round) bool {
	var ch *types.Var
	for _, op := range m.At(r.Take.Node()) {
		ch = op.Queue.Slot
	}
	if ch == nil || r.Item == nil {
		return false
	}
	if _, ok := r.Item.Type().Underlying().(*types.Signature); !ok {
		return false
	}
	n := 0
	for _, put := range m.calls[Put] {
		send, ok := put.Cur.Node().(*ast.SendStmt)
		if !ok || put.Queue.Slot == nil || m.groups().find(put.Queue.Slot) != m.groups().find(ch) {
			continue
		}
		all, ok := m.only(send.Value)
		if !ok || slices.ContainsFunc(all, func(e ast.Expr) bool { _, own := m.target(e); return !own }) {
			return false
		}
		n++
	}
	return n > 0
}
