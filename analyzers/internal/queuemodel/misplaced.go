package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

// NeverDeferred reports whether no defer statement can run fn: all its uses are
// in sight, and they call it, or start a goroutine.
func (m *Model) NeverDeferred(fn inspector.Cursor) bool {
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		return m.neverDeferredLit(fn)
	case *ast.FuncDecl:
		obj, ok := m.info.Defs[n.Name].(*types.Func)
		return ok && !isEntry(obj) && !m.exported(obj) && m.onlyCalled(m.refs()[obj.Origin()])
	}
	return false
}

// NoDeferInSight reports whether no defer statement of this package runs fn.
func (m *Model) NoDeferInSight(fn inspector.Cursor) bool {
	if _, lit := fn.Node().(*ast.FuncLit); lit {
		return m.NeverDeferred(fn)
	}
	for _, use := range m.uses(fn) {
		if call, ok := callOf(use); !ok || call.ParentEdgeKind() == edge.DeferStmt_Call {
			return false
		}
	}
	return true
}

// IsAboutRecover reports whether a declared function does nothing but recover,
// so that its callers are at fault when it is not deferred.
func (m *Model) IsAboutRecover(fn inspector.Cursor) bool {
	_, decl := fn.Node().(*ast.FuncDecl)
	return decl && m.isAboutRecover(fn)
}

// onlyCalled reports whether each of some uses of a function, at least one, is a
// call that is not deferred.
func (m *Model) onlyCalled(uses []inspector.Cursor) bool {
	for _, use := range uses {
		if call, ok := callOf(use); !ok || call.ParentEdgeKind() == edge.DeferStmt_Call {
			return false
		}
	}
	return len(uses) > 0
}

func (m *Model) neverDeferredLit(lit inspector.Cursor) bool {
	kind, index := lit.ParentEdge()
	switch kind {
	case edge.CallExpr_Fun:
		return lit.Parent().ParentEdgeKind() != edge.DeferStmt_Call
	case edge.CallExpr_Args:
		call := lit.Parent().Node().(*ast.CallExpr)
		for _, op := range m.At(call) {
			if op.Func == index && op.Role == Spawn {
				return true
			}
		}
		fn := m.calleeFunc(call)
		return fn != nil && fn.Pkg() != nil && isStd(fn.Pkg()) && fn.Pkg().Path() != "testing"
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		v := m.heldBy(lit)
		return v != nil && m.values.only(v) != nil && m.onlyCalled(m.refs()[v])
	}
	return false
}

// WorksFirst reports whether a declared function does something that can panic
// before it calls recover at cur, and no defer statement in sight runs it: it is
// no function to defer.
func (m *Model) WorksFirst(fn, cur inspector.Cursor) bool {
	if _, decl := fn.Node().(*ast.FuncDecl); !decl || !m.NoDeferInSight(fn) {
		return false
	}
	w := &hazardWalk{m: m}
	for _, h := range w.region(fn, fn) {
		if h.Cur.Node().End() <= cur.Node().Pos() {
			return true
		}
	}
	return false
}

// LostRecovers lists the calls, as statements, of functions that only recover,
// in functions that cannot pass a panic on to them: in a deferred function, in
// one that is never deferred, or in one that does nothing else.
func (m *Model) LostRecovers() []inspector.Cursor {
	var lost []inspector.Cursor
	for cur := range m.in.Root().Preorder((*ast.CallExpr)(nil)) {
		fn := EnclosingFunc(cur)
		kind := cur.ParentEdgeKind()
		used := kind != edge.ExprStmt_X && kind != edge.GoStmt_Call
		if kind == edge.DeferStmt_Call || !m.OnlyRecovers(cur.Node().(*ast.CallExpr)) || used && !m.IsDeferred(fn) && !isAlone(fn, cur) {
			continue
		}
		if len(m.frames().recovers[fn.Node()]) > 0 {
			continue // it recovers by itself first
		}
		if m.IsDeferred(fn) || m.NeverDeferred(fn) || m.startsWork(fn, cur) || isAlone(fn, cur) {
			lost = append(lost, cur)
		}
	}
	return lost
}

// isAlone reports whether a declared function does nothing but make the call at cur,
// and return what that returns.
func isAlone(fn, cur inspector.Cursor) bool {
	b := body(fn)
	if _, decl := fn.Node().(*ast.FuncDecl); !decl || len(b.List) != 1 || b.List[0] != cur.Parent().Node() {
		return false
	}
	kind := cur.ParentEdgeKind()
	return kind == edge.ExprStmt_X || kind == edge.ReturnStmt_Results
}

// IsDeferred reports whether fn is deferred where it stands, or by name and in no
// other way.
func (m *Model) IsDeferred(fn inspector.Cursor) bool {
	if fn.ParentEdgeKind() == edge.CallExpr_Fun {
		return fn.Parent().ParentEdgeKind() == edge.DeferStmt_Call
	}
	uses := m.uses(fn)
	for _, use := range uses {
		if use == fn {
			continue
		}
		if call, ok := callOf(use); !ok || call.ParentEdgeKind() != edge.DeferStmt_Call {
			return false
		}
	}
	return len(uses) > 0
}

// startsWork reports whether a declared function goes on to work behind the call
// at cur, which is its first statement: the word defer was forgotten.
func (m *Model) startsWork(fn, cur inspector.Cursor) bool {
	b := body(fn)
	if _, decl := fn.Node().(*ast.FuncDecl); !decl || b == nil || len(b.List) < 2 || b.List[0] != cur.Parent().Node() {
		return false
	}
	w := &hazardWalk{m: m}
	return len(w.region(fn, fn)) > 0
}

// RecoveringDefers lists the defer statements that recover.
func (m *Model) RecoveringDefers() []inspector.Cursor {
	var list []inspector.Cursor
	for cur := range m.in.Root().Preorder((*ast.DeferStmt)(nil)) {
		if m.Recovery(cur) == Recovers {
			list = append(list, cur)
		}
	}
	return list
}

// graphOf is the control flow of a function. It is made once.
func (m *Model) graphOf(fn inspector.Cursor) *flow.Graph {
	if graph, ok := m.graphs.Load(fn.Node()); ok {
		return graph.(*flow.Graph)
	}
	graph, _ := m.graphs.LoadOrStore(fn.Node(), flow.New(body(fn), m.NoReturn))
	return graph.(*flow.Graph)
}

// DeferredAgain finds the loop of its function that runs the defer statement d
// more than once.
func (m *Model) DeferredAgain(d inspector.Cursor) (inspector.Cursor, bool) {
	loop, ok := Loop(d)
	if !ok {
		return d, false
	}
	graph := m.graphOf(EnclosingFunc(d))
	start, ok := graph.After(d.Node())
	again := func(n ast.Node) bool { return n == d.Node() }
	return loop, ok && graph.Reaches(start, func(ast.Node) bool { return false }, again)
}

// RiskBehind reports whether something that d recovers can panic behind it: each
// call of a function of the package counts, without a look inside.
func (m *Model) RiskBehind(d inspector.Cursor) bool {
	fn := EnclosingFunc(d)
	w := &hazardWalk{m: m, broad: true, depth: maxHazards}
	graph := m.graphOf(fn)
	start, ok := graph.After(d.Node())
	if !ok {
		return true
	}
	for _, h := range w.region(fn, fn) {
		if !h.Apart && graph.Reaches(start, func(ast.Node) bool { return false }, covers(h.Cur.Node())) && !d.Contains(h.Cur) {
			return true
		}
	}
	return false
}

// covers makes the question whether a node of a graph holds n.
func covers(n ast.Node) func(ast.Node) bool {
	return func(at ast.Node) bool { return at.Pos() <= n.Pos() && n.End() <= at.End() }
}

// RiskElsewhere finds what can panic and is not recovered by d: a go statement
// behind it, or a place in front of it. Either can be the zero Cursor.
func (m *Model) RiskElsewhere(d inspector.Cursor) (start, before inspector.Cursor) {
	fn := EnclosingFunc(d)
	w := &hazardWalk{m: m}
	for _, h := range w.region(fn, fn) {
		late := h.Cur.Node().Pos() > d.Node().End()
		switch {
		case h.Apart && late && !start.Valid():
			start = m.starter(h.Cur)
		case !h.Apart && h.Cur.Node().End() <= d.Node().Pos() && !before.Valid():
			before = h.Cur
		}
	}
	return start, before
}

// starter is the go statement or the call around cur that starts a goroutine.
func (m *Model) starter(cur inspector.Cursor) inspector.Cursor {
	for n := range cur.Enclosing((*ast.GoStmt)(nil), (*ast.CallExpr)(nil)) {
		if _, ok := n.Node().(*ast.GoStmt); ok {
			return n
		}
		for _, op := range m.At(n.Node()) {
			if op.Role == Spawn {
				return n
			}
		}
	}
	return cur
}

// AloneInGoroutine reports whether d is all that a goroutine does.
func (m *Model) AloneInGoroutine(d inspector.Cursor) bool {
	fn := EnclosingFunc(d)
	return fn.ParentEdgeKind() == edge.CallExpr_Fun && fn.Parent().ParentEdgeKind() == edge.GoStmt_Call && len(body(fn).List) == 1
}

// A VainGuard is a function that is given to one that recovers, and only starts
// a goroutine.
type VainGuard struct {
	Guard inspector.Cursor // the call
	Go    inspector.Cursor // the go statement
}

// VainGuards lists them.
func (m *Model) VainGuards() []VainGuard {
	var list []VainGuard
	for _, c := range m.calls[Guard] {
		call := c.Cur.Node().(*ast.CallExpr)
		if c.Func < 0 || c.Func >= len(call.Args) || m.inTest(c.Cur) {
			continue
		}
		lit, ok := ast.Unparen(call.Args[c.Func]).(*ast.FuncLit)
		if !ok || len(lit.Body.List) != 1 {
			continue
		}
		start, ok := lit.Body.List[0].(*ast.GoStmt)
		cur, found := c.Cur.FindNode(start)
		if !ok || !found {
			continue
		}
		if w := (&hazardWalk{m: m}); len(w.spawned(cur.ChildAt(edge.GoStmt_Call, -1))) > 0 {
			list = append(list, VainGuard{c.Cur, cur})
		}
	}
	return list
}
