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

// guards lists what is asked in the function of cur before the code at cur is
// reached: the conditions around it, those of earlier statements that can leave,
// and the headers of selects and loops that wait.
func guards(cur inspector.Cursor) []inspector.Cursor {
	var asked []inspector.Cursor
	fn := EnclosingFunc(cur)
	for ; cur != fn; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else:
			asked = append(asked, ifGuard(cur.Parent())...)
		case edge.ForStmt_Body:
			if cur.Parent().Node().(*ast.ForStmt).Cond != nil {
				asked = append(asked, cur.Parent().ChildAt(edge.ForStmt_Cond, -1))
			}
		case edge.CaseClause_Body:
			asked = append(asked, caseGuard(cur)...)
		case edge.BlockStmt_List, edge.CommClause_Body:
		default:
			continue
		}
		for prev, ok := cur.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
			asked = append(asked, leavingGuard(prev)...)
		}
	}
	return asked
}

// ifGuard is the condition of an if statement, with what is read for it.
func ifGuard(cur inspector.Cursor) []inspector.Cursor {
	asked := []inspector.Cursor{cur.ChildAt(edge.IfStmt_Cond, -1)}
	if cur.Node().(*ast.IfStmt).Init != nil {
		asked = append(asked, cur.ChildAt(edge.IfStmt_Init, -1))
	}
	return asked
}

// caseGuard is what must hold for the clause that cur stands in: its own
// expressions, those of the clauses before it, and the tag.
func caseGuard(cur inspector.Cursor) []inspector.Cursor {
	clause := cur.Parent()
	var asked []inspector.Cursor
	for sibling := range clause.Parent().Children() {
		for i := range sibling.Node().(*ast.CaseClause).List {
			asked = append(asked, sibling.ChildAt(edge.CaseClause_List, i))
		}
		if sibling == clause {
			break
		}
	}
	if sw, ok := clause.Parent().Parent().Node().(*ast.SwitchStmt); ok && sw.Tag != nil {
		asked = append(asked, clause.Parent().Parent().ChildAt(edge.SwitchStmt_Tag, -1))
	}
	for prev, ok := clause.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
		for body := range prev.Children() {
			asked = append(asked, leavingGuard(body)...)
		}
	}
	return asked
}

// leavingGuard is what an earlier statement asks before it lets the next one
// run: an if that can leave, a switch with a clause that can, a loop that waits.
func leavingGuard(cur inspector.Cursor) []inspector.Cursor {
	switch n := cur.Node().(type) {
	case *ast.IfStmt:
		if leaves(n.Body) || n.Else != nil && leaves(n.Else) {
			return ifGuard(cur)
		}
	case *ast.ForStmt:
		if n.Cond != nil {
			return []inspector.Cursor{cur.ChildAt(edge.ForStmt_Cond, -1)}
		}
	case *ast.RangeStmt:
		if leaves(n.Body) {
			return []inspector.Cursor{cur.ChildAt(edge.RangeStmt_X, -1)}
		}
	case *ast.SwitchStmt:
		if leaves(n.Body) {
			var asked []inspector.Cursor
			for c := range cur.Preorder((*ast.CaseClause)(nil)) {
				for i := range c.Node().(*ast.CaseClause).List {
					asked = append(asked, c.ChildAt(edge.CaseClause_List, i))
				}
			}
			return asked
		}
	}
	return nil
}

// leaves reports whether a statement can end the function or the round of the
// loop, in any of its branches.
func leaves(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		case *ast.BranchStmt:
			found = found || n.Tok != token.FALLTHROUGH
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
				found = true
			}
		}
		return !found
	})
	return found
}

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
	"has", "contain", "exist", "loadorstore", "compareandswap", "swap", "dedup", "duplicate", "seen", "known", "queued", "enqueued", "scheduled", "insert", "loadandstore",
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

// isMark reports whether sel is a bool of the item that is added, by which it
// remembers that it waits.
func (m *Model) isMark(sel *ast.SelectorExpr, a Access) bool {
	t := m.info.TypeOf(sel)
	if t == nil || !isBool(t) && !isAtomic(t) {
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
	for set := range EnclosingFunc(cur).Preorder((*ast.AssignStmt)(nil)) {
		n := set.Node().(*ast.AssignStmt)
		if len(n.Lhs) == 1 && boolLiteral(ast.Unparen(n.Rhs[0])) != "" && types.ExprString(n.Lhs[0]) == types.ExprString(sel) {
			return true
		}
	}
	return false
}

// tokens are parts of the names of channels that hold tokens.
var tokens = []string{"free", "slot", "slots", "token", "tokens", "sem", "semaphore", "permits", "credit", "ticket", "avail"}

// takesToken reports whether the function of cur waits for a token before cur:
// a send or receive of a channel that carries no data, other than a look at a
// stop signal.
func (m *Model) takesToken(cur inspector.Cursor) bool {
	fn := EnclosingFunc(cur)
	for op := range fn.Preorder((*ast.SendStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil)) {
		if op.Node().Pos() > cur.Node().Pos() || EnclosingFunc(op) != fn {
			continue
		}
		switch n := op.Node().(type) {
		case *ast.SendStmt:
			if m.isToken(n.Chan) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && m.isToken(n.X) && !stops(op) {
				return true
			}
		case *ast.CallExpr:
			if m.waitsForPlace(n) {
				return true
			}
		}
	}
	return false
}

// waitsForPlace reports whether a call takes a token: by its name, or as a function
// of this package that waits.
func (m *Model) waitsForPlace(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(m.info, call).(*types.Func)
	if !ok {
		return false
	}
	if NameHas(fn.Name(), []string{"acquire", "reserve", "throttl"}) || fn.Name() == "Wait" && takesContext(fn) {
		return true
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if from, ok := ast.Unparen(sel.X).(*ast.SelectorExpr); ok && NameHas(from.Sel.Name, tokens) {
			return true
		}
	}
	decl, ok := m.decls[fn.Origin()]
	return ok && body(decl) != nil && m.waits(decl)
}

// isToken reports whether the channel carries nothing but the fact that it does,
// or is named for what it hands out.
func (m *Model) isToken(ch ast.Expr) bool {
	t := m.info.TypeOf(ch)
	if t == nil || !isChan(t) {
		return false
	}
	q, ok := m.queueOf(ch)
	return isSignal(t) || ok && q.Slot != nil && NameHas(q.Slot.Name(), tokens)
}

// isSignal reports whether a channel carries no data.
func isSignal(t types.Type) bool {
	switch elem := t.Underlying().(*types.Chan).Elem().Underlying().(type) {
	case *types.Struct:
		return elem.NumFields() == 0
	case *types.Basic:
		return elem.Kind() == types.Bool
	}
	return false
}

// stops reports whether the receive at cur is the header of a clause that
// leaves, or comes from a call such as ctx.Done().
func stops(cur inspector.Cursor) bool {
	if isCall(cur.Node().(*ast.UnaryExpr).X) {
		return true
	}
	clause, ok := CommOf(cur)
	if !ok {
		return false
	}
	list := clause.Node().(*ast.CommClause).Body
	return len(list) == 0 || leaves(list[len(list)-1])
}
