package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// awaitedOnce reports whether the function around owner waits for one item of a
// channel of its own, and then goes on: as a login that waits for its browser, or
// for a timer that it has started.
func (s *Stalls) awaitedOnce(owner inspector.Cursor, q Queue) bool {
	v, ok := q.Root.(*types.Var)
	if _, lit := owner.Node().(*ast.FuncLit); !ok || !lit || q.Path != "" || isPackageLevel(v) || isParam(v) {
		return false
	}
	timer := s.roots[owner.Node()] == timerHandler && !InLoop(owner, v)
	if timer && s.size(q) > 0 {
		return true // it runs once, and there is room for once
	}
	gets := s.on(q, Get)
	for _, get := range gets {
		_, loops := Loop(get.Cur)
		_, ranges := get.Cur.Node().(*ast.RangeStmt)
		if loops || ranges || !ownedBy(EnclosingFunc(get.Cur), v) || timer && selectWait(get.Cur) != Forever {
			return false
		}
	}
	return len(gets) > 0
}

// perRequest reports whether the channel is made nowhere but in handlers: each
// request has its own, with room.
func (s *Stalls) perRequest(q Queue) bool {
	makes := s.Makes(q)
	for _, made := range makes {
		cur, ok := s.m.in.Root().FindNode(made)
		if !ok || s.roots[EnclosingFunc(cur).Node()] == nil {
			return false
		}
	}
	return len(makes) > 0
}

// pumped reports whether the channel's reader always takes what comes: beside
// the receive, its select sends what has come before to a channel that it sets to
// nil when nothing waits.
func (s *Stalls) pumped(q Queue) bool {
	seen := make(map[inspector.Cursor]bool)
	for _, get := range s.on(q, Get) {
		clause, ok := CommOf(get.Cur)
		if !ok || seen[clause.Parent()] {
			continue
		}
		seen[clause.Parent()] = true
		for sibling := range clause.Parent().Children() {
			send, ok := sibling.Node().(*ast.CommClause).Comm.(*ast.SendStmt)
			if !ok {
				continue
			}
			id, ok := ast.Unparen(send.Chan).(*ast.Ident)
			if !ok {
				continue
			}
			if v, ok := s.m.info.Uses[id].(*types.Var); ok && len(s.m.values.assigned[v]) > 1 {
				return true
			}
		}
	}
	return false
}

// readerLeaves reports whether somebody who receives from the channel can stop
// doing so while others still send: in a select, in a loop that something else
// ends.
func (s *Stalls) readerLeaves(q Queue) bool {
	for _, get := range s.on(q, Get) {
		if selectWait(get.Cur) == Forever {
			continue
		}
		loop, ok := Loop(get.Cur)
		if !ok {
			return true
		}
		for leave := range loop.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
			branch, isBranch := leave.Node().(*ast.BranchStmt)
			if EnclosingFunc(leave) == EnclosingFunc(loop) && (!isBranch || branch.Label != nil) {
				return true
			}
		}
	}
	return false
}

// closes reports whether the package closes the channel anywhere: then it says
// done.
func (s *Stalls) closes(q Queue) bool { return len(s.on(q, Close)) > 0 }

// guardedByLength reports whether a condition on the length of the channel
// stands above the send in its function.
func (s *Stalls) guardedByLength(cur inspector.Cursor, q Queue) bool {
	fn := EnclosingFunc(cur)
	for length := range s.m.In(fn, Len) {
		if length.Queue.Same(q) && length.Cur.Node().Pos() < cur.Node().Pos() {
			return true
		}
	}
	return false
}
