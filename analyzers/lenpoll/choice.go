package lenpoll

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// A choice is a condition and the statements that run when it holds and when
// it does not.
type choice struct {
	cur       inspector.Cursor // the if statement or case clause
	cond      ast.Expr
	then, alt []inspector.Cursor
}

// region is what runs when the condition has the given value.
func (ch choice) region(value bool) []inspector.Cursor {
	if value {
		return ch.then
	}
	return ch.alt
}

// ifChoice reads an if statement. The statements behind it belong to the
// branch that does not leave: if empty { return }; rest.
func (c *checker) ifChoice(cur inspector.Cursor, stmt *ast.IfStmt) choice {
	ch := choice{cur: cur, cond: stmt.Cond, then: []inspector.Cursor{cur.ChildAt(edge.IfStmt_Body, -1)}}
	if stmt.Else != nil {
		ch.alt = []inspector.Cursor{cur.ChildAt(edge.IfStmt_Else, -1)}
	}
	switch {
	case c.leaves(stmt.Body):
		ch.alt = append(ch.alt, following(cur)...)
	case stmt.Else != nil && c.leaves(stmt.Else):
		ch.then = append(ch.then, following(cur)...)
	}
	return ch
}

// caseChoice reads a case of a switch as an if statement; one with a tag compares
// it. It fails for a case of several values.
func (c *checker) caseChoice(cur inspector.Cursor, clause *ast.CaseClause) (choice, bool) {
	sw, ok := cur.Parent().Parent().Node().(*ast.SwitchStmt)
	if !ok || len(clause.List) != 1 {
		return choice{}, false
	}
	ch := choice{cur: cur, cond: clause.List[0]}
	if sw.Tag != nil {
		ch.cond = &ast.BinaryExpr{X: sw.Tag, OpPos: sw.Tag.End(), Op: token.EQL, Y: clause.List[0]}
	}
	for i := range clause.Body {
		ch.then = append(ch.then, cur.ChildAt(edge.CaseClause_Body, i))
	}
	for next, ok := cur.NextSibling(); ok; next, ok = next.NextSibling() {
		ch.alt = append(ch.alt, next)
	}
	if n := len(clause.Body); n > 0 && c.leaves(clause.Body[n-1]) {
		ch.alt = append(ch.alt, following(cur.Parent().Parent())...)
	}
	return ch, true
}

// following is the statements behind cur in its block.
func following(cur inspector.Cursor) []inspector.Cursor {
	switch cur.ParentEdgeKind() {
	case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
	default:
		return nil
	}
	var rest []inspector.Cursor
	for next, ok := cur.NextSibling(); ok; next, ok = next.NextSibling() {
		rest = append(rest, next)
	}
	return rest
}

// leaves reports whether a statement never reaches the one behind it, as far
// as its last statement tells.
func (c *checker) leaves(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		return true
	case *ast.BlockStmt:
		return len(s.List) > 0 && c.leaves(s.List[len(s.List)-1])
	case *ast.IfStmt:
		return s.Else != nil && c.leaves(s.Body) && c.leaves(s.Else)
	case *ast.ExprStmt:
		call, ok := s.X.(*ast.CallExpr)
		return ok && c.model.NoReturn(call)
	}
	return false
}

// exits reports whether a region ends the loop or the function.
func (c *checker) exits(region []inspector.Cursor) bool {
	for _, cur := range region {
		last, _ := cur.Node().(ast.Stmt)
		if block, ok := last.(*ast.BlockStmt); ok {
			if len(block.List) == 0 {
				continue
			}
			last = block.List[len(block.List)-1]
		}
		switch s := last.(type) {
		case *ast.ReturnStmt:
			return true
		case *ast.BranchStmt:
			return s.Tok == token.BREAK
		case *ast.ExprStmt:
			return c.leaves(s)
		}
	}
	return false
}

// operation finds the first operation with the role on the queue in a region
// that waits at least so long. It passes over those that a second look at the
// length decides.
func (c *checker) operation(region []inspector.Cursor, role queuemodel.Role, q queuemodel.Queue, wait queuemodel.Wait) (queuemodel.Call, bool) {
	for _, cur := range region {
		for op := range c.model.In(cur, role) {
			if op.Wait >= wait && op.Queue.Same(q) && !c.checkedAgain(op, cur) {
				return op, true
			}
		}
	}
	return queuemodel.Call{}, false
}

// checkedAgain reports whether a condition between the region and the
// operation looks at the same queue again.
func (c *checker) checkedAgain(op queuemodel.Call, region inspector.Cursor) bool {
	for cur := op.Cur; cur != region; cur = cur.Parent() {
		kind := cur.ParentEdgeKind()
		if kind != edge.IfStmt_Body && kind != edge.ForStmt_Body && kind != edge.IfStmt_Else {
			continue
		}
		for length := range c.model.In(conditionOf(cur.Parent()), queuemodel.Len) {
			if length.Queue.Same(op.Queue) {
				return true
			}
		}
	}
	return false
}

// conditionOf is the condition of an if or for statement, the statement itself
// when it has none.
func conditionOf(cur inspector.Cursor) inspector.Cursor {
	switch n := cur.Node().(type) {
	case *ast.IfStmt:
		return cur.ChildAt(edge.IfStmt_Cond, -1)
	case *ast.ForStmt:
		if n.Cond != nil {
			return cur.ChildAt(edge.ForStmt_Cond, -1)
		}
	}
	return cur
}

// roleFor is the operation that a state of the queue invites: a receive when
// something is there, a send when there is room.
func roleFor(s queuemodel.State) queuemodel.Role {
	switch s {
	case queuemodel.NonEmpty:
		return queuemodel.Get
	case queuemodel.NotFull:
		return queuemodel.Put
	}
	return queuemodel.None
}

// signal reports whether the channel carries no data and holds one item at
// most, or an unknown number: a flag, a wake-up or a lock, for which the length
// is the value.
func (c *checker) signal(q queuemodel.Queue) bool {
	if !q.IsChan() {
		return false
	}
	n, known := c.model.Capacity(q)
	if known && n > 1 || !known && c.model.Sized(q) {
		return false
	}
	switch t := q.Type.Underlying().(*types.Chan).Elem().Underlying().(type) {
	case *types.Struct:
		return t.NumFields() == 0
	case *types.Basic:
		return t.Info()&types.IsBoolean != 0
	}
	return false
}
