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
	add  queuemodel.Access // in the clause of a select that receives
	at   inspector.Cursor  // the addition as the clause has it: itself, or the call that makes it
	recv inspector.Cursor  // that clause
	send inspector.Cursor  // the clause that takes the item off the list and sends it
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

// pumps reports pumps that receive whatever waits already, and returns the lists
// of all pumps.
func (c *checker) pumps() map[*queuemodel.List]bool {
	found := make(map[*queuemodel.List]bool)
	told := make(map[ast.Node]bool) // a list and the list type that it is made of are one
	for _, l := range c.model.Lists() {
		pumps := c.pumpsOf(l)
		if len(pumps) == 0 {
			continue
		}
		found[l] = true
		p := pumps[0]
		if i := slices.IndexFunc(pumps, pump.inOneSelect); i >= 0 {
			p = pumps[i]
		}
		if told[p.at.Node()] || c.model.Limited(l.Key) || slices.ContainsFunc(pumps, c.limited) {
			continue
		}
		told[p.at.Node()] = true
		c.report(Pump, p.at.Node(), c.pumpFix(p), []analysis.RelatedInformation{note(p.send.Node(), "the items are sent here")},
			"%q takes in what is received however much of it waits: stop receiving at a limit, or say in a waiver what limits it", p.name())
	}
	return found
}

// overflows reports goroutines that wait, each with a value, for room in a channel:
// they are the list of a pump.
func (c *checker) overflows() {
	for _, o := range c.model.Overflows() {
		if c.ignored(o.Cur) || c.waits(o.Send.Node().(*ast.CommClause).Comm.(*ast.SendStmt).Value) {
			continue
		}
		c.report(Pump, o.Cur.Node(), nil, []analysis.RelatedInformation{note(o.Send.Node(), "it is sent here where there is room")},
			"when %q is full, a goroutine waits with each value that comes: drop it, wait with a way out, or say in a waiver what limits them", o.Queue.Name())
	}
}

// inOneSelect reports whether the pump receives and sends in the same select.
func (p pump) inOneSelect() bool { return p.recv.Parent() == p.send.Parent() }

// limited reports whether something limits what a pump takes in.
func (c *checker) limited(p pump) bool {
	return p.inOneSelect() && (c.stopped(p) || c.own(p)) || c.model.Admitted(p.add) || slices.ContainsFunc(p.add.Items, c.waits)
}

// pumpsOf finds the additions to a list that stand in a clause of a select that
// receives, with a clause that sends and takes below the same loop. Either can be
// a call away.
func (c *checker) pumpsOf(l *queuemodel.List) []pump {
	var pumps []pump
	for _, add := range l.Adds {
		if c.ignored(add.Cur) {
			continue
		}
		for _, at := range c.model.Sites(add.Cur) {
			recv, ok := c.receiver(at, add)
			if !ok {
				continue
			}
			if send, ok := c.sender(l, recv); ok {
				pumps = append(pumps, pump{add: add, at: at, recv: recv, send: send})
			}
		}
	}
	return pumps
}

// sender is the clause that takes off the list and sends below the loop around
// recv; one in the same select before others.
func (c *checker) sender(l *queuemodel.List, recv inspector.Cursor) (found inspector.Cursor, ok bool) {
	loop, inLoop := outerLoop(recv)
	if !inLoop {
		return recv, false
	}
	for _, take := range l.Takes {
		for _, out := range c.model.Sites(take.Cur) {
			send, inClause := clauseOf(out)
			if !inClause || !loop.Contains(send) || !sends(send) && (send == recv || !sendsOn(send, out)) {
				continue
			}
			if send.Parent() == recv.Parent() {
				return send, true
			}
			if !ok {
				found, ok = send, true
			}
		}
	}
	return found, ok
}

// receiver is the clause that receives what is added at cur: around it, with the
// selects of its body, or in a select before it that fills the variable of the item.
func (c *checker) receiver(cur inspector.Cursor, add queuemodel.Access) (inspector.Cursor, bool) {
	inClause := false
	for n := range cur.Enclosing((*ast.CommClause)(nil), (*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if _, ok := n.Node().(*ast.CommClause); !ok {
			break
		}
		if inClause = true; receives(n) {
			return n, true
		}
	}
	if inClause {
		return cur, false
	}
	loop, ok := queuemodel.Loop(cur)
	if !ok {
		return cur, false
	}
	for clause := range loop.Preorder((*ast.CommClause)(nil)) {
		if !receives(clause) || clause.Node().Pos() > cur.Node().Pos() {
			continue
		}
		got := clause.Node().(*ast.CommClause).Comm.(*ast.AssignStmt)
		id, ok := got.Lhs[0].(*ast.Ident)
		if ok && got.Tok == token.ASSIGN && slices.ContainsFunc(add.Items, func(item ast.Expr) bool { return c.isVar(item, id) }) {
			return clause, true
		}
	}
	return cur, false
}

// isVar reports whether e is the variable that id names.
func (c *checker) isVar(e ast.Expr, id *ast.Ident) bool {
	use, ok := ast.Unparen(e).(*ast.Ident)
	return ok && c.TypesInfo.ObjectOf(id) != nil && c.TypesInfo.ObjectOf(use) == c.TypesInfo.ObjectOf(id)
}

// sends reports whether the header of a clause sends.
func sends(clause inspector.Cursor) bool {
	_, ok := clause.Node().(*ast.CommClause).Comm.(*ast.SendStmt)
	return ok
}

// sendsOn reports whether a clause goes on, behind cur, to send with no way out: what
// it received has said that there is room for the next item.
func sendsOn(clause, cur inspector.Cursor) bool {
	for send := range clause.Preorder((*ast.SendStmt)(nil)) {
		if send.Node().Pos() > cur.Node().Pos() && send.ParentEdgeKind() != edge.CommClause_Comm && queuemodel.EnclosingFunc(send) == queuemodel.EnclosingFunc(cur) {
			return true
		}
	}
	return false
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

// own reports whether the channel that is received from stays in the function
// that makes it: what its workers find is theirs to work off, and a limit would
// stop them for ever.
func (c *checker) own(p pump) bool {
	id, ok := ast.Unparen(receiveOf(p.recv.Node().(*ast.CommClause).Comm.(*ast.AssignStmt)).X).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Kind() != types.LocalVar {
		return false
	}
	made := false
	for decl := range p.recv.Enclosing((*ast.FuncDecl)(nil)) {
		for use := range decl.Preorder((*ast.Ident)(nil)) {
			name := use.Node().(*ast.Ident)
			if c.TypesInfo.Defs[name] == v {
				made = c.isMade(use)
			}
			if c.TypesInfo.Uses[name] != v {
				continue
			}
			switch use.ParentEdgeKind() {
			case edge.ReturnStmt_Results, edge.KeyValueExpr_Value, edge.CompositeLit_Elts, edge.AssignStmt_Rhs, edge.CallExpr_Args, edge.SendStmt_Value:
				return false
			}
		}
	}
	return made
}

// isMade reports whether the variable that is defined at cur gets a new channel.
func (c *checker) isMade(cur inspector.Cursor) bool {
	assign, ok := cur.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != len(assign.Rhs) {
		return false
	}
	call, ok := ast.Unparen(assign.Rhs[cur.ParentEdgeIndex()]).(*ast.CallExpr)
	if !ok {
		return false
	}
	b, ok := c.TypesInfo.Uses[identOf(call.Fun)].(*types.Builtin)
	return ok && b.Name() == "make"
}

func identOf(e ast.Expr) *ast.Ident {
	id, _ := ast.Unparen(e).(*ast.Ident)
	return id
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
