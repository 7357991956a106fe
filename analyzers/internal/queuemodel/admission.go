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

// maxCallers bounds how many callers a guard is looked for in, one above the
// other.
const maxCallers = 3

// Admitted reports whether something in front of the place decides how much gets
// there: a count, the size of something else, a token that is taken, a limiter, or
// a look whether the same thing waits already. It looks into the callers too, and
// one that asks is enough.
func (m *Model) Admitted(a Access) bool {
	return m.admitted(a.Cur, a, maxCallers, make(map[ast.Node]bool))
}

func (m *Model) admitted(cur inspector.Cursor, a Access, hops int, seen map[ast.Node]bool) bool {
	if m.admittedHere(cur, a) {
		return true
	}
	fn := EnclosingFunc(cur)
	if call, ok := calledOnTheSpot(fn); ok {
		return m.admitted(call, a, hops, seen)
	}
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok || hops == 0 || seen[decl] {
		return false
	}
	seen[decl] = true
	for _, ref := range m.refs()[m.info.Defs[decl.Name]] {
		call, ok := callOf(ref)
		if !ok || m.inTest(ref) || call.ParentEdgeKind() == edge.GoStmt_Call {
			continue // what starts a goroutine decides nothing about its items
		}
		if m.admitted(call, a, hops-1, seen) {
			return true
		}
	}
	return false
}

// admittedHere is Admitted for the function of cur alone.
func (m *Model) admittedHere(cur inspector.Cursor, a Access) bool {
	return m.takesToken(cur) || slices.ContainsFunc(guards(cur), func(g inspector.Cursor) bool { return m.admits(g, a, maxCallers) })
}

// admits reports whether a condition is about how much there is, or whether the
// item is there already.
func (m *Model) admits(cond inspector.Cursor, a Access, hops int) bool {
	if cond.ParentEdgeKind() == edge.RangeStmt_X {
		s := m.scan(m.declOf(EnclosingFunc(cond)))
		return s.key(cond.Node().(ast.Expr)) == a.Key // a look for the same item
	}
	for cur := range cond.Preorder((*ast.BinaryExpr)(nil), (*ast.IndexExpr)(nil), (*ast.CallExpr)(nil), (*ast.Ident)(nil), (*ast.SelectorExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.BinaryExpr:
			if m.measures(n) {
				return true
			}
		case *ast.IndexExpr:
			if isMap(m.info.TypeOf(n.X)) {
				return true
			}
		case *ast.CallExpr:
			if m.asks(n, a, hops) {
				return true
			}
		case *ast.Ident:
			if m.looksUp(cur, n) {
				return true
			}
		case *ast.SelectorExpr:
			if m.isMark(n, a) || m.isTurn(cur, n) {
				return true
			}
		}
	}
	return false
}

func isMap(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// measures reports whether a comparison is about the size of a collection or a
// counter, other than whether there is anything.
func (m *Model) measures(n *ast.BinaryExpr) bool {
	switch n.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
	default:
		return false
	}
	for _, sides := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		k, ok := m.constant(sides[1])
		if m.isGauge(sides[0], ok && k <= 1) {
			return true
		}
	}
	return false
}

// isGauge reports whether e counts something: the length of a field, or a number
// that the package counts up and down. Against zero only the number counts: it may
// be what is left.
func (m *Model) isGauge(e ast.Expr, zero bool) bool {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok && m.values.only(v) != nil {
			e = m.values.only(v)
		}
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || !zero && m.isLength(n)
		case *ast.SelectorExpr:
			v, ok := m.info.Uses[n.Sel].(*types.Var)
			found = found || ok && m.counted()[v.Origin()]
		case *ast.Ident:
			v, ok := m.info.Uses[n].(*types.Var)
			found = found || ok && (isPackageLevel(v) || v.IsField()) && m.counted()[v]
		}
		return !found
	})
	return found
}

// isLength reports whether a call tells the length of a field or a package
// variable, not of a parameter or a local variable.
func (m *Model) isLength(call *ast.CallExpr) bool {
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		if fn.Name() != "len" {
			return false
		}
		_, field := ast.Unparen(call.Args[0]).(*ast.SelectorExpr)
		return field
	case *types.Func:
		return isCounter(fn) || fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && strings.HasPrefix(fn.Name(), "Load")
	}
	return false
}

// countedVars finds the numbers that are counted: n++, n += k, n.Add(k).
func (m *Model) countedVars() map[*types.Var]bool {
	counted := make(map[*types.Var]bool)
	note := func(e ast.Expr) {
		if q, ok := m.path(e, maxHops); ok && q.Slot != nil {
			counted[q.Slot] = true
		}
	}
	for cur := range m.in.Root().Preorder((*ast.IncDecStmt)(nil), (*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IncDecStmt:
			note(n.X)
		case *ast.AssignStmt:
			if n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN {
				note(n.Lhs[0])
			}
		case *ast.CallExpr:
			if sel, ok := ast.Unparen(n.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Add" && isAtomic(m.info.TypeOf(sel.X)) {
				note(sel.X)
			}
			if fn, ok := typeutil.Callee(m.info, n).(*types.Func); ok && fn.Pkg() != nil && fn.Pkg().Path() == "sync/atomic" && len(n.Args) == 2 {
				note(n.Args[0])
			}
		}
	}
	return counted
}

func isAtomic(t types.Type) bool {
	named := namedOf(t)
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync/atomic"
}

// admissions are parts of the names of functions that say whether more may come,
// and of those that say whether a thing is there already.
var admissions = []string{
	"full", "limit", "allow", "acquire", "admit", "capacity", "quota", "throttl", "reserve", "budget", "overflow", "exceed", "saturat", "room", "permit", "backpressure", "backlog", "toomany", "shed",
	"has", "contain", "exist", "loadorstore", "trylock", "compareandswap", "swap", "dedup", "duplicate", "seen", "known", "queued", "enqueued", "scheduled", "insert", "loadandstore",
}

// asks reports whether a call in a condition is an admission: by its name, or by
// what its body in this package compares.
func (m *Model) asks(call *ast.CallExpr, a Access, hops int) bool {
	fn, ok := typeutil.Callee(m.info, call).(*types.Func)
	if !ok {
		return false
	}
	if NameHas(fn.Name(), admissions) {
		return true
	}
	decl, ok := m.decls[fn.Origin()]
	if !ok {
		return m.mayAdmit(call, fn)
	}
	if hops == 0 || body(decl) == nil {
		return false
	}
	for ret := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		if m.admits(ret, a, hops-1) {
			return true
		}
		for _, g := range guards(ret) {
			if m.admits(g, a, hops-1) {
				return true
			}
		}
	}
	return false
}

// states are parts of the names of functions that tell a state, not how much
// there is.
var states = []string{"closed", "close", "stopped", "done", "running", "started", "alive", "valid", "empty", "load", "enabled", "err", "is", "equal", "match", "ready", "active", "shutdown", "shutting", "terminated", "before", "after", "zero", "nil", "leader", "connected", "debug"}

// mayAdmit reports whether a method out of sight, of a field and without
// arguments, answers yes or no to something that is no state that we know.
func (m *Model) mayAdmit(call *ast.CallExpr, fn *types.Func) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) > 0 || fn.Signature().Results().Len() != 1 || !isBool(fn.Signature().Results().At(0).Type()) {
		return false
	}
	_, field := ast.Unparen(sel.X).(*ast.SelectorExpr)
	return field && !NameHas(fn.Name(), states)
}

// looksUp reports whether a variable holds what a look into a map said: the
// element, or whether there is one.
func (m *Model) looksUp(cur inspector.Cursor, id *ast.Ident) bool {
	v, ok := m.info.Uses[id].(*types.Var)
	if !ok || v.IsField() || isPackageLevel(v) {
		return false
	}
	for def := range EnclosingFunc(cur).Preorder((*ast.AssignStmt)(nil)) {
		n := def.Node().(*ast.AssignStmt)
		if len(n.Rhs) != 1 || !m.assigns(n, v) {
			continue
		}
		switch rhs := ast.Unparen(n.Rhs[0]).(type) {
		case *ast.IndexExpr:
			if isMap(m.info.TypeOf(rhs.X)) {
				return true
			}
		case *ast.CallExpr:
			if fn, ok := typeutil.Callee(m.info, rhs).(*types.Func); ok && NameHas(fn.Name(), admissions) {
				return true
			}
		}
	}
	return false
}

// isMark reports whether sel is an atomic of the item that is added, by which it
// remembers that it waits.
func (m *Model) isMark(sel *ast.SelectorExpr, a Access) bool {
	t := m.info.TypeOf(sel)
	if t == nil || !isAtomic(t) {
		return false
	}
	q, ok := m.path(sel.X, maxHops)
	if !ok {
		return false
	}
	return slices.ContainsFunc(a.Items, func(item ast.Expr) bool {
		i, ok := m.path(item, maxHops)
		return ok && i.Root == q.Root && i.Root != a.Root
	})
}

// isTurn reports whether sel is a bool that the same function sets: only one at
// a time gets through.
func (m *Model) isTurn(cur inspector.Cursor, sel *ast.SelectorExpr) bool {
	t := m.info.TypeOf(sel)
	if t == nil || !isBool(t) {
		return false
	}
	fn := EnclosingFunc(cur)
	for set := range fn.Preorder((*ast.AssignStmt)(nil)) {
		n := set.Node().(*ast.AssignStmt)
		if len(n.Lhs) == 1 && n.Pos() > cur.Node().Pos() && EnclosingFunc(set) == fn && boolLiteral(ast.Unparen(n.Rhs[0])) != "" && types.ExprString(n.Lhs[0]) == types.ExprString(sel) {
			return true
		}
	}
	return false
}
