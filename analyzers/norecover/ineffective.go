package norecover

import (
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// ineffective reports the recovers that recover nothing.
func (c *checker) ineffective() {
	for _, cur := range c.model.RecoverCalls() {
		if !queuemodel.Generated(cur) {
			c.recoverCall(cur)
		}
	}
	for _, cur := range c.model.LostRecovers() {
		if !queuemodel.Generated(cur) {
			c.lost(cur)
		}
	}
	for _, d := range c.model.RecoveringDefers() {
		if !queuemodel.Generated(d) {
			c.misplaced(d)
		}
	}
	for _, g := range c.model.VainGuards() {
		if !queuemodel.Generated(g.Guard) {
			c.try(g.Go)
			c.report(Ineffective, g.Go.Node().(*ast.GoStmt).Call, nil, nil,
				"the recover of %q does not reach this goroutine: recover in the goroutine", name(g.Guard.Node()))
		}
	}
}

// try remembers that the functions around cur have a recover that is reported:
// what else is wrong with them shows when that works.
func (c *checker) try(cur inspector.Cursor) {
	for fn := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		c.tried[fn.Node()] = true
	}
}

// recoverCall reports a recover that no deferred function calls.
func (c *checker) recoverCall(cur inspector.Cursor) {
	if cur.ParentEdgeKind() == edge.DeferStmt_Call {
		c.try(cur)
		c.report(Ineffective, cur.Node(), c.deferFix(cur), nil, "a deferred recover stops no panic: defer a function that calls recover")
		return
	}
	fn := queuemodel.EnclosingFunc(cur)
	for d := range cur.Enclosing((*ast.DeferStmt)(nil)) {
		if queuemodel.EnclosingFunc(d) != fn {
			break
		}
		if c.model.NoDeferInSight(fn) && c.model.RiskBehind(d) {
			c.try(cur)
			c.report(Ineffective, cur.Node(), nil, nil, "this recover runs with the defer statement, before anything can panic: call it in the deferred function")
		}
		return
	}
	if !c.model.NeverDeferred(fn) && !c.model.WorksFirst(fn, cur) || c.model.IsAboutRecover(fn) {
		return
	}
	c.try(cur)
	c.report(Ineffective, cur.Node(), nil, nil, "this recover is not called by a deferred function itself, so it stops no panic: defer the function that calls it")
}

// lost reports the call of a function that only recovers, where that is not
// deferred.
func (c *checker) lost(cur inspector.Cursor) {
	call := cur.Node().(*ast.CallExpr)
	c.try(cur)
	c.report(Ineffective, call, c.lostFix(cur), nil, "%q recovers only when it is deferred itself: defer it", name(call))
}

// misplaced reports a deferred recover that is in force too late, too long, or
// in the wrong goroutine.
func (c *checker) misplaced(d inspector.Cursor) {
	fn := queuemodel.EnclosingFunc(d)
	if c.tried[fn.Node()] {
		return
	}
	at := d.Node().(*ast.DeferStmt)
	if loop, ok := c.model.DeferredAgain(d); ok {
		c.try(d)
		c.report(Ineffective, at, c.roundFix(d), []analysis.RelatedInformation{note(loopHead(loop.Node()), "the first panic ends this loop")},
			"this runs when the function returns, not in each round, so the first panic ends the loop: run each round in a function of its own")
		return
	}
	if c.model.RiskBehind(d) {
		return
	}
	start, before := c.model.RiskElsewhere(d)
	switch {
	case start.Valid():
		c.try(d)
		c.report(Ineffective, at, c.intoGoFix(d, start), []analysis.RelatedInformation{note(start.Node(), "a panic in here ends the process")},
			"this recover does not reach the goroutine that is started in line %d: defer it there", c.Fset.Position(start.Node().Pos()).Line)
	case before.Valid():
		c.try(d)
		c.report(Ineffective, at, c.earlierFix(d), []analysis.RelatedInformation{note(before.Node(), "this can panic")},
			"this is deferred behind what can panic, in line %d, and not in front: defer it first", c.Fset.Position(before.Node().Pos()).Line)
	case c.model.AloneInGoroutine(d):
		c.report(Ineffective, at, nil, nil, "nothing in this goroutine can panic, and the recover reaches no other: defer it in the function that can panic")
	}
}

// loopHead is the word that begins a loop, with what stands beside it.
func loopHead(loop ast.Node) ast.Node {
	if r, ok := loop.(*ast.RangeStmt); ok {
		return r.X
	}
	return loop.(*ast.ForStmt).Body
}
