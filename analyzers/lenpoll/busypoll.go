package lenpoll

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// busyPoll finds a length that is asked again and again until the operation
// behind it would succeed, instead of blocking in the operation; and a loop
// that ends when the queue looks empty. It stays silent when no receive, send
// or exit depends on the answer, and for a ticker that collects a batch.
func (c *checker) busyPoll(ch choice) bool {
	for _, value := range []bool{true, false} {
		for _, test := range c.model.Implied(ch.cond, value) {
			if !test.Exact || c.signal(test.Queue) {
				continue
			}
			alone := c.opposite(ch.cond, test, !value)
			if alone && c.polled(ch, test, value) || (alone || c.onlyLengths(ch.cond, value)) && c.awaited(ch, test, value) {
				return true
			}
		}
	}
	return false
}

// onlyLengths reports whether a condition with this value says that several
// queues look empty (or full) at once, and nothing else.
func (c *checker) onlyLengths(cond ast.Expr, value bool) bool {
	op := token.LOR
	if value {
		op = token.LAND
	}
	e, ok := ast.Unparen(cond).(*ast.BinaryExpr)
	if ok && e.Op == op {
		return c.onlyLengths(e.X, value) && c.onlyLengths(e.Y, value)
	}
	tests := c.model.Implied(cond, value)
	return len(tests) == 1 && tests[0].Exact
}

// opposite reports whether the other value of the condition says just that the
// test does not hold, and nothing else.
func (c *checker) opposite(cond ast.Expr, test queuemodel.Test, value bool) bool {
	for _, t := range c.model.Implied(cond, value) {
		if t.State == test.State.Opposite() && t.Queue.Same(test.Queue) {
			return true
		}
	}
	return false
}

// polled reports a repeated look at the length that guards the operation.
func (c *checker) polled(ch choice, test queuemodel.Test, value bool) bool {
	hit := ch.region(value)
	act, ok := c.operation(hit, roleFor(test.State), test.Queue, queuemodel.Escapes)
	if !ok {
		return false
	}
	if c.model.Joined(act) || c.model.Closed(act) || c.gives(ch, value) {
		return false
	}
	pace := c.model.Pace(ch.cur, hit)
	if pace == queuemodel.Unpaced || pace == queuemodel.Ticks && c.collects(ch, act) {
		return false
	}
	_, noun, _ := words(act)
	related := []analysis.RelatedInformation{note(act.Cur.Node(), "the %s of %q that could wait", noun, test.Queue.Name())}
	c.report(BusyPoll, test.Expr, c.unpollFix(ch, test, value, act), related,
		"the length of %q is polled before the %s: leave the poll out and block in the %s", test.Queue.Name(), noun, noun)
	return true
}

// gives reports whether the loop gives up when the length says no, or does
// other work in the meantime, which blocking in the operation would stop.
func (c *checker) gives(ch choice, value bool) bool {
	loop, ok := queuemodel.Loop(ch.cur)
	if !ok {
		return false
	}
	miss := ch.region(!value)
	return c.exits(miss) || c.works(miss) || !c.model.OnlyWaits(ch.cur, loop, ch.region(value))
}

// works reports whether a region calls anything but a pause.
func (c *checker) works(region []inspector.Cursor) bool {
	for _, cur := range region {
		if !c.model.Idle(cur.Node()) {
			return true
		}
	}
	return false
}

// collects reports whether a tick takes more than one item: a batch per tick
// is a design, not a poll for one item.
func (c *checker) collects(ch choice, act queuemodel.Call) bool {
	if act.Role != queuemodel.Get {
		return true
	}
	if loop, ok := queuemodel.Loop(act.Cur); ok && ch.cur.Contains(loop) {
		return true
	}
	outer, _ := queuemodel.Loop(ch.cur)
	for op := range c.model.In(outer, queuemodel.Get) {
		if _, header := queuemodel.CommOf(op.Cur); header && op.Queue.Same(act.Queue) {
			return true
		}
	}
	return false
}

// awaited reports a loop that sleeps until the length says enough and then
// leaves: for { if q.Len() == 0 { break }; time.Sleep(d) }.
func (c *checker) awaited(ch choice, test queuemodel.Test, value bool) bool {
	if !c.exits(ch.region(value)) {
		return false
	}
	loop, ok := queuemodel.Loop(ch.cur)
	if !ok || c.touches(loop, test.Queue, ch.region(value)) {
		return false
	}
	if pace := c.model.Pace(ch.cur, ch.region(value)); pace == queuemodel.Unpaced {
		return false
	}
	if c.model.JoinedLater(loop) {
		return false
	}
	c.reportWait(test, test.State, nil)
	return true
}

// waitLoop finds a loop whose condition is the length and whose body only lets
// time pass: for len(ch) > 0 { time.Sleep(d) }.
func (c *checker) waitLoop(cur inspector.Cursor, loop *ast.ForStmt) bool {
	if loop.Cond == nil {
		return false
	}
	tests := c.model.Implied(loop.Cond, true)
	if len(tests) == 0 && c.onlyLengths(loop.Cond, false) { // len(a) > 0 || len(b) > 0
		tests = c.model.Implied(loop.Cond, false)
		for i := range tests {
			tests[i].State = tests[i].State.Opposite()
		}
	}
	if c.model.JoinedLater(cur) {
		return false
	}
	for _, test := range tests {
		if !test.Exact || c.signal(test.Queue) || c.touches(cur, test.Queue, nil) || !c.passesTime(cur, loop) {
			continue
		}
		c.reportWait(test, test.State.Opposite(), c.unwaitFix(cur, loop, test))
		return true
	}
	return false
}

// passesTime reports whether the loop pauses in each round, or does nothing at
// all.
func (c *checker) passesTime(cur inspector.Cursor, loop *ast.ForStmt) bool {
	if len(loop.Body.List) == 0 && loop.Post == nil {
		return true
	}
	for pause := range c.model.In(cur, queuemodel.Pause) {
		if inner, ok := queuemodel.Loop(pause.Cur); ok && inner == cur {
			return true
		}
	}
	return false
}

// touches reports whether the loop itself takes from the queue, adds to it, or
// calls a method of what holds it, which may do so, before it enters the region
// that leaves it.
func (c *checker) touches(loop inspector.Cursor, q queuemodel.Queue, exit []inspector.Cursor) bool {
	leaving := func(cur inspector.Cursor) bool {
		return slices.ContainsFunc(exit, func(r inspector.Cursor) bool { return r.Contains(cur) })
	}
	for _, role := range []queuemodel.Role{queuemodel.Get, queuemodel.Put, queuemodel.Done, queuemodel.Close} {
		for op := range c.model.In(loop, role) {
			if op.Queue.Same(q) && !leaving(op.Cur) {
				return true
			}
		}
	}
	for call := range loop.Preorder((*ast.CallExpr)(nil)) {
		if len(c.model.At(call.Node())) == 0 && !leaving(call) && c.reaches(call.Node().(*ast.CallExpr), q) {
			return true
		}
	}
	return false
}

// reaches reports whether a call is given the queue, or what holds it, as its
// receiver or as an argument. Builtins only look.
func (c *checker) reaches(call *ast.CallExpr, q queuemodel.Queue) bool {
	var operands []ast.Expr
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.SelectorExpr:
		operands = append(operands, fun.X)
	case *ast.Ident:
		if _, builtin := c.TypesInfo.Uses[fun].(*types.Builtin); builtin {
			return false
		}
	}
	for _, e := range append(operands, call.Args...) {
		if id := rootIdent(e); id != nil && c.TypesInfo.Uses[id] == q.Root {
			return true
		}
	}
	return false
}

// rootIdent is the variable that a chain of selections starts from.
func rootIdent(e ast.Expr) *ast.Ident {
	for {
		switch x := ast.Unparen(e).(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return nil
		}
	}
}

// pollResult finds a condition function of a polling helper that returns the
// state of a queue: wait.Poll(d, t, func() (bool, error) { return q.Len() == 0, nil }).
func (c *checker) pollResult(cur inspector.Cursor, ret *ast.ReturnStmt) {
	if len(ret.Results) == 0 || !c.model.IsRepeated(queuemodel.EnclosingFunc(cur)) {
		return
	}
	for _, test := range c.model.Implied(ret.Results[0], true) {
		if test.Exact && !c.signal(test.Queue) && c.opposite(ret.Results[0], test, false) {
			c.reportWait(test, test.State, nil)
			return
		}
	}
}

// pollBranch is pollResult for if cond { return false, nil }; return true, nil.
func (c *checker) pollBranch(cur inspector.Cursor, stmt *ast.IfStmt) bool {
	if len(stmt.Body.List) == 0 || stmt.Else != nil || !c.model.IsRepeated(queuemodel.EnclosingFunc(cur)) {
		return false
	}
	next, ok := cur.NextSibling()
	if !ok {
		return false
	}
	then, rest := c.answer(stmt.Body.List[len(stmt.Body.List)-1]), c.answer(next.Node())
	if then == "" || rest == "" || then == rest {
		return false
	}
	done := then == "true"
	for _, test := range c.model.Implied(stmt.Cond, done) {
		if test.Exact && !c.signal(test.Queue) && c.opposite(stmt.Cond, test, !done) {
			c.reportWait(test, test.State, nil)
			return true
		}
	}
	return false
}

// answer is the bool that a statement returns first, as text; "" for others.
func (c *checker) answer(n ast.Node) string {
	ret, ok := n.(*ast.ReturnStmt)
	if !ok || len(ret.Results) == 0 {
		return ""
	}
	if value := c.TypesInfo.Types[ret.Results[0]].Value; value != nil && value.Kind() == constant.Bool {
		return value.ExactString()
	}
	return ""
}

// reportWait reports a wait for a state of the queue by looking at its length.
func (c *checker) reportWait(test queuemodel.Test, until queuemodel.State, fixes []analysis.SuggestedFix) {
	name := test.Queue.Name()
	switch until {
	case queuemodel.Empty:
		c.report(BusyPoll, test.Expr, fixes, nil, "waiting for %q to look empty polls, and an item that was taken may still be unfinished: wait for Done of every item, such as with a sync.WaitGroup", name)
	case queuemodel.NonEmpty:
		c.report(BusyPoll, test.Expr, fixes, nil, "waiting for %q to look filled polls: block in the receive", name)
	case queuemodel.NotFull:
		c.report(BusyPoll, test.Expr, fixes, nil, "waiting for room in %q polls: block in the send", name)
	default:
		c.report(BusyPoll, test.Expr, fixes, nil, "waiting for %q to look full polls: count the items where they are added", name)
	}
}
