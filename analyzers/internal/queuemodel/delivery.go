package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
)

// deliveryOf finds the row for what the channel type carries, nil without one.
func deliveryOf(ch types.Type) *Delivery {
	c, ok := ch.Underlying().(*types.Chan)
	if !ok {
		return nil
	}
	named := namedOf(c.Elem())
	if named == nil || named.Obj().Pkg() == nil {
		return nil
	}
	pkg, name := unvendored(named.Obj().Pkg().Path()), named.Obj().Name()
	for i := range deliveries {
		if d := &deliveries[i]; d.Pkg == pkg && d.Name == name {
			return d
		}
	}
	return nil
}

// owed reports whether what comes out of the channel must be given back, and
// whether that is certain: where the channel cannot be followed to its source,
// some kinds of delivery are owed by what the function does with others.
func (m *Model) owed(c Call) (owed, certain bool) {
	d := deliveryOf(c.Queue.Type)
	slot := m.groups().find(c.Queue.Slot)
	if f := d.channelField(c.Queue.Type); f != nil && m.groups().find(f) == slot {
		return true, true
	}
	for _, source := range m.calls[Source] {
		made := m.madeBy(source)
		if made == nil || m.groups().find(made) != slot {
			continue
		}
		if source.Pair == nil || source.Auto {
			return false, false
		}
		certain = true
	}
	return certain || d.Open, certain
}

// channelField is the field of the library's options by which it is given the channel,
// nil without one.
func (d *Delivery) channelField(ch types.Type) *types.Var {
	c, ok := ch.Underlying().(*types.Chan)
	if !ok || d.Options == "" {
		return nil
	}
	options, ok := namedPkg(c.Elem()).Scope().Lookup(d.Options).(*types.TypeName)
	if !ok {
		return nil
	}
	field, _, _ := types.LookupFieldOrMethod(options.Type(), true, options.Pkg(), d.Field)
	v, _ := field.(*types.Var)
	return v
}

// madeBy is the variable or field that the channel of a Source call goes to; for
// a method without arguments, its result wherever it is called.
func (m *Model) madeBy(c Call) *types.Var {
	call := c.Cur.Node().(*ast.CallExpr)
	if assign, ok := c.Cur.Parent().Node().(*ast.AssignStmt); ok && len(assign.Rhs) == 1 {
		if v := m.groups().slot(assign.Lhs[0]); v != nil {
			return v
		}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 {
		return nil
	}
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	if !ok {
		return nil
	}
	return fn.Origin().Signature().Results().At(0)
}

// delivered is the taking of a receive from a channel, or of a range over one.
func (m *Model) delivered(c Call) (Taking, bool) {
	owed, certain := m.owed(c)
	t := Taking{Call: c, Fn: EnclosingFunc(c.Cur), Certain: certain}
	if !owed {
		return t, false
	}
	if r, ok := c.Cur.Node().(*ast.RangeStmt); ok {
		t.Node = r
		return t, r.Key != nil && m.receive(&t, []ast.Expr{r.Key}) && t.Var != nil
	}
	assign, ok := c.Cur.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return t, false
	}
	t.Node = assign
	if cur := c.Cur.Parent(); cur.ParentEdgeKind() == edge.CommClause_Comm {
		t.Node = cur.Parent().Node()
		for clause := range cur.Parent().Parent().Children() {
			if comm := clause.Node().(*ast.CommClause).Comm; comm != nil {
				t.heads = append(t.heads, comm)
			}
		}
	}
	return t, m.receive(&t, assign.Lhs) && t.Var != nil
}

// handled is the taking of a callback: its parameter holds the item when it is
// called.
func (m *Model) handled(c Call) (Taking, bool) {
	call := c.Cur.Node().(*ast.CallExpr)
	t := Taking{Call: c, Certain: true}
	if c.Func >= len(call.Args) {
		return t, false
	}
	var sig *types.Signature
	if lit := m.funcLit(call.Args[c.Func]); lit != nil {
		t.Fn, _ = m.in.Root().FindNode(lit)
		sig, _ = m.info.TypeOf(lit).(*types.Signature)
	} else if fn := m.namedFunc(call.Args[c.Func]); fn != nil {
		t.Fn = m.decls[fn]
		sig = fn.Signature()
	}
	if sig == nil || c.Out >= sig.Params().Len() || body(t.Fn) == nil {
		return t, false
	}
	t.Var, t.Node = sig.Params().At(c.Out), t.Fn.Node()
	for id := range t.Fn.Preorder((*ast.Ident)(nil)) {
		if m.info.Defs[id.Node().(*ast.Ident)] == t.Var {
			t.Cur = id
			return t, true
		}
	}
	return t, false
}

// Goroutine is the taking of a goroutine that is started with the item and
// settles it on some paths: it owns the item from its first statement on.
func (c *Custody) Goroutine(t Taking, start *ast.GoStmt) (Taking, bool) {
	inner := Taking{Call: t.Call, Certain: true}
	var sig *types.Signature
	if lit := c.m.funcLit(start.Call.Fun); lit != nil {
		inner.Fn, _ = c.m.in.Root().FindNode(lit)
		sig, _ = c.m.info.TypeOf(lit).(*types.Signature)
		inner.Var = t.Var
	} else if fn := c.m.namedFunc(start.Call.Fun); fn != nil {
		inner.Fn, sig = c.m.decls[fn], fn.Signature()
		if c.queue.Root != nil {
			inner.Queue = Queue{} // known to the function by another name
		}
	}
	if sig == nil || body(inner.Fn) == nil {
		return inner, false
	}
	for i, arg := range start.Call.Args {
		if i < fixedParams(sig) && c.IsItem(arg) {
			inner.Var = sig.Params().At(i)
		}
	}
	if inner.Var == nil {
		return inner, false
	}
	inner.Node = inner.Fn.Node()
	custody := c.m.Custody(inner)
	out := custody.Outcome()
	return inner, out.Fate == Settles && !out.All || out.Fate < Settles && custody.Sometimes(body(inner.Fn))
}

// namedFunc is the function of this package that an expression names, itself
// or as a method value.
func (m *Model) namedFunc(e ast.Expr) *types.Func {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	fn, ok := m.info.Uses[id].(*types.Func)
	if !ok {
		return nil
	}
	if _, shown := m.decls[fn.Origin()]; !shown {
		return nil
	}
	return fn.Origin()
}

// batched lists the takings of a call that returns a list: one for each range
// over it in the same function.
func (m *Model) batched(t Taking) []Taking {
	if isUsedTwice(m, t) {
		return nil // answered in a loop of its own, perhaps
	}
	var takings []Taking
	for cur := range t.Fn.Preorder((*ast.RangeStmt)(nil)) {
		r := cur.Node().(*ast.RangeStmt)
		if r.Value == nil || !m.isVar(r.X, t.Var) || EnclosingFunc(cur) != t.Fn {
			continue
		}
		each := Taking{Call: t.Call, Fn: t.Fn, Node: r, Certain: true}
		each.Told, each.Out = Tell{}, 0
		each.Cur = cur.ChildAt(edge.RangeStmt_Value, -1)
		if m.receive(&each, []ast.Expr{r.Value}) && each.Var != nil {
			takings = append(takings, each)
		}
	}
	return takings
}

// isUsedTwice reports whether more than one loop goes over the list that was
// taken.
func isUsedTwice(m *Model, t Taking) bool {
	n := 0
	for cur := range t.Fn.Preorder((*ast.RangeStmt)(nil)) {
		if m.isVar(cur.Node().(*ast.RangeStmt).X, t.Var) {
			n++
		}
	}
	return n > 1
}

// isList reports whether a variable holds a list of items.
func isList(v *types.Var) bool {
	if v == nil {
		return false
	}
	_, ok := v.Type().Underlying().(*types.Slice)
	return ok
}

// lent is the taking of a call by which its receiver becomes owed.
func (m *Model) lent(c Call, t Taking) (Taking, bool) {
	sel, ok := ast.Unparen(c.Cur.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr)
	if !ok {
		return t, false
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return t, false
	}
	v, ok := m.info.Uses[id].(*types.Var)
	t.Var = v
	return t, ok
}
