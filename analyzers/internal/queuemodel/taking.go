package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A Taking is one place where a function takes an item that it owes a settle
// for.
type Taking struct {
	Call
	Fn   inspector.Cursor // the function that takes
	Node ast.Node         // the statement, range or select clause behind which the item is held; Fn's node for a parameter
	Var  *types.Var       // that holds the item; nil when it is thrown away or the contract needs none
	told *types.Var       // that tells whether an item came; nil when nothing does
	err  *types.Var       // an error beside it that tells so too

	heads []ast.Node // for a select clause: the headers of the select, which all run when it is entered

	Certain bool // the item is owed for sure, whatever else the function does
}

// Takings lists where this package takes items, in source order. A Get whose
// results go straight to somebody else (returned, passed on) is not listed.
func (m *Model) Takings() []Taking {
	var takings []Taking
	for _, c := range m.calls[Get] {
		if c.Pair == nil {
			continue
		}
		take := m.taking
		if c.Queue.IsChan() && deliveryOf(c.Queue.Type) != nil {
			take = m.delivered
		}
		t, ok := take(c)
		switch {
		case !ok:
		case t.Pair.ByItem && isList(t.Var):
			takings = append(takings, m.batched(t)...)
		default:
			takings = append(takings, t)
		}
	}
	for _, c := range m.calls[Handle] {
		if c.Pair == nil {
			continue
		}
		if t, ok := m.handled(c); ok {
			takings = append(takings, t)
		}
	}
	return takings
}

// taking finds the variables that the results of an acquiring call go to.
func (m *Model) taking(c Call) (Taking, bool) {
	t := Taking{Call: c, Fn: EnclosingFunc(c.Cur), Certain: true}
	cur := c.Cur
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.TypeAssertExpr_X ||
		c.Pair.Loose && (cur.ParentEdgeKind() == edge.SelectorExpr_X || cur.ParentEdgeKind() == edge.CallExpr_Fun) { // XReadGroup(…).Result()
		cur = cur.Parent()
	}
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if len(n.Rhs) != 1 {
			return t, false
		}
		t.Node = n
		return t, m.receive(&t, n.Lhs)
	case *ast.ValueSpec:
		if len(n.Values) != 1 {
			return t, false
		}
		t.Node = n
		return t, m.receive(&t, identExprs(n.Names))
	case *ast.ExprStmt:
		t.Node = n
		if c.Out == Receiver && c.Pair.ByItem {
			return m.lent(c, t)
		}
		fn, _ := m.callee(c.Cur.Node().(*ast.CallExpr))
		return t, fn != nil && rowOf(fn) != nil // what a helper returns may be for looking at
	}
	return t, false
}

// receive sets the variables of t from the left side of an assignment. It fails
// when the item goes into something that is no variable of the function.
func (m *Model) receive(t *Taking, lhs []ast.Expr) bool {
	local := func(e ast.Expr) (v *types.Var, blank, ok bool) {
		id, ok := ast.Unparen(e).(*ast.Ident)
		if !ok {
			return nil, false, false
		}
		if id.Name == "_" {
			return nil, true, true
		}
		v, ok = m.info.ObjectOf(id).(*types.Var)
		fn := t.Fn.Node()
		return v, false, ok && fn.Pos() <= v.Pos() && v.Pos() < fn.End()
	}
	if t.Told.Result > 0 && t.Told.Result < len(lhs) {
		v, _, ok := local(lhs[t.Told.Result])
		if !ok {
			return false // somebody else is told
		}
		t.told = v
	}
	if last, _, _ := local(lhs[len(lhs)-1]); last != nil && last != t.told && isError(last.Type()) {
		t.err = last
	}
	if t.Out < 0 || t.Out >= len(lhs) {
		return true
	}
	v, blank, ok := local(lhs[t.Out])
	t.Var = v
	return ok || blank
}

// Evident reports whether this package shows that what it takes must be settled:
// it settles such items itself, or it configures the consumer.
func (m *Model) Evident(t Taking) bool {
	if t.Pair.Policy == "" {
		return true
	}
	for _, done := range m.calls[Done] {
		if done.Pair == t.Pair {
			return true
		}
	}
	for _, obj := range m.info.Uses {
		if obj.Name() == t.Pair.Policy {
			return true
		}
	}
	return false
}

// Tells reports whether a variable tells if an item came.
func (t *Taking) Tells() bool { return t.told != nil }

// Came reports whether an item can have come when cond has the given value.
func (m *Model) Came(t *Taking, cond ast.Expr, value bool) bool {
	return !m.gone(t, cond, value, maxHops)
}

// Overwrites reports whether n assigns to the variable that tells whether an
// item came: from there on it tells something else.
func (m *Model) Overwrites(t *Taking, n ast.Node) bool {
	return t.told != nil && m.assigns(n, t.told) || t.err != nil && m.assigns(n, t.err)
}

// assigns reports whether n is an assignment to v.
func (m *Model) assigns(n ast.Node, v *types.Var) bool {
	assign, ok := n.(*ast.AssignStmt)
	if !ok {
		return false
	}
	for _, lhs := range assign.Lhs {
		if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && m.info.ObjectOf(id) == v {
			return true
		}
	}
	return false
}

// Retakes reports whether n takes another item into the variable of t, or is
// the place of t itself.
func (m *Model) Retakes(t *Taking, n ast.Node) bool {
	if n == t.Node {
		return true
	}
	if slices.Contains(t.heads, n) {
		return true
	}
	assign, ok := n.(*ast.AssignStmt)
	if !ok || t.Var == nil || len(assign.Rhs) != 1 || !m.assigns(n, t.Var) {
		return false
	}
	for _, op := range m.ops(ast.Unparen(assign.Rhs[0])) {
		if op.Role == Get && op.Pair == t.Pair {
			return true
		}
	}
	return false
}

// gone reports whether cond with the given value says that no item came.
func (m *Model) gone(t *Taking, cond ast.Expr, value bool, hops int) bool {
	if hops == 0 {
		return false
	}
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		return e.Op.String() == "!" && m.gone(t, e.X, !value, hops-1)
	case *ast.Ident:
		return m.goneByVar(t, e, value, hops)
	case *ast.BinaryExpr:
		return m.goneByBinary(t, e, value, hops)
	case *ast.CallExpr: // errors.Is(err, ErrClosed)
		if !isErrorsCall(m.info, e) { // isShutdown(quit) may say either
			return slices.ContainsFunc(e.Args, func(arg ast.Expr) bool { return m.isVar(arg, t.told) || m.isVar(arg, t.err) })
		}
		return value && isErrorsCall(m.info, e) && len(e.Args) > 0 && m.isTellingError(t, e.Args[0])
	}
	return false
}

// goneByVar reads a bool variable: the answer itself, or one that holds a
// condition on it.
func (m *Model) goneByVar(t *Taking, id *ast.Ident, value bool, hops int) bool {
	v, ok := m.info.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	if v == t.told && isBool(v.Type()) {
		if t.Told.Unsure {
			return m.leavesEarly(t, id, value)
		}
		return value == t.Told.Quit
	}
	init := m.values.only(v)
	return init != nil && m.gone(t, init, value, hops-1)
}

func (m *Model) goneByBinary(t *Taking, e *ast.BinaryExpr, value bool, hops int) bool {
	switch op := e.Op.String(); op {
	case "&&", "||":
		x, y := m.gone(t, e.X, value, hops-1), m.gone(t, e.Y, value, hops-1)
		if (op == "&&") == value { // both hold
			return x || y
		}
		return x && y
	case "==", "!=":
		same := (op == "==") == value
		for _, side := range [][2]ast.Expr{{e.X, e.Y}, {e.Y, e.X}} {
			if m.goneBySides(t, side[0], side[1], same, hops) {
				return true
			}
		}
	}
	return false
}

// goneBySides reads x == y (same) or x != y: a bool compared with a constant,
// an error or an item compared with nil, an error compared with a certain one.
func (m *Model) goneBySides(t *Taking, x, y ast.Expr, same bool, hops int) bool {
	if lit := boolLiteral(ast.Unparen(y)); lit != "" {
		return m.gone(t, x, (lit == "true") == same, hops-1)
	}
	isNil := m.info.Types[y].IsNil()
	switch {
	case m.isVar(x, t.Var):
		return isNil && same
	case m.isTellingError(t, x):
		return isNil != same
	}
	sel, ok := ast.Unparen(x).(*ast.SelectorExpr) // a zero item
	return ok && isNil && same && m.isVar(sel.X, t.Var)
}

// isTellingError reports whether e is the error that tells whether an item came.
func (m *Model) isTellingError(t *Taking, e ast.Expr) bool {
	return m.isVar(e, t.err) || m.isVar(e, t.told) && isError(t.told.Type())
}

func (m *Model) isVar(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && v != nil && m.info.Uses[id] == v
}

// isErrorsCall reports whether call is errors.Is or errors.As.
func isErrorsCall(info *types.Info, call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	return ok && (fn.FullName() == "errors.Is" || fn.FullName() == "errors.As")
}

// leavesEarly guesses what an unexplained bool means: its value says that no
// item came when the branch that it opens leaves without a look at the item.
func (m *Model) leavesEarly(t *Taking, id *ast.Ident, value bool) bool {
	cur, ok := t.Fn.FindNode(id)
	if !ok {
		return false
	}
	for branch := range cur.Enclosing((*ast.IfStmt)(nil)) {
		stmt := branch.Node().(*ast.IfStmt)
		opens := true // what the bool is in the body
		if not, ok := ast.Unparen(stmt.Cond).(*ast.UnaryExpr); ok && not.Op.String() == "!" {
			opens = false
		}
		list := stmt.Body.List
		if len(list) == 0 || m.mentions(stmt.Body, t.Var) {
			return opens != value
		}
		return opens == value
	}
	return false
}

func (m *Model) mentions(n ast.Node, v *types.Var) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && v != nil && m.info.Uses[id] == v {
			found = true
		}
		return !found
	})
	return found
}
