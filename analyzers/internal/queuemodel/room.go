package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// hasRoom reports whether the channel surely has room for the send at cur: its
// function has made it with as much before, or whoever made it has filled it, so
// that what is sent was taken from it.
func (s *Stalls) hasRoom(cur inspector.Cursor, q Queue) bool {
	return s.size(q) != 0 && (s.madeBefore(cur, q) || s.filled(q))
}

// madeBefore reports whether the function around cur makes the channel and sends
// no more on it than it holds, up to cur, and starts nobody else who could.
func (s *Stalls) madeBefore(cur inspector.Cursor, q Queue) bool {
	fn := EnclosingFunc(cur)
	for start := range fn.Preorder((*ast.GoStmt)(nil)) {
		if start.Node().Pos() < cur.Node().Pos() {
			return false
		}
	}
	graph := s.m.graphOf(fn)
	for _, made := range s.m.groups().made(q) {
		at, ok := s.m.in.Root().FindNode(made.call)
		if !ok || EnclosingFunc(at) != fn || s.sizeOf(made.call) < 1 {
			continue
		}
		stmt, ok := assignAround(at)
		if !ok {
			continue
		}
		start, ok := graph.After(stmt.Node())
		if to, same := s.m.queueOf(leftOf(at)); !ok || !same || !to.Same(q) || !graph.Reaches(start, never, covers(cur.Node())) {
			continue
		}
		return s.sendsBehind(cur, fn, q, covers(stmt.Node())) < s.sizeOf(made.call)
	}
	return false
}

func never(ast.Node) bool { return false }

// sendsBehind counts the sends on the queue from which a path leads to the one at
// cur that does not pass the making. One in a loop counts for many.
func (s *Stalls) sendsBehind(cur, fn inspector.Cursor, q Queue, made func(ast.Node) bool) int64 {
	const many = 1 << 20
	graph := s.m.graphOf(fn)
	n := int64(0)
	for put := range s.m.In(fn, Put) {
		start, ok := graph.After(put.Cur.Node())
		if !put.Queue.Same(q) || ok && !graph.Reaches(start, made, covers(cur.Node())) {
			continue
		}
		if !ok || put.Cur == cur || graph.Reaches(start, made, covers(put.Cur.Node())) {
			return many
		}
		n++
	}
	return n
}

// assignAround is the assignment whose right side cur is.
func assignAround(cur inspector.Cursor) (inspector.Cursor, bool) {
	_, ok := cur.Parent().Node().(*ast.AssignStmt)
	return cur.Parent(), ok
}

// filled reports whether a function that makes the channel fills it in a loop.
func (s *Stalls) filled(q Queue) bool {
	for _, put := range s.m.calls[Put] {
		if loop, ok := Loop(put.Cur); !ok || !s.m.mayBe(q, put.Queue) || s.m.inTest(put.Cur) || !isCounted(s.m.info, loop) {
			continue
		}
		fn := EnclosingFunc(put.Cur)
		for _, made := range s.m.groups().made(q) {
			if at, ok := s.m.in.Root().FindNode(made.call); ok && EnclosingFunc(at) == fn && at.Node().Pos() < put.Cur.Node().Pos() {
				return true
			}
		}
	}
	return false
}

// isCounted reports whether a loop has a counter or a list.
func isCounted(info *types.Info, loop inspector.Cursor) bool {
	switch n := loop.Node().(type) {
	case *ast.RangeStmt:
		t := info.TypeOf(n.X)
		return t != nil && !isChan(t)
	case *ast.ForStmt:
		return n.Post != nil
	}
	return false
}

// justTaken reports whether the send at cur is in the select clause that took an
// item from the same channel, and the function with that is all that sends there.
func (s *Stalls) justTaken(cur inspector.Cursor, q Queue) bool {
	if s.size(q) == 0 || len(s.Makes(q)) == 0 || s.m.groups().usedOutside(q, Put) {
		return false
	}
	fn := EnclosingFunc(cur)
	for _, put := range s.on(q, Put) {
		if EnclosingFunc(put.Cur) != fn {
			return false
		}
	}
	for clause := range cur.Enclosing((*ast.CommClause)(nil)) {
		for _, get := range s.on(q, Get) {
			if header, ok := CommOf(get.Cur); ok && header == clause {
				return true
			}
		}
	}
	return false
}

// meets reports whether the function receives from the same channel behind the
// send at cur: it and the other side wait for each other.
func (s *Stalls) meets(cur, owner inspector.Cursor, q Queue) bool {
	if s.size(q) != 0 {
		return false
	}
	for get := range s.m.In(owner, Get) {
		if get.Queue.Same(q) && get.Cur.Node().Pos() > cur.Node().End() {
			_, looped := Loop(get.Cur)
			_, ranges := get.Cur.Node().(*ast.RangeStmt)
			return !looped || ranges
		}
	}
	return false
}

// oneEach reports whether the channel has a place for one error and belongs to
// an element of a list or map: each is told once.
func (s *Stalls) oneEach(owner inspector.Cursor, q Queue) bool {
	v, ok := q.Root.(*types.Var)
	if !ok || s.size(q) != 1 {
		return false
	}
	if s.lookedUp(owner, q) {
		return true
	}
	c, ok := q.Type.Underlying().(*types.Chan)
	_, ranged := s.m.values.ranged[v]
	return ok && ranged && isError(c.Elem())
}
