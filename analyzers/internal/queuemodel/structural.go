package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// takers are the names under which a queue type hands out an item.
var takers = []string{"Get", "Pop", "Take", "Dequeue", "Receive", "Recv", "PopFront", "Next", "Pull"}

// counters are the names under which a queue type tells how many items wait.
var counters = []string{"Len", "Size", "Length", "Count", "Empty", "IsEmpty"}

func named(fn *types.Func, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(fn.Name(), name) })
}

// methodOps is the structural rule for the project's own queue types: a
// method with a taker's name that waits on a condition variable or a channel
// in its body is a Get of its receiver when the type also has a counter; the
// counter is then a Len of the receiver.
func (m *Model) methodOps(fn *types.Func, decl inspector.Cursor, known []OpFact) []OpFact {
	named := receiverNamed(fn)
	if named == nil {
		return nil
	}
	if isTaker(fn) {
		if slices.ContainsFunc(known, func(op OpFact) bool { return op.Role == Get }) || !hasCounter(named) || !m.waits(decl) {
			return nil
		}
		wait := Forever
		if takesContext(fn) {
			wait = Escapes
		}
		return []OpFact{{Role: Get, Wait: wait, Param: Receiver, Func: -1}}
	}
	if len(known) == 0 && isCounter(fn) && m.hasBlockingTaker(named, m.fieldsIn(decl)) {
		return []OpFact{{Role: Len, Param: Receiver, Func: -1, Length: counted(fn)}}
	}
	return nil
}

// deriveInterface is the structural rule for an interface: the methods of one
// that is implemented in this package by a queue type, or that has the shape
// of a work queue (Get that tells the shutdown, Done, Len).
func (m *Model) deriveInterface(fn *types.Func) *FuncFact {
	named := receiverNamed(fn)
	if fact := lends(named, fn); fact != nil {
		return fact
	}
	if named == nil || !isTaker(fn) && !isCounter(fn) || !hasCounter(named) {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || !m.blocks(named, iface) {
		return nil
	}
	if isCounter(fn) {
		return &FuncFact{[]OpFact{{Role: Len, Param: Receiver, Func: -1, Length: counted(fn)}}}
	}
	wait := Forever
	if takesContext(fn) {
		wait = Escapes
	}
	return &FuncFact{[]OpFact{{Role: Get, Wait: wait, Param: Receiver, Func: -1}}}
}

// lends is the fact of the two halves of a project's own interface in the shape
// of a work queue: Add(T), Get() (T, bool), Done(T). What the bool means is
// read where it is asked.
func lends(named *types.Named, fn *types.Func) *FuncFact {
	if named == nil || fn.Name() != "Get" && fn.Name() != "Done" {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || !isWorkQueue(iface) {
		return nil
	}
	op := OpFact{Role: Get, Wait: Forever, Param: Receiver, Func: -1, Pair: workqueuePair.Name, Told: Tell{Result: 1, Unsure: true}}
	if fn.Name() == "Done" {
		op = OpFact{Role: Done, Param: Receiver, Func: -1, Pair: workqueuePair.Name}
	}
	return &FuncFact{[]OpFact{op}}
}

func isWorkQueue(iface *types.Interface) bool {
	methods := make(map[string]*types.Signature)
	for fn := range iface.Methods() {
		methods[fn.Name()] = fn.Signature()
	}
	add, get, done := methods["Add"], methods["Get"], methods["Done"]
	if add == nil || get == nil || done == nil || add.Params().Len() != 1 || done.Params().Len() != 1 || get.Params().Len() != 0 || get.Results().Len() != 2 {
		return false
	}
	item := get.Results().At(0).Type()
	return isBool(get.Results().At(1).Type()) && types.Identical(item, add.Params().At(0).Type()) && types.Identical(item, done.Params().At(0).Type())
}

// blocks reports whether the taker of an interface is known to wait.
func (m *Model) blocks(named *types.Named, iface *types.Interface) bool {
	methods := make(map[string]*types.Func)
	for fn := range iface.Methods() {
		methods[fn.Name()] = fn
	}
	if get := methods["Get"]; get != nil && methods["Done"] != nil && methods["Add"] != nil {
		res := get.Signature().Results()
		if get.Signature().Params().Len() == 0 && res.Len() == 2 && types.Identical(res.At(1).Type(), types.Typ[types.Bool]) {
			return true
		}
	}
	if named.TypeParams().Len() > 0 {
		return false
	}
	for _, name := range m.pkg.Scope().Names() {
		tn, ok := m.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		impl, ok := tn.Type().(*types.Named)
		if !ok || impl.TypeParams().Len() > 0 || types.IsInterface(impl) || !types.Implements(types.NewPointer(impl), iface) {
			continue
		}
		return m.hasBlockingTaker(impl, nil)
	}
	return false
}

// isTaker reports whether fn can be the Get of a queue type: a taker's name,
// no parameter but a context, at least one result.
func isTaker(fn *types.Func) bool {
	params := fn.Signature().Params()
	return named(fn, takers) && fn.Signature().Results().Len() > 0 &&
		(params.Len() == 0 || params.Len() == 1 && takesContext(fn))
}

func takesContext(fn *types.Func) bool {
	params := fn.Signature().Params()
	return params.Len() > 0 && isContextType(params.At(0).Type())
}

func isCounter(fn *types.Func) bool {
	sig := fn.Signature()
	if !named(fn, counters) || sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return false
	}
	basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsInteger|types.IsBoolean) != 0
}

func counted(fn *types.Func) Length {
	if basic := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic); basic.Info()&types.IsBoolean != 0 {
		return Length{True: Empty, False: NonEmpty}
	}
	return Length{Count: true}
}

func hasCounter(named *types.Named) bool {
	set := types.NewMethodSet(types.NewPointer(named))
	if types.IsInterface(named) {
		set = types.NewMethodSet(named)
	}
	for sel := range set.Methods() {
		if fn, ok := sel.Obj().(*types.Func); ok && isCounter(fn) {
			return true
		}
	}
	return false
}

// hasBlockingTaker reports whether a method of the type hands out items and
// waits for them; with fields, one that works on one of these.
func (m *Model) hasBlockingTaker(named *types.Named, fields map[string]bool) bool {
	for fn := range named.Methods() {
		if !isTaker(fn) {
			continue
		}
		decl, ok := m.decls[fn.Origin()]
		if !ok || fields != nil && !m.sharesField(decl, fields) {
			continue
		}
		if m.waits(decl) {
			return true
		}
		if fact := m.derive(fn.Origin()); fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return op.Role == Get && op.Wait != Never }) {
			return true
		}
	}
	return false
}

// fieldsIn lists the fields of its receiver that a method names, without those
// of package sync.
func (m *Model) fieldsIn(decl inspector.Cursor) map[string]bool {
	fields := make(map[string]bool)
	fn, _ := m.info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
	for cur := range decl.Preorder((*ast.SelectorExpr)(nil)) {
		sel := cur.Node().(*ast.SelectorExpr)
		id, ok := ast.Unparen(sel.X).(*ast.Ident)
		if !ok || m.info.Uses[id] != fn.Signature().Recv() {
			continue
		}
		v, ok := m.info.Uses[sel.Sel].(*types.Var)
		if !ok {
			continue
		}
		if named := namedOf(v.Type()); named == nil || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "sync" {
			fields[v.Name()] = true
		}
	}
	return fields
}

func (m *Model) sharesField(decl inspector.Cursor, fields map[string]bool) bool {
	for name := range m.fieldsIn(decl) {
		if fields[name] {
			return true
		}
	}
	return false
}

// waits reports whether the body waits for an item: on a sync.Cond in a loop,
// or in a receive without a default.
func (m *Model) waits(decl inspector.Cursor) bool {
	for cur := range decl.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if m.isCondWait(n) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && m.receiverChannel(decl, n.X) && selectWait(cur) != Never {
				return true
			}
		}
	}
	return false
}

// receiverChannel reports whether ch is a field of decl's receiver.
func (m *Model) receiverChannel(decl inspector.Cursor, ch ast.Expr) bool {
	q, ok := m.queueOf(ch)
	if !ok || isTimer(m.info, ch) {
		return false
	}
	fn, _ := m.info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
	return fn != nil && q.Root == fn.Signature().Recv()
}

func (m *Model) isCondWait(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Wait" {
		return false
	}
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	return ok && fn.FullName() == "(*sync.Cond).Wait"
}
