package queuemodel

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A StallKind says what a function waits for.
type StallKind uint8

// The kinds of stall.
const (
	SendStall    StallKind = iota // room in a channel, or its reader
	TokenStall                    // a place in a channel that limits how many work at once
	ReplyStall                    // an answer on a channel that the function made and gave away
	ReceiveStall                  // whatever comes out of a channel of others
	CondStall                     // a signal of a condition variable
	QueueStall                    // a queue's Put or Get
	SleepStall                    // the clock
)

// The sizes of a channel that are no capacity.
const (
	SizeUnknown  = -2 // nobody knows where it is made, or it is made in several sizes
	SizeComputed = -1 // buffered, by how much is not known
)

// Nowhere is the operand of a stall that a caller cannot name.
const Nowhere = -3

// A Stall is one place where a function can wait with nothing but other
// goroutines, or the clock, to end it.
type Stall struct {
	StallOp
	Cur   inspector.Cursor // the operation, or the call that leads to it
	Queue Queue            // as it is named here; zero when it cannot be
	Steps []Step           // from the call inward; the operation is the last

	own     bool // the function's own channel, which it can judge
	pipe    bool // the stage of a pipeline: what is read from one channel is sent on
	Guarded bool // behind a look at the length
}

// Direct reports whether the function waits itself, not in what it calls.
func (st Stall) Direct() bool { return len(st.Steps) == 1 && st.Via == "" }

// A Step is one place on the way from a call to the operation that waits.
type Step struct {
	Pos, End token.Pos
	Text     string
}

// stallKinds are the nodes that a walk over a function stops at.
var stallKinds = []ast.Node{(*ast.FuncLit)(nil), (*ast.GoStmt)(nil), (*ast.SendStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil), (*ast.RangeStmt)(nil)}

// walk lists where the region, a part of owner or all of it, can wait. What
// goroutines and callbacks do that it only starts is not its business.
func (s *Stalls) walk(region, owner inspector.Cursor) []Stall {
	var found []Stall
	region.Inspect(stallKinds, func(cur inspector.Cursor) bool {
		switch n := cur.Node().(type) {
		case *ast.FuncLit:
			return cur == region || s.m.runsHere(cur)
		case *ast.GoStmt:
			return false
		case *ast.SendStmt:
			found = append(found, s.send(cur, owner)...)
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				found = append(found, s.receive(cur, n.X, owner)...)
			}
		case *ast.RangeStmt:
			if t := s.m.info.TypeOf(n.X); cur != region && t != nil && isChan(t) {
				found = append(found, s.receive(cur, n.X, owner)...)
			}
		case *ast.CallExpr:
			found = append(found, s.call(cur, owner)...)
		}
		return true
	})
	return found
}

// stuck reports whether nothing but its own channel ends the wait of a send or
// receive. A select with any case that receives, or with a default, has a way
// out; one of sends alone has none.
func stuck(cur inspector.Cursor) bool {
	clause, ok := CommOf(cur)
	if !ok {
		return true
	}
	first := true
	for sibling := range clause.Parent().Children() {
		comm := sibling.Node().(*ast.CommClause).Comm
		if _, send := comm.(*ast.SendStmt); !send && sibling != clause {
			return false
		}
		if first && sibling != clause {
			return false // reported at the first
		}
		first = false
	}
	return true
}

// send judges a send.
func (s *Stalls) send(cur, owner inspector.Cursor) []Stall {
	n := cur.Node().(*ast.SendStmt)
	q, ok := s.m.queueOf(n.Chan)
	if !ok || !q.IsChan() || !stuck(cur) || s.foreign(q) || s.releases(cur, owner, q) {
		return nil
	}
	st := s.stall(SendStall, cur, q)
	st.own = s.own(owner, q) && (st.Size != 0 || !s.given(owner, q))
	st.pipe = inPipeline(s.m, cur, owner)
	st.Guarded = s.guardedByLength(cur, q)
	switch {
	case st.Size == 1 && s.lookedUp(owner, q):
		return nil // one place for one answer
	case s.awaitedOnce(owner, q):
		return nil
	case s.isToken(q):
		st.Kind = TokenStall
	}
	return []Stall{st}
}

// receive judges a receive from ch, or a range over it.
func (s *Stalls) receive(cur inspector.Cursor, ch ast.Expr, owner inspector.Cursor) []Stall {
	if !stuck(cur) {
		return nil
	}
	if isTimer(s.m.info, ch) {
		return s.timer(cur, ch, owner)
	}
	q, ok := s.m.queueOf(ch)
	if !ok || !q.IsChan() || s.foreign(q) || s.closes(q) {
		return nil
	}
	if !s.own(owner, q) {
		return []Stall{s.stall(ReceiveStall, cur, q)}
	}
	if len(s.m.groups().made(q)) == 0 || !s.given(owner, q) {
		return nil
	}
	return []Stall{s.stall(ReplyStall, cur, q)}
}

func (s *Stalls) stall(kind StallKind, cur inspector.Cursor, q Queue) Stall {
	st := Stall{Cur: cur, Queue: q, StallOp: StallOp{Kind: kind, Name: q.Name(), Size: s.size(q), At: s.place(cur.Node().Pos())}}
	st.Steps = []Step{{cur.Node().Pos(), cur.Node().End(), "it waits here"}}
	return st
}

// timer is a wait for <-time.After(d).
func (s *Stalls) timer(cur inspector.Cursor, ch ast.Expr, owner inspector.Cursor) []Stall {
	call, ok := ast.Unparen(ch).(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	if fn, _ := s.m.callee(call); fn == nil || fn.FullName() != "time.After" {
		return nil
	}
	return []Stall{s.pause(cur, call.Args[0], owner)}
}

// pause is a sleep.
func (s *Stalls) pause(cur inspector.Cursor, d ast.Expr, owner inspector.Cursor) Stall {
	st := s.stall(SleepStall, cur, Queue{})
	st.Name = types.ExprString(d)
	if tv := s.m.info.Types[d]; tv.Value != nil {
		n, _ := constant.Int64Val(constant.ToInt(tv.Value))
		st.Pause = time.Duration(n)
	}
	st.Retry, st.Counted = endlessLoop(s.m, cur, owner), countedLoop(s.m, cur, owner)
	return st
}

// endlessLoop reports whether cur stands in a loop of the owner that no count
// ends, and that looks at no context.
func endlessLoop(m *Model, cur, owner inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok || !owner.Contains(loop) {
		return false
	}
	stmt, ok := loop.Node().(*ast.ForStmt)
	if !ok || stmt.Post != nil || stmt.Init != nil {
		return false
	}
	for n := range loop.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil), (*ast.IncDecStmt)(nil)) {
		if u, ok := n.Node().(*ast.UnaryExpr); ok && u.Op != token.ARROW {
			continue
		}
		call, ok := n.Node().(*ast.CallExpr)
		if !ok {
			return false // it waits for something else too, or counts its tries
		}
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && (isContext(m.info.TypeOf(sel.X)) || tellsTime(m, sel)) {
			return false
		}
	}
	return true
}

// countedLoop reports whether cur stands in a loop of the owner that counts.
func countedLoop(m *Model, cur, owner inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok || !owner.Contains(loop) {
		return false
	}
	switch n := loop.Node().(type) {
	case *ast.RangeStmt:
		t := m.info.TypeOf(n.X)
		return t != nil && !isChan(t)
	case *ast.ForStmt:
		for range loop.Preorder((*ast.IncDecStmt)(nil)) {
			return true
		}
	}
	return false
}

// tellsTime reports whether sel is a function of package time other than Sleep,
// by which a loop sees that it has tried for long enough.
func tellsTime(m *Model, sel *ast.SelectorExpr) bool {
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() != "Sleep"
}

// call judges a call: what it does by its row, and what its function can wait
// for.
func (s *Stalls) call(cur, owner inspector.Cursor) []Stall {
	call := cur.Node().(*ast.CallExpr)
	fn, recv := s.m.callee(call)
	if fn == nil {
		return nil
	}
	if s.m.isCondWait(call) {
		if !s.waitEnds(cur) {
			return []Stall{s.stall(CondStall, cur, s.receiver(call, recv))}
		}
		return nil
	}
	if fn.FullName() == "time.Sleep" && len(call.Args) == 1 {
		return []Stall{s.pause(cur, call.Args[0], owner)}
	}
	if found := s.queueCall(cur, owner, fn, recv); len(found) > 0 {
		return found
	}
	for _, op := range s.m.At(call) {
		if op.Role == Spawn {
			return nil
		}
	}
	var found []Stall
	for _, inner := range s.inside(fn) {
		if st, ok := s.outer(inner, cur, owner, fn, recv); ok {
			found = append(found, st)
		}
	}
	return found
}

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
		if all := m.values.assigned[v]; len(all) == 1 && all[0] != nil {
			return m.endlessContext(all[0], hops-1)
		}
	}
	return false
}

// contextParam is the index of the parameter of owner that e is, -1 for none.
func (m *Model) contextParam(e ast.Expr, owner inspector.Cursor) int {
	id, ok := ast.Unparen(e).(*ast.Ident)
	decl, isDecl := owner.Node().(*ast.FuncDecl)
	if !ok || !isDecl {
		return -1
	}
	fn, ok := m.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return -1
	}
	for i := range fn.Signature().Params().Len() {
		if m.info.Uses[id] == fn.Signature().Params().At(i) {
			return i
		}
	}
	return -1
}

func isContext(t types.Type) bool {
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

// inPipeline reports whether cur stands in a loop of owner over a channel that
// it has from elsewhere than a call, and that no library fills.
func inPipeline(m *Model, cur, owner inspector.Cursor) bool {
	for loop := range cur.Enclosing((*ast.RangeStmt)(nil)) {
		n := loop.Node().(*ast.RangeStmt)
		if !owner.Contains(loop) {
			return false
		}
		if t := m.info.TypeOf(n.X); t != nil && isChan(t) {
			_, called := ast.Unparen(n.X).(*ast.CallExpr)
			return !called && m.itemShape(n.X) == nil
		}
	}
	return false
}

// place is a position as a reader of a terminal knows it: file and line.
func (s *Stalls) place(pos token.Pos) string {
	p := s.m.fset.Position(pos)
	name := p.Filename[strings.LastIndexAny(p.Filename, `/\`)+1:]
	return fmt.Sprintf("%s:%d", name, p.Line)
}
