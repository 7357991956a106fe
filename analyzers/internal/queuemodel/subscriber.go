package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A Subscriber is a function of the package that a library calls for each message
// without recovering what it panics with.
type Subscriber struct {
	Deliverer
	Fn inspector.Cursor // the declaration or literal
}

// Subscribers lists them, those first that are given to a registering function.
func (m *Model) Subscribers() []Subscriber {
	var list []Subscriber
	seen := make(map[ast.Node]bool)
	add := func(d *Deliverer, fn inspector.Cursor) {
		if body(fn) != nil && !seen[fn.Node()] && (d.Unless == "" || !m.mentionsAny(d.Pkg, []string{d.Unless})) {
			seen[fn.Node()] = true
			list = append(list, Subscriber{*d, fn})
		}
	}
	for cur := range m.in.Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn, _ := m.callee(call)
		d := delivererOf(fn)
		if d == nil || m.ofModule(fn.Pkg()) || d.Func < 0 || d.Func >= len(call.Args) {
			continue
		}
		if target, ok := m.given(call.Args[d.Func], maxHops); ok {
			add(d, target)
		}
	}
	for cur := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		fn, ok := m.info.Defs[cur.Node().(*ast.FuncDecl).Name].(*types.Func)
		if !ok {
			continue
		}
		if d := m.delivers(fn); d != nil {
			add(d, cur)
		}
	}
	return list
}

// given is the function that an argument stands for, through conversions and
// variables.
func (m *Model) given(arg ast.Expr, hops int) (inspector.Cursor, bool) {
	arg = ast.Unparen(arg)
	if target, ok := m.target(arg); ok || hops == 0 {
		return target, ok
	}
	switch arg := arg.(type) {
	case *ast.CallExpr:
		if m.info.Types[arg.Fun].IsType() && len(arg.Args) == 1 {
			return m.given(arg.Args[0], hops-1)
		}
	case *ast.Ident:
		if v, ok := m.info.Uses[arg].(*types.Var); ok {
			if init := m.values.only(v); init != nil {
				return m.given(init, hops-1)
			}
		}
	}
	return inspector.Cursor{}, false
}

// delivers finds the interface of a library that a method belongs to: by its
// name, and by the parameters, which are the library's own types.
func (m *Model) delivers(fn *types.Func) *Deliverer {
	if fn.Signature().Recv() == nil {
		return nil
	}
	for i := range Deliverers {
		d := &Deliverers[i]
		if d.Func >= 0 || d.Name != fn.Name() {
			continue
		}
		for _, imp := range m.pkg.Imports() {
			if unvendored(imp.Path()) == d.Pkg && m.implements(fn, imp, d) {
				return d
			}
		}
	}
	return nil
}

func (m *Model) implements(fn *types.Func, pkg *types.Package, d *Deliverer) bool {
	tn, ok := pkg.Scope().Lookup(d.Recv).(*types.TypeName)
	if !ok {
		return false
	}
	iface, ok := tn.Type().Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for want := range iface.Methods() {
		if want.Name() == d.Name {
			return types.Identical(want.Signature().Params(), fn.Signature().Params())
		}
	}
	return false
}

// SubscriberHazards lists whatever can panic in a subscriber, without what recovers.
func (m *Model) SubscriberHazards(c Subscriber) []Hazard {
	w := &hazardWalk{m: m}
	return w.frame(c.Fn, c.Fn)
}
