package queuemodel

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// A Handling is one function, or one loop, that somebody waits for each time
// that it runs.
type Handling struct {
	*Handler
	Fn     inspector.Cursor // the declaration or literal; for a loop the one around it
	Region inspector.Cursor // what runs each time: Fn, or the loop
}

// nonblocking is the handler of a function that says so itself.
var nonblocking = &Handler{Name: "nonblocking function", Held: "its caller", Serial: true}

// Nonblocking reports whether the function has a directive that it must not
// wait at all.
func (h Handling) Nonblocking() bool { return h.Handler == nonblocking }

// Handlings lists what libraries call in this package, and the functions with a
// directive, in source order.
func (m *Model) Handlings() []Handling {
	w := &handlerWalk{m: m, found: make(map[ast.Node]bool)}
	for _, d := range m.directives() {
		if d.fn != nil {
			w.add(nonblocking, *d.fn)
		}
	}
	w.ownHandlers()
	w.byMethods()
	for _, c := range m.calls[Handle] {
		w.registered(c)
	}
	kinds := []ast.Node{(*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.CompositeLit)(nil), (*ast.AssignStmt)(nil), (*ast.RangeStmt)(nil), (*ast.ForStmt)(nil)}
	for cur := range m.in.Root().Preorder(kinds...) {
		switch n := cur.Node().(type) {
		case *ast.FuncDecl:
			if fn, ok := m.info.Defs[n.Name].(*types.Func); ok {
				w.bySignature(cur, fn.Signature())
			}
		case *ast.FuncLit:
			if sig, ok := m.info.TypeOf(n).(*types.Signature); ok {
				w.bySignature(cur, sig)
			}
		case *ast.CompositeLit:
			w.byFields(n)
		case *ast.AssignStmt:
			w.byAssigned(n)
		case *ast.RangeStmt:
			w.byItem(cur, n.X)
		case *ast.ForStmt:
			w.bySelect(cur)
		}
	}
	slices.SortStableFunc(w.all, func(a, b Handling) int { return cmp.Compare(a.Region.Node().Pos(), b.Region.Node().Pos()) })
	return w.all
}

type handlerWalk struct {
	m     *Model
	found map[ast.Node]bool
	all   []Handling
}

// add notes a function, once: the first that calls it names it.
func (w *handlerWalk) add(h *Handler, fn inspector.Cursor) {
	if h != nil && !w.found[fn.Node()] && body(fn) != nil {
		w.found[fn.Node()] = true
		w.all = append(w.all, Handling{h, fn, fn})
	}
}

// loop notes a loop.
func (w *handlerWalk) loop(h *Handler, loop inspector.Cursor) {
	if !w.found[loop.Node()] {
		w.found[loop.Node()] = true
		w.all = append(w.all, Handling{h, EnclosingFunc(loop), loop})
	}
}

// bySignature finds the functions that a library calls by what they are given: a
// request with the writer of its answer, a message with its client, another
// library's context or request alone.
func (w *handlerWalk) bySignature(fn inspector.Cursor, sig *types.Signature) {
	for v := range sig.Params().Variables() {
		named := namedOf(v.Type())
		if named == nil || named.Obj().Pkg() == nil {
			continue
		}
		s := shapeOf(named.Obj().Pkg().Path(), named.Obj().Name(), ByParam)
		if s != nil && (s.Names == "" && alone(sig) || s.Names != "" && hasParam(sig, s.Pkg, s.Names)) {
			w.add(s.Handler, fn)
		}
	}
}

// alone reports whether a function has one parameter, or one behind a context.
func alone(sig *types.Signature) bool {
	return sig.Params().Len() == 1 || sig.Params().Len() == 2 && isContext(sig.Params().At(0).Type())
}

func hasParam(sig *types.Signature, pkg, name string) bool {
	for v := range sig.Params().Variables() {
		named := namedOf(v.Type())
		if named != nil && named.Obj().Name() == name && named.Obj().Pkg() != nil && shapePath(named.Obj().Pkg().Path()) == pkg {
			return true
		}
	}
	return false
}

// registered finds the function, or the type, that a registration is given.
func (w *handlerWalk) registered(c Call) {
	call, ok := c.Cur.Node().(*ast.CallExpr)
	if !ok || c.Func < 0 || c.Func >= len(call.Args) {
		return
	}
	fn, _ := w.m.callee(call)
	row := rowOrNil(fn)
	if row == nil {
		return
	}
	h := row.Handler
	if h == nil {
		h = settlingHandlers[row.Pkg]
	}
	if iface, ok := fn.Signature().Params().At(row.Func).Type().Underlying().(*types.Interface); ok {
		w.methods(h, namedOf(w.m.info.TypeOf(call.Args[c.Func])), iface)
		return
	}
	w.value(h, call.Args[c.Func], maxHops)
}

// value notes every function of this package that an expression can be: a
// literal, a name, a method value, what a function returns, a parameter by what
// it is given.
func (w *handlerWalk) value(h *Handler, e ast.Expr, hops int) {
	if hops == 0 {
		return
	}
	if fn, ok := w.m.functionOf(e); ok {
		w.add(h, fn)
		return
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if tv := w.m.info.Types[e.Fun]; tv.IsType() && len(e.Args) == 1 {
			w.value(h, e.Args[0], hops-1)
		} else {
			w.returned(h, e, hops)
		}
	case *ast.Ident:
		if v, ok := w.m.info.Uses[e].(*types.Var); ok && isParam(v) {
			w.given(h, v, hops)
		}
	}
}

// functionOf is the function of this package that an expression stands for.
func (m *Model) functionOf(e ast.Expr) (inspector.Cursor, bool) {
	if lit := m.funcLit(e); lit != nil {
		return m.in.Root().FindNode(lit)
	}
	if fn := m.namedFunc(e); fn != nil {
		return m.decls[fn], true
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok && m.values.only(v) != nil {
			return m.functionOf(m.values.only(v))
		}
	}
	return inspector.Cursor{}, false
}

// returned notes the functions that a function of this package returns.
func (w *handlerWalk) returned(h *Handler, call *ast.CallExpr, hops int) {
	fn := w.m.namedFunc(call.Fun)
	if fn == nil {
		return
	}
	for ret := range w.m.decls[fn].Preorder((*ast.ReturnStmt)(nil)) {
		if results := ret.Node().(*ast.ReturnStmt).Results; len(results) == 1 && EnclosingFunc(ret) == w.m.decls[fn] {
			w.value(h, results[0], hops-1)
		}
	}
}

// given notes the functions that the callers hand over as the parameter v.
func (w *handlerWalk) given(h *Handler, v *types.Var, hops int) {
	for fn := range w.m.decls {
		params := fn.Signature().Params()
		for i := range fixedParams(fn.Signature()) {
			if params.At(i) != v {
				continue
			}
			for _, ref := range w.m.refs()[fn] {
				if call, ok := callOf(ref); ok {
					if args := call.Node().(*ast.CallExpr).Args; i < len(args) {
						w.value(h, args[i], hops-1)
					}
				}
			}
		}
	}
}

// byFields finds the functions that a struct of a library is made with.
func (w *handlerWalk) byFields(lit *ast.CompositeLit) {
	s := w.m.fieldShape(w.m.info.TypeOf(lit))
	if s == nil {
		return
	}
	st, ok := deref(w.m.info.TypeOf(lit)).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		name, value := "", elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok {
				name, value = id.Name, kv.Value
			}
		} else if i < st.NumFields() {
			name = st.Field(i).Name()
		}
		if slices.Contains(strings.Fields(s.Names), name) {
			w.value(s.Handler, value, maxHops)
		}
	}
}

// byAssigned finds the functions that a field of such a struct is set to.
func (w *handlerWalk) byAssigned(assign *ast.AssignStmt) {
	for i, lhs := range assign.Lhs {
		sel, ok := ast.Unparen(lhs).(*ast.SelectorExpr)
		if !ok || len(assign.Rhs) != len(assign.Lhs) {
			continue
		}
		if s := w.m.fieldShape(w.m.info.TypeOf(sel.X)); s != nil && slices.Contains(strings.Fields(s.Names), sel.Sel.Name) {
			w.value(s.Handler, assign.Rhs[i], maxHops)
		}
	}
}

func (m *Model) fieldShape(t types.Type) *Shape {
	if t == nil {
		return nil
	}
	named := namedOf(t)
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	return shapeOf(named.Obj().Pkg().Path(), named.Obj().Name(), ByField)
}

// byItem finds a loop over what a library delivers.
func (w *handlerWalk) byItem(loop inspector.Cursor, ch ast.Expr) {
	if s := w.m.itemShape(ch); s != nil {
		w.loop(s.Handler, loop)
	}
}

// bySelect finds an endless loop that receives what a library delivers, in a
// select or on its own.
func (w *handlerWalk) bySelect(loop inspector.Cursor) {
	for recv := range loop.Preorder((*ast.UnaryExpr)(nil)) {
		inner, ok := Loop(recv)
		if n := recv.Node().(*ast.UnaryExpr); ok && inner == loop && n.Op.String() == "<-" {
			w.byItem(loop, n.X)
		}
	}
}

func (m *Model) itemShape(ch ast.Expr) *Shape {
	t := m.info.TypeOf(ch)
	if t == nil {
		return nil
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return nil
	}
	named := namedOf(c.Elem())
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	return shapeOf(named.Obj().Pkg().Path(), named.Obj().Name(), ByItem)
}
