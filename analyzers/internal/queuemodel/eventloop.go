package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// An EventLoop is a loop by which one goroutine serves channels that nobody else
// receives from.
type EventLoop struct {
	Loop inspector.Cursor
	Gets []Call // its receives
}

// EventLoops lists the event loops of the package: an endless loop around a
// select or a receive, or a range over a channel.
func (s *Stalls) EventLoops() []EventLoop {
	var loops []EventLoop
	for _, get := range s.m.calls[Get] {
		if !get.Queue.IsChan() {
			continue
		}
		loop, ok := servingLoop(get)
		if !ok || selectWait(get.Cur) == Never || !s.sole(get) {
			continue
		}
		if n, isFor := loop.Node().(*ast.ForStmt); isFor && (n.Init != nil || n.Post != nil) {
			continue
		}
		if i := slices.IndexFunc(loops, func(l EventLoop) bool { return l.Loop == loop }); i >= 0 {
			loops[i].Gets = append(loops[i].Gets, get)
			continue
		}
		loops = append(loops, EventLoop{loop, []Call{get}})
	}
	return loops
}

// servingLoop is the loop that repeats the receive: the range that receives itself,
// or the innermost loop around it.
func servingLoop(get Call) (inspector.Cursor, bool) {
	if _, ranges := get.Cur.Node().(*ast.RangeStmt); ranges {
		return get.Cur, true
	}
	return Loop(get.Cur)
}

// sole reports whether one goroutine alone receives from the channel.
func (s *Stalls) sole(get Call) bool {
	if s.m.groups().usedOutside(get.Queue, Get) {
		return false
	}
	fn := EnclosingFunc(get.Cur)
	for _, peer := range s.m.peers(get) {
		if EnclosingFunc(peer.Cur) != fn && !s.m.Joined(peer) && !drainsToClose(peer) {
			return false
		}
	}
	for _, root := range s.m.Roots(get) {
		if root.Many {
			return false
		}
	}
	return true
}

// SelfSends lists where the loop sends on a channel that only it reads.
func (s *Stalls) SelfSends(l EventLoop) []Stall {
	var found []Stall
	for _, st := range s.walk(l.Loop, EnclosingFunc(l.Loop)) {
		if st.Kind != SendStall && st.Kind != TokenStall || st.Queue.Root == nil {
			continue
		}
		if !putsBack(st.Cur) && !s.justTaken(st.Cur, st.Queue) && !s.emptied(st.Queue) && slices.ContainsFunc(l.Gets, func(get Call) bool { return get.Queue.Same(st.Queue) }) {
			found = append(found, st)
		}
	}
	return found
}

// A Crossing is a send of a loop to others that, before they receive again, send to
// the loop.
type Crossing struct {
	To   Stall // the send of the loop
	Back Stall // theirs, on a channel without room
}

// Crossings lists where the loop, with no way out and without a look at how many are
// on their way, sends on a channel whose every receiver sends to it in turn. One that
// sends only when it has received from them takes turns with them.
func (s *Stalls) Crossings(l EventLoop) []Crossing {
	var found []Crossing
	for _, st := range s.walk(l.Loop, EnclosingFunc(l.Loop)) {
		if st.Kind != SendStall || !st.Direct() || st.Queue.Root == nil || s.compared(st.Cur, l.Loop) || s.m.groups().usedOutside(st.Queue, Get) {
			continue
		}
		if back, ok := s.sentBack(l, st.Queue); ok && s.unasked(l, st.Cur, back.Queue) {
			found = append(found, Crossing{st, back})
		}
	}
	return found
}

// sentBack is a send to the loop by each who receives from q, before it receives
// again; it fails where one does not.
func (s *Stalls) sentBack(l EventLoop, q Queue) (back Stall, found bool) {
	for _, get := range s.on(q, Get) {
		loop, ok := servingLoop(get)
		if !ok || loop == l.Loop {
			return back, false
		}
		sends := s.walk(loop, EnclosingFunc(loop))
		i := slices.IndexFunc(sends, func(st Stall) bool {
			return st.Kind == SendStall && st.Size == 0 && slices.ContainsFunc(l.Gets, func(to Call) bool { return to.Queue.Same(st.Queue) || s.m.mayBe(to.Queue, st.Queue) })
		})
		if i < 0 {
			return back, false
		}
		back, found = sends[i], true
	}
	return back, found
}

// unasked reports whether cur stands in a clause of the loop's select that receives
// from something else than q.
func (s *Stalls) unasked(l EventLoop, cur inspector.Cursor, q Queue) bool {
	for clause := range cur.Enclosing((*ast.CommClause)(nil)) {
		if !l.Loop.Contains(clause) {
			return false
		}
		for _, get := range l.Gets {
			if from, ok := CommOf(get.Cur); ok && from == clause {
				return !get.Queue.Same(q) && !s.m.mayBe(get.Queue, q)
			}
		}
	}
	return false
}

// compared reports whether a condition around cur in the loop compares: the loop may
// keep account of what is on its way.
func (s *Stalls) compared(cur, loop inspector.Cursor) bool {
	for branch := range cur.Enclosing((*ast.IfStmt)(nil)) {
		if !loop.Contains(branch) {
			return false
		}
		found := false
		ast.Inspect(branch.Node().(*ast.IfStmt).Cond, func(n ast.Node) bool {
			b, ok := n.(*ast.BinaryExpr)
			found = found || ok && slices.Contains([]token.Token{token.LSS, token.GTR, token.LEQ, token.GEQ}, b.Op)
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// emptied reports whether somewhere what is in the channel is thrown away, in a
// select with a default: the package keeps account of the room in it.
func (s *Stalls) emptied(q Queue) bool {
	return slices.ContainsFunc(s.m.calls[Get], func(get Call) bool {
		if selectWait(get.Cur) != Never || !s.m.mayBe(get.Queue, q) || s.m.inTest(get.Cur) {
			return false
		}
		return get.Cur.ParentEdgeKind() == edge.ExprStmt_X
	})
}

// HeldUp lists where the loop sends, with no way out, to what others made and may
// have left: to each one of a list in turn while it could serve several channels,
// and an answer without room to somebody who waits for it in a select.
func (s *Stalls) HeldUp(l EventLoop) []Stall {
	var found []Stall
	headers := 0
	for _, get := range l.Gets {
		if _, header := CommOf(get.Cur); header {
			headers++
		}
	}
	for _, st := range s.walk(l.Loop, EnclosingFunc(l.Loop)) {
		v, ok := st.Queue.Root.(*types.Var)
		if !ok || st.Kind != SendStall || !st.Direct() || st.own {
			continue
		}
		if headers > 1 && s.toEach(l, st, v) || s.leftAlone(l, st, v) {
			found = append(found, st)
		}
	}
	return found
}

// toEach reports whether a range inside the loop over a field gives v.
func (s *Stalls) toEach(l EventLoop, st Stall, v *types.Var) bool {
	around, ok := Loop(st.Cur)
	if !ok || around == l.Loop || !l.Loop.Contains(around) {
		return false
	}
	r, ok := around.Node().(*ast.RangeStmt)
	if !ok {
		return false
	}
	list, ok := s.m.path(r.X, maxHops)
	if !ok || list.Path == "" {
		return false
	}
	for _, e := range []ast.Expr{r.Key, r.Value} {
		if id, ok := e.(*ast.Ident); ok && s.m.info.ObjectOf(id) == v {
			return true
		}
	}
	return false
}

// leftAlone reports whether the channel, without room, came with what the loop
// received, and somebody receives from it only as long as a select lets him.
func (s *Stalls) leftAlone(l EventLoop, st Stall, v *types.Var) bool {
	if st.Size != 0 || !s.receivedBy(l, v) {
		return false
	}
	found := false
	for _, get := range s.m.calls[Get] {
		if !s.m.mayBe(get.Queue, st.Queue) || s.m.inTest(get.Cur) {
			continue
		}
		if selectWait(get.Cur) == Forever {
			return false
		}
		found = true
	}
	return found
}

// receivedBy reports whether a receive of the loop gives v.
func (s *Stalls) receivedBy(l EventLoop, v *types.Var) bool {
	for _, get := range l.Gets {
		var lhs ast.Expr
		switch n := get.Cur.Node().(type) {
		case *ast.RangeStmt:
			lhs = n.Key
		case *ast.UnaryExpr:
			if assign, ok := get.Cur.Parent().Node().(*ast.AssignStmt); ok {
				lhs = assign.Lhs[0]
			}
		}
		if id, ok := lhs.(*ast.Ident); ok && s.m.info.ObjectOf(id) == v {
			return true
		}
	}
	return false
}

// putsBack reports whether the loop is left right behind the send at cur, which
// so returns what came too much.
func putsBack(cur inspector.Cursor) bool {
	if _, send := cur.Node().(*ast.SendStmt); !send {
		return false
	}
	next, ok := cur.NextSibling()
	if !ok {
		return false
	}
	stmt, ok := next.Node().(ast.Stmt)
	branch, isBranch := stmt.(*ast.BranchStmt)
	return isBranch && branch.Tok == token.BREAK && branch.Label != nil || ok && isReturn(stmt)
}

// Sleeps lists where the loop sleeps while it could serve several channels that
// carry data.
func (s *Stalls) Sleeps(l EventLoop) []Stall {
	data := 0
	for _, get := range l.Gets {
		if _, header := CommOf(get.Cur); header && !isNotice(get.Queue.Type) {
			data++
		}
	}
	if data == 0 {
		return nil
	}
	return slices.DeleteFunc(s.walk(l.Loop, EnclosingFunc(l.Loop)), func(st Stall) bool {
		inner, _ := Loop(st.Cur)
		return st.Kind != SleepStall || !st.Direct() || inner != l.Loop || leavesLoop(st.Cur, l.Loop)
	})
}

// leavesLoop reports whether the block around cur ends with a jump out of the
// loop: it waits before it starts anew.
func leavesLoop(cur, loop inspector.Cursor) bool {
	for cur.ParentEdgeKind() != edge.BlockStmt_List && cur.ParentEdgeKind() != edge.CommClause_Body && cur.ParentEdgeKind() != edge.CaseClause_Body {
		cur = cur.Parent()
	}
	last, ok := cur.Parent().LastChild()
	if !ok {
		return false
	}
	branch, jumps := last.Node().(*ast.BranchStmt)
	if !jumps {
		_, returns := last.Node().(*ast.ReturnStmt)
		return returns
	}
	label, labelled := loop.Parent().Node().(*ast.LabeledStmt)
	return branch.Tok == token.GOTO || branch.Label != nil && (!labelled || label.Label.Name != branch.Label.Name || branch.Tok == token.BREAK)
}

// isNotice reports whether a channel only tells that something has happened.
func isNotice(t types.Type) bool {
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return true
	}
	if isError(c.Elem()) || isBool(c.Elem()) {
		return true
	}
	if named := namedOf(c.Elem()); named != nil && named.Obj().Pkg() != nil {
		switch named.Obj().Pkg().Path() {
		case "os", "time":
			return true
		}
	}
	return IsEmpty(c.Elem())
}
