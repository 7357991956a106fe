package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

// A Recovery says what a function does with a panic when it is deferred.
type Recovery uint8

// The recoveries, from the one that does nothing.
const (
	Passes     Recovery = iota // the panic goes on
	Decides                    // it looks at the panic and panics again or ends the program: somebody wants that
	MayRecover                 // it cannot be seen, and is named like one that recovers
	Recovers                   // the panic ends here
)

// Frames is which functions of the package call recover and defer something.
type frames struct {
	recovers map[ast.Node][]inspector.Cursor // calls of the builtin, by the function that makes them
	defers   map[ast.Node][]inspector.Cursor // statements, by the function that runs them
}

func newFrames(m *Model) *frames {
	f := &frames{make(map[ast.Node][]inspector.Cursor), make(map[ast.Node][]inspector.Cursor)}
	for cur := range m.in.Root().Preorder((*ast.CallExpr)(nil), (*ast.DeferStmt)(nil)) {
		fn := EnclosingFunc(cur).Node()
		switch n := cur.Node().(type) {
		case *ast.DeferStmt:
			f.defers[fn] = append(f.defers[fn], cur)
		case *ast.CallExpr:
			if m.isBuiltin(n, "recover") {
				f.recovers[fn] = append(f.recovers[fn], cur)
			}
		}
	}
	return f
}

func (m *Model) isBuiltin(call *ast.CallExpr, name string) bool {
	b, ok := typeutil.Callee(m.info, call).(*types.Builtin)
	return ok && b.Name() == name
}

// RecoverCalls lists the calls of the builtin recover, in no order that matters.
func (m *Model) RecoverCalls() []inspector.Cursor {
	var calls []inspector.Cursor
	for _, list := range m.frames().recovers {
		calls = append(calls, list...)
	}
	slices.SortFunc(calls, func(a, b inspector.Cursor) int { return int(a.Node().Pos() - b.Node().Pos()) })
	return calls
}

// Defers lists the defer statements of a function, without those of function
// literals inside it.
func (m *Model) Defers(fn inspector.Cursor) []inspector.Cursor { return m.frames().defers[fn.Node()] }

// Recovery says what a defer statement does with a panic of its function.
func (m *Model) Recovery(d inspector.Cursor) Recovery {
	return m.calleeRecovery(d.Node().(*ast.DeferStmt).Call)
}

// bodyRecovery is what a function does with a panic when it is deferred.
func (m *Model) bodyRecovery(fn inspector.Cursor) Recovery {
	if len(m.frames().recovers[fn.Node()]) == 0 {
		return Passes
	}
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		if m.NoReturn(cur.Node().(*ast.CallExpr)) { // also in a literal: it is called from here
			return Decides
		}
	}
	return Recovers
}

// calleeRecovery is what the function of a call does with a panic when the call
// is deferred.
func (m *Model) calleeRecovery(call *ast.CallExpr) Recovery {
	if m.isBuiltin(call, "recover") {
		return Passes
	}
	if lit := m.funcLit(call.Fun); lit != nil {
		if cur, ok := m.in.Root().FindNode(lit); ok {
			return m.bodyRecovery(cur)
		}
	}
	fn := m.calleeFunc(call)
	if fn == nil || isInterfaceMethod(fn) {
		return guessRecovery(call)
	}
	if decl, ok := m.decls[fn.Origin()]; ok {
		return m.bodyRecovery(decl)
	}
	switch {
	case m.hasOp(fn, Decide):
		return Decides
	case m.hasOp(fn, Recover):
		return Recovers
	}
	return Passes
}

// calleeFunc is the function of a call, also through variables that only ever
// hold one function.
func (m *Model) calleeFunc(call *ast.CallExpr) *types.Func {
	fn, _ := m.callee(call)
	if fn != nil {
		return fn
	}
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := m.info.Uses[id].(*types.Var)
	if !ok {
		return nil
	}
	held, ok := ast.Unparen(m.values.only(v)).(*ast.Ident)
	if !ok {
		return nil
	}
	fn, _ = m.info.Uses[held].(*types.Func)
	return fn
}

// guessRecovery goes by the name of a function that is chosen at run time.
func guessRecovery(call *ast.CallExpr) Recovery {
	name := ""
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		name = fun.Sel.Name
	}
	name = strings.ToLower(name)
	for _, word := range []string{"recover", "panic", "crash", "guard"} {
		if strings.Contains(name, word) {
			return MayRecover
		}
	}
	return Passes
}

func isInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// hasOp reports whether the row or the fact of a function has the role.
func (m *Model) hasOp(fn *types.Func, role Role) bool {
	if row := rowOf(fn); row != nil && row.Role == role {
		return true
	}
	fact := m.factOf(fn)
	return fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return op.Role == role })
}

// OnlyRecovers reports whether a call is of a function that does nothing but
// recover, so that it is for nothing unless it is deferred.
func (m *Model) OnlyRecovers(call *ast.CallExpr) bool {
	fn := m.calleeFunc(call)
	if fn == nil || isInterfaceMethod(fn) {
		return false
	}
	fact := m.factOf(fn)
	return fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return (op.Role == Recover || op.Role == Decide) && !op.Some })
}

// recoverOps is the fact of a function for the panics of others and its own:
// it recovers, or decides, when it is deferred; it recovers what it panics with
// itself; what it returns does.
func (m *Model) recoverOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	var ops []OpFact
	switch m.bodyRecovery(decl) {
	case Recovers:
		ops = append(ops, OpFact{Role: Recover, Func: -1, Some: !m.isAboutRecover(decl)})
	case Decides:
		ops = append(ops, OpFact{Role: Decide, Func: -1, Some: !m.isAboutRecover(decl)})
	}
	if m.isolates(decl) {
		ops = append(ops, OpFact{Role: Isolate, Func: -1})
	}
	if m.shields(fn, decl) {
		ops = append(ops, OpFact{Role: Shield, Func: -1})
	}
	return ops
}

// isAboutRecover reports whether the first thing that a function does is to
// recover, and to leave when there is nothing: all else is for a panic.
func (m *Model) isAboutRecover(decl inspector.Cursor) bool {
	list := body(decl).List
	for i, s := range list {
		switch s := s.(type) {
		case *ast.IfStmt:
			if !m.callsRecover(s.Init) && !m.callsRecover(s.Cond) {
				if i == 0 || !endsInReturn(s.Body) {
					return false
				}
				return i > 0 && m.callsRecover(list[i-1])
			}
			return i == len(list)-1 || endsInReturn(s.Body)
		case *ast.AssignStmt, *ast.ExprStmt:
			if i == len(list)-1 {
				return m.callsRecover(s)
			}
			if next, ok := list[i+1].(*ast.IfStmt); m.callsRecover(s) && ok {
				return i+2 == len(list) || endsInReturn(next.Body)
			}
			return false
		default:
			return false
		}
	}
	return false
}

func endsInReturn(body *ast.BlockStmt) bool {
	return len(body.List) > 0 && isReturn(body.List[len(body.List)-1])
}

func (m *Model) callsRecover(n ast.Node) bool {
	found := false
	if n == nil || n == (ast.Stmt)(nil) || n == (ast.Expr)(nil) {
		return false
	}
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && m.isBuiltin(call, "recover") {
			found = true
		}
		return !found
	})
	return found
}

// isolates reports whether a function recovers what it panics with: something
// in it recovers, and nothing that can panic runs outside of that.
func (m *Model) isolates(fn inspector.Cursor) bool {
	if body(fn) == nil || !m.anyRecovers(fn) {
		return false
	}
	w := &hazardWalk{m: m, strict: true}
	return len(w.frame(fn, fn)) == 0
}

// anyRecovers reports whether a function defers a recover, in itself or in a
// literal inside it, or calls something that recovers.
func (m *Model) anyRecovers(fn inspector.Cursor) bool {
	for cur := range fn.Preorder((*ast.DeferStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.DeferStmt:
			if m.Recovery(cur) == Recovers {
				return true
			}
		case *ast.CallExpr:
			for _, op := range m.ops(n) {
				if op.Role == Guard || op.Role == Isolate {
					return true
				}
			}
		}
	}
	return false
}

// shields reports whether every function or handler that fn returns recovers
// its own panics.
func (m *Model) shields(fn *types.Func, decl inspector.Cursor) bool {
	if fn.Signature().Results().Len() == 0 || !isCallable(fn.Signature().Results().At(0).Type()) {
		return false
	}
	n := 0
	for cur := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		if EnclosingFunc(cur) != decl {
			continue
		}
		results := cur.Node().(*ast.ReturnStmt).Results
		if len(results) == 0 || !m.isolated(results[0], maxHops) {
			return false
		}
		n++
	}
	return n > 0
}

// isCallable reports whether a value of the type is a function or has methods
// that are chosen at run time.
func isCallable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Signature, *types.Interface:
		return true
	}
	return namedOf(t) != nil
}

// isolated reports whether the function or handler that e stands for recovers
// its own panics.
func (m *Model) isolated(e ast.Expr, hops int) bool {
	if hops == 0 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		cur, ok := m.in.Root().FindNode(e)
		return ok && m.isolates(cur)
	case *ast.CallExpr:
		if m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return m.isolated(e.Args[0], hops-1)
		}
		fn := m.calleeFunc(e)
		return fn != nil && m.hasOp(fn, Shield)
	case *ast.Ident:
		if v, ok := m.info.Uses[e].(*types.Var); ok {
			if init := m.values.only(v); init != nil {
				return m.isolated(init, hops-1)
			}
		}
	}
	if fn := m.funcNamed(e); fn != nil {
		return m.hasOp(fn, Isolate)
	}
	return m.isolatedType(m.info.TypeOf(e))
}

// funcNamed is the function or method that an expression names.
func (m *Model) funcNamed(e ast.Expr) *types.Func {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		fn, _ := m.info.Uses[e].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		fn, _ := m.info.Uses[e.Sel].(*types.Func)
		return fn
	}
	return nil
}

// isolatedType reports whether a concrete type has a handler's method, and all
// such methods recover.
func (m *Model) isolatedType(t types.Type) bool {
	named := namedOf(t)
	if t == nil || named == nil || types.IsInterface(named) {
		return false
	}
	n := 0
	for fn := range named.Methods() {
		if !isHandlerName(fn.Name()) {
			continue
		}
		if !m.hasOp(fn, Isolate) {
			return false
		}
		n++
	}
	return n > 0
}

// guardOps is the fact of a function that calls a parameter of its own where a
// recover is deferred before, or gives it to another such function; that starts
// a goroutine for it; that calls it again and again under the recover.
func (m *Model) guardOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	sig := fn.Signature()
	if !hasFuncParam(sig) {
		return nil
	}
	var ops []OpFact
	for i := range fixedParams(sig) {
		if _, ok := sig.Params().At(i).Type().Underlying().(*types.Signature); !ok {
			continue
		}
		c := m.paramCalls(decl, sig.Params().At(i))
		if c.spawned {
			ops = append(ops, OpFact{Role: Spawn, Func: i})
		}
		if c.all == 0 || c.guarded != c.all {
			continue
		}
		ops = append(ops, OpFact{Role: Guard, Func: i})
		if c.again {
			ops = append(ops, OpFact{Role: Repeat, Func: i})
		}
	}
	return ops
}

// paramCalls is what a function does with a parameter that is a function.
type paramCalls struct {
	all, guarded int  // calls, and those of them that are under a recover
	spawned      bool // one runs in a goroutine of its own
	again        bool // one is repeated by a loop
}

func (m *Model) paramCalls(decl inspector.Cursor, param *types.Var) paramCalls {
	var c paramCalls
	for cur := range decl.Preorder((*ast.Ident)(nil)) {
		if m.info.Uses[cur.Node().(*ast.Ident)] != param {
			continue
		}
		kind, index := cur.ParentEdge()
		switch kind {
		case edge.CallExpr_Fun:
			c.all++
			if m.underRecover(cur.Parent(), decl, &c) {
				c.guarded++
			}
		case edge.CallExpr_Args:
			for _, op := range m.ops(cur.Parent().Node()) {
				if op.Role == Guard && op.Func == index {
					c.all++
					c.guarded++
					_, loops := Loop(cur.Parent())
					c.again = c.again || loops
				}
				c.spawned = c.spawned || op.Role == Spawn && op.Func == index
				c.again = c.again || op.Role == Repeat && op.Func == index
			}
		}
	}
	return c
}

// underRecover reports whether a recover is deferred on every way to the call,
// in its function or in one of those around it up to decl. It notes a goroutine
// or a loop in between.
func (m *Model) underRecover(call, decl inspector.Cursor, c *paramCalls) bool {
	ok := false
	for at := call; ; {
		if at.ParentEdgeKind() == edge.GoStmt_Call {
			c.spawned = true
			return ok
		}
		fn := EnclosingFunc(at)
		ok = ok || m.coveredBy(fn, at.Node(), true)
		if _, loops := Loop(at); loops {
			c.again = true
		}
		switch {
		case fn == decl:
			return ok
		case fn.ParentEdgeKind() == edge.CallExpr_Fun:
		case fn.ParentEdgeKind() == edge.CallExpr_Args:
			for _, op := range m.ops(fn.Parent().Node()) {
				if op.Func == fn.ParentEdgeIndex() {
					ok = ok || op.Role == Guard
					c.spawned = c.spawned || op.Role == Spawn
					c.again = c.again || op.Role == Repeat
				}
			}
		default:
			return ok
		}
		at = fn.Parent()
	}
}

// coveredBy reports whether a deferred recover of fn is in force at n: on every
// way to it, or (not strict) on one, and then for whatever is known to look at
// the panic.
func (m *Model) coveredBy(fn inspector.Cursor, n ast.Node, strict bool) bool {
	return len(m.covering(fn, n, strict)) > 0
}

// covering lists the deferred functions of fn that look at a panic of n.
func (m *Model) covering(fn inspector.Cursor, n ast.Node, strict bool) []inspector.Cursor {
	var found []inspector.Cursor
	var graph *flow.Graph
	hit := func(at ast.Node) bool { return at.Pos() <= n.Pos() && n.End() <= at.End() }
	for _, d := range m.Defers(fn) {
		r := m.Recovery(d)
		if r == Passes || strict && r != Recovers || d.Node().Pos() <= n.Pos() && n.End() <= d.Node().End() {
			continue
		}
		if graph == nil {
			graph = flow.New(body(fn), m.NoReturn)
		}
		isDefer := func(at ast.Node) bool { return at == d.Node() }
		never := func(ast.Node) bool { return false }
		if start, ok := graph.After(d.Node()); ok && graph.Reaches(start, never, hit) &&
			(!strict || !graph.Reaches(graph.Entry(), isDefer, hit)) {
			found = append(found, d)
		}
	}
	return found
}

// Recoverers lists the functions of the package that only recover, and take
// nothing, in source order.
func (m *Model) Recoverers() []*types.Func {
	return m.declared(func(fn *types.Func, decl inspector.Cursor) bool {
		return fn.Signature().Params().Len() == 0 && m.isAboutRecover(decl) && m.bodyRecovery(decl) == Recovers
	})
}

// Guards lists the functions of the package that take a func() and nothing else,
// call it once, here and now, and recover what it panics with.
func (m *Model) Guards() []*types.Func {
	return m.declared(func(fn *types.Func, _ inspector.Cursor) bool {
		sig := fn.Signature()
		if sig.Params().Len() != 1 || sig.Results().Len() != 0 || types.TypeString(sig.Params().At(0).Type(), nil) != "func()" {
			return false
		}
		return m.hasOp(fn, Guard) && !m.hasOp(fn, Spawn) && !m.hasOp(fn, Repeat)
	})
}

// declared lists the functions of the package, outside of tests, that are of a
// kind.
func (m *Model) declared(kind func(*types.Func, inspector.Cursor) bool) []*types.Func {
	var list []*types.Func
	for cur := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if fn, ok := m.info.Defs[decl.Name].(*types.Func); ok && decl.Body != nil && !m.inTest(cur) && kind(fn, cur) {
			list = append(list, fn)
		}
	}
	return list
}
