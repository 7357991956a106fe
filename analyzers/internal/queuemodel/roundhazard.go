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
