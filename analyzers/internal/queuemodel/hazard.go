package queuemodel

import (
	"go/ast"
	"go/types"
	"maps"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A Hazard is a place in a function from where a panic leaves it: nothing
// recovers it on the way.
type Hazard struct {
	Cur     inspector.Cursor // the call or expression in the function that was asked for
	Source  inspector.Cursor // what panics: Cur itself, or a call in a function that it calls
	Foreign bool             // the code is chosen at run time
	Apart   bool             // it runs in a goroutine of its own
}

// How many calls deep hazards are looked for. Code that is chosen at run time
// and lies deeper belongs to another part of the program than the consumer.
const (
	maxHazards      = 3
	maxForeignCalls = 2
)

// A hazardWalk looks for hazards in one function and in what it calls.
type hazardWalk struct {
	m       *Model
	strict  bool                  // a recover counts only where it is in force on every way
	broad   bool                  // whatever is not known to be harmless counts
	foreign bool                  // only foreign code counts
	items   map[types.Object]bool // what holds the item; nil where everything counts
	takes   ast.Node              // the operation that takes the item, where it is an operand itself
	depth   int
	stack   []ast.Node
}

// frame lists the hazards of a region of fn, without those that fn itself
// recovers.
func (w *hazardWalk) frame(fn, region inspector.Cursor) []Hazard {
	var left []Hazard
	for _, h := range w.region(fn, region) {
		if h.Apart || !w.m.coveredBy(fn, h.Cur.Node(), w.strict) {
			left = append(left, h)
		}
	}
	return left
}

// region lists the hazards of a region of fn, whatever fn recovers.
func (w *hazardWalk) region(fn, region inspector.Cursor) []Hazard {
	var found []Hazard
	region.Inspect(nil, func(cur inspector.Cursor) bool {
		if cur == region && region == fn {
			return true
		}
		list, deeper := w.node(cur)
		found = append(found, list...)
		return deeper
	})
	return found
}

// node lists the hazards of one node, and says whether those of its children
// are still to be looked for.
func (w *hazardWalk) node(cur inspector.Cursor) (list []Hazard, deeper bool) {
	switch n := cur.Node().(type) {
	case *ast.FuncLit:
		return w.literal(cur), false
	case *ast.DeferStmt:
		return w.deferred(cur), false
	case *ast.CallExpr:
		return w.call(cur, n)
	case *ast.GoStmt:
		return w.spawned(cur.ChildAt(edge.GoStmt_Call, -1)), false
	}
	if !w.foreign && w.plain(cur) {
		return []Hazard{{Cur: cur, Source: cur}}, true
	}
	return nil, true
}

// deferred is for a deferred function: what it panics with counts only where
// everything does.
func (w *hazardWalk) deferred(cur inspector.Cursor) []Hazard {
	if !w.broad || w.m.Recovery(cur) != Passes {
		return nil
	}
	call := cur.ChildAt(edge.DeferStmt_Call, -1)
	if list, _ := w.call(call, call.Node().(*ast.CallExpr)); len(list) > 0 {
		return list
	}
	if lit := call.ChildAt(edge.CallExpr_Fun, -1); isLit(lit) {
		return w.literal(lit)
	}
	return nil
}

func isLit(cur inspector.Cursor) bool {
	_, ok := cur.Node().(*ast.FuncLit)
	return ok
}

// literal lists the hazards of a function literal that runs where it stands: it
// is called there, or an argument.
func (w *hazardWalk) literal(cur inspector.Cursor) []Hazard {
	kind, index := cur.ParentEdge()
	apart := false
	switch kind {
	case edge.CallExpr_Fun:
	case edge.CallExpr_Args:
		call := cur.Parent().Node().(*ast.CallExpr)
		for _, op := range w.m.ops(call) {
			if op.Func == index && op.Role != Spawn {
				return nil // guarded, or called by somebody who decides
			}
			apart = apart || op.Func == index
		}
		if fn := w.m.calleeFunc(call); !apart && (fn == nil || isInterfaceMethod(fn) || fn.Pkg() == w.m.pkg && !w.m.callsParam(fn, index)) {
			return nil
		}
	default:
		return nil
	}
	in := w
	if call, ok := cur.Parent().Node().(*ast.CallExpr); ok && kind == edge.CallExpr_Fun && w.items != nil && len(call.Args) > 0 {
		in = w.handIn(cur, call)
	}
	list := in.frame(cur, cur)
	if apart {
		for i := range list {
			list[i].Apart = true
		}
	}
	return list
}

// handIn is w for a literal that is called on the spot with the item: its
// parameters hold the item, too.
func (w *hazardWalk) handIn(lit inspector.Cursor, call *ast.CallExpr) *hazardWalk {
	in := *w
	in.items = maps.Clone(w.items)
	w.m.handParams(w.m.info.TypeOf(lit.Node().(*ast.FuncLit)), call, w, in.items)
	w.m.spread(lit, in.items, nil)
	return &in
}

// callsParam reports whether a function of the package calls its parameter
// itself.
func (m *Model) callsParam(fn *types.Func, index int) bool {
	decl, ok := m.decls[fn.Origin()]
	if !ok || index >= fixedParams(fn.Signature()) {
		return false
	}
	return m.paramCalls(decl, fn.Origin().Signature().Params().At(index)).all > 0
}

// spawned lists the hazards of what a go statement starts.
func (w *hazardWalk) spawned(call inspector.Cursor) []Hazard {
	var list []Hazard
	if fun := call.ChildAt(edge.CallExpr_Fun, -1); isLit(fun) {
		list = w.literal(fun)
	} else {
		list, _ = w.call(call, call.Node().(*ast.CallExpr))
	}
	for i := range list {
		list[i].Apart = true
	}
	return list
}
