package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

// A Fate is what a statement does with an item that the function holds.
type Fate uint8

// The fates, in the order in which they win within one statement.
const (
	Keeps     Fate = iota // looks at it, or does nothing with it
	HandsOver             // makes somebody else responsible, or may do so
	Settles               // gives it back
	Defers                // gives it back when the function ends
)

// An Outcome is what a whole function does with an item.
type Outcome struct {
	Fate Fate // of all paths together
	All  bool // every path settles it
}

// A Custody follows one item through one function: under which names it goes,
// and what each statement does with it.
type Custody struct {
	m     *Model
	fn    inspector.Cursor
	pair  *Pair
	queue Queue // that the item was taken from; without Root any queue of the pair
	names map[*types.Var]bool
	graph *flow.Graph
	depth int
	memo  *memo
}

// A memo keeps answers that all custodies of one analysis share.
type memo struct {
	keepings map[keeping]Fate
	settlers map[settling]bool
}

// Custody starts to follow the item of a taking.
func (m *Model) Custody(t Taking) *Custody {
	queue := t.Queue
	if !t.Pair.Panics { // what a broker delivers is often settled elsewhere than where it came from
		queue = Queue{}
	}
	return m.custody(t.Fn, t.Pair, queue, t.Var)
}

// maxDepth bounds how many function literals and helpers are looked into.
const maxDepth = 5

func (m *Model) custody(fn inspector.Cursor, pair *Pair, queue Queue, vars ...*types.Var) *Custody {
	c := &Custody{m: m, pair: pair, memo: &memo{make(map[keeping]Fate), make(map[settling]bool)}}
	return c.inner(fn, queue, vars...)
}

// inner follows the item into another function.
func (c *Custody) inner(fn inspector.Cursor, queue Queue, vars ...*types.Var) *Custody {
	c = &Custody{m: c.m, fn: fn, pair: c.pair, queue: queue, names: make(map[*types.Var]bool), depth: c.depth + 1, memo: c.memo}
	for _, v := range vars {
		if v != nil {
			c.names[v] = true
		}
	}
	c.rename()
	return c
}

// Graph is the control flow of the function.
func (c *Custody) Graph() *flow.Graph {
	if c.graph == nil {
		c.graph = flow.New(body(c.fn), c.m.NoReturn)
	}
	return c.graph
}

func body(fn inspector.Cursor) *ast.BlockStmt {
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		return n.Body
	case *ast.FuncLit:
		return n.Body
	}
	return nil
}

// rename adds the variables that only ever hold the item: item := obj,
// key, ok := obj.(string), switch k := obj.(type).
func (c *Custody) rename() {
	for grown := true; grown; {
		grown = false
		for cur := range c.fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.RangeStmt:
				grown = c.pair.Loose && c.renameAll([]ast.Expr{n.Value}, []ast.Expr{n.X}) || grown
			case *ast.AssignStmt:
				if cur.ParentEdgeKind() == edge.TypeSwitchStmt_Assign {
					grown = c.renameCases(cur.Parent().Node().(*ast.TypeSwitchStmt), n) || grown
				} else if len(n.Rhs) == 1 || len(n.Lhs) == len(n.Rhs) {
					grown = c.renameAll(n.Lhs, n.Rhs) || grown
				}
			case *ast.ValueSpec:
				grown = c.renameAll(identExprs(n.Names), n.Values) || grown
			}
		}
	}
}

func (c *Custody) renameAll(lhs, rhs []ast.Expr) bool {
	grown := false
	for i, value := range rhs {
		if i >= len(lhs) || !c.IsItem(value) {
			continue
		}
		id, ok := lhs[i].(*ast.Ident)
		if !ok {
			continue
		}
		v, ok := c.m.info.ObjectOf(id).(*types.Var)
		if ok && id.Name != "_" && !isPackageLevel(v) && !c.names[v] && c.onlyItem(v) {
			c.names[v] = true
			grown = true
		}
	}
	return grown
}

// onlyItem reports whether nothing else is ever assigned to v, as far as the
// values tell: a comma-ok form counts as the item.
func (c *Custody) onlyItem(v *types.Var) bool {
	for _, value := range c.m.values.assigned[v] {
		if value != nil && !c.IsItem(value) {
			return false
		}
	}
	return true
}

func (c *Custody) renameCases(sw *ast.TypeSwitchStmt, assign *ast.AssignStmt) bool {
	grown := false
	if !c.IsItem(assign.Rhs[0]) {
		return false
	}
	for _, clause := range sw.Body.List {
		if v, ok := c.m.info.Implicits[clause].(*types.Var); ok && !c.names[v] {
			c.names[v] = true
			grown = true
		}
	}
	return grown
}

// IsItem reports whether e is the item: one of its names, through conversions,
// type assertions and pointers.
func (c *Custody) IsItem(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		v, ok := c.m.info.ObjectOf(e).(*types.Var)
		return ok && c.names[v]
	case *ast.TypeAssertExpr:
		return c.IsItem(e.X)
	case *ast.StarExpr:
		return c.IsItem(e.X)
	case *ast.UnaryExpr:
		return e.Op.String() == "&" && c.IsItem(e.X)
	case *ast.CallExpr:
		if len(e.Args) == 1 && c.m.info.Types[e.Fun].IsType() {
			return c.IsItem(e.Args[0])
		}
		t := c.m.info.TypeOf(e)
		return c.pair.Loose && (t == nil || !isError(t) && !isBool(t)) && c.IsItem(e.Fun)
	case *ast.SelectorExpr:
		return c.pair.Loose && c.IsItem(e.X) // a part of it
	case *ast.IndexExpr:
		return c.pair.Loose && c.IsItem(e.X)
	}
	return false
}

// Fate says what one node of the graph does with the item.
func (c *Custody) Fate(n ast.Node) Fate {
	cur, ok := c.fn.FindNode(n)
	if !ok { // the return at the end of the body
		return Keeps
	}
	switch s := n.(type) {
	case *ast.DeferStmt:
		return c.deferred(cur.ChildAt(edge.DeferStmt_Call, -1), s.Call)
	case *ast.GoStmt:
		return c.started(cur.ChildAt(edge.GoStmt_Call, -1), s.Call)
	case *ast.RangeStmt:
		return Keeps
	case *ast.ReturnStmt:
		if len(s.Results) == 0 && c.isResult() {
			return HandsOver
		}
	}
	return c.within(cur)
}

// isResult reports whether the item is a named result of the function.
func (c *Custody) isResult() bool {
	for v := range c.names {
		if v.Kind() == types.ResultVar {
			return true
		}
	}
	return false
}

// within is the strongest fate of all that is below cur, function literals
// judged by what becomes of them.
func (c *Custody) within(cur inspector.Cursor) Fate {
	fate := Keeps
	cur.Inspect([]ast.Node{(*ast.Ident)(nil), (*ast.CallExpr)(nil), (*ast.FuncLit)(nil)}, func(n inspector.Cursor) bool {
		switch node := n.Node().(type) {
		case *ast.FuncLit:
			if n != c.fn {
				fate = max(fate, c.literal(n))
				return false
			}
		case *ast.CallExpr:
			if c.Settles(node) {
				fate = max(fate, Settles)
			}
		case *ast.Ident:
			v, ok := c.m.info.Uses[node].(*types.Var)
			switch {
			case !ok:
			case c.names[v]:
				fate = max(fate, c.use(n))
			default:
				fate = max(fate, c.closure(n, v))
			}
		}
		return true
	})
	return fate
}

// Settles reports whether the call gives the item back to its queue.
func (c *Custody) Settles(call *ast.CallExpr) bool {
	for _, op := range c.m.ops(call) {
		if op.Role == Close && op.Pair == c.pair {
			return true // the broker takes back what is in flight
		}
		if op.Role == Done && op.Pair == c.pair && !op.Some && !c.otherQueue(op.Queue) && (op.Item == nil || c.IsItem(op.Item) || c.isFixed(op.Item)) {
			return true
		}
	}
	return false
}

// isFixed reports whether e is a constant or a package variable: the only key
// that its queue ever holds.
func (c *Custody) isFixed(e ast.Expr) bool {
	if c.m.info.Types[e].Value != nil {
		return true
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := c.m.info.Uses[id].(*types.Var)
	return ok && isPackageLevel(v)
}

// otherQueue reports whether q is for sure another queue than the item came
// from: another field of the same struct, or another parameter. Two expressions
// of which one goes through a call, an index or another object may be one queue.
func (c *Custody) otherQueue(q Queue) bool {
	if c.queue.Root == nil || q.Root == nil || q.Same(c.queue) || strings.ContainsAny(q.Path+c.queue.Path, "[(") {
		return false
	}
	if q.Root == c.queue.Root {
		return strings.Count(q.Path, ".") == strings.Count(c.queue.Path, ".")
	}
	return q.Path == "" && c.queue.Path == "" && isParam(q.Root) && isParam(c.queue.Root)
}

func isParam(obj types.Object) bool {
	v, ok := obj.(*types.Var)
	return ok && v.Kind() == types.ParamVar
}

// deferred is the fate of a deferred call.
func (c *Custody) deferred(cur inspector.Cursor, call *ast.CallExpr) Fate {
	if c.Settles(call) {
		return Defers
	}
	if lit, ok := c.callee(cur, call); ok {
		if out := c.outcome(lit, call); out.Fate >= Settles && (out.All || c.asksFlag(lit)) {
			return Defers
		} else if out.Fate >= Settles {
			return Keeps // on some outcomes
		} else if out.Fate == HandsOver {
			return HandsOver
		}
		return Keeps
	}
	if c.settlesSome(call) {
		if slices.ContainsFunc(call.Args, c.isFlag) {
			return Defers
		}
		return Keeps // on some outcomes
	}
	return c.within(cur)
}

// isFlag reports whether an argument tells what has become of the item: a bool
// variable, or the address of a variable.
func (c *Custody) isFlag(arg ast.Expr) bool {
	switch e := ast.Unparen(arg).(type) {
	case *ast.Ident:
		return isBool(c.m.info.TypeOf(e))
	case *ast.UnaryExpr:
		return e.Op == token.AND
	}
	return false
}

// Sometimes reports whether n calls a function that settles the item on some
// outcomes only.
func (c *Custody) Sometimes(n ast.Node) bool {
	if _, starts := n.(*ast.GoStmt); starts {
		return false
	}
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || found {
			return !found
		}
		found = c.settlesSome(call) && !c.Settles(call)
		if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok && !found {
			if cur, ok := c.m.in.Root().FindNode(lit); ok {
				out := c.outcome(cur, call)
				found = out.Fate == Settles && !out.All
			}
			return false
		}
		return !found
	})
	return found
}

// asksFlag reports whether a deferred function literal asks a bool variable of
// the function around it: that one knows what has become of the item.
func (c *Custody) asksFlag(lit inspector.Cursor) bool {
	for branch := range lit.Preorder((*ast.IfStmt)(nil)) {
		found := false
		cond := branch.Node().(*ast.IfStmt).Cond
		if e, ok := ast.Unparen(cond).(*ast.BinaryExpr); ok { // if c.queue != nil
			sel, ok := ast.Unparen(e.X).(*ast.SelectorExpr)
			found = ok && c.m.info.Types[e.Y].IsNil() && !isError(c.m.info.TypeOf(sel))
		}
		ast.Inspect(cond, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				v, isVar := c.m.info.Uses[id].(*types.Var)
				found = found || isVar && isBool(v.Type()) && !v.IsField() && !ownedBy(lit, v)
			}
			return !found
		})
		if found {
			return true
		}
	}
	return false
}

// settlesSome reports whether the call gives the item back on some outcomes.
func (c *Custody) settlesSome(call *ast.CallExpr) bool {
	for _, op := range c.m.ops(call) {
		if op.Role == Done && op.Pair == c.pair && !c.otherQueue(op.Queue) && (op.Item == nil || c.IsItem(op.Item)) {
			return true
		}
	}
	return false
}

// started is the fate of a call in a goroutine of its own: whatever settles
// there owns the item.
func (c *Custody) started(cur inspector.Cursor, call *ast.CallExpr) Fate {
	if c.settlesSome(call) {
		return HandsOver
	}
	if lit, ok := c.callee(cur, call); ok {
		if out := c.outcome(lit, call); out.Fate != Keeps {
			return HandsOver
		}
		return Keeps
	}
	return min(c.within(cur), HandsOver)
}

// callee is the function literal that a call runs: itself, or the only value of
// a local variable.
func (c *Custody) callee(cur inspector.Cursor, call *ast.CallExpr) (inspector.Cursor, bool) {
	lit := c.m.funcLit(call.Fun)
	if lit == nil {
		return cur, false
	}
	return c.m.in.Root().FindNode(lit)
}

// outcome is what the function literal does with the item when it is called
// with the arguments of call; nil when it is called out of sight.
func (c *Custody) outcome(lit inspector.Cursor, call *ast.CallExpr) Outcome {
	if c.depth >= maxDepth {
		return Outcome{Fate: HandsOver}
	}
	var vars []*types.Var
	for v := range c.names {
		vars = append(vars, v)
	}
	if sig, ok := c.m.info.TypeOf(lit.Node().(*ast.FuncLit)).(*types.Signature); ok && call != nil {
		for i, arg := range call.Args {
			if i < fixedParams(sig) && c.IsItem(arg) {
				vars = append(vars, sig.Params().At(i))
			}
		}
	}
	return c.inner(lit, c.queue, vars...).Outcome()
}

// returnsItem reports whether n is a return of the item itself.
func (c *Custody) returnsItem(n ast.Node) bool {
	ret, ok := n.(*ast.ReturnStmt)
	return ok && (slices.ContainsFunc(ret.Results, c.IsItem) || len(ret.Results) == 0)
}

// managesAnywhere reports whether the function gives the item to another method
// of its queue, such as Forget.
func (c *Custody) managesAnywhere() bool {
	for call := range c.fn.Preorder((*ast.CallExpr)(nil)) {
		if c.Manages(call.Node().(*ast.CallExpr)) {
			return true
		}
	}
	return false
}

// putsAway reports whether n puts the item, itself or as a part of a literal, into
// a field, a map, a slice or a channel, from where others settle it.
func (c *Custody) putsAway(n ast.Node) bool {
	var values []ast.Expr
	switch n := n.(type) {
	case *ast.SendStmt:
		values = []ast.Expr{n.Value}
	case *ast.AssignStmt:
		for i, lhs := range n.Lhs {
			if _, local := ast.Unparen(lhs).(*ast.Ident); !local && len(n.Lhs) == len(n.Rhs) {
				values = append(values, n.Rhs[i])
			}
		}
	}
	return slices.ContainsFunc(values, c.contains)
}

// contains reports whether e is the item, or a literal with the item in it.
func (c *Custody) contains(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return slices.ContainsFunc(e.Elts, c.contains)
	case *ast.KeyValueExpr:
		return c.contains(e.Value)
	case *ast.UnaryExpr:
		return e.Op == token.AND && c.contains(e.X)
	}
	return c.IsItem(e)
}

// Outcome is what the whole function does with the item that it has from the
// beginning.
func (c *Custody) Outcome() Outcome {
	out := Outcome{All: true}
	managed := c.managesAnywhere()
	exits := c.Graph().Exits(c.Graph().Entry(), flow.Query{Done: func(n ast.Node) bool {
		fate := c.Fate(n)
		if fate == HandsOver && managed && !c.returnsItem(n) {
			fate = Keeps // it still answers for the item
		}
		out.Fate = max(out.Fate, min(fate, Settles))
		return fate >= Settles || fate == HandsOver && c.putsAway(n)
	}})
	out.All = len(exits) == 0 && out.Fate == Settles
	return out
}

// Replaces reports whether n gives the variable of the item another value,
// which is neither the item nor the next one.
func (c *Custody) Replaces(n ast.Node) bool {
	assign, ok := n.(*ast.AssignStmt)
	if !ok || len(assign.Lhs) != len(assign.Rhs) || assign.Tok == token.DEFINE {
		return false
	}
	for i, lhs := range assign.Lhs {
		if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && c.IsItem(id) && !c.IsItem(assign.Rhs[i]) {
			return true
		}
	}
	return false
}

// Misses reports whether the call settles another value on the same queue, or
// the item on another queue. What a helper does is not its own mistake.
func (c *Custody) Misses(call *ast.CallExpr) bool {
	fn, _ := c.m.callee(call)
	if fn == nil || rowOf(fn) == nil {
		return false
	}
	for _, op := range c.m.ops(call) {
		if op.Role != Done || op.Pair != c.pair || op.Item == nil || c.pair.ByItem {
			continue
		}
		if c.IsItem(op.Item) && c.otherQueue(op.Queue) || !c.IsItem(op.Item) && !c.isFixed(op.Item) && c.queue.Root != nil && op.Queue.Same(c.queue) {
			return true
		}
	}
	return false
}

// GivesBack reports whether what the call settles is the item, on whatever
// queue.
func (c *Custody) GivesBack(call *ast.CallExpr) bool {
	for _, op := range c.m.ops(call) {
		if op.Role == Done && op.Pair == c.pair && op.Item != nil && c.IsItem(op.Item) {
			return true
		}
	}
	return false
}
