package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

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
	fn := m.calleeFunc(call)
	if fn == nil || fn.Pkg() != m.pkg || !isPopper(fn.Name()) || len(call.Args) > 0 || len(m.At(call)) > 0 || !m.setLoop(&r) {
		return r, false
	}
	outer, ok := Loop(r.Loop)
	if !m.pausesIn(r.Loop) && (!ok || !m.pausesIn(outer)) {
		return r, false
	}
	r.Item = m.takenInto(Call{Cur: cur})
	return r, m.complete(&r)
}

func isPopper(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(poppers, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(name[len(word):]))
	})
}

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
