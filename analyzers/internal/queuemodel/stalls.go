package queuemodel

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

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
	if !ok || !q.IsChan() || isTimer(s.m.info, n.Chan) || !stuck(cur) || s.foreign(q) || s.releases(cur, owner, q) || s.hasRoom(cur, q) || s.meets(cur, owner, q) || s.ends(n, q) {
		return nil
	}
	st := s.stall(SendStall, cur, q)
	st.own = s.own(owner, q) && (st.Size != 0 || !s.given(owner, q))
	st.pipe = inPipeline(s.m, cur, owner)
	st.Guarded = s.guardedByLength(cur, q)
	switch {
	case s.oneEach(owner, q), s.joins(owner, q):
		return nil
	case s.awaitedOnce(owner, q), st.Size != 0 && s.perRequest(q), s.pumped(q):
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
	if len(s.Makes(q)) == 0 || !s.given(owner, q) || s.roots[owner.Node()] == nil && s.answered(owner, q) {
		return nil
	}
	return []Stall{s.stall(ReplyStall, cur, q)}
}

func (s *Stalls) stall(kind StallKind, cur inspector.Cursor, q Queue) Stall {
	st := Stall{Cur: cur, Queue: q, StallOp: StallOp{Kind: kind, Name: q.Name(), Size: s.size(q), At: s.place(cur.Node().Pos())}}
	st.Steps = []Step{{cur.Node().Pos(), cur.Node().End(), "it waits here"}}
	return st
}

// call judges a call: what it does by its row, and what its function can wait
// for.
func (s *Stalls) call(cur, owner inspector.Cursor) []Stall {
	call := cur.Node().(*ast.CallExpr)
	fn, recv := s.m.callee(call)
	if fn == nil {
		return s.closure(cur, owner)
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
