package lenpoll

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// checkThenAct finds a length that guards a receive or send which blocks when
// another goroutine was faster. It stays silent when no other goroutine can
// be: one consumer (one producer, for a send), all of them under one mutex, or
// the others waited for; and for an operation with a way out.
func (c *checker) checkThenAct(ch choice) {
	for _, value := range []bool{true, false} {
		for _, test := range c.model.Implied(ch.cond, value) {
			if c.signal(test.Queue) {
				continue
			}
			if c.actAfter(ch, test, value) {
				return
			}
		}
	}
}

// actAfter reports the operation that the test lets through.
func (c *checker) actAfter(ch choice, test queuemodel.Test, value bool) bool {
	if _, either := c.operation(ch.region(!value), roleFor(test.State), test.Queue, queuemodel.Never); either {
		return false // blocking is wanted
	}
	role, makeRoom := roleFor(test.State), test.State == queuemodel.Full
	if makeRoom {
		role = queuemodel.Get
	}
	if role == queuemodel.None {
		return false
	}
	act, ok := c.operation(ch.region(value), role, test.Queue, queuemodel.Forever)
	if !ok {
		return false
	}
	rival, ok := c.rival(act)
	if !ok {
		return false
	}
	verb, noun, past := words(act)
	related := []analysis.RelatedInformation{note(act.Cur.Node(), "the %s of %q that can block", noun, test.Queue.Name())}
	if rival.Known {
		related = append(related, rivalNote(rival, test.Queue))
	}
	fixes := c.selectFix(ch, test, value, act)
	switch {
	case makeRoom && !act.Queue.Hidden():
		c.report(CheckThenAct, test.Expr, fixes, related, "%q can be emptied between this check and the %s that makes room, which then blocks: %s in a select with default", test.Queue.Name(), noun, verb)
	case act.Queue.Hidden():
		c.report(CheckThenAct, test.Expr, nil, related, "%q can be %s between this check and the %s, which then blocks: give its type a %s that does not wait, and use that alone", test.Queue.Name(), past, noun, noun)
	case act.Queue.IsChan():
		c.report(CheckThenAct, test.Expr, fixes, related, "%q can be %s between this check and the %s, which then blocks: %s in a select with default", test.Queue.Name(), past, noun, verb)
	default:
		c.report(CheckThenAct, test.Expr, fixes, related, "%q can be %s between this check and the %s, which then blocks: leave the check out and wait in the %s", test.Queue.Name(), past, noun, noun)
	}
	return true
}

// rival finds the goroutine that can be faster. An exported function alone is
// one, except where it is a loop that serves the queue: such a loop is started
// once.
func (c *checker) rival(act queuemodel.Call) (queuemodel.Rival, bool) {
	if c.model.Joined(act) || act.Role == queuemodel.Get && c.model.Closed(act) {
		return queuemodel.Rival{}, false
	}
	rival, ok := c.model.Rival(act)
	if !ok || rival.Known {
		return rival, ok
	}
	loop, inLoop := queuemodel.Loop(act.Cur)
	return rival, !inLoop || c.visits(loop, act.Queue)
}

// visits reports whether the loop goes over queues, of which q is the one at
// hand: it serves none of them.
func (c *checker) visits(loop inspector.Cursor, q queuemodel.Queue) bool {
	r, ok := loop.Node().(*ast.RangeStmt)
	if !ok {
		return false
	}
	for _, e := range []ast.Expr{r.Key, r.Value} {
		if id, ok := e.(*ast.Ident); ok && q.From(c.TypesInfo.ObjectOf(id)) {
			return true
		}
	}
	return false
}

// words says how the message calls an operation.
func words(act queuemodel.Call) (verb, noun, past string) {
	switch {
	case act.Role == queuemodel.Put:
		return "send", "send", "filled"
	case act.Queue.IsChan():
		return "receive", "receive", "emptied"
	}
	return "wait", "Get", "emptied"
}
