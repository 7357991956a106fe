package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Founding reports whether the access works on an object that its function has
// just made, as a constructor does, or stands in a function that sets up.
func (m *Model) Founding(a Access) bool {
	fn := EnclosingFunc(a.Cur)
	if v, ok := a.Root.(*types.Var); ok && a.Key != a.Root && ownedBy(fn, v) && !m.borrowed(fn, v) {
		return true
	}
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	name := strings.ToLower(decl.Name.Name)
	return strings.HasPrefix(name, "new") || strings.HasPrefix(name, "init") || strings.HasPrefix(name, "setup") || strings.HasPrefix(name, "register")
}

// Sites lists where the code at cur runs in this package: where it stands, and
// where the function that holds it is called.
func (m *Model) Sites(cur inspector.Cursor) []inspector.Cursor {
	sites := []inspector.Cursor{cur}
	decl, ok := EnclosingFunc(cur).Node().(*ast.FuncDecl)
	if !ok {
		return sites
	}
	for _, ref := range m.refs()[m.info.Defs[decl.Name]] {
		if call, ok := callOf(ref); ok && call.ParentEdgeKind() != edge.GoStmt_Call {
			sites = append(sites, call)
		}
	}
	return sites
}

// TakenIn reports whether the function takes from the list itself, or by a
// function of this package that it calls.
func (m *Model) TakenIn(l *List, fn inspector.Cursor) bool { return m.touches(fn, l.Key, Shift, 1) }

// WorkedOff reports whether everyone who calls the function that adds goes on to
// take from the list: it is then as long as what one of them collects.
func (m *Model) WorkedOff(l *List, add Access) bool {
	decl, ok := EnclosingFunc(add.Cur).Node().(*ast.FuncDecl)
	if !ok || seenOutside(m.info.Defs[decl.Name]) {
		return false
	}
	called := false
	for _, ref := range m.refs()[m.info.Defs[decl.Name]] {
		if m.inTest(ref) {
			continue
		}
		call, ok := callOf(ref)
		if !ok || call.ParentEdgeKind() == edge.GoStmt_Call || !m.callsTaker(l, EnclosingFunc(call)) {
			return false
		}
		called = true
	}
	return called
}

// callsTaker reports whether the function itself, not one that it starts, calls
// one that takes from the list.
func (m *Model) callsTaker(l *List, fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		if cur.ParentEdgeKind() == edge.GoStmt_Call || EnclosingFunc(cur) != fn {
			continue
		}
		callee, ok := typeutil.Callee(m.info, cur.Node().(*ast.CallExpr)).(*types.Func)
		if !ok {
			continue
		}
		if taker, ok := m.decls[callee.Origin()]; ok && m.touches(taker, l.Key, Shift, 0) {
			return true
		}
	}
	return false
}

// seenOutside reports whether other packages can name the function: an exported
// one that is no method of a type with a name of this package only.
func seenOutside(obj types.Object) bool {
	fn, ok := obj.(*types.Func)
	if !ok || !fn.Exported() {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return true
	}
	named := namedOf(recv.Type())
	return named == nil || named.Obj().Exported()
}

// Awaited reports whether the function that adds goes on to wait until its item
// was taken, so that there are as many items as callers.
func (m *Model) Awaited(add Access) bool {
	fn := EnclosingFunc(add.Cur)
	for send := range fn.Preorder((*ast.SendStmt)(nil)) {
		if send.Node().Pos() > add.Cur.Node().End() && selectWait(send) != Never && EnclosingFunc(send) == fn && always(send, fn) {
			return true // until the taker is ready
		}
	}
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if call.Pos() < add.Cur.Node().End() || cur.ParentEdgeKind() == edge.DeferStmt_Call {
			continue
		}
		if m.isCondWait(call) {
			return true
		}
		sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Lock" && sel.Sel.Name != "Wait" {
			continue
		}
		q, ok := m.path(sel.X, maxHops)
		if ok && slices.ContainsFunc(add.Items, func(item ast.Expr) bool {
			i, ok := m.path(item, maxHops)
			return ok && i.Root == q.Root
		}) {
			return true
		}
	}
	return false
}

// Awaitable reports whether somebody can wait until the list is empty, in a function
// that is named for it: those who add may be the ones who wait.
func (m *Model) Awaitable(l *List) bool {
	for _, decl := range m.decls {
		n, ok := decl.Node().(*ast.FuncDecl)
		if !ok || !slices.Contains([]string{"wait", "join", "await"}, camelWords(n.Name.Name)[0]) {
			continue
		}
		for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
			if !m.isCondWait(cur.Node().(*ast.CallExpr)) {
				continue
			}
			if loop, ok := Loop(cur); ok && m.scan(decl).waitsForEnd(loop, l.Key) {
				return true
			}
		}
	}
	return false
}

// waitsForEnd reports whether a loop goes on while the list has items.
func (s *listScan) waitsForEnd(loop inspector.Cursor, key types.Object) bool {
	stmt, ok := loop.Node().(*ast.ForStmt)
	if !ok || stmt.Cond == nil {
		return false
	}
	for cur := range loop.ChildAt(edge.ForStmt_Cond, -1).Preorder((*ast.BinaryExpr)(nil)) {
		n := cur.Node().(*ast.BinaryExpr)
		call, ok := ast.Unparen(n.X).(*ast.CallExpr)
		if ok && (n.Op == token.NEQ || n.Op == token.GTR) && s.m.isBuiltin(call, "len") && s.key(call.Args[0]) == key && s.isConst(n.Y, 0) {
			return true
		}
	}
	return false
}

// Together reports whether one mutex is held when a list is added to and when it
// is taken from, in two functions: goroutines share it.
func (m *Model) Together(add, take Access) bool {
	if EnclosingFunc(add.Cur) == EnclosingFunc(take.Cur) {
		return false
	}
	x, y := m.Locks(add.Cur), m.Locks(take.Cur)
	return slices.ContainsFunc(x, func(mutex *types.Var) bool {
		return slices.ContainsFunc(y, func(other *types.Var) bool { return mutex == nil || other == nil || mutex == other })
	})
}

// Refills reports whether the taker makes a new item when the list is empty: what
// is there goes round. A blank item beside an error says that nothing is there.
func (m *Model) Refills(take Access) bool {
	for cur := range EnclosingFunc(take.Cur).Preorder((*ast.ReturnStmt)(nil)) {
		ret := cur.Node().(*ast.ReturnStmt)
		if len(ret.Results) == 0 || EnclosingFunc(cur) != EnclosingFunc(take.Cur) {
			continue
		}
		switch e := ast.Unparen(ret.Results[0]).(type) {
		case *ast.UnaryExpr:
			if lit, ok := e.X.(*ast.CompositeLit); ok && (!m.isBlank(lit) || !m.fails(EnclosingFunc(take.Cur))) {
				return true
			}
		case *ast.CallExpr:
			switch fn := typeutil.Callee(m.info, e).(type) {
			case *types.Builtin:
				if fn.Name() == "new" || fn.Name() == "make" {
					return true
				}
			case *types.Func, *types.Var:
				if NameHas(fn.Name(), []string{"new", "make", "create", "alloc"}) && !isError(m.info.TypeOf(e)) {
					return true
				}
			}
		}
	}
	return false
}

// fails reports whether an error is the last result of the function.
func (m *Model) fails(fn inspector.Cursor) bool {
	sig := signatureOf(m.info, fn)
	return sig != nil && sig.Results().Len() > 0 && isError(sig.Results().At(sig.Results().Len()-1).Type())
}

// isBlank reports whether a literal sets nothing but nil.
func (m *Model) isBlank(lit *ast.CompositeLit) bool {
	return !slices.ContainsFunc(lit.Elts, func(elt ast.Expr) bool {
		kv, ok := elt.(*ast.KeyValueExpr)
		return !ok || !m.info.Types[kv.Value].IsNil()
	})
}

// Selective reports whether a taker looks at the item before it takes it and
// leaves it there otherwise: what is too young, what is not acknowledged yet.
func (m *Model) Selective(take Access) bool {
	s := m.scan(m.declOf(EnclosingFunc(take.Cur)))
	if s.searched(take) {
		return true
	}
	for _, g := range guards(take.Cur) {
		if s.looksAt(g, take.Key) {
			return true
		}
	}
	return false
}

// searched reports whether a taker cuts the list at a place that it looked for:
// an index that it counted up, or that a function found in the list.
func (s *listScan) searched(take Access) bool {
	for cut := range take.Cur.Preorder((*ast.SliceExpr)(nil)) {
		v, ok := s.local(cut.Node().(*ast.SliceExpr).Low)
		if !ok || s.key(cut.Node().(*ast.SliceExpr).X) != take.Key {
			continue
		}
		if s.isCounterOfRounds(cut.Node().(*ast.SliceExpr).Low) || s.m.values.fromCall[v] {
			return true
		}
		for _, value := range s.m.values.assigned[v] {
			if call, ok := ast.Unparen(value).(*ast.CallExpr); ok && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return s.key(arg) == take.Key }) && !s.m.isBuiltin(call, "len") {
				return true
			}
		}
	}
	return false
}

// AtOnce reports whether a taker takes all that waits in one go: a loop that keeps
// the lock until the list is empty.
func (m *Model) AtOnce(take Access) bool {
	loop, ok := Loop(take.Cur)
	if !ok {
		return false
	}
	if body, ok := take.Cur.Parent().Node().(*ast.BlockStmt); ok {
		switch body.List[len(body.List)-1].(type) {
		case *ast.ReturnStmt, *ast.BranchStmt:
			return false // one, and back
		}
	}
	for call := range loop.Preorder((*ast.CallExpr)(nil)) {
		n := call.Node().(*ast.CallExpr)
		if verb := lockVerb(n); verb != "" || m.isCondWait(n) {
			return false
		}
	}
	return true
}

// Reads reports whether somebody looks at what is taken: the taker, or a function
// that peeks at the head. A taker that only cuts the list takes something off it.
func (m *Model) Reads(take Access) bool {
	if assign, ok := take.Cur.Node().(*ast.AssignStmt); !ok || !isSlice(m.info.TypeOf(assign.Lhs[0])) && !isSlice(m.info.TypeOf(take.List)) {
		return true
	}
	own := m.declOf(EnclosingFunc(take.Cur))
	if m.scan(own).reads(take.Key, false) {
		return true
	}
	for _, decl := range m.decls {
		if decl != own && m.scan(decl).reads(take.Key, true) {
			return true
		}
	}
	return false
}

// reads reports whether the function reads an item of the list; the first one,
// where only that counts.
func (s *listScan) reads(key types.Object, first bool) bool {
	for cur := range s.fn.Preorder((*ast.IndexExpr)(nil), (*ast.SliceExpr)(nil), (*ast.RangeStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IndexExpr:
			if cur.ParentEdgeKind() != edge.AssignStmt_Lhs && isSlice(s.m.info.TypeOf(n.X)) && (!first || s.isConst(n.Index, 0)) && s.key(n.X) == key {
				return true
			}
		case *ast.SliceExpr:
			if !first && n.High != nil && s.key(n.X) == key {
				return true
			}
		case *ast.RangeStmt:
			if !first && s.key(n.X) == key {
				return true
			}
		}
	}
	return false
}

// looksAt reports whether a condition reads an item of the list: q[0].t, or a
// variable that holds one; whether there is an item at all does not count.
func (s *listScan) looksAt(cond inspector.Cursor, key types.Object) bool {
	for cur := range cond.Preorder((*ast.IndexExpr)(nil), (*ast.Ident)(nil)) {
		e := cur.Node().(ast.Expr)
		if id, ok := e.(*ast.Ident); ok && s.m.info.Uses[id] == nil {
			continue
		}
		if !s.isItem(e, key) || comparesNil(s.m.info, cur) {
			continue
		}
		return true
	}
	return false
}

// isItem reports whether e is an item of the list, or an element that holds one.
func (s *listScan) isItem(e ast.Expr, key types.Object) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return !isMap(s.m.info.TypeOf(e.X)) && isSlice(s.m.info.TypeOf(e.X)) && s.key(e.X) == key
	case *ast.Ident:
		v, ok := s.local(e)
		if !ok {
			return false
		}
		for _, value := range s.m.values.assigned[v] {
			if value != nil && s.readsItem(value, key) {
				return true
			}
		}
	}
	return false
}

// readsItem reports whether a value is an item of the list, or comes from a call
// that looks at an end of it: q[0], q[0].id, l.Front().Value.(T), q.Peek().
func (s *listScan) readsItem(value ast.Expr, key types.Object) bool {
	switch value := ast.Unparen(value).(type) {
	case *ast.IndexExpr:
		return s.isItem(value, key)
	case *ast.SelectorExpr:
		return s.readsItem(value.X, key)
	case *ast.TypeAssertExpr:
		return s.readsItem(value.X, key)
	case *ast.UnaryExpr:
		return value.Op == token.AND && s.readsItem(value.X, key)
	case *ast.CallExpr:
		sel, ok := ast.Unparen(value.Fun).(*ast.SelectorExpr)
		if !ok || len(value.Args) != 0 || s.key(sel.X) != key {
			return false
		}
		fn, ok := typeutil.Callee(s.m.info, value).(*types.Func)
		return ok && named(fn, []string{"Front", "Back", "Peek", "First", "Head", "Top", "Min"})
	case *ast.Ident:
		return s.isItem(value, key)
	}
	return false
}

// comparesNil reports whether the expression at cur is compared with nil.
func comparesNil(info *types.Info, cur inspector.Cursor) bool {
	n, ok := cur.Parent().Node().(*ast.BinaryExpr)
	return ok && (info.Types[n.X].IsNil() || info.Types[n.Y].IsNil())
}
