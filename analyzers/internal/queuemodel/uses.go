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

// use is the fate of the item at one mention of it.
func (c *Custody) use(cur inspector.Cursor) Fate {
	handle := false  // not the item itself, but what settles it
	wrapped := false // in a composite literal
	for {
		parent := cur.Parent()
		switch kind := cur.ParentEdgeKind(); kind {
		case edge.ParenExpr_X, edge.StarExpr_X, edge.TypeAssertExpr_X, edge.KeyValueExpr_Value, edge.KeyValueExpr_Key:
			cur = parent
		case edge.CompositeLit_Elts:
			cur, wrapped = parent, true
		case edge.UnaryExpr_X:
			if parent.Node().(*ast.UnaryExpr).Op != token.AND {
				return Keeps
			}
			cur = parent
		case edge.SelectorExpr_X:
			if !c.pair.Loose && !c.isHandle(parent.Node().(*ast.SelectorExpr)) {
				return c.selected(parent)
			}
			part, fate, done := c.part(parent)
			if done {
				return fate
			}
			cur, handle = part, true
		case edge.BinaryExpr_X:
			if op := parent.Node().(*ast.BinaryExpr).Op; !handle || op != token.ADD && op != token.SUB {
				return Keeps
			}
			cur = parent
		case edge.CallExpr_Args:
			if !c.m.info.Types[parent.Node().(*ast.CallExpr).Fun].IsType() {
				return c.argument(cur, wrapped)
			}
			cur = parent
		default:
			return c.ending(cur)
		}
	}
}

// part is what a selection takes from the item: a field, or what a method such as
// ID returns. It is done where that is no more than an error or a bool, and where
// the method is given a function.
func (c *Custody) part(sel inspector.Cursor) (part inspector.Cursor, fate Fate, done bool) {
	part = sel
	if sel.ParentEdgeKind() == edge.CallExpr_Fun {
		part = sel.Parent()
		if c.givesToFunc(part.Node().(*ast.CallExpr)) {
			return part, HandsOver, true
		}
	}
	t := c.m.info.TypeOf(part.Node().(ast.Expr))
	return part, Keeps, t != nil && (isError(t) || isBool(t))
}

// argument is the fate of the item as an argument, by itself or in a composite
// literal, which a function of this package takes apart out of sight.
func (c *Custody) argument(cur inspector.Cursor, wrapped bool) Fate {
	call := cur.Parent().Node().(*ast.CallExpr)
	fate := c.passed(cur.Parent(), call, cur.ParentEdgeIndex())
	if fate == Keeps && wrapped && c.isShown(call) {
		return HandsOver
	}
	return fate
}

// ending is the fate of the item where an expression of it ends. Whatever it
// cannot explain hands the item over.
func (c *Custody) ending(cur inspector.Cursor) Fate {
	switch kind := cur.ParentEdgeKind(); kind {
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		return c.assigned(cur)
	case edge.IndexExpr_Index:
		if cur.Parent().ParentEdgeKind() == edge.AssignStmt_Lhs {
			return HandsOver
		}
		return Keeps
	case edge.IndexExpr_X, edge.AssignStmt_Lhs, edge.BinaryExpr_Y, edge.SliceExpr_X, edge.SliceExpr_Low, edge.SliceExpr_High, edge.SliceExpr_Max,
		edge.RangeStmt_X, edge.RangeStmt_Key, edge.RangeStmt_Value, edge.SwitchStmt_Tag, edge.CaseClause_List, edge.IfStmt_Cond, edge.ForStmt_Cond,
		edge.ExprStmt_X, edge.CallExpr_Fun, edge.IncDecStmt_X:
		return Keeps
	}
	return HandsOver
}

// givesToFunc reports whether a method of the item is given a function, to call
// it with what the item holds.
func (c *Custody) givesToFunc(call *ast.CallExpr) bool {
	return slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		t := c.m.info.TypeOf(arg)
		if t == nil {
			return false
		}
		_, ok := t.Underlying().(*types.Signature)
		return ok
	})
}

// selected is the fate by a field or method of the item: a settle method that
// is not called but given away takes the item along.
func (c *Custody) selected(sel inspector.Cursor) Fate {
	kind := sel.ParentEdgeKind()
	if !c.pair.ByItem {
		return Keeps
	}
	if kind == edge.CallExpr_Fun {
		return c.settlesByName(sel.Node().(*ast.SelectorExpr))
	}
	fn, ok := c.m.info.Uses[sel.Node().(*ast.SelectorExpr).Sel].(*types.Func)
	if row := rowOrNil(fn); ok && row != nil && row.Role == Done {
		return HandsOver
	}
	return Keeps
}

// isHandle reports whether sel is what the item can be settled by alone, such as
// its delivery tag.
func (c *Custody) isHandle(sel *ast.SelectorExpr) bool {
	for _, row := range brokerRows {
		if row.Pair == c.pair && row.Field == sel.Sel.Name {
			return true
		}
	}
	return false
}

// settlesByName is the fate by a method of the item under another type: an
// interface of the project with the settle methods, or a type that embeds it.
func (c *Custody) settlesByName(sel *ast.SelectorExpr) Fate {
	fn, ok := c.m.info.Uses[sel.Sel].(*types.Func)
	if !ok || rowOf(fn) != nil {
		return Keeps
	}
	for _, row := range brokerRows {
		if row.Pair == c.pair && row.Role == Done && row.Item == Receiver && row.Name == fn.Name() {
			return Settles
		}
	}
	return Keeps
}

// isShown reports whether the package declares the function that is called.
func (c *Custody) isShown(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(c.m.info, call).(*types.Func)
	if !ok {
		return false
	}
	_, shown := c.m.decls[fn.Origin()]
	return shown
}

func rowOrNil(fn *types.Func) *Row {
	if fn == nil {
		return nil
	}
	return rowOf(fn)
}

// assigned is the fate of the item as the value of an assignment: another name
// of it, or a place that outlives the function.
func (c *Custody) assigned(cur inspector.Cursor) Fate {
	v := c.m.heldBy(cur)
	if v != nil && (v.Name() == "_" || c.names[v]) {
		return Keeps
	}
	if cur.Parent().ParentEdgeKind() == edge.TypeSwitchStmt_Assign {
		return Keeps
	}
	if id, ok := leftOf(cur).(*ast.Ident); ok && id.Name == "_" {
		return Keeps
	}
	return HandsOver
}

// leftOf is what the value at cur is assigned to.
func leftOf(cur inspector.Cursor) ast.Expr {
	if n, ok := cur.Parent().Node().(*ast.AssignStmt); ok {
		if i := cur.ParentEdgeIndex(); i < len(n.Lhs) {
			return n.Lhs[i]
		}
	}
	return nil
}

// passed is the fate of the item as an argument of a call.
func (c *Custody) passed(cur inspector.Cursor, call *ast.CallExpr, index int) Fate {
	switch fn := typeutil.Callee(c.m.info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "append" {
			return HandsOver
		}
		return Keeps
	case *types.Func:
		if c.settlesSome(call) {
			return c.settlesSometimes(cur)
		}
		if c.stores(cur, fn) {
			return HandsOver
		}
		if decl, ok := c.m.decls[fn.Origin()]; ok {
			return c.inSight(decl, fn.Origin(), index)
		}
		if fn.Pkg() != nil && fn.Pkg() != c.m.pkg && !c.canReach(call, fn) {
			return Keeps
		}
		if c.isOwnMethod(fn) {
			return Keeps
		}
		return HandsOver
	}
	if lit, ok := c.callee(cur, call); ok {
		if out := c.outcome(lit, call); out.All || out.Fate == Keeps {
			return out.Fate
		} else if out.Fate == Settles {
			return Keeps
		}
	}
	return HandsOver
}

// keepers are the packages whose functions keep what they are given.
var keepers = map[string]bool{"container/heap": true, "container/list": true, "container/ring": true, "sync": true, "sync/atomic": true}

// stores reports whether a function of another package, no method of the queue,
// keeps its arguments: by its package, or by its name where nobody looks at what
// it returns.
func (c *Custody) stores(call inspector.Cursor, fn *types.Func) bool {
	if fn.Pkg() == nil || fn.Pkg() == c.m.pkg || c.isOwnMethod(fn) {
		return false
	}
	if keepers[fn.Pkg().Path()] || fn.FullName() == "context.WithValue" {
		return true
	}
	if call.ParentEdgeKind() != edge.ExprStmt_X || fn.Signature().Recv() == nil {
		return false
	}
	for _, verb := range []string{"Push", "Store", "Add", "Insert", "Put", "Append", "Enqueue", "Send", "Submit"} {
		if strings.HasPrefix(fn.Name(), verb) {
			return true
		}
	}
	return false
}

// settlesSometimes is the fate by a helper that settles on some outcomes. Where
// its answer is looked at, it may tell which, so the item counts as handed over.
func (c *Custody) settlesSometimes(call inspector.Cursor) Fate {
	if call.ParentEdgeKind() == edge.ExprStmt_X {
		return Keeps
	}
	return HandsOver
}

// inSight is the fate by a function of this package that is no settle: what its
// body does with the parameter.
func (c *Custody) inSight(decl inspector.Cursor, fn *types.Func, index int) Fate {
	if body(decl) == nil || index >= fixedParams(fn.Signature()) || c.depth >= maxDepth {
		return HandsOver
	}
	key := keeping{fn, index, c.pair}
	if fate, ok := c.memo.keepings[key]; ok {
		return fate
	}
	c.memo.keepings[key] = Keeps // while it is being looked at: recursion
	out := c.inner(decl, Queue{}, fn.Signature().Params().At(index)).Outcome()
	fate := out.Fate
	if fate == Settles {
		fate = HandsOver // to a queue that may be this one
	}
	c.memo.keepings[key] = fate
	return fate
}

// A keeping is a question whose answer is remembered: what a function does with
// a parameter.
type keeping struct {
	fn    *types.Func
	index int
	pair  *Pair
}

// isOwnMethod reports whether fn is a method of a queue of the pair, such as
// Forget or AddRateLimited: it settles nothing.
func (c *Custody) isOwnMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && c.hasSettle(recv.Type())
}

// canReach reports whether a function of another package can settle the item:
// an item that settles itself is all it needs, another one needs the queue, or
// code of this package.
func (c *Custody) canReach(call *ast.CallExpr, fn *types.Func) bool {
	if isWriter(fn) {
		return false
	}
	if c.pair.ByItem || c.pair.Loose {
		return true
	}
	args := call.Args
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && fn.Signature().Recv() != nil {
		if c.isOwnMethod(fn) {
			return false
		}
		args = append([]ast.Expr{sel.X}, args...)
	}
	for _, arg := range args {
		if !c.IsItem(arg) && c.carriesQueue(c.m.info.TypeOf(arg)) {
			return true
		}
	}
	return false
}

// carriesQueue reports whether a value of type t may lead to the queue: it is
// one, a function, or of a type that this package declares.
func (c *Custody) carriesQueue(t types.Type) bool {
	if t == nil {
		return true
	}
	if _, ok := t.Underlying().(*types.Signature); ok {
		return true
	}
	if c.hasSettle(t) {
		return true
	}
	named := namedOf(t)
	return named != nil && named.Obj().Pkg() == c.m.pkg && !isPlain(named.Underlying())
}

// isPlain reports whether a type holds data only: no pointer, interface,
// function or channel.
func isPlain(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return true
	case *types.Struct:
		for f := range t.Fields() {
			if !isPlain(f.Type()) {
				return false
			}
		}
		return true
	case *types.Slice:
		return isPlain(t.Elem())
	case *types.Array:
		return isPlain(t.Elem())
	}
	return false
}

// isWriter reports whether fn is of the packages that only print, compare and
// convert: whatever they are given, they settle nothing.
func isWriter(fn *types.Func) bool {
	path := fn.Pkg().Path()
	switch path {
	case "fmt", "log", "log/slog", "errors", "reflect", "testing":
		return true
	}
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".") && strings.HasPrefix(path, "encoding")
}

// hasSettle reports whether values of type t are queues of the pair: they hand
// out items, and take them back.
func (c *Custody) hasSettle(t types.Type) bool {
	key := settling{t, c.pair}
	if has, ok := c.memo.settlers[key]; ok {
		return has
	}
	set := types.NewMethodSet(t)
	if _, isPtr := t.Underlying().(*types.Pointer); !isPtr && !types.IsInterface(t) {
		set = types.NewMethodSet(types.NewPointer(t))
	}
	var takes, settles bool
	for sel := range set.Methods() {
		if fn, ok := sel.Obj().(*types.Func); ok {
			takes = takes || c.m.isHalf(fn.Origin(), c.pair, Get)
			settles = settles || c.m.isHalf(fn.Origin(), c.pair, Done)
		}
	}
	takes = takes || !c.pair.Panics
	c.memo.settlers[key] = takes && settles
	return takes && settles
}

// isHalf reports whether a method is one half of a pair on its receiver, by its
// row or its fact.
func (m *Model) isHalf(fn *types.Func, pair *Pair, role Role) bool {
	if row := rowOf(fn); row != nil {
		return row.Role == role && row.Pair == pair
	}
	fact := m.derived[fn]
	if fn.Pkg() != m.pkg {
		fact = new(FuncFact)
		if fn.Pkg() == nil || !m.importFact(fn, fact) {
			return false
		}
	}
	return fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool {
		return op.Role == role && op.Pair == pair.Name && op.Param == Receiver && !op.Some && fn.Exported() && fn.Signature().Params().Len() <= 1
	})
}

type settling struct {
	t    types.Type
	pair *Pair
}

// Manages reports whether the call gives the item to another method of its
// queue, such as Forget: the function still answers for it.
func (c *Custody) Manages(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(c.m.info, call).(*types.Func)
	if !ok || !c.isOwnMethod(fn) || c.Settles(call) {
		return false
	}
	for _, arg := range call.Args {
		if c.IsItem(arg) {
			return true
		}
	}
	return false
}

// NoReturn reports whether a call ends the program or its goroutine. Functions
// that only by their name do so count, because the paths behind them are then
// not judged.
func (m *Model) NoReturn(call *ast.CallExpr) bool {
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		return fn.Name() == "panic"
	case *types.Func:
		name := strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "ln"), "f")
		switch name {
		case "Fatal", "Exit", "Panic", "Goexit", "FatalDepth", "Fatalw", "Fatalw_", "FailNow", "SkipNow":
			return true
		}
	}
	return false
}
