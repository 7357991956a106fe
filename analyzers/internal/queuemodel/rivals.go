package queuemodel

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
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
	guarded := len(peers) <= maxPeers && m.guarded(peers)
	outside := c.Queue.Path != "" && m.groups().usedOutside(c.Queue, c.Role)
	switch {
	case guarded && m.byInterface(EnclosingFunc(c.Cur)):
		return Rival{}, false
	case len(peers) > maxPeers || guarded:
		return Rival{c.Cur.Node(), false}, outside
	}
	own := m.Roots(c)
	if rival, ok := m.knownRival(c, own, peers); ok || outside {
		return cmp.Or(rival, Rival{c.Cur.Node(), false}), true
	}
	for _, root := range own {
		if root.Kind == API && !root.Loop {
			return Rival{root.Node, false}, true
		}
	}
	return Rival{}, false
}

// knownRival finds a rival in this package: the operation itself, in a function that
// runs in several goroutines, or another one.
func (m *Model) knownRival(c Call, own []Root, peers []Call) (Rival, bool) {
	for _, root := range own {
		if root.Many {
			return Rival{root.Node, true}, true
		}
	}
	for i, x := range own {
		for _, y := range own[i+1:] {
			if x.Kind == Goroutine && y.Kind == Goroutine && x.subject != nil && x.subject == y.subject && (!isParam(c.Queue.Root) || isChan(x.subject.Type())) {
				return Rival{y.Node, true}, true
			}
		}
	}
	for _, peer := range peers {
		if EnclosingFunc(peer.Cur) == EnclosingFunc(c.Cur) || m.isCallOf(peer, EnclosingFunc(c.Cur)) || m.Joined(peer) || drainsToClose(peer) || m.eachItsOwn(c.Queue, peer.Queue) {
			continue
		}
		if m.apart(own, m.Roots(peer)) {
			return Rival{peer.Cur.Node(), true}, true
		}
	}
	return Rival{}, false
}

// maxPeers bounds the operations that are compared with one another: of a queue with
// more nothing is said.
const maxPeers = 300

// eachItsOwn reports whether two queues belong to objects that two functions got
// from calls, each for a variable of its own: one subscription each, as far as
// can be seen.
func (m *Model) eachItsOwn(a, b Queue) bool {
	return a.Root != b.Root && a.Path != "" && b.Path != "" && m.gotFromCall(a.Root) && m.gotFromCall(b.Root)
}

// gotFromCall reports whether the only value of a local variable is a result of a
// call.
func (m *Model) gotFromCall(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	if !ok || len(m.values.assigned[v]) != 1 {
		return false
	}
	call, ok := ast.Unparen(m.values.only(v)).(*ast.CallExpr)
	return m.values.fromCall[v] || ok && !m.info.Types[call.Fun].IsType()
}

// apart reports whether an operation reached from the roots a and one reached
// from b can run in two goroutines at once.
func (m *Model) apart(a, b []Root) bool {
	for _, x := range a {
		for _, y := range b {
			if x.Node == y.Node {
				continue
			}
			if x.apart(y) || y.apart(x) {
				return true
			}
		}
	}
	return false
}

// isCallOf reports whether the operation c is a call of the function fn: what fn
// itself does, seen from outside.
func (m *Model) isCallOf(c Call, fn inspector.Cursor) bool {
	call, ok := c.Cur.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	callee, _ := m.callee(call)
	if callee == nil {
		return false
	}
	decl, ok := m.decls[callee.Origin()]
	return ok && decl == fn
}

// drainsToClose reports whether c throws away what comes until the channel is
// closed, which is done after the close: for range ch {}.
func drainsToClose(c Call) bool {
	loop, ok := c.Cur.Node().(*ast.RangeStmt)
	return ok && loop.Key == nil && len(loop.Body.List) == 0
}

// apart reports whether x is a goroutine, or an exported function, that can run
// beside y. A callback says nothing: it may run in the goroutine of y.
func (x Root) apart(y Root) bool {
	switch y.Kind {
	case Main, Goroutine:
		return x.Kind == Goroutine
	case API:
		return x.Kind == Goroutine || x.Kind == API
	case Callback:
		return y.Many && x.Kind == Goroutine
	}
	return false
}

// guarded reports whether one mutex is held at every operation. An operation
// under a mutex that cannot be named counts as under that one.
func (m *Model) guarded(calls []Call) bool {
	var common []*types.Var
	named := false
	for _, c := range calls {
		held := m.locks(c.Cur, maxHops, true)
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

// priming reports whether c works on a field of an object that its function has
// just made and not shared yet: a constructor that fills a pool.
func (m *Model) priming(c Call) bool {
	v, ok := c.Queue.Root.(*types.Var)
	if !ok || c.Queue.Path == "" || !isLiteral(m.values.only(v)) {
		return false
	}
	fn := EnclosingFunc(c.Cur)
	if !ownedBy(fn, v) {
		return false
	}
	for start := range fn.Preorder((*ast.GoStmt)(nil)) {
		if start.Node().Pos() < c.Cur.Node().Pos() {
			return false
		}
	}
	return true
}

func isLiteral(e ast.Expr) bool {
	if addr, ok := ast.Unparen(e).(*ast.UnaryExpr); ok {
		e = addr.X
	}
	_, ok := ast.Unparen(e).(*ast.CompositeLit)
	return ok
}

// peers lists the operations of c's role on queues that can be c's, c too.
// What tests do counts for tests only.
func (m *Model) peers(c Call) []Call {
	peers := m.onQueue(c.Queue, c.Role)
	if m.inTest(c.Cur) {
		return peers
	}
	return slices.DeleteFunc(peers, func(p Call) bool { return m.inTest(p.Cur) })
}

// candidates lists the operations with the role that can be on q: of those on
// channels only the ones of its group, so that many channels cost no more than one.
func (m *Model) candidates(q Queue, role Role) []Call {
	if q.Slot == nil || !q.IsChan() {
		return m.calls[role]
	}
	grouped := m.grouped()[role]
	return slices.Concat(grouped[m.groups().find(q.Slot)], grouped[nil])
}

// groupCalls sorts the operations by role and by the group of their channel; those
// on anything else are below nil.
func (m *Model) groupCalls() map[Role]map[*types.Var][]Call {
	grouped := make(map[Role]map[*types.Var][]Call)
	for role, calls := range m.calls {
		grouped[role] = make(map[*types.Var][]Call)
		for _, c := range calls {
			var group *types.Var
			if c.Queue.Slot != nil && c.Queue.IsChan() {
				group = m.groups().find(c.Queue.Slot)
			}
			grouped[role][group] = append(grouped[role][group], c)
		}
	}
	return grouped
}

// onQueue lists the operations with the role on queues that can be q.
func (m *Model) onQueue(q Queue, role Role) []Call {
	var calls []Call
	for _, c := range m.candidates(q, role) {
		if m.mayBe(q, c.Queue) && !m.priming(c) {
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
		_, header := CommOf(op.Cur)
		if before(op) && alone && !header && op.Queue.IsChan() && !op.Queue.Same(c.Queue) && !InLoop(op.Cur, op.Queue.Root) {
			return true
		}
	}
	return false
}

// JoinedLater reports whether the function goes on to wait for other goroutines
// behind the statement at cur, as with wg.Wait().
func (m *Model) JoinedLater(cur inspector.Cursor) bool {
	for op := range m.In(EnclosingFunc(cur), Block) {
		if op.Cur.Node().Pos() > cur.Node().End() {
			return true
		}
	}
	return false
}

// Capacity is the constant capacity of a channel; it fails when it is computed
// or the channel is made out of sight.
func (m *Model) Capacity(q Queue) (int64, bool) { return m.capacity(q) }

// Sized reports whether a make of the channel has a computed capacity.
func (m *Model) Sized(q Queue) bool {
	for _, made := range m.groups().made(q) {
		if made.size == nil {
			continue
		}
		if _, ok := m.constant(made.size); !ok {
			return true
		}
	}
	return false
}

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
