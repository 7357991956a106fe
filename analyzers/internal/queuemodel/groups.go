package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// groups joins the variables of the package that can hold the same channel: a
// field and the parameter, variable or result that it is assigned from. It
// knows no order and no paths, so a group can be too large, never too small.
type groups struct {
	m       *Model
	parent  map[*types.Var]*types.Var
	makes   map[*types.Var][]made // by the variable that the make is assigned to
	escaped map[*types.Var]bool   // handed to code that this package does not show
	outside map[*types.Var]Role   // what other packages do to it: Get, Put, or Block for both
	sealed  bool                  // complete: analyzers read it at the same time
}

// made is one make of a channel.
type made struct {
	call *ast.CallExpr
	size ast.Expr // nil for an unbuffered channel
}

func newGroups(m *Model) *groups {
	g := &groups{m: m, parent: make(map[*types.Var]*types.Var), makes: make(map[*types.Var][]made), escaped: make(map[*types.Var]bool), outside: make(map[*types.Var]Role)}
	kinds := []ast.Node{(*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil), (*ast.ReturnStmt)(nil), (*ast.SendStmt)(nil), (*ast.RangeStmt)(nil)}
	for cur := range m.in.Root().Preorder(kinds...) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			g.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			g.assign(identExprs(n.Names), n.Values)
		case *ast.CompositeLit:
			g.literal(n)
		case *ast.CallExpr:
			g.call(n)
		case *ast.ReturnStmt:
			g.returns(cur, n)
		case *ast.SendStmt:
			g.flow(nil, n.Value)
		case *ast.RangeStmt:
			g.elements(n)
		}
	}
	for v := range g.parent {
		g.parent[v] = g.find(v)
	}
	g.sealed = true
	return g
}

func identExprs(names []*ast.Ident) []ast.Expr {
	exprs := make([]ast.Expr, len(names))
	for i, name := range names {
		exprs[i] = name
	}
	return exprs
}

func (g *groups) assign(lhs, rhs []ast.Expr) {
	if len(lhs) != len(rhs) {
		if len(rhs) == 1 {
			g.assignResults(lhs, rhs[0])
		}
		return
	}
	for i := range lhs {
		if g.holdsChan(rhs[i]) {
			g.flow(g.slot(lhs[i]), rhs[i])
		}
	}
}

// assignResults joins the results of a call with the variables they go to.
func (g *groups) assignResults(lhs []ast.Expr, rhs ast.Expr) {
	if index, ok := ast.Unparen(rhs).(*ast.IndexExpr); ok && g.holdsChan(lhs[0]) { // ch, ok := m[key]
		if to := g.slot(lhs[0]); to != nil {
			g.flow(to, index)
		}
		return
	}
	call, ok := ast.Unparen(rhs).(*ast.CallExpr)
	if !ok {
		return
	}
	fn, _ := typeutil.Callee(g.m.info, call).(*types.Func)
	if _, shown := g.m.decls[originOf(fn)]; fn == nil || !shown && len(call.Args) > 0 {
		return // what is made from arguments is another thing each time
	}
	results := fn.Origin().Signature().Results()
	for i := range min(len(lhs), results.Len()) {
		if to := g.slot(lhs[i]); to != nil && holdsChan(results.At(i).Type()) {
			g.join(to, results.At(i))
		}
	}
}

func originOf(fn *types.Func) *types.Func {
	if fn == nil {
		return nil
	}
	return fn.Origin()
}

// literal joins the fields of a struct with their values, and a list of
// channels with its elements.
func (g *groups) literal(lit *ast.CompositeLit) {
	t := g.m.info.TypeOf(lit)
	if t == nil {
		return
	}
	st, _ := deref(t).Underlying().(*types.Struct)
	for i, elt := range lit.Elts {
		kv, keyed := elt.(*ast.KeyValueExpr)
		switch {
		case keyed && g.holdsChan(kv.Value):
			id, ok := kv.Key.(*ast.Ident)
			if f, isVar := g.m.info.ObjectOf(id).(*types.Var); ok && st != nil && isVar {
				g.flow(f.Origin(), kv.Value)
			} else {
				g.flow(nil, kv.Value)
			}
		case !keyed && g.holdsChan(elt):
			if st != nil && i < st.NumFields() {
				g.flow(st.Field(i).Origin(), elt)
			} else {
				g.flow(nil, elt)
			}
		}
	}
}

// call joins arguments with parameters of functions that the package shows;
// any other function may do anything with the channel it is given.
func (g *groups) call(call *ast.CallExpr) {
	switch fn := typeutil.Callee(g.m.info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "append" && len(call.Args) > 1 {
			to := g.slot(call.Args[0])
			for _, arg := range call.Args[1:] {
				if g.holdsChan(arg) {
					g.flow(to, arg)
				}
			}
		}
	case *types.Func:
		_, shown := g.m.decls[fn.Origin()]
		g.arguments(call, fn.Origin().Signature(), shown)
	default:
		if g.m.info.Types[call.Fun].IsType() {
			return
		}
		sig, _ := g.m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
		lit := g.m.funcLit(call.Fun)
		if lit != nil {
			sig, _ = g.m.info.TypeOf(lit).(*types.Signature)
		}
		if sig != nil {
			g.arguments(call, sig, lit != nil)
		}
	}
}

func (g *groups) arguments(call *ast.CallExpr, sig *types.Signature, shown bool) {
	for i, arg := range call.Args {
		if !g.holdsChan(arg) {
			continue
		}
		if shown && i < fixedParams(sig) {
			g.flow(sig.Params().At(i), arg)
			continue
		}
		g.flow(nil, arg)
		if from := g.slot(arg); from != nil && i < fixedParams(sig) {
			g.expose(from, sig.Params().At(i).Type(), None)
		}
	}
}

// fixedParams is the number of parameters that are one argument each.
func fixedParams(sig *types.Signature) int {
	if sig.Variadic() {
		return sig.Params().Len() - 1
	}
	return sig.Params().Len()
}

func (g *groups) returns(cur inspector.Cursor, ret *ast.ReturnStmt) {
	fn := EnclosingFunc(cur)
	decl, ok := fn.Node().(*ast.FuncDecl)
	for i, value := range ret.Results {
		if !g.holdsChan(value) {
			continue
		}
		if !ok {
			g.flow(nil, value)
			continue
		}
		obj := g.m.info.Defs[decl.Name].(*types.Func)
		if results := obj.Signature().Results(); i < results.Len() && len(ret.Results) == results.Len() {
			g.flow(results.At(i), value)
			if g.m.exported(obj) {
				g.escape(results.At(i))
				g.expose(results.At(i), results.At(i).Type(), Block)
			}
		}
	}
}

// elements joins the variable of a range over a list of channels with the
// list.
func (g *groups) elements(r *ast.RangeStmt) {
	if r.Value == nil || !g.holdsChan(r.Value) {
		return
	}
	if to, from := g.slot(r.Value), g.slot(r.X); to != nil && from != nil {
		g.join(to, from)
	}
}

// flow records that value goes to the variable, or out of sight when it is
// nil.
func (g *groups) flow(to *types.Var, value ast.Expr) {
	if call, ok := g.makeCall(value); ok {
		if to != nil {
			size := ast.Expr(nil)
			if len(call.Args) > 1 {
				size = call.Args[1]
			}
			g.makes[to] = append(g.makes[to], made{call, size})
		}
		return
	}
	from := g.slot(value)
	switch {
	case from == nil:
	case to == nil:
		g.escape(from)
	default:
		g.join(to, from)
	}
}

func (g *groups) makeCall(e ast.Expr) (*ast.CallExpr, bool) {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	builtin, ok := typeutil.Callee(g.m.info, call).(*types.Builtin)
	return call, ok && builtin.Name() == "make"
}

// slot is the variable behind e; for a call it is the function's result.
func (g *groups) slot(e ast.Expr) *types.Var {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		v, _ := g.m.info.ObjectOf(id).(*types.Var)
		return v
	}
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok && !g.m.info.Types[call.Fun].IsType() {
		fn, _ := typeutil.Callee(g.m.info, call).(*types.Func)
		if fn == nil || fn.Signature().Results().Len() != 1 {
			return nil
		}
		return fn.Origin().Signature().Results().At(0)
	}
	q, ok := g.m.path(e, maxHops)
	if !ok {
		return nil
	}
	return q.Slot
}

func (g *groups) holdsChan(e ast.Expr) bool {
	t := g.m.info.TypeOf(e)
	return t != nil && holdsChan(t)
}

// holdsChan reports whether t is a channel or a list of channels.
func holdsChan(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Slice:
		return isChan(t.Elem())
	case *types.Array:
		return isChan(t.Elem())
	case *types.Map:
		return isChan(t.Elem())
	}
	return false
}

func (g *groups) find(v *types.Var) *types.Var {
	v = v.Origin()
	for {
		p, ok := g.parent[v]
		if !ok {
			return v
		}
		if pp, ok := g.parent[p]; ok && !g.sealed {
			g.parent[v] = pp
		}
		v = p
	}
}

func (g *groups) join(a, b *types.Var) {
	a, b = g.find(a), g.find(b)
	if a == b {
		return
	}
	g.parent[b] = a
	g.makes[a] = append(g.makes[a], g.makes[b]...)
	g.escaped[a] = g.escaped[a] || g.escaped[b]
	if role := g.outside[b]; role != None {
		g.expose(a, nil, role)
	}
}

// expose records that code of other packages has the channel as a value of type
// t, which says what it does with it: both is what it does to one that says
// nothing.
func (g *groups) expose(v *types.Var, t types.Type, both Role) {
	role := both
	if t != nil {
		if ch, ok := t.Underlying().(*types.Chan); !ok {
			return
		} else if ch.Dir() == types.RecvOnly {
			role = Get
		} else if ch.Dir() == types.SendOnly {
			role = Put
		}
	}
	v = g.find(v)
	if old := g.outside[v]; role == None || old == Block {
		return
	} else if old != None && old != role {
		role = Block
	}
	g.outside[v] = role
}

// usedOutside reports whether other packages do this to the channel.
func (g *groups) usedOutside(q Queue, role Role) bool {
	if q.Slot == nil || !q.IsChan() {
		return false
	}
	out := g.outside[g.find(q.Slot)]
	return out == role || out == Block
}

func (g *groups) escape(v *types.Var) { g.escaped[g.find(v)] = true }

// made lists the makes of the channels that q can be.
func (g *groups) made(q Queue) []made {
	if q.Slot == nil {
		return nil
	}
	return g.makes[g.find(q.Slot)]
}

// EnclosingFunc is the function declaration or literal around cur; cur itself
// when it is one.
func EnclosingFunc(cur inspector.Cursor) inspector.Cursor {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		return fn
	}
	return cur
}

// funcLit is the function literal that an expression calls: itself, or the
// only value of a local variable.
func (m *Model) funcLit(fun ast.Expr) *ast.FuncLit {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.FuncLit:
		return fun
	case *ast.Ident:
		if v, ok := m.info.Uses[fun].(*types.Var); ok {
			lit, _ := ast.Unparen(m.values.only(v)).(*ast.FuncLit)
			return lit
		}
	}
	return nil
}
