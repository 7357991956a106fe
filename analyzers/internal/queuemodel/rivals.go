package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
)

// A Rival is another goroutine that can do the same to the same queue between
// a look at its length and the operation that follows.
type Rival struct {
	Node  ast.Node // its operation, or the go statement that starts several of the same function
	Known bool     // false when only the export of the function makes it possible
}

// Rival finds a rival of the operation c. There is none when one goroutine
// does all of it, or when one mutex is held wherever it is done.
func (m *Model) Rival(c Call) (Rival, bool) {
	peers := m.peers(c)
	if m.guarded(peers) {
		return Rival{}, false
	}
	own := m.Roots(c)
	for _, root := range own {
		if root.Many {
			return Rival{root.Node, true}, true
		}
	}
	for _, peer := range peers {
		if peer.Cur == c.Cur || peer.Cur.Node() == c.Cur.Node() {
			continue
		}
		if m.apart(own, m.Roots(peer)) {
			return Rival{peer.Cur.Node(), true}, true
		}
	}
	for _, root := range own {
		if root.Kind == API {
			return Rival{root.Node, false}, true
		}
	}
	return Rival{}, false
}

// apart reports whether an operation reached from the roots a and one reached
// from b can run in two goroutines at once.
func (m *Model) apart(a, b []Root) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Node == y.Node {
				continue
			}
			if x.Kind == Goroutine && y.Kind >= Main || y.Kind == Goroutine && x.Kind >= Main || x.Kind == API && y.Kind == API {
				return true
			}
		}
	}
	return false
}

// guarded reports whether one mutex is held at every operation. An operation
// under a mutex that cannot be named counts as under that one.
func (m *Model) guarded(calls []Call) bool {
	var common []*types.Var
	named := false
	for _, c := range calls {
		held := m.Locks(c.Cur)
		if slices.Contains(held, nil) {
			continue
		}
		if !named {
			common, named = held, true
		}
		common = slices.DeleteFunc(common, func(mutex *types.Var) bool { return !slices.Contains(held, mutex) })
	}
	return len(common) > 0 || !named
}

// peers lists the operations of c's role on queues that can be c's, c too.
func (m *Model) peers(c Call) []Call { return m.onQueue(c.Queue, c.Role) }

// onQueue lists the operations with the role on queues that can be q.
func (m *Model) onQueue(q Queue, role Role) []Call {
	var calls []Call
	for _, c := range m.calls[role] {
		if m.mayBe(q, c.Queue) {
			calls = append(calls, c)
		}
	}
	return calls
}

// mayBe reports whether two queues, of any two functions, can be one: channels
// by the variables that they pass through, others by what holds them.
func (m *Model) mayBe(a, b Queue) bool {
	if a.Slot == nil || b.Slot == nil {
		return false
	}
	if a.IsChan() && b.IsChan() {
		return m.groups().find(a.Slot) == m.groups().find(b.Slot)
	}
	return a.Slot == b.Slot || isReceiver(a.Slot) && isReceiver(b.Slot) && types.Identical(deref(a.Slot.Type()), deref(b.Slot.Type()))
}

func isReceiver(v *types.Var) bool { return v.Kind() == types.RecvVar }

// Closed reports whether the queue is closed before the node at c in the same
// function, so that a receive returns at once.
func (m *Model) Closed(c Call) bool {
	fn := EnclosingFunc(c.Cur)
	for closing := range m.In(fn, Close) {
		if closing.Queue.Same(c.Queue) && closing.Cur.Node().Pos() < c.Cur.Node().Pos() {
			return true
		}
	}
	return false
}

// Joined reports whether the function waits for other goroutines to end before
// the node at c: wg.Wait(), or a receive that is a statement of its own.
func (m *Model) Joined(c Call) bool {
	fn := EnclosingFunc(c.Cur)
	before := func(op Call) bool { return op.Cur.Node().Pos() < c.Cur.Node().Pos() }
	for op := range m.In(fn, Block) {
		if before(op) {
			return true
		}
	}
	for op := range m.In(fn, Get) {
		_, alone := op.Cur.Parent().Node().(*ast.ExprStmt)
		if before(op) && alone && op.Queue.IsChan() && !op.Queue.Same(c.Queue) && !InLoop(op.Cur, op.Queue.Root) {
			return true
		}
	}
	return false
}

// Capacity is the constant capacity of a channel; it fails when it is computed
// or the channel is made out of sight.
func (m *Model) Capacity(q Queue) (int64, bool) { return m.capacity(q) }

// timerComm reports whether the header of a select clause receives the time.
func (m *Model) timerComm(comm ast.Stmt) bool {
	switch s := comm.(type) {
	case *ast.ExprStmt:
		return isTimer(m.info, receivedFrom(s.X))
	case *ast.AssignStmt:
		return isTimer(m.info, receivedFrom(s.Rhs[0]))
	}
	return false
}

// Tick reports whether the clause of a select receives the time.
func (m *Model) Tick(clause *ast.CommClause) bool { return m.timerComm(clause.Comm) }
