package lenpoll

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// halfDrain finds a counting loop whose bound is the length that its own
// receives make smaller. It stays silent when the body puts items back.
func (c *checker) halfDrain(cur inspector.Cursor) bool {
	loop := cur.Node().(*ast.ForStmt)
	i, bound, ok := c.countsUp(cur, loop)
	if !ok {
		return false
	}
	body := []inspector.Cursor{cur.ChildAt(edge.ForStmt_Body, -1)}
	get, ok := c.operation(body, queuemodel.Get, bound.Queue, queuemodel.Never)
	if !ok || !c.everyRound(get.Cur, cur) {
		return false
	}
	if _, putsBack := c.operation(body, queuemodel.Put, bound.Queue, queuemodel.Never); putsBack {
		return false
	}
	_, noun, _ := words(get)
	related := []analysis.RelatedInformation{note(get.Cur.Node(), "each %s of %q lowers the bound", noun, bound.Queue.Name())}
	c.report(HalfDrain, loop.Cond, c.drainFix(loop, i, bound, get), related,
		"the bound of this loop shrinks with every %s, so half of %q is left behind: read the length once before the loop", noun, bound.Queue.Name())
	return true
}

// countsUp reads "for i := 0; i < len(q); i++": the counter and the length.
func (c *checker) countsUp(cur inspector.Cursor, loop *ast.ForStmt) (*types.Var, queuemodel.Call, bool) {
	post, ok := loop.Post.(*ast.IncDecStmt)
	if !ok || post.Tok != token.INC || loop.Cond == nil {
		return nil, queuemodel.Call{}, false
	}
	id, ok := post.X.(*ast.Ident)
	if !ok {
		return nil, queuemodel.Call{}, false
	}
	counter, _ := c.TypesInfo.ObjectOf(id).(*types.Var)
	return c.bound(cur.ChildAt(edge.ForStmt_Cond, -1), counter)
}

// bound finds the length that a condition, or one side of &&, holds the counter
// against.
func (c *checker) bound(cur inspector.Cursor, counter *types.Var) (*types.Var, queuemodel.Call, bool) {
	for {
		paren, ok := cur.Node().(*ast.ParenExpr)
		if !ok {
			break
		}
		cur = cur.Child(paren.X)
	}
	cond, ok := cur.Node().(*ast.BinaryExpr)
	if !ok {
		return nil, queuemodel.Call{}, false
	}
	if cond.Op == token.LAND {
		if v, get, ok := c.bound(cur.ChildAt(edge.BinaryExpr_X, -1), counter); ok {
			return v, get, true
		}
		return c.bound(cur.ChildAt(edge.BinaryExpr_Y, -1), counter)
	}
	counted, limit := cond.X, edge.BinaryExpr_Y
	switch cond.Op {
	case token.LSS, token.LEQ, token.NEQ:
	case token.GTR, token.GEQ:
		counted, limit = cond.Y, edge.BinaryExpr_X
	default:
		return nil, queuemodel.Call{}, false
	}
	if left, ok := ast.Unparen(counted).(*ast.Ident); !ok || counter == nil || c.TypesInfo.Uses[left] != counter {
		return nil, queuemodel.Call{}, false
	}
	for length := range c.model.In(cur.ChildAt(limit, -1), queuemodel.Len) {
		return counter, length, length.Counts()
	}
	return nil, queuemodel.Call{}, false
}

// everyRound reports whether cur stands in no branch and no inner loop of the
// loop.
func (c *checker) everyRound(cur, loop inspector.Cursor) bool {
	for ; cur != loop; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else, edge.CaseClause_Body, edge.CommClause_Body:
			return false
		case edge.ForStmt_Body, edge.RangeStmt_Body:
			if cur.Parent() != loop {
				return false
			}
		}
	}
	return true
}

// racyDrain finds a loop that takes while the length says there is something,
// beside another goroutine that takes too. It stays silent when no other
// receiver is known.
func (c *checker) racyDrain(cur inspector.Cursor) {
	loop := cur.Node().(*ast.ForStmt)
	if loop.Cond == nil {
		return
	}
	for _, test := range c.model.Implied(loop.Cond, true) {
		if test.State == queuemodel.NonEmpty && c.drained(cur.ChildAt(edge.ForStmt_Body, -1), test.Queue, test.Expr) {
			return
		}
	}
	if c.refilled(cur, loop) {
		return
	}
	cond, ok := ast.Unparen(loop.Cond).(*ast.BinaryExpr)
	if !ok {
		return
	}
	for _, side := range []ast.Expr{cond.X, cond.Y} {
		if q, ok := c.model.Count(side); ok {
			c.drained(cur.ChildAt(edge.ForStmt_Body, -1), q, side)
		}
	}
}

// refilled finds a loop that sends while the length says there is room, beside
// another goroutine that sends too.
func (c *checker) refilled(cur inspector.Cursor, loop *ast.ForStmt) bool {
	body := cur.ChildAt(edge.ForStmt_Body, -1)
	for _, test := range c.model.Implied(loop.Cond, true) {
		if test.State != queuemodel.NotFull || c.signal(test.Queue) {
			continue
		}
		put, ok := c.operation([]inspector.Cursor{body}, queuemodel.Put, test.Queue, queuemodel.Forever)
		if !ok || !c.everyRound(put.Cur, cur) {
			continue
		}
		if rival, ok := c.rival(put); ok && rival.Known {
			related := []analysis.RelatedInformation{note(put.Cur.Node(), "the send of %q that can block", test.Queue.Name()), rivalNote(rival, test.Queue)}
			c.report(CheckThenAct, test.Expr, nil, related,
				"%q can be filled between this check and the send, which then blocks: send in a select with default", test.Queue.Name())
			return true
		}
	}
	return false
}

// racyRange is racyDrain for a range over the number of items.
func (c *checker) racyRange(cur inspector.Cursor, loop *ast.RangeStmt) {
	if q, ok := c.model.Count(loop.X); ok {
		c.drained(cur.ChildAt(edge.RangeStmt_Body, -1), q, loop.X)
	}
}

func (c *checker) drained(body inspector.Cursor, q queuemodel.Queue, at ast.Expr) bool {
	get, ok := c.operation([]inspector.Cursor{body}, queuemodel.Get, q, queuemodel.Forever)
	if !ok || c.signal(q) || !c.everyRound(get.Cur, body.Parent()) {
		return false
	}
	rival, ok := c.rival(get)
	if !ok || !rival.Known {
		return false
	}
	_, noun, _ := words(get)
	related := []analysis.RelatedInformation{
		note(get.Cur.Node(), "the %s of %q that can block", noun, q.Name()),
		rivalNote(rival, q),
	}
	cure := "drain with a select that has a default"
	if !q.IsChan() || q.Hidden() {
		cure = "leave the check out and let the queue's own shutdown end the drain"
	}
	c.report(RacyDrain, at, nil, related,
		"another goroutine can take the last item of %q between this check and the %s, which then blocks: %s", q.Name(), noun, cure)
	return true
}
