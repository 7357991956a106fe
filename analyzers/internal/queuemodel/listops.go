package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// assign reads what an assignment does to the slices on its left.
func (s *listScan) assign(cur inspector.Cursor, n *ast.AssignStmt) {
	if len(n.Lhs) != len(n.Rhs) {
		return
	}
	for i, lhs := range n.Lhs {
		s.linked(cur, lhs, n.Rhs[i])
		s.ring(cur, lhs, n.Rhs[i])
		t := s.m.info.TypeOf(lhs)
		if v, ok := s.local(lhs); ok && n.Tok == token.DEFINE && s.aliases[v] == nil || !isSlice(t) || isBytes(t) {
			continue
		}
		if a, ok := s.sliceAccess(cur, lhs, n.Rhs[i]); ok {
			s.add(cur, lhs, a)
		}
	}
}

// isBytes reports whether t is a buffer of bytes or characters, not of items.
func isBytes(t types.Type) bool {
	elem, ok := t.Underlying().(*types.Slice).Elem().Underlying().(*types.Basic)
	return ok && (elem.Kind() == types.Byte || elem.Kind() == types.Rune)
}

// sliceAccess says what "list = value" does; it fails where the list is not added
// to and no end of it is taken.
func (s *listScan) sliceAccess(cur inspector.Cursor, list, value ast.Expr) (Access, bool) {
	switch value := ast.Unparen(value).(type) {
	case *ast.SliceExpr:
		if s.same(value.X, list) {
			return s.cut(cur, value)
		}
	case *ast.CallExpr:
		return s.built(list, value)
	}
	return Access{}, false
}

func (s *listScan) same(a, b ast.Expr) bool {
	key := s.key(a)
	return key != nil && key == s.key(b)
}

// cut says what list = list[low:high] does. What keeps all but the newest is no
// taking.
func (s *listScan) cut(cur inspector.Cursor, e *ast.SliceExpr) (Access, bool) {
	switch {
	case e.Low != nil && slices.Contains(s.gauged(e.Low), s.key(e.X)) && s.isDifference(e.Low):
		return Access{}, false
	case e.Low != nil && !s.isConst(e.Low, 0):
		return Access{Role: Shift, Head: true}, true
	case e.High != nil && s.isConst(e.High, 0):
		return Access{}, false
	case s.movedDown(cur, e.X):
		return Access{Role: Shift, Head: true}, true
	case s.isLast(e.High, e.X):
		return Access{Role: Shift}, true
	}
	return Access{}, false
}

// isLast reports whether e is len(list)-1.
func (s *listScan) isLast(e, list ast.Expr) bool {
	minus, ok := ast.Unparen(e).(*ast.BinaryExpr)
	if !ok || minus.Op != token.SUB || !s.isConst(minus.Y, 1) {
		return false
	}
	call, ok := ast.Unparen(minus.X).(*ast.CallExpr)
	return ok && s.m.isBuiltin(call, "len") && s.same(call.Args[0], list)
}

// movedDown reports whether the statement before cur moves the items of a list
// one place down: copy(q, q[1:]).
func (s *listScan) movedDown(cur inspector.Cursor, list ast.Expr) bool {
	for prev, ok := cur.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
		stmt, ok := prev.Node().(*ast.ExprStmt)
		if !ok {
			continue
		}
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok || len(call.Args) != 2 || !s.m.isBuiltin(call, "copy") || !s.same(call.Args[0], list) {
			continue
		}
		from, ok := ast.Unparen(call.Args[1]).(*ast.SliceExpr)
		_, whole := ast.Unparen(call.Args[0]).(*ast.SliceExpr)
		return ok && !whole && from.Low != nil && s.same(from.X, list)
	}
	return false
}

// built says what list = f(…) does.
func (s *listScan) built(list ast.Expr, call *ast.CallExpr) (Access, bool) {
	if s.m.isBuiltin(call, "append") && len(call.Args) > 1 {
		return s.appended(list, call)
	}
	fn, _ := typeutil.Callee(s.m.info, call).(*types.Func)
	if fn == nil || len(call.Args) == 0 {
		return Access{}, false
	}
	switch fn.FullName() {
	case "slices.Insert":
		if s.same(call.Args[0], list) && len(call.Args) > 2 {
			return Access{Role: Grow, Items: call.Args[2:], Head: s.isConst(call.Args[1], 0)}, true
		}
	case "slices.Delete":
		if s.same(call.Args[0], list) && s.isConst(call.Args[1], 0) {
			return Access{Role: Shift, Head: true}, true
		}
	case "slices.Concat":
		if s.same(call.Args[0], list) {
			return Access{Role: Grow, Items: call.Args[1:]}, true
		}
	case "slices.Clone":
		if from, ok := ast.Unparen(call.Args[0]).(*ast.SliceExpr); ok && from.Low != nil && s.same(from.X, list) {
			return Access{Role: Shift, Head: true}, true
		}
	}
	return Access{}, false
}

// appended says what list = append(…) does.
func (s *listScan) appended(list ast.Expr, call *ast.CallExpr) (Access, bool) {
	first, rest := ast.Unparen(call.Args[0]), call.Args[1:]
	from, ok := ast.Unparen(rest[len(rest)-1]).(*ast.SliceExpr)
	tail := ok && call.Ellipsis.IsValid() && s.same(from.X, list) // append(…, list[n:]...)
	switch head := first.(type) {
	case *ast.SliceExpr:
		if !s.same(head.X, list) {
			break
		}
		switch {
		case tail && head.High != nil && s.isConst(head.High, 0) && from.Low != nil:
			return Access{Role: Shift, Head: true}, true
		case head.Low == nil && head.High == nil:
			return Access{Role: Grow, Items: rest}, true
		}
		return Access{}, false
	case *ast.CompositeLit:
		switch {
		case tail && len(head.Elts) == 0 && from.Low != nil:
			return Access{Role: Shift, Head: true}, true
		case call.Ellipsis.IsValid() && s.same(rest[len(rest)-1], list):
			return Access{Role: Grow, Items: head.Elts, Head: true}, true
		}
	case *ast.CallExpr: // append([]T(nil), list[1:]...)
		if tail && from.Low != nil {
			return Access{Role: Shift, Head: true}, true
		}
	}
	if s.same(first, list) {
		return Access{Role: Grow, Items: rest}, true
	}
	return Access{}, false
}

// call reads a call of a method of a list type, by its row or its fact.
func (s *listScan) call(cur inspector.Cursor, call *ast.CallExpr) {
	for _, op := range s.m.callOps(call) {
		if op.Role != Grow && op.Role != Shift {
			continue
		}
		a := Access{Role: op.Role, Head: op.Head}
		list := s.operand(call, op.Param, &a)
		if list == nil {
			continue
		}
		if op.Role == Grow {
			a.Items = slices.DeleteFunc(slices.Clone(call.Args), func(arg ast.Expr) bool { return arg == list })
		}
		if fn, _ := typeutil.Callee(s.m.info, call).(*types.Func); fn != nil && isElementList(fn) && op.Role == Shift && !s.removal(call, list, &a) {
			continue
		}
		s.add(cur, list, a)
	}
}

// closure reads a call of a function literal that works on a list by its address. It
// leaves out one that holds the list against a limit itself.
func (s *listScan) closure(cur inspector.Cursor, call *ast.CallExpr) {
	lit := s.m.funcLit(call.Fun)
	if lit == nil {
		return
	}
	sig, ok := s.m.info.TypeOf(lit).(*types.Signature)
	if !ok {
		return
	}
	params := slices.Collect(sig.Params().Variables())
	for _, inner := range s.found {
		i := slices.IndexFunc(params, func(p *types.Var) bool { return p == inner.Key })
		if i < 0 || i >= len(call.Args) || inner.Role == Grow && (s.m.admittedHere(inner.Cur, inner) || s.m.Limited(inner.Key)) {
			continue
		}
		a := Access{Role: inner.Role, Head: inner.Head}
		if a.Role == Grow {
			a.Items = slices.Delete(slices.Clone(call.Args), i, i+1)
		}
		list := ast.Unparen(call.Args[i])
		if address, ok := list.(*ast.UnaryExpr); ok {
			list = address.X
		}
		s.add(cur, list, a)
		return
	}
}

// operand is the list that a call works on. For a promoted method it is the
// embedded field.
func (s *listScan) operand(call *ast.CallExpr, param int, a *Access) ast.Expr {
	if param >= 0 {
		if param >= len(call.Args) {
			return nil
		}
		return call.Args[param]
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if selection := s.m.info.Selections[sel]; selection != nil && len(selection.Index()) > 1 {
		if field := embedded(selection); field != nil {
			_, a.Root = s.place(sel.X, maxHops)
			a.Key = field
			return sel.X
		}
	}
	if s.isReceiver(sel.X) {
		return nil // a helper of the same object
	}
	return sel.X
}

// isReceiver reports whether e is the receiver of a method, not a field of it.
func (s *listScan) isReceiver(e ast.Expr) bool {
	v, ok := s.local(e)
	return ok && v.Kind() == types.RecvVar
}

// isElementList reports whether fn is a method of container/list, where an item
// is removed by its element.
func isElementList(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "container/list"
}

// removal reports whether an end of a list is removed, and which: l.Remove(l.Front()),
// by way of a variable too. Any other element may be anywhere.
func (s *listScan) removal(call *ast.CallExpr, list ast.Expr, a *Access) bool {
	values := call.Args[:1]
	if v, ok := s.local(call.Args[0]); ok {
		values = s.m.values.assigned[v]
	}
	for i, value := range values {
		end := s.end(value, list)
		if end == "" || i > 0 && (end == "Front") != a.Head {
			return false
		}
		a.Head = end == "Front"
	}
	return len(values) > 0
}

// end is Front or Back for a call of that method of the list, else "".
func (s *listScan) end(e, list ast.Expr) string {
	if e == nil {
		return ""
	}
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || len(call.Args) != 0 {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Front" && sel.Sel.Name != "Back" || !s.same(sel.X, list) {
		return ""
	}
	return sel.Sel.Name
}

func (s *listScan) isConst(e ast.Expr, n int64) bool {
	got, ok := s.m.constant(e)
	return ok && got == n
}
