package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// lookedUp reports whether a handler was found by the item: registry[job.Kind],
// registry.Get(job.Kind).
func (m *Model) lookedUp(recv ast.Expr, w *hazardWalk) bool {
	if w.items == nil {
		return false
	}
	byItem := func(e ast.Expr) bool {
		index, ok := ast.Unparen(e).(*ast.IndexExpr)
		return ok && w.mentions(index.Index)
	}
	if v := m.funcs().slot(recv); v != nil && !v.IsField() {
		return slices.ContainsFunc(m.funcs().values[v], byItem)
	}
	return byItem(recv)
}

// harmlessFunc reports whether every function that a value can be is known and
// cannot panic.
func (w *hazardWalk) harmlessFunc(fun ast.Expr) bool {
	m := w.m
	if w.wrapped(fun) {
		return true
	}
	all, ok := m.only(fun)
	return ok && !slices.ContainsFunc(all, func(e ast.Expr) bool { return !m.isolated(e, maxHops, w.stack) && !w.quiet(e) })
}

// wrapped reports whether a variable is given to a middleware that recovers, and
// is what comes out of it from then on: h = Recoverer(h).
func (w *hazardWalk) wrapped(e ast.Expr) bool {
	m := w.m
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := m.info.Uses[id].(*types.Var)
	return ok && slices.ContainsFunc(m.values.assigned[v], func(value ast.Expr) bool {
		call, ok := ast.Unparen(value).(*ast.CallExpr)
		return ok && m.isolated(call, maxHops, w.stack) && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return m.isVar(arg, v) })
	})
}

// quiet reports whether a function of the package has no hazard.
func (w *hazardWalk) quiet(e ast.Expr) bool {
	target, ok := w.m.target(e)
	return ok && !w.anyIn(target)
}

// anyIn reports whether a function has a hazard, however deep. One that is looked
// through already, because it is called from there, adds none.
func (w *hazardWalk) anyIn(fn inspector.Cursor) bool {
	_, hazard := (&hazardWalk{m: w.m, broad: true, stack: w.stack}).inside(fn, nil)
	return hazard
}

// harmlessHandler reports whether every handler that a value can be recovers by
// itself, or has a method of this package that cannot panic.
func (w *hazardWalk) harmlessHandler(recv ast.Expr, name string) bool {
	m := w.m
	if w.wrapped(recv) {
		return true
	}
	all, ok := m.only(recv)
	return ok && !slices.ContainsFunc(all, func(e ast.Expr) bool { return !m.isolated(e, maxHops, w.stack) && !w.quietMethod(e, name) })
}

func (w *hazardWalk) quietMethod(e ast.Expr, name string) bool {
	m := w.m
	obj, _, _ := types.LookupFieldOrMethod(m.info.TypeOf(e), true, m.pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok || isInterfaceMethod(fn) {
		return false
	}
	if m.hasOp(fn, Isolate) {
		return true
	}
	decl, ok := m.decls[fn.Origin()]
	return ok && !w.anyIn(decl)
}

// handed lists what holds the item in a function that a call gives it to: its
// parameters, or what it captures; with what is made of that.
func (m *Model) handed(fn inspector.Cursor, call *ast.CallExpr, w *hazardWalk) map[types.Object]bool {
	items := make(map[types.Object]bool)
	if lit, ok := fn.Node().(*ast.FuncLit); ok {
		for id := range fn.Preorder((*ast.Ident)(nil)) {
			if obj := m.info.Uses[id.Node().(*ast.Ident)]; w.items[obj] {
				items[obj] = true
			}
		}
		m.handParams(m.info.TypeOf(lit), call, w, items)
	} else if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		m.handParams(m.info.Defs[decl.Name].Type(), call, w, items)
	}
	if len(items) > 0 {
		m.spread(fn, items, nil)
	}
	return items
}

func (m *Model) handParams(t types.Type, call *ast.CallExpr, w *hazardWalk, items map[types.Object]bool) {
	sig, ok := t.(*types.Signature)
	if !ok || call == nil {
		return
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && sig.Recv() != nil && w.mentions(sel.X) {
		items[sig.Recv()] = true
	}
	for i, arg := range call.Args {
		if i < sig.Params().Len() && w.mentions(arg) {
			items[sig.Params().At(i)] = true
		}
	}
}

// spread adds the variables that are made of the item in a region: assigned
// from it, ranged over, read from it.
func (m *Model) spread(region inspector.Cursor, items map[types.Object]bool, takes ast.Node) {
	w := &hazardWalk{m: m, items: items, takes: takes}
	add := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		if !ok {
			return false
		}
		v, ok := m.info.ObjectOf(id).(*types.Var)
		if !ok || items[v] || isError(v.Type()) || isBool(v.Type()) || isPackageLevel(v) {
			return false
		}
		items[v] = true
		return true
	}
	for grown := true; grown; {
		grown = false
		for cur := range region.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if rhs := n.Rhs[min(i, len(n.Rhs)-1)]; w.mentions(rhs) {
						grown = add(lhs) || grown
					}
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if len(n.Values) > 0 && w.mentions(n.Values[min(i, len(n.Values)-1)]) {
						grown = add(name) || grown
					}
				}
			case *ast.RangeStmt:
				if w.mentions(n.X) && n.Value != nil {
					grown = add(n.Value) || grown
				}
			}
		}
	}
}
