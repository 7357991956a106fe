package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A Round is what a consumer does with one item: the body of a loop that takes
// one, or of a function that takes one and is called in a loop.
type Round struct {
	Fn     inspector.Cursor // the function that takes
	Region inspector.Cursor // what runs for each item
	Loop   inspector.Cursor // the loop in Fn; Fn itself where the loop is in a caller
	Take   inspector.Cursor // what takes the item
	Item   *types.Var       // that holds it; nil without one
	Broker bool             // a broker's client delivers the items

	items map[types.Object]bool
}

// Rounds lists the consumers of the package, in source order. Those are left
// out whose channel carries no items (time, signals, bools), or is made and
// closed by one function: its end is in sight.
func (m *Model) Rounds() []Round {
	var rounds []Round
	for _, c := range m.calls[Get] {
		if r, ok := m.roundOf(c); ok && !m.closedByMaker(c) && !m.putsBack(c) {
			rounds = append(rounds, r)
		}
	}
	for cur := range m.in.Root().Preorder((*ast.CallExpr)(nil)) {
		if r, ok := m.popRound(cur); ok {
			rounds = append(rounds, r)
		}
	}
	return rounds
}

// roundOf finds the loop around an operation that takes an item, and the
// variable that the item goes to.
func (m *Model) roundOf(c Call) (Round, bool) {
	r := Round{Fn: EnclosingFunc(c.Cur), Take: c.Cur, Broker: c.Pair != nil && !c.Pair.Panics, items: make(map[types.Object]bool)}
	if n, ok := c.Cur.Node().(*ast.RangeStmt); ok {
		id, ok := n.Key.(*ast.Ident)
		if !ok || id.Name == "_" {
			return r, false
		}
		r.Loop, r.Region = c.Cur, c.Cur.ChildAt(edge.RangeStmt_Body, -1)
		r.Item, _ = m.info.ObjectOf(id).(*types.Var)
		return r, m.complete(&r)
	}
	if clause, ok := CommOf(c.Cur); ok {
		if m.drains(clause) {
			return r, false
		}
		r.Region = clause
	}
	if !m.setLoop(&r) {
		return r, false
	}
	r.Item = m.takenInto(c)
	return r, m.complete(&r)
}

// setLoop finds the loop around the taking, in its function or around a call of
// that.
func (m *Model) setLoop(r *Round) bool {
	inClause := r.Region.Valid()
	if loop, ok := Loop(r.Take); ok {
		if !m.goesOn(loop, r.Take.Node()) {
			return false
		}
		r.Loop = loop
		if !inClause {
			r.Region = loop
		}
		return true
	}
	r.Loop = r.Fn
	if !inClause {
		r.Region = r.Fn
	}
	return m.calledInLoop(r.Fn, make(map[ast.Node]bool))
}

// calledInLoop reports whether a function of the package is called by a loop,
// directly or by one that only calls it.
func (m *Model) calledInLoop(fn inspector.Cursor, seen map[ast.Node]bool) bool {
	if seen[fn.Node()] {
		return false
	}
	seen[fn.Node()] = true
	for _, use := range m.uses(fn) {
		call, ok := callOf(use)
		if fn == use {
			ok = use.ParentEdgeKind() == edge.CallExpr_Fun
			call = use.Parent()
		}
		if !ok || call.ParentEdgeKind() == edge.GoStmt_Call || call.ParentEdgeKind() == edge.DeferStmt_Call {
			continue
		}
		if loop, ok := Loop(call); ok && endless(loop) && onlyCalls(loop, call) {
			return true
		}
		if isReturn, _ := call.Parent().Node().(*ast.ReturnStmt); isReturn != nil && m.calledInLoop(EnclosingFunc(call), seen) {
			return true
		}
	}
	return false
}

// goesOn reports whether a loop around a taking has no end in sight: it does not
// count answers. One that takes between its rounds goes on as well.
func (m *Model) goesOn(loop inspector.Cursor, take ast.Node) bool {
	if r, ok := loop.Node().(*ast.RangeStmt); ok {
		return isChan(m.info.TypeOf(r.X))
	}
	stmt := loop.Node().(*ast.ForStmt)
	return stmt.Post == nil || take.Pos() < stmt.Body.Pos()
}

// endless reports whether a loop has no counter: for {}, for cond {}, or a range
// over a channel.
func endless(loop inspector.Cursor) bool {
	stmt, ok := loop.Node().(*ast.ForStmt)
	return ok && stmt.Init == nil && stmt.Post == nil
}

// onlyCalls reports whether a loop is there for the call: it is the condition, or
// the body has hardly anything else.
func onlyCalls(loop, call inspector.Cursor) bool {
	stmt := loop.Node().(*ast.ForStmt)
	return stmt.Cond != nil && stmt.Cond.Pos() <= call.Node().Pos() && call.Node().End() <= stmt.Cond.End() || len(stmt.Body.List) <= 2
}

// putsBack reports whether what a function takes out of a channel is put back by
// the time that it ends: a lock, or one of a few buffers.
func (m *Model) putsBack(c Call) bool {
	for d := range EnclosingFunc(c.Cur).Preorder((*ast.DeferStmt)(nil)) {
		for send := range d.Preorder((*ast.SendStmt)(nil)) {
			for _, put := range m.At(send.Node()) {
				if put.Queue.Same(c.Queue) {
					return true
				}
			}
		}
	}
	return false
}

// drains reports whether the select of a clause goes elsewhere when nothing is
// there, instead of coming back for more.
func (m *Model) drains(clause inspector.Cursor) bool {
	for sibling := range clause.Parent().Children() {
		c := sibling.Node().(*ast.CommClause)
		if c.Comm != nil || len(c.Body) == 0 {
			continue
		}
		if branch, ok := c.Body[len(c.Body)-1].(*ast.BranchStmt); ok && branch.Tok == token.CONTINUE {
			continue
		}
		for _, s := range c.Body {
			if !m.Idle(s) || isReturn(s) || isBreak(s) {
				return true
			}
			if _, assigns := s.(*ast.AssignStmt); assigns {
				return true
			}
		}
	}
	return false
}

func isBreak(s ast.Stmt) bool {
	branch, ok := s.(*ast.BranchStmt)
	return ok && branch.Tok != token.CONTINUE
}

// takenInto is the variable that an item goes to.
func (m *Model) takenInto(c Call) *types.Var {
	cur := c.Cur
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.TypeAssertExpr_X {
		cur = cur.Parent()
	}
	var lhs []ast.Expr
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(n.Rhs) != 1 {
			return nil
		}
		lhs = n.Lhs
	case *ast.ValueSpec:
		lhs = identExprs(n.Names)
	}
	out := max(c.Out, 0)
	if out >= len(lhs) {
		return nil
	}
	id, ok := ast.Unparen(lhs[out]).(*ast.Ident)
	if !ok || id.Name == "_" {
		return nil
	}
	v, _ := m.info.ObjectOf(id).(*types.Var)
	return v
}

// complete finds what holds the item, and refuses what is none.
func (m *Model) complete(r *Round) bool {
	t := m.itemType(r)
	if t == nil || isSignal(t) {
		return false
	}
	if r.Item != nil {
		r.items[r.Item] = true
	}
	r.Broker = (r.Broker || isBrokerMessage(t)) && !m.ofModule(namedPkg(t))
	m.spread(r.Fn, r.items, r.Take.Node())
	return true
}

// namedPkg is the package that declares a type; nil for one without a name.
func namedPkg(t types.Type) *types.Package {
	if named := namedOf(t); named != nil {
		return named.Obj().Pkg()
	}
	return nil
}

// itemType is the type of what is taken; nil where it is thrown away.
func (m *Model) itemType(r *Round) types.Type {
	if r.Item != nil {
		return r.Item.Type()
	}
	switch r.Take.ParentEdgeKind() {
	case edge.CallExpr_Args, edge.CallExpr_Fun, edge.ParenExpr_X, edge.SelectorExpr_X, edge.KeyValueExpr_Value, edge.CompositeLit_Elts:
		t := m.info.TypeOf(r.Take.Node().(ast.Expr))
		if tuple, ok := t.(*types.Tuple); ok {
			if tuple.Len() == 0 {
				return nil
			}
			return tuple.At(0).Type()
		}
		return t
	}
	return nil
}

// isSignal reports whether a value of the type only says that something
// happened.
func isSignal(t types.Type) bool {
	if IsEmpty(t) {
		return true
	}
	if named := namedOf(t); named != nil && named.Obj().Pkg() != nil {
		switch named.Obj().Pkg().Path() + "." + named.Obj().Name() {
		case "time.Time", "os.Signal", "syscall.Signal", "context.Context":
			return true
		}
	}
	return isBool(t) || types.Implements(t, errorType)
}

// errorType is the interface of errors.
var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

// closedByMaker reports whether the channel of an operation is made in a function that
// closes it as well.
func (m *Model) closedByMaker(c Call) bool {
	if !c.Queue.IsChan() || c.Queue.Slot == nil {
		return false
	}
	slot := m.groups().find(c.Queue.Slot)
	makers := make(map[ast.Node]bool)
	for _, made := range m.groups().made(c.Queue) {
		if cur, ok := m.in.Root().FindNode(made.call); ok {
			makers[outermost(cur).Node()] = true
		}
	}
	return slices.ContainsFunc(m.calls[Close], func(end Call) bool {
		return end.Queue.Slot != nil && m.groups().find(end.Queue.Slot) == slot && makers[outermost(end.Cur).Node()]
	})
}

// outermost is the function declaration around cur.
func outermost(cur inspector.Cursor) inspector.Cursor {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return decl
	}
	return cur
}
