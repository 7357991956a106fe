package unboundedqueue

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// A pump is a goroutine between two channels: it keeps in a list what it has
// received and could not send yet.
type pump struct {
	list *queuemodel.List
	add  queuemodel.Access // in the clause of a select that receives
	at   inspector.Cursor  // the addition as the clause has it: itself, or the call that makes it
	recv inspector.Cursor  // that clause
	send inspector.Cursor  // the clause that sends and takes the item off the list
}

// name is the list as the pump names it.
func (p pump) name() string {
	if call, ok := p.at.Node().(*ast.CallExpr); ok && p.at != p.add.Cur {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			if list, ok := ast.Unparen(sel.X).(*ast.SelectorExpr); ok {
				return types.ExprString(list)
			}
		}
	}
	return name(p.add)
}

// pumps reports pumps that receive whatever waits already.
func (c *checker) pumps() map[*queuemodel.List]bool {
	found := make(map[*queuemodel.List]bool)
	for _, l := range c.model.Lists() {
		for _, add := range l.Adds {
			p, ok := c.pump(l, add)
			if !ok || c.ignored(add.Cur) {
				continue
			}
			found[l] = true
			if c.model.Limited(l.Key) || c.stopped(p) || c.model.Admitted(add) || slices.ContainsFunc(add.Items, c.waits) {
				continue
			}
			c.report(Pump, p.at.Node(), c.pumpFix(p), []analysis.RelatedInformation{note(p.send.Node(), "the items are sent here")},
				"%q takes in what is received however much of it waits: stop receiving at a limit, or say in a waiver what limits it", p.name())
			break
		}
	}
	return found
}

// pump finds the two clauses around an addition and around the send of the same
// list, below one loop. Either can be a call away.
func (c *checker) pump(l *queuemodel.List, add queuemodel.Access) (pump, bool) {
	for _, in := range c.model.Sites(add.Cur) {
		recv, ok := clauseOf(in)
		if !ok || !receives(recv) {
			continue
		}
		loop, ok := outerLoop(recv)
		if !ok {
			continue
		}
		for _, take := range l.Takes {
			for _, out := range c.model.Sites(take.Cur) {
				if send, ok := clauseOf(out); ok && loop.Contains(send) && sends(send) {
					return pump{list: l, add: add, at: in, recv: recv, send: send}, true
				}
			}
		}
	}
	return pump{}, false
}

// sends reports whether the header of a clause sends.
func sends(clause inspector.Cursor) bool {
	_, ok := clause.Node().(*ast.CommClause).Comm.(*ast.SendStmt)
	return ok
}

// clauseOf is the innermost clause of a select around cur in its function.
func clauseOf(cur inspector.Cursor) (inspector.Cursor, bool) {
	for n := range cur.Enclosing((*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		_, ok := n.Node().(*ast.CommClause)
		return n, ok
	}
	return cur, false
}

// receives reports whether the header of a clause receives a value.
func receives(clause inspector.Cursor) bool {
	assign, ok := clause.Node().(*ast.CommClause).Comm.(*ast.AssignStmt)
	return ok && receiveOf(assign) != nil
}

func receiveOf(assign *ast.AssignStmt) *ast.UnaryExpr {
	recv, ok := ast.Unparen(assign.Rhs[0]).(*ast.UnaryExpr)
	if !ok || recv.Op != token.ARROW {
		return nil
	}
	return recv
}

// outerLoop is the outermost loop around cur in its function.
func outerLoop(cur inspector.Cursor) (inspector.Cursor, bool) {
	loop, ok := queuemodel.Loop(cur)
	for ok {
		outer, more := queuemodel.Loop(loop)
		if !more {
			return loop, true
		}
		loop = outer
	}
	return cur, false
}

// stopped reports whether the channel that is received from can be nil for
// another reason than its end: it is a variable that is set to nil or chosen.
func (c *checker) stopped(p pump) bool {
	recv := receiveOf(p.recv.Node().(*ast.CommClause).Comm.(*ast.AssignStmt))
	id, ok := ast.Unparen(recv.X).(*ast.Ident)
	if !ok {
		_, field := ast.Unparen(recv.X).(*ast.SelectorExpr)
		return !field // a function chooses it
	}
	v, ok := c.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	for cur := range queuemodel.EnclosingFunc(p.recv).Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.ValueSpec:
			if len(n.Values) == 0 && slices.ContainsFunc(n.Names, func(name *ast.Ident) bool { return c.TypesInfo.Defs[name] == v }) {
				return true
			}
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && c.TypesInfo.Uses[id] == v && i < len(n.Rhs) && c.TypesInfo.Types[n.Rhs[i]].IsNil() && !p.atEnd(cur) {
					return true
				}
			}
		}
	}
	return false
}

// atEnd reports whether the statement at cur stands in the clause that receives,
// in a branch for the end of the channel: if !ok { in = nil }.
func (p pump) atEnd(cur inspector.Cursor) bool {
	if !p.recv.Contains(cur) {
		return false
	}
	for branch := range cur.Enclosing((*ast.IfStmt)(nil)) {
		return p.recv.Contains(branch)
	}
	return false
}

// pumpFix stops receiving when as many wait as the fix suggests: a variable for
// the channel that is nil then.
func (c *checker) pumpFix(p pump) []analysis.SuggestedFix {
	sel := p.recv.Parent().Parent()
	t := c.TypesInfo.TypeOf(p.add.List)
	if _, ok := t.Underlying().(*types.Slice); !ok || sel.ParentEdgeKind() != edge.BlockStmt_List || queuemodel.EnclosingFunc(p.add.Cur) != queuemodel.EnclosingFunc(sel) {
		return nil
	}
	e := fix.New(c.Pass, sel.Node().Pos())
	recv := receiveOf(p.recv.Node().(*ast.CommClause).Comm.(*ast.AssignStmt))
	name := e.Unused(sel.Node().Pos(), "recv", "receive", "source")
	if name == "" {
		return nil
	}
	e.Replace(sel.Node().Pos(), sel.Node().Pos(),
		name+" := "+e.Node(recv.X)+"\nif len("+e.Node(p.add.List)+") >= "+places+" {\n"+name+" = nil\n}\n")
	e.Replace(recv.X.Pos(), recv.X.End(), name)
	return e.Done("Stop receiving when " + places + " wait")
}
