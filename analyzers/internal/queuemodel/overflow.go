package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// An Overflow is a goroutine that is started with a value for which a channel has no
// room, and that waits until there is.
type Overflow struct {
	Cur   inspector.Cursor // the *ast.GoStmt
	Send  inspector.Cursor // the clause that sends where there is room
	Queue Queue
}

// Overflows lists them, but for those that something limits: a time, a token, a
// channel that is the caller's for this once.
func (m *Model) Overflows() []Overflow {
	var found []Overflow
	for cur := range m.in.Root().Preorder((*ast.GoStmt)(nil)) {
		if o, ok := m.overflow(cur); ok && !m.limitedStart(Start{Cur: cur, From: cur}) {
			found = append(found, o)
		}
	}
	return found
}

// overflow reads a go statement in the default of a select that sends.
func (m *Model) overflow(cur inspector.Cursor) (Overflow, bool) {
	o := Overflow{Cur: cur}
	lit, ok := ast.Unparen(cur.Node().(*ast.GoStmt).Call.Fun).(*ast.FuncLit)
	if !ok || m.timed(lit) {
		return o, false
	}
	for clause := range cur.Enclosing((*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		comm, ok := clause.Node().(*ast.CommClause)
		if !ok || comm.Comm != nil {
			return o, false
		}
		for sibling := range clause.Parent().Children() {
			send, ok := sibling.Node().(*ast.CommClause).Comm.(*ast.SendStmt)
			if !ok || !isChan(m.info.TypeOf(send.Chan)) || isWakeUp(m.info.TypeOf(send.Chan)) {
				continue
			}
			o.Send = sibling
			if o.Queue, ok = m.queueOf(send.Chan); ok && m.outlives(o.Queue, EnclosingFunc(cur)) && m.sendsIn(cur, o.Queue) {
				return o, true
			}
		}
		return o, false
	}
	return o, false
}

// outlives reports whether a queue is more than a variable of the function itself.
func (m *Model) outlives(q Queue, fn inspector.Cursor) bool {
	v, ok := q.Root.(*types.Var)
	return ok && (q.Path != "" || v.Kind() == types.RecvVar || v.Pos() < fn.Node().Pos() || v.Pos() > fn.Node().End())
}

// sendsIn reports whether the goroutine at cur sends to the queue.
func (m *Model) sendsIn(cur inspector.Cursor, q Queue) bool {
	for send := range cur.Preorder((*ast.SendStmt)(nil)) {
		if to, ok := m.queueOf(send.Node().(*ast.SendStmt).Chan); ok && to.Same(q) {
			return true
		}
	}
	return false
}

// timed reports whether a function asks for the time: it does not wait for ever.
func (m *Model) timed(lit *ast.FuncLit) bool {
	found := false
	ast.Inspect(lit, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			fn, _ := m.callee(call)
			found = found || fn != nil && fn.Pkg() != nil && (fn.Pkg().Path() == "time" || fn.FullName() == "context.WithTimeout" || fn.FullName() == "context.WithDeadline")
		}
		return !found
	})
	return found
}
