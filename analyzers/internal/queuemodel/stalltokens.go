package queuemodel

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// releases reports whether a send at cur gives back what the function has taken
// from the same channel before: a token, a free buffer. A select or range in a
// loop around the send is no such taking.
func (s *Stalls) releases(cur, owner inspector.Cursor, q Queue) bool {
	if _, send := cur.Node().(*ast.SendStmt); send && givesBack(cur) && s.isPool(q) {
		return true
	}
	for get := range s.m.In(owner, Get) {
		if !get.Queue.Same(q) || get.Cur.Node().Pos() >= cur.Node().Pos() {
			continue
		}
		_, header := CommOf(get.Cur)
		_, ranges := get.Cur.Node().(*ast.RangeStmt)
		if loop, ok := Loop(get.Cur); ranges || header && ok && loop.Contains(cur) {
			continue
		}
		return true
	}
	return false
}

// isPool reports whether a channel holds things to borrow: it has room, and no
// loop receives from it.
func (s *Stalls) isPool(q Queue) bool {
	for _, get := range s.on(q, Get) {
		if _, call := get.Cur.Node().(*ast.CallExpr); call {
			continue
		}
		if _, loops := Loop(get.Cur); loops || drainsToClose(get) {
			return false
		}
		if _, ranges := get.Cur.Node().(*ast.RangeStmt); ranges {
			return false
		}
	}
	return s.size(q) != 0
}

// isToken reports whether a channel only limits how many work at once: it holds
// nothing, and somebody who has sent takes one out again.
func (s *Stalls) isToken(q Queue) bool {
	c, ok := q.Type.Underlying().(*types.Chan)
	if !ok || s.size(q) == 0 {
		return false
	}
	if st, ok := c.Elem().Underlying().(*types.Struct); !ok || st.NumFields() > 0 {
		return false
	}
	paired := false
	for _, get := range s.on(q, Get) {
		if _, call := get.Cur.Node().(*ast.CallExpr); call {
			continue // the receive itself is among them
		}
		if get.Cur.ParentEdgeKind() != edge.ExprStmt_X {
			return false
		}
		paired = paired || s.sendsBefore(get, q) || givesBack(get.Cur)
	}
	return paired
}

// sendsBefore reports whether the declaration around get sends on the queue
// above it.
func (s *Stalls) sendsBefore(get Call, q Queue) bool {
	decl := declAround(get.Cur)
	for _, put := range s.on(q, Put) {
		if decl.Contains(put.Cur) && put.Cur.Node().Pos() < get.Cur.Node().Pos() {
			return true
		}
	}
	return false
}

// givesBack reports whether cur stands in a function whose name says so.
func givesBack(cur inspector.Cursor) bool {
	decl, ok := declAround(cur).Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	name := strings.ToLower(decl.Name.Name)
	for _, verb := range []string{"release", "unlock", "leave", "free", "giveback", "putback", "recycle"} {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}

func declAround(cur inspector.Cursor) inspector.Cursor {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return decl
	}
	return cur
}
