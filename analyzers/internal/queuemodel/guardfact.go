package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

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
		ops = append(ops, OpFact{Role: Guard, Func: i, Some: c.told})
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
	told         bool // what recovers does more than to log
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
					c.told = c.told || op.Some
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
		for _, d := range m.covering(fn, at.Node(), true) {
			ok = true
			c.told = c.told || (&climb{m: m}).informs(fn, d)
		}
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
