package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// own reports whether a function has made the queue itself, so that it, and the
// goroutines that it starts, are all that use it.
func (s *Stalls) own(owner inspector.Cursor, q Queue) bool {
	v, ok := q.Root.(*types.Var)
	if !ok || !ownedBy(owner, v) || !s.m.fresh(v, maxHops) {
		return false
	}
	makes := s.Makes(q)
	for _, made := range makes {
		if s.makes(owner, v, made.Pos()) {
			return true
		}
	}
	return len(makes) == 0
}

// makes reports whether pos stands in owner, or in a function of this package
// that gave owner the value of v.
func (s *Stalls) makes(owner inspector.Cursor, v *types.Var, pos token.Pos) bool {
	if owner.Node().Pos() <= pos && pos < owner.Node().End() {
		return true
	}
	for _, value := range s.m.valuesOf(v) {
		call, ok := ast.Unparen(value).(*ast.CallExpr)
		if !ok {
			continue
		}
		if fn := s.m.namedFunc(call.Fun); fn != nil {
			if n := s.m.decls[fn].Node(); n.Pos() <= pos && pos < n.End() {
				return true
			}
		}
	}
	return false
}

// valuesOf lists what is assigned to a variable; for one of several results the
// call.
func (m *Model) valuesOf(v *types.Var) []ast.Expr {
	var all []ast.Expr
	for _, value := range m.values.assigned[v] {
		if value == nil && m.values.fromCall[v] {
			value = m.callBehind(v)
		}
		all = append(all, value)
	}
	return all
}

// callBehind is the call that v is declared with, as one of several results.
func (m *Model) callBehind(v *types.Var) ast.Expr {
	cur, ok := m.in.Root().FindByPos(v.Pos(), v.Pos())
	if !ok {
		return nil
	}
	for assign := range cur.Enclosing((*ast.AssignStmt)(nil)) {
		if n := assign.Node().(*ast.AssignStmt); len(n.Rhs) == 1 {
			return n.Rhs[0]
		}
	}
	return nil
}

// fresh reports whether a local variable only ever holds what the function has
// made, or had made, for itself.
func (m *Model) fresh(v *types.Var, hops int) bool {
	if hops == 0 || isParam(v) || isReceiver(v) || isPackageLevel(v) || v.IsField() {
		return false
	}
	for _, value := range m.valuesOf(v) {
		if !m.freshExpr(value, hops-1) {
			return false
		}
	}
	return true
}

func (m *Model) freshExpr(e ast.Expr, hops int) bool {
	if e == nil || hops == 0 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.UnaryExpr:
		return e.Op == token.AND && m.freshExpr(e.X, hops-1)
	case *ast.TypeAssertExpr:
		return m.freshExpr(e.X, hops-1)
	case *ast.Ident:
		if m.info.Types[e].IsNil() {
			return true
		}
		v, ok := m.info.Uses[e].(*types.Var)
		return ok && m.fresh(v, hops-1)
	case *ast.CallExpr:
		return m.makesNew(e, hops)
	}
	return false
}

// makesNew reports whether a call makes what it returns: a function that this
// package shows by what it returns, another one unless its name says that it
// looks something up.
func (m *Model) makesNew(call *ast.CallExpr, hops int) bool {
	if m.info.Types[call.Fun].IsType() {
		return len(call.Args) == 1 && m.freshExpr(call.Args[0], hops-1)
	}
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		return fn.Name() == "make" || fn.Name() == "new"
	case *types.Func:
		decl, shown := m.decls[fn.Origin()]
		if !shown || body(decl) == nil {
			return !looksUp(fn.Name())
		}
		for ret := range decl.Preorder((*ast.ReturnStmt)(nil)) {
			results := ret.Node().(*ast.ReturnStmt).Results
			if EnclosingFunc(ret) != decl || len(results) == 0 || m.info.Types[results[0]].IsNil() {
				continue
			}
			if !m.freshExpr(results[0], hops-1) {
				return false
			}
		}
		return true
	}
	return false
}

func looksUp(name string) bool {
	name = strings.ToLower(name)
	for _, verb := range []string{"get", "lookup", "find", "load", "fetch", "current", "default", "instance"} {
		if strings.HasPrefix(name, verb) {
			return true
		}
	}
	return false
}

// lookedUp reports whether the queue is reached from something that the
// function has found, not made: an element, what a map or a lookup gave.
func (s *Stalls) lookedUp(owner inspector.Cursor, q Queue) bool {
	if strings.Contains(q.Path, "[") {
		return true
	}
	v, ok := q.Root.(*types.Var)
	if !ok || !ownedBy(owner, v) || s.m.fresh(v, maxHops) {
		return false
	}
	_, ranged := s.m.values.ranged[v]
	return !ranged
}

// foreign reports whether the queue belongs to another module, so that nobody
// here can say how it is read.
func (s *Stalls) foreign(q Queue) bool { return q.Slot == nil || !s.local(q.Slot.Pkg()) }

// local reports whether a package belongs to the module at hand.
func (s *Stalls) local(pkg *types.Package) bool {
	switch {
	case pkg == nil:
		return false
	case pkg == s.m.pkg:
		return true
	case s.module == "":
		return false
	}
	return pkg.Path() == s.module || strings.HasPrefix(pkg.Path(), s.module+"/")
}

// size is the capacity of a channel as far as it is known.
func (s *Stalls) size(q Queue) int64 {
	if !q.IsChan() {
		return SizeUnknown
	}
	makes := s.Makes(q)
	if len(makes) == 0 {
		return SizeUnknown
	}
	size := s.sizeOf(makes[0])
	for _, made := range makes[1:] {
		n := s.sizeOf(made)
		switch {
		case n == size:
		case n == 0 || size == 0:
			return SizeUnknown
		default:
			size = SizeComputed
		}
	}
	return size
}

// Makes are the calls of make for the channel in this package, those of tests
// left out.
func (s *Stalls) Makes(q Queue) []*ast.CallExpr {
	if made := s.ownMake(q); made != nil {
		return []*ast.CallExpr{made}
	}
	var calls []*ast.CallExpr
	for _, made := range s.m.groups().made(q) {
		if !s.inTestFile(made.call.Pos()) {
			calls = append(calls, made.call)
		}
	}
	return calls
}

// on lists the operations with the role on the queue, those of tests left out:
// the same package is judged with its tests and without.
func (s *Stalls) on(q Queue, role Role) []Call {
	return slices.DeleteFunc(s.m.onQueue(q, role), func(c Call) bool { return s.m.inTest(c.Cur) })
}

func (s *Stalls) inTestFile(pos token.Pos) bool {
	return strings.HasSuffix(s.m.fset.File(pos).Name(), "_test.go")
}

// ownMake is the make that a local variable is declared with, nil for another
// channel. What the variable is given to later does not change it.
func (s *Stalls) ownMake(q Queue) *ast.CallExpr {
	v, ok := q.Root.(*types.Var)
	if !ok || q.Path != "" {
		return nil
	}
	call, ok := s.m.groups().makeCall(s.m.values.only(v))
	if !ok {
		return nil
	}
	return call
}

func (s *Stalls) sizeOf(made *ast.CallExpr) int64 {
	if len(made.Args) < 2 {
		return 0
	}
	if n, ok := s.m.constant(made.Args[1]); ok {
		return n
	}
	return SizeComputed
}
