package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A Start is a goroutine that is started for an item: a go statement, or a call
// that starts one.
type Start struct {
	Cur  inspector.Cursor // the *ast.GoStmt or *ast.CallExpr
	From inspector.Cursor // where the item is received: the operation, or the function that a library calls with it
	Item *types.Var
}

// Starts lists the goroutines that are started for each item of a channel, a
// queue or a delivery, with the item in their hands, and that nothing limits.
func (m *Model) Starts() []Start {
	var starts []Start
	for cur := range m.in.Root().Preorder((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		if call, ok := cur.Node().(*ast.CallExpr); ok && !m.startsGoroutine(call) {
			continue
		}
		s, ok := m.startedFor(cur)
		if ok && !m.limitedStart(s) {
			starts = append(starts, s)
		}
	}
	return starts
}

// startsGoroutine reports whether a call starts a goroutine of its own; what a
// pool does with a task is judged where the pool is made.
func (m *Model) startsGoroutine(call *ast.CallExpr) bool {
	fn, _ := m.callee(call)
	if fn == nil || fn.Pkg() == nil || slices.ContainsFunc(openPoolRows, func(row Row) bool { return row.Pkg == unvendored(fn.Pkg().Path()) }) {
		return false
	}
	return slices.ContainsFunc(m.At(call), func(c Call) bool { return c.Role == Spawn })
}

// startedFor finds the item that the goroutine at cur is started for.
func (m *Model) startedFor(cur inspector.Cursor) (Start, bool) {
	fn := EnclosingFunc(cur)
	if loop, ok := Loop(cur); ok {
		for _, get := range m.gets(loop) {
			if v := m.itemOf(get); v != nil && get.Cur.Node().Pos() < cur.Node().Pos() && m.reaches(v, loop, cur) {
				return Start{cur, get.Cur, v}, true
			}
		}
		return m.startedForMessage(cur, loop)
	}
	for _, handle := range m.calls[Handle] {
		call, ok := handle.Cur.Node().(*ast.CallExpr)
		if !ok || handle.Func < 0 || handle.Func >= len(call.Args) || !m.isFunc(call.Args[handle.Func], fn) {
			continue
		}
		for _, param := range paramsOf(m.info, fn) {
			if !isContext(param.Type()) && m.reaches(param, fn, cur) {
				return Start{cur, fn, param}, true
			}
		}
	}
	return Start{}, false
}

// startedForMessage is startedFor for a loop that reads messages off a connection or
// a subscription of any library: by a method that is named for it and can fail.
func (m *Model) startedForMessage(cur, loop inspector.Cursor) (Start, bool) {
	if !endless(loop) {
		return Start{}, false
	}
	for read := range loop.Preorder((*ast.AssignStmt)(nil)) {
		n := read.Node().(*ast.AssignStmt)
		if inner, ok := Loop(read); !ok || inner != loop || EnclosingFunc(read) != EnclosingFunc(loop) || n.Pos() > cur.Node().Pos() || len(n.Rhs) != 1 {
			continue
		}
		call, ok := ast.Unparen(n.Rhs[0]).(*ast.CallExpr)
		if !ok || !m.readsMessage(call) {
			continue
		}
		for _, lhs := range n.Lhs {
			id, ok := lhs.(*ast.Ident)
			if !ok {
				continue
			}
			if v, ok := m.info.ObjectOf(id).(*types.Var); ok && isMessage(v.Type()) && m.reaches(v, loop, cur) {
				return Start{cur, read, v}, true
			}
		}
	}
	return Start{}, false
}

// readsMessage reports whether a method that can fail is named for reading one
// message after the other.
func (m *Model) readsMessage(call *ast.CallExpr) bool {
	fn := m.calleeFunc(call)
	if fn == nil || fn.Signature().Recv() == nil || len(m.At(call)) > 0 {
		return false
	}
	res := fn.Signature().Results()
	if res.Len() < 2 || !isError(res.At(res.Len()-1).Type()) {
		return false
	}
	words := camelWords(fn.Name())
	switch words[0] {
	case "receive", "recv", "next", "fetch", "consume":
		return true
	case "read":
		return len(words) > 1 && slices.Contains(arrivals, words[1])
	}
	return false
}

// isMessage reports whether a type is one of data: no error, number, address, and
// no connection.
func isMessage(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString == 0 || isError(t) || isConnection(t) || isSignal(t) {
		return false
	}
	return types.NewMethodSet(t).Lookup(nil, "Network") == nil
}

// isFunc reports whether e is the function fn: the literal, or the name of the
// declaration.
func (m *Model) isFunc(e ast.Expr, fn inspector.Cursor) bool {
	if lit := m.funcLit(e); lit != nil {
		return lit == fn.Node()
	}
	named := m.namedFunc(e)
	return named != nil && m.decls[named] == fn
}

func paramsOf(info *types.Info, fn inspector.Cursor) []*types.Var {
	if sig := signatureOf(info, fn); sig != nil {
		return slices.Collect(sig.Params().Variables())
	}
	return nil
}

// signatureOf is the signature of a declaration or literal.
func signatureOf(info *types.Info, fn inspector.Cursor) *types.Signature {
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		sig, _ := info.TypeOf(n).(*types.Signature)
		return sig
	case *ast.FuncDecl:
		if obj, ok := info.Defs[n.Name].(*types.Func); ok {
			return obj.Signature()
		}
	}
	return nil
}

// gets lists the operations of a loop that take an item, the loop itself too
// where it ranges over a channel. A channel that the function has made itself
// ends when the function is through.
func (m *Model) gets(loop inspector.Cursor) []Call {
	var gets []Call
	fn := EnclosingFunc(loop)
	for get := range m.In(loop, Get) {
		if inner, ok := Loop(get.Cur); get.Cur != loop && ok && inner != loop {
			continue
		}
		if get.Queue.Root != nil && get.Queue.Path == "" && ownedBy(fn, get.Queue.Root) && get.Queue.IsChan() && len(m.groups().made(get.Queue)) > 0 {
			continue
		}
		gets = append(gets, get)
	}
	return gets
}

// itemOf is the variable that receives the item, nil where the item is no data:
// a signal, a time, a connection, a caller that waits.
func (m *Model) itemOf(get Call) *types.Var {
	var id *ast.Ident
	switch n := get.Cur.Node().(type) {
	case *ast.RangeStmt:
		id, _ = n.Key.(*ast.Ident)
	default:
		if assign, ok := get.Cur.Parent().Node().(*ast.AssignStmt); ok && len(assign.Rhs) == 1 {
			id, _ = assign.Lhs[max(get.Out, 0)].(*ast.Ident)
		}
	}
	if id == nil {
		return nil
	}
	v, ok := m.info.ObjectOf(id).(*types.Var)
	if !ok || v.Name() == "_" || isConnection(v.Type()) || isSignal(v.Type()) {
		return nil
	}
	return v
}

// isConnection reports whether t is something that is read, written and closed:
// there is one goroutine for each anyway.
func isConnection(t types.Type) bool {
	set := types.NewMethodSet(t)
	return set.Lookup(nil, "Close") != nil && (set.Lookup(nil, "Read") != nil || set.Lookup(nil, "Accept") != nil || set.Lookup(nil, "Reject") != nil)
}

// reaches reports whether the item, or something that the loop makes of it, is
// used in the goroutine at cur.
func (m *Model) reaches(item *types.Var, loop, cur inspector.Cursor) bool {
	names := map[types.Object]bool{item: true}
	for assign := range loop.Preorder((*ast.AssignStmt)(nil)) {
		n := assign.Node().(*ast.AssignStmt)
		if n.Pos() > cur.Node().Pos() || !slices.ContainsFunc(n.Rhs, func(e ast.Expr) bool { return m.usesAny(e, names) }) {
			continue
		}
		for _, lhs := range n.Lhs {
			if id, ok := lhs.(*ast.Ident); ok {
				names[m.info.ObjectOf(id)] = true
			}
		}
	}
	return m.usesAny(cur.Node(), names)
}

func (m *Model) usesAny(n ast.Node, names map[types.Object]bool) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && names[m.info.Uses[id]]
		return !found
	})
	return found
}

// limitedStart reports whether something limits the goroutines: a token, a guard,
// a group with a limit, a wait in the same round.
func (m *Model) limitedStart(s Start) bool {
	a := Access{Cur: s.Cur, Items: []ast.Expr{}}
	if m.Admitted(a) || m.hasLimit(s) {
		return true
	}
	loop, ok := Loop(s.Cur)
	if !ok {
		return false
	}
	if next, ok := s.Cur.NextSibling(); ok {
		switch next.Node().(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
			if !isContinue(next.Node()) {
				return true // the only one
			}
		}
	}
	for answer := range m.In(loop, Get) {
		if answer.Cur.Node().Pos() > s.Cur.Node().End() && answer.Wait == Forever {
			return true // each round waits for an answer
		}
	}
	for wait := range m.In(loop, Block) {
		if wait.Cur.Node().Pos() > s.Cur.Node().Pos() {
			return true // each round waits for its own
		}
	}
	for lit := range s.Cur.Preorder((*ast.FuncLit)(nil)) {
		for stmt := range lit.ChildAt(edge.FuncLit_Body, -1).Children() {
			if m.takesTokenIn(stmt) {
				return true
			}
		}
	}
	return false
}

// takesTokenIn reports whether a statement waits for a token, other than in a
// function literal.
func (m *Model) takesTokenIn(stmt inspector.Cursor) bool {
	fn := EnclosingFunc(stmt)
	for cur := range stmt.Preorder((*ast.SendStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil)) {
		if EnclosingFunc(cur) != fn || cur.ParentEdgeKind() == edge.DeferStmt_Call {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.SendStmt:
			if m.isToken(n.Chan) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && m.isToken(n.X) && !stops(cur) {
				return true
			}
		case *ast.CallExpr:
			if m.waitsForPlace(n) {
				return true
			}
		}
	}
	return false
}

// hasLimit reports whether the package limits the group that starts the
// goroutine: g.SetLimit(n).
func (m *Model) hasLimit(s Start) bool {
	call, ok := s.Cur.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, _ := m.callee(call)
	return fn != nil && fn.Pkg() != nil && m.mentionsAny(fn.Pkg().Path(), []string{"SetLimit", "WithMaxGoroutines"})
}

// Parked lists the go statements whose goroutine only puts one value into a
// channel of somebody else: each one that finds it full stays.
func (m *Model) Parked() []Start {
	var starts []Start
	for cur := range m.in.Root().Preorder((*ast.GoStmt)(nil)) {
		lit, ok := ast.Unparen(cur.Node().(*ast.GoStmt).Call.Fun).(*ast.FuncLit)
		if !ok || len(lit.Body.List) != 1 {
			continue
		}
		send, ok := lit.Body.List[0].(*ast.SendStmt)
		if !ok || isCall(send.Value) || m.info.TypeOf(send.Chan) == nil || isWakeUp(m.info.TypeOf(send.Chan)) {
			continue
		}
		q, ok := m.queueOf(send.Chan)
		if !ok || q.Path == "" && !isPackageLevel(q.Root) {
			continue
		}
		s := Start{Cur: cur, From: cur}
		if _, overflows := m.overflow(cur); !overflows && !m.limitedStart(s) {
			starts = append(starts, s)
		}
	}
	return starts
}

func isContinue(n ast.Node) bool {
	branch, ok := n.(*ast.BranchStmt)
	return ok && branch.Tok == token.CONTINUE
}
