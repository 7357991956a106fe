package queuemodel

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

// inside lists where a function can wait: of this package, of another one, or
// the one implementation of an interface's method.
func (s *Stalls) inside(fn *types.Func) []Stall {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return nil
	}
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		impl, known := s.impls[fn]
		if !known {
			impl = s.implementation(fn, recv.Type())
			s.impls[fn] = impl
		}
		if impl != nil {
			return s.inside(impl)
		}
		return s.imported(fn)
	}
	if fn.Pkg() == s.m.pkg {
		if decl, ok := s.m.decls[fn]; ok && s.roots[decl.Node()] != nil {
			return nil // reported there
		}
		return s.of(fn)
	}
	return s.imported(fn)
}

// imported is what is known of a function of another package: a method of an
// interface has what is known of its only implementation there.
func (s *Stalls) imported(fn *types.Func) []Stall {
	fact := new(StallFact)
	if fn.Pkg() == s.m.pkg || !s.pass.ImportObjectFact(fn, fact) {
		return nil
	}
	var found []Stall
	for _, op := range fact.Ops {
		found = append(found, Stall{StallOp: op})
	}
	return found
}

// implementation is the method of the only type in sight, of this module, that
// implements an interface of this module; nil when there are several, or none.
// What other packages do not export is in the sight of none of them.
func (s *Stalls) implementation(fn *types.Func, t types.Type) *types.Func {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || !s.local(fn.Pkg()) {
		return nil
	}
	var all []*types.Func
	for _, pkg := range append([]*types.Package{s.m.pkg}, s.m.pkg.Imports()...) {
		if !s.local(pkg) {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || pkg != s.m.pkg && !tn.Exported() || s.isDouble(tn) {
				continue
			}
			if impl := implements(tn, iface, fn); impl != nil {
				all = append(all, impl)
			}
		}
	}
	if len(all) != 1 || types.IsInterface(all[0].Signature().Recv().Type()) {
		return nil
	}
	if all[0].Pkg() != fn.Pkg() && s.pass.ImportObjectFact(fn, new(StallFact)) {
		return nil // where the interface stands there is another one
	}
	return all[0]
}

// implements is the method by which a type implements that of an interface, nil
// where it does not.
func implements(tn *types.TypeName, iface *types.Interface, fn *types.Func) *types.Func {
	named, ok := tn.Type().(*types.Named)
	if !ok || tn.IsAlias() || named.TypeParams().Len() > 0 || types.IsInterface(named) || !types.Implements(types.NewPointer(named), iface) {
		return nil
	}
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, fn.Pkg(), fn.Name())
	impl, _ := obj.(*types.Func)
	return impl
}

// exportInterfaces writes, for the methods of the package's interfaces, the facts
// of their only implementation.
func (s *Stalls) exportInterfaces() {
	for _, name := range s.m.pkg.Scope().Names() {
		tn, ok := s.m.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || !types.IsInterface(tn.Type()) {
			continue
		}
		iface, ok := tn.Type().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for fn := range iface.ExplicitMethods() {
			if fn.Pkg() != s.m.pkg || !fn.Exported() {
				continue
			}
			impl := s.implementation(fn, tn.Type())
			if impl == nil || impl.Pkg() != s.m.pkg {
				continue
			}
			if fact := factOfStalls(s.inside(impl)); fact != nil {
				s.pass.ExportObjectFact(fn, fact)
			}
		}
	}
}

// isDouble reports whether a type stands in for another in tests.
func (s *Stalls) isDouble(tn *types.TypeName) bool {
	name := strings.ToLower(tn.Name())
	if strings.Contains(name, "mock") || strings.Contains(name, "fake") || strings.Contains(name, "stub") {
		return true
	}
	return tn.Pkg() == s.m.pkg && strings.HasSuffix(s.m.fset.Position(tn.Pos()).Filename, "_test.go")
}

// outer is a stall of a function that is called at cur, as the caller sees it.
// It fails where the caller's own channel, or its context, ends the wait.
func (s *Stalls) outer(inner Stall, cur, owner inspector.Cursor, fn *types.Func, recv ast.Expr) (Stall, bool) {
	call := cur.Node().(*ast.CallExpr)
	st := Stall{StallOp: inner.StallOp, Cur: cur}
	if strings.Count(inner.Via, " → ")+1 >= maxHazards {
		return st, false
	}
	name := calledName(fn, recv)
	st.Steps = append([]Step{{cur.Node().Pos(), cur.Node().End(), "it calls " + name + " here"}}, inner.Steps...)
	q, named := s.operandAt(call, recv, inner.StallOp)
	switch {
	case inner.Param == Nowhere:
	case named:
		st.Queue = q
		st.own = s.own(owner, q) && (inner.Kind != SendStall || inner.Size != 0 || !s.given(owner, q))
		if inner.Param >= 0 {
			st.Size = s.size(q)
		}
		if inner.Kind == SendStall && (s.releases(cur, owner, q) || st.Size == 1 && s.lookedUp(owner, q)) {
			return st, false
		}
	case inner.Param >= 0, recv != nil && s.m.freshExpr(recv, maxHops):
		return st, false
	}
	st.Via = strings.TrimSuffix(fn.Name()+" → "+inner.Via, " → ")
	if inner.Ctx > 0 {
		if inner.Ctx > len(call.Args) {
			return st, false
		}
		ended := s.until(st, call.Args[inner.Ctx-1], owner)
		if len(ended) == 0 {
			return st, false
		}
		st = ended[0]
	}
	return st, true
}

// closure lists where a call can wait of a function literal that another function has
// put into a variable. What the literal is given is not followed.
func (s *Stalls) closure(cur, owner inspector.Cursor) []Stall {
	call := cur.Node().(*ast.CallExpr)
	id, named := ast.Unparen(call.Fun).(*ast.Ident)
	lit := s.m.funcLit(call.Fun)
	if !named || lit == nil || owner.Node().Pos() <= lit.Pos() && lit.End() <= owner.Node().End() {
		return nil // found where it stands
	}
	var found []Stall
	for _, inner := range s.literal(lit) {
		st := inner
		st.Cur, st.Param, st.Path = cur, Nowhere, ""
		st.Steps = append([]Step{{call.Pos(), call.End(), "it calls " + id.Name + " here"}}, inner.Steps...)
		st.Via = strings.TrimSuffix(id.Name+" → "+inner.Via, " → ")
		found = append(found, st)
	}
	return found
}

// literal lists where a function literal can wait for what is not its own.
func (s *Stalls) literal(lit *ast.FuncLit) []Stall {
	if found, ok := s.literals[lit]; ok {
		return found
	}
	s.literals[lit] = nil // while it is looked at: recursion
	cur, ok := s.m.in.Root().FindNode(lit)
	if !ok || s.roots[lit] != nil {
		return nil // reported there
	}
	var found []Stall
	for _, st := range s.walk(cur, cur) {
		if v, ok := st.Queue.Root.(*types.Var); ok && !st.own && !st.pipe && (v.Pos() < lit.Pos() || v.Pos() > lit.End()) && strings.Count(st.Via, " → ") < maxHazards-1 {
			found = append(found, st)
		}
	}
	s.literals[lit] = found
	return found
}

// operandAt names the queue of a callee's stall at the call.
func (s *Stalls) operandAt(call *ast.CallExpr, recv ast.Expr, op StallOp) (Queue, bool) {
	switch op.Param {
	case Nowhere:
		return Queue{}, false
	case Receiver:
		q := s.receiver(call, recv)
		if q.Root == nil {
			return q, false
		}
		return q.field(op.Path, s.m.pkg)
	}
	return s.m.operand(call, recv, OpFact{Role: Put, Param: op.Param, Path: op.Path})
}
