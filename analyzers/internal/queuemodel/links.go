package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// linked reads what an assignment does to a list of nodes that hold the next
// one: l.tail.next = n adds, l.head = l.head.next takes.
func (s *listScan) linked(cur inspector.Cursor, lhs, rhs ast.Expr) {
	sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
	if !ok || s.m.info.Types[rhs].IsNil() {
		return
	}
	if tail, ok := ast.Unparen(sel.X).(*ast.SelectorExpr); ok && s.isNext(sel) && s.isField(tail) {
		s.link(cur, tail, Access{Role: Grow, Items: []ast.Expr{rhs}})
		return
	}
	next, ok := ast.Unparen(rhs).(*ast.SelectorExpr)
	if !ok || !s.isNext(next) || !s.isField(sel) || s.isTail(sel) {
		return
	}
	if from := ast.Unparen(next.X); s.same(from, sel) || s.holds(from, sel) {
		s.link(cur, sel, Access{Role: Shift, Head: true})
	}
}

// isNext reports whether sel is the field of a node that points to another node.
func (s *listScan) isNext(sel *ast.SelectorExpr) bool {
	selection := s.m.info.Selections[sel]
	if selection == nil || selection.Kind() != types.FieldVal {
		return false
	}
	node, next := namedOf(selection.Recv()), namedOf(selection.Type())
	_, ptr := selection.Type().Underlying().(*types.Pointer)
	return ptr && node != nil && next != nil && node.Origin() == next.Origin()
}

func (s *listScan) isField(sel *ast.SelectorExpr) bool {
	selection := s.m.info.Selections[sel]
	return selection != nil && selection.Kind() == types.FieldVal && !s.isNext(sel)
}

// isTail reports whether the function links a new node behind the one that sel
// points to.
func (s *listScan) isTail(sel *ast.SelectorExpr) bool {
	for cur := range s.fn.Preorder((*ast.AssignStmt)(nil)) {
		for _, lhs := range cur.Node().(*ast.AssignStmt).Lhs {
			if next, ok := ast.Unparen(lhs).(*ast.SelectorExpr); ok && s.isNext(next) && s.same(next.X, sel) {
				return true
			}
		}
	}
	return false
}

// holds reports whether e is a variable that was given what sel points to.
func (s *listScan) holds(e, sel ast.Expr) bool {
	v, ok := s.local(e)
	if !ok {
		return false
	}
	for _, value := range s.m.values.assigned[v] {
		if value != nil && s.same(value, sel) {
			return true
		}
	}
	return false
}

// link records an access by one of the ends of a list. Both ends are one list,
// whose key is the first field of that type.
func (s *listScan) link(cur inspector.Cursor, end *ast.SelectorExpr, a Access) {
	selection := s.m.info.Selections[end]
	st, ok := deref(selection.Recv()).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for f := range st.Fields() {
		if types.Identical(f.Type(), selection.Type()) {
			a.Key = f.Origin()
			_, a.Root = s.place(end.X, maxHops)
			s.add(cur, end, a)
			return
		}
	}
}

// ring reads what an assignment does to a ring that grows: r.buf[r.tail] = v adds
// when the package also moves the items into a larger one. What takes is found by
// ringTake.
func (s *listScan) ring(cur inspector.Cursor, lhs, rhs ast.Expr) {
	at, ok := ast.Unparen(lhs).(*ast.IndexExpr)
	if !ok || !isSlice(s.m.info.TypeOf(at.X)) || isBytes(s.m.info.TypeOf(at.X)) || s.cursorOf(at.Index) == nil {
		return
	}
	if key := s.key(at.X); key != nil && s.m.enlarged()[key] && !s.m.info.Types[rhs].IsNil() && !s.isZero(rhs) {
		s.add(cur, at.X, Access{Role: Grow, Items: []ast.Expr{rhs}})
	}
}

// isZero reports whether e is a zero value that clears a place: T{}, a variable
// without a value.
func (s *listScan) isZero(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) == 0
	case *ast.Ident:
		v, ok := s.local(e)
		return ok && len(s.m.values.assigned[v]) == 0 && v.Kind() == types.LocalVar
	case *ast.StarExpr:
		call, ok := ast.Unparen(e.X).(*ast.CallExpr)
		return ok && s.m.isBuiltin(call, "new")
	}
	return false
}

// ringTake finds the read of a ring at a place that the same function moves on:
// v := r.buf[r.head]; r.head++.
func (s *listScan) ringTake(cur inspector.Cursor, at *ast.IndexExpr) {
	key := s.key(at.X)
	if key == nil || !isSlice(s.m.info.TypeOf(at.X)) || !s.m.enlarged()[key] {
		return
	}
	head := s.cursorOf(at.Index)
	if head == nil || !s.moves(head) {
		return
	}
	for _, a := range s.found {
		if a.Key == key {
			return // the function adds, or has been seen to take
		}
	}
	s.add(cur, at.X, Access{Role: Shift, Head: true})
}

// cursorOf is the field that an index is made of, nil for another index.
func (s *listScan) cursorOf(index ast.Expr) *types.Var {
	var field *types.Var
	ast.Inspect(index, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && field == nil {
			if v, ok := s.m.info.Uses[sel.Sel].(*types.Var); ok && v.IsField() {
				field = v.Origin()
			}
		}
		return field == nil
	})
	return field
}

// moves reports whether the function changes the field.
func (s *listScan) moves(field *types.Var) bool {
	is := func(e ast.Expr) bool {
		sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
		if !ok {
			return false
		}
		v, ok := s.m.info.Uses[sel.Sel].(*types.Var)
		return ok && v.Origin() == field
	}
	for cur := range s.fn.Preorder((*ast.AssignStmt)(nil), (*ast.IncDecStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IncDecStmt:
			if is(n.X) {
				return true
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if is(lhs) {
					return true
				}
			}
		}
	}
	return false
}

// enlargedLists finds the slices that the package replaces by one made with a
// computed size, into which it has moved the items.
func (m *Model) enlargedLists() map[types.Object]bool {
	enlarged := make(map[types.Object]bool)
	for _, decl := range m.decls {
		s := m.scan(decl)
		for cur := range decl.Preorder((*ast.AssignStmt)(nil)) {
			n := cur.Node().(*ast.AssignStmt)
			for i, lhs := range n.Lhs {
				if n.Tok == token.ASSIGN && isSlice(m.info.TypeOf(lhs)) && m.growsOnly(n, i) && s.copies(lhs) {
					enlarged[s.key(lhs)] = true
				}
			}
		}
	}
	return enlarged
}

// copies reports whether the function copies items out of the list: with copy, or
// one after the other.
func (s *listScan) copies(list ast.Expr) bool {
	for cur := range s.fn.Preorder((*ast.CallExpr)(nil), (*ast.IndexExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if s.m.isBuiltin(n, "copy") && s.same(n.Args[1], list) {
				return true
			}
		case *ast.IndexExpr:
			if s.same(n.X, list) {
				return true
			}
		}
	}
	return false
}
