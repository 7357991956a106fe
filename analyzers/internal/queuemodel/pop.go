package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// poppers are the names of functions that take an item out of a list.
var poppers = []string{"pop", "dequeue", "take", "next", "shift", "pull", "fetch"}

// popRound is for lists that the project pops itself, under a condition variable
// or behind a wake-up: a loop of the function waits.
func (m *Model) popRound(cur inspector.Cursor) (Round, bool) {
	call := cur.Node().(*ast.CallExpr)
	r := Round{Fn: EnclosingFunc(cur), Take: cur, items: make(map[types.Object]bool)}
	if m.isCondWait(call) {
		return r, m.condRound(&r)
	}
	if out := m.deliveredBy(call); out >= 0 {
		r.Item = m.takenInto(Call{Cur: cur, Out: out})
		return r, m.setLoop(&r) && m.complete(&r)
	}
	fn := m.calleeFunc(call)
	if fn == nil || fn.Pkg() != m.pkg || !begins(fn, poppers) || len(call.Args) > 0 || len(m.At(call)) > 0 || !m.setLoop(&r) {
		return r, false
	}
	outer, ok := Loop(r.Loop)
	if !m.pausesIn(r.Loop) && (!ok || !m.pausesIn(outer)) {
		return r, false
	}
	r.Item = m.takenInto(Call{Cur: cur})
	return r, m.complete(&r)
}

// deliveredBy is the index of the result that is a broker's message, of a function
// around its client that is named for taking; -1 without one. What the client itself
// does has rows.
func (m *Model) deliveredBy(call *ast.CallExpr) int {
	fn := m.calleeFunc(call)
	if fn == nil || len(m.At(call)) > 0 || !begins(fn, poppers) && !begins(fn, receivers) {
		return -1
	}
	for i := range fn.Signature().Results().Len() {
		if t := fn.Signature().Results().At(i).Type(); isBrokerMessage(t) && namedPkg(t) != fn.Pkg() {
			return i
		}
	}
	return -1
}

// receivers are further names of functions that take, where what they give says so.
var receivers = []string{"receive", "recv", "read", "poll", "consume", "get"}

// pausesIn reports whether a loop waits for a channel or a condition.
func (m *Model) pausesIn(loop inspector.Cursor) bool {
	for cur := range loop.Preorder((*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.RangeStmt)(nil)) {
		if call, ok := cur.Node().(*ast.CallExpr); ok && m.isCondWait(call) {
			return true
		}
		for _, op := range m.At(cur.Node()) {
			if op.Role == Get && op.Wait != Never {
				return true
			}
		}
	}
	return false
}

// condRound is the loop around the one that waits: what it declares behind the
// wait holds the item.
func (m *Model) condRound(r *Round) bool {
	inner, ok := Loop(r.Take)
	if !ok {
		return false
	}
	outer, ok := Loop(inner)
	if !ok {
		return false
	}
	r.Loop, r.Region = outer, outer
	for cur := range outer.Preorder((*ast.AssignStmt)(nil)) {
		assign := cur.Node().(*ast.AssignStmt)
		if EnclosingFunc(cur) != r.Fn || assign.Pos() < inner.Node().End() || len(assign.Rhs) != 1 || !readsList(assign.Rhs[0]) {
			continue
		}
		id, ok := assign.Lhs[0].(*ast.Ident)
		if !ok {
			continue
		}
		if v, ok := m.info.ObjectOf(id).(*types.Var); ok && !isPackageLevel(v) && !isSignal(v.Type()) {
			if r.Item == nil {
				r.Item = v
			}
			r.items[v] = true
		}
	}
	m.spread(outer, r.items, nil)
	return r.Item != nil
}

// readsList reports whether an expression is an element of a list, a field, or
// what a call without arguments gives.
func readsList(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr, *ast.SliceExpr, *ast.SelectorExpr:
		return true
	case *ast.TypeAssertExpr:
		return readsList(e.X)
	case *ast.CallExpr:
		return len(e.Args) <= 1
	}
	return false
}
