package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// queueCall judges a Put or Get of a queue with methods, which ends with its
// context where it takes one.
func (s *Stalls) queueCall(cur, owner inspector.Cursor, fn *types.Func, recv ast.Expr) []Stall {
	call := cur.Node().(*ast.CallExpr)
	for _, op := range s.m.At(call) {
		if op.Role != Put && op.Role != Get || op.Queue.IsChan() || op.Pair != nil && op.Pair.Loose {
			continue
		}
		if rowOf(fn) == nil && !s.local(fn.Pkg()) {
			continue
		}
		st := s.stall(QueueStall, cur, op.Queue)
		st.Name = calledName(fn, recv)
		st.own = s.own(owner, op.Queue)
		switch {
		case op.Wait == Forever:
			return []Stall{st}
		case op.Wait == Escapes && takesContext(fn) && len(call.Args) > 0:
			return s.until(st, call.Args[0], owner)
		}
	}
	return nil
}

// until is a wait that ends with the context: none when that ends, a stall when
// it never does, and one for the callers to judge when it is a parameter.
func (s *Stalls) until(st Stall, ctx ast.Expr, owner inspector.Cursor) []Stall {
	if s.m.endlessContext(ctx, maxHops) {
		st.Ctx = 0
		st.Endless = types.ExprString(ctx)
		return []Stall{st}
	}
	if i := s.m.contextParam(ctx, owner); i >= 0 {
		st.Ctx = i + 1
		return []Stall{st}
	}
	return nil
}

// endlessContext reports whether a context never ends: Background, TODO, or one
// that only adds values or a cancel that is for others to call.
func (m *Model) endlessContext(e ast.Expr, hops int) bool {
	if hops == 0 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		fn, _ := m.callee(e)
		if fn == nil {
			return false
		}
		switch fn.FullName() {
		case "context.Background", "context.TODO", "context.WithoutCancel":
			return true
		case "context.WithValue":
			return len(e.Args) > 0 && m.endlessContext(e.Args[0], hops-1)
		}
	case *ast.Ident:
		v, ok := m.info.Uses[e].(*types.Var)
		if !ok {
			return false
		}
		all := m.values.assigned[v]
		switch {
		case len(all) != 1:
		case all[0] != nil:
			return m.endlessContext(all[0], hops-1)
		case m.values.fromCall[v]:
			return m.cancelledLate(v, hops)
		}
	}
	return false
}

// cancelledLate reports whether a context comes from WithCancel and nothing but a
// defer calls its cancel function.
func (m *Model) cancelledLate(v *types.Var, hops int) bool {
	call, ok := ast.Unparen(m.callBehind(v)).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 || !m.endlessContext(call.Args[0], hops-1) {
		return false
	}
	if fn, _ := m.callee(call); fn == nil || fn.FullName() != "context.WithCancel" {
		return false
	}
	cur, ok := m.in.Root().FindNode(call)
	if !ok {
		return false
	}
	assign, ok := cur.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != 2 {
		return false
	}
	cancel, _ := assign.Lhs[1].(*ast.Ident)
	for _, ref := range m.refs()[m.info.ObjectOf(cancel)] {
		if use, called := callOf(ref); !called || use.ParentEdgeKind() != edge.DeferStmt_Call {
			return false
		}
	}
	return true
}

// contextParam is the index of the parameter of owner that e is, -1 for none.
func (m *Model) contextParam(e ast.Expr, owner inspector.Cursor) int {
	decl, ok := owner.Node().(*ast.FuncDecl)
	if !ok {
		return -1
	}
	fn, ok := m.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return -1
	}
	return m.paramIndex(fn, e)
}

func isContextType(t types.Type) bool {
	if t == nil {
		return false
	}
	named := namedOf(t)
	return named != nil && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// waitEnds reports whether a loop around cond.Wait looks at something else than
// the one condition that it waits for, such as a flag that says closed.
func (s *Stalls) waitEnds(cur inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok {
		return true // woken once, by anybody
	}
	stmt, ok := loop.Node().(*ast.ForStmt)
	if !ok {
		return true
	}
	if cond, ok := ast.Unparen(stmt.Cond).(*ast.BinaryExpr); ok && (cond.Op == token.LAND || cond.Op == token.LOR) {
		return true
	}
	for leave := range loop.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
		if stmt.Cond != nil || leave.ParentEdgeKind() == edge.BlockStmt_List {
			return stmt.Cond != nil
		}
	}
	return false
}

// receiver names what a method is called on, with the embedded fields on the
// way to its type.
func (s *Stalls) receiver(call *ast.CallExpr, recv ast.Expr) Queue {
	q, ok := s.m.receiverQueue(call, recv)
	if !ok {
		return Queue{}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || s.m.info.Selections[sel] == nil {
		return q
	}
	for _, i := range s.m.info.Selections[sel].Index()[:len(s.m.info.Selections[sel].Index())-1] {
		st, isStruct := deref(q.Type).Underlying().(*types.Struct)
		if !isStruct {
			return q
		}
		f := st.Field(i)
		q = Queue{Root: q.Root, index: q.index, shown: q.shown, Path: q.Path + "." + f.Name(), Slot: f.Origin(), Type: f.Type()}
	}
	return q
}

// calledName is a function as a reader would write it.
func calledName(fn *types.Func, recv ast.Expr) string {
	if recv != nil {
		return types.ExprString(recv) + "." + fn.Name()
	}
	if fn.Pkg() != nil && fn.Signature().Recv() == nil {
		return fn.Pkg().Name() + "." + fn.Name()
	}
	return fn.Name()
}

// isLock reports whether what fn waits for is a lock: a channel of nothing in a
// function of that name, or a condition in one that moves no items.
func isLock(fn *types.Func, st Stall) bool {
	switch st.Kind {
	case SendStall, TokenStall, ReceiveStall:
		return strings.HasSuffix(strings.ToLower(fn.Name()), "lock") && isNotice(st.Queue.Type)
	case CondStall:
		return !movesItems(fn)
	}
	return false
}

// movesItems reports whether a function is one of a queue by its name, and no
// lock: what waits for a lock waits for whoever holds it.
func movesItems(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	for _, verb := range slices.Concat(takers, []string{"Put", "Push", "Add", "Enqueue", "Send", "Offer", "Insert", "Write", "Publish", "Submit", "Append", "Wait"}) {
		if strings.HasPrefix(name, strings.ToLower(verb)) {
			return true
		}
	}
	return false
}

// untilParam is for a function that offers an item, or waits for one, and ends
// with its context: select { case q.ch <- v: case <-ctx.Done(): }.
func (s *Stalls) untilParam(fn *types.Func, decl inspector.Cursor) []Stall {
	for sel := range decl.Preorder((*ast.SelectStmt)(nil)) {
		if EnclosingFunc(sel) != decl {
			continue
		}
		param, op := -1, inspector.Cursor{}
		clean := true
		for clause := range sel.ChildAt(edge.SelectStmt_Body, -1).Children() {
			comm := clause.Node().(*ast.CommClause).Comm
			switch p := s.doneParam(comm, decl); {
			case comm == nil || s.m.timerComm(comm):
				clean = false
			case p >= 0:
				param = p
			case s.commQueue(comm) != nil:
				op = clause
			}
		}
		if clean && param >= 0 && op.Valid() {
			st := s.stall(QueueStall, op, *s.commQueue(op.Node().(*ast.CommClause).Comm))
			st.Param, st.Ctx = Nowhere, param+1
			st.Name = fn.Name()
			st.Steps[0].End = st.Steps[0].Pos + 4
			return []Stall{st}
		}
	}
	return nil
}

// doneParam is the index of the context parameter whose end a select case
// receives, -1 for another case.
func (s *Stalls) doneParam(comm ast.Stmt, decl inspector.Cursor) int {
	recv, ok := comm.(*ast.ExprStmt)
	if !ok {
		return -1
	}
	call, ok := ast.Unparen(receivedFrom(recv.X)).(*ast.CallExpr)
	if !ok {
		return -1
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Done" || !isContextType(s.m.info.TypeOf(sel.X)) {
		return -1
	}
	return s.m.contextParam(sel.X, decl)
}

// commQueue is the channel of the package's own that a select case sends to or
// takes an item from, nil for none.
func (s *Stalls) commQueue(comm ast.Stmt) *Queue {
	var ch ast.Expr
	switch c := comm.(type) {
	case *ast.SendStmt:
		ch = c.Chan
	case *ast.AssignStmt:
		ch = receivedFrom(c.Rhs[0])
	default:
		return nil
	}
	q, ok := s.m.queueOf(ch)
	if !ok || s.foreign(q) || q.Path == "" {
		return nil
	}
	return &q
}
