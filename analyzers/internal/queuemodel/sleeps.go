package queuemodel

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"time"

	"golang.org/x/tools/go/ast/inspector"
)

// timer is a wait for <-time.After(d).
func (s *Stalls) timer(cur inspector.Cursor, ch ast.Expr, owner inspector.Cursor) []Stall {
	call, ok := ast.Unparen(ch).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	if fn, _ := s.m.callee(call); fn == nil || fn.FullName() != "time.After" {
		return nil
	}
	return []Stall{s.pause(cur, call.Args[0], owner)}
}

// pause is a sleep.
func (s *Stalls) pause(cur inspector.Cursor, d ast.Expr, owner inspector.Cursor) Stall {
	st := s.stall(SleepStall, cur, Queue{})
	st.Name = types.ExprString(d)
	if tv := s.m.info.Types[d]; tv.Value != nil && !asksContext(s.m, cur, owner) {
		n, _ := constant.Int64Val(constant.ToInt(tv.Value))
		st.Pause = time.Duration(n)
	}
	st.Retry, st.Counted = endlessLoop(s.m, cur, owner), countedLoop(s.m, cur, owner)
	return st
}

// endlessLoop reports whether cur stands in a loop of the owner that no count
// ends, and that looks at no context.
func endlessLoop(m *Model, cur, owner inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok || !owner.Contains(loop) {
		return false
	}
	stmt, ok := loop.Node().(*ast.ForStmt)
	if !ok || stmt.Post != nil || stmt.Init != nil || asksContext(m, cur, owner) {
		return false
	}
	for n := range loop.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil), (*ast.IncDecStmt)(nil)) {
		if u, ok := n.Node().(*ast.UnaryExpr); ok && u.Op != token.ARROW {
			continue
		}
		call, ok := n.Node().(*ast.CallExpr)
		if !ok {
			return false // it waits for something else too, or counts its tries
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && (isContextType(m.info.TypeOf(sel.X)) || tellsTime(m, sel)) {
			return false
		}
	}
	return true
}

// asksContext reports whether cur stands in a loop of the owner that goes on only
// while a context does: its rounds are short, and the last one is known.
func asksContext(m *Model, cur, owner inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok || !owner.Contains(loop) {
		return false
	}
	stmt, ok := loop.Node().(*ast.ForStmt)
	return ok && stmt.Cond != nil && m.mentionsContext(stmt.Cond)
}

// mentionsContext reports whether an expression has a context in it.
func (m *Model) mentionsContext(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			t := m.info.TypeOf(e)
			found = found || t != nil && isContextType(t)
		}
		return !found
	})
	return found
}

// countedLoop reports whether cur stands in a loop of the owner that counts.
func countedLoop(m *Model, cur, owner inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok || !owner.Contains(loop) {
		return false
	}
	switch n := loop.Node().(type) {
	case *ast.RangeStmt:
		t := m.info.TypeOf(n.X)
		return t != nil && !isChan(t)
	case *ast.ForStmt:
		for range loop.Preorder((*ast.IncDecStmt)(nil)) {
			return true
		}
	}
	return false
}

// tellsTime reports whether sel is a function of package time other than Sleep,
// by which a loop sees that it has tried for long enough.
func tellsTime(m *Model, sel *ast.SelectorExpr) bool {
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() != "Sleep"
}
