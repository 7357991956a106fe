package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// An Escape says what becomes of a panic that leaves a function.
type Escape struct {
	Dies    bool             // on some way up nothing recovers it: the process ends
	Ends    bool             // on all ways something recovers it, and then nothing runs the function again
	Recover inspector.Cursor // with Ends: the defer statement or call that recovers
	Caller  bool             // with Dies: only callers in other packages are there to see it
}

// Escape follows a panic at the node out of fn: through its deferred functions
// and its callers to the start of the goroutine. Neither Dies nor Ends is set
// where that cannot be seen, or where somebody has taken care: a restart, a
// decision to crash, a word to somebody else. The loop is the one whose round
// panics.
func (m *Model) Escape(fn inspector.Cursor, at ast.Node, loop inspector.Cursor) Escape {
	w := &climb{m: m, seen: make(map[ast.Node]bool), loop: loop}
	w.frame(fn, at, inspector.Cursor{}, false)
	if w.cared || !w.dies && !w.ends {
		return Escape{}
	}
	return Escape{Dies: w.dies, Ends: !w.dies, Recover: w.by, Caller: w.dies && !w.started}
}

type climb struct {
	m    *Model
	seen map[ast.Node]bool
	loop inspector.Cursor

	cared   bool // somebody has taken care, or it cannot be seen
	dies    bool
	ends    bool
	started bool // a goroutine of this package
	by      inspector.Cursor
}

// frame follows a panic at n out of fn; by is what has recovered it on the way,
// the zero Cursor when nothing has.
func (w *climb) frame(fn inspector.Cursor, n ast.Node, by inspector.Cursor, recovered bool) {
	if w.cared || w.seen[fn.Node()] {
		return
	}
	w.seen[fn.Node()] = true
	for _, d := range w.m.covering(fn, n, false) {
		if w.m.Recovery(d) != Recovers || w.loop == fn || w.loop.Contains(d) || w.informs(fn, d) {
			w.cared = true
			return
		}
		by, recovered = d, true
	}
	if recovered && w.tellsByOthers(fn) {
		w.cared = true
		return
	}
	switch node := fn.Node().(type) {
	case *ast.FuncLit:
		w.use(fn, by, recovered)
	case *ast.FuncDecl:
		w.declaration(node, by, recovered)
	}
}

func (w *climb) declaration(decl *ast.FuncDecl, by inspector.Cursor, recovered bool) {
	obj, ok := w.m.info.Defs[decl.Name].(*types.Func)
	if !ok || isRequestHandler(obj.Signature()) || servesStream(obj.Signature()) {
		w.cared = true
		return
	}
	if isEntry(obj) {
		return
	}
	if w.m.exported(obj) {
		w.root(by, recovered)
	}
	for _, ref := range w.m.namedBy(obj.Origin()) {
		if !w.m.inTest(ref) {
			w.use(ref, by, recovered)
		}
	}
}

// namedBy lists the uses of a function; of a method that is never called by name,
// those of the package's interface methods that it can be.
func (m *Model) namedBy(fn *types.Func) []inspector.Cursor {
	if fn.Signature().Recv() == nil || m.calledByName(fn) {
		return m.refs()[fn]
	}
	var refs []inspector.Cursor
	for obj, uses := range m.refs() {
		method, ok := obj.(*types.Func)
		if !ok || method.Name() != fn.Name() || !isInterfaceMethod(method) {
			continue
		}
		if iface, ok := method.Signature().Recv().Type().Underlying().(*types.Interface); ok && types.Implements(fn.Signature().Recv().Type(), iface) {
			refs = append(refs, uses...)
		}
	}
	return refs
}

// calledByName reports whether the package names a function, other than in tests and
// in itself.
func (m *Model) calledByName(fn *types.Func) bool {
	return slices.ContainsFunc(m.refs()[fn], func(ref inspector.Cursor) bool { return !m.inTest(ref) && m.declOf(ref) != m.decls[fn] })
}

// root notes the start of a goroutine.
func (w *climb) root(by inspector.Cursor, recovered bool) {
	if recovered {
		w.ends = true
		w.by = by
		return
	}
	w.dies = true
}

// use follows a function through one use of it.
func (w *climb) use(cur, by inspector.Cursor, recovered bool) {
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.SelectorExpr_Sel ||
		cur.ParentEdgeKind() == edge.IndexExpr_X || cur.ParentEdgeKind() == edge.IndexListExpr_X {
		cur = cur.Parent()
	}
	kind, index := cur.ParentEdge()
	switch kind {
	case edge.CallExpr_Fun:
		w.called(cur.Parent(), by, recovered)
	case edge.CallExpr_Args:
		w.passed(cur.Parent(), index, by, recovered)
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		v := w.m.heldBy(cur)
		if v == nil || w.m.values.only(v) == nil {
			w.cared = true
			return
		}
		for _, ref := range w.m.refs()[v] {
			w.use(ref, by, recovered)
		}
	default:
		w.cared = true
	}
}

func (w *climb) called(call, by inspector.Cursor, recovered bool) {
	switch call.ParentEdgeKind() {
	case edge.GoStmt_Call:
		w.started = true
		w.root(by, recovered)
		return
	case edge.DeferStmt_Call:
		w.cared = true
		return
	}
	if _, loops := Loop(call); loops && recovered {
		w.cared = true
		return
	}
	w.frame(EnclosingFunc(call), call.Node(), by, recovered)
}

// passed follows fn as the index-th argument of a call.
func (w *climb) passed(call inspector.Cursor, index int, by inspector.Cursor, recovered bool) {
	var guard, spawn bool
	for _, op := range w.m.At(call.Node()) {
		if op.Func != index {
			continue
		}
		guard = guard || op.Role == Guard
		spawn = spawn || op.Role == Spawn
		w.cared = w.cared || op.Role == Repeat || op.Role == Guard && op.Some
	}
	if guard && !recovered {
		by, recovered = call, true
	}
	switch {
	case w.cared:
	case spawn:
		w.started = true
		w.root(by, recovered)
	case guard:
		w.called(call, by, recovered)
	default:
		w.param(call, index, by, recovered)
	}
}

// param follows fn through the parameter of a function of the package that it is
// given to.
func (w *climb) param(call inspector.Cursor, index int, by inspector.Cursor, recovered bool) {
	callee := w.m.calleeFunc(call.Node().(*ast.CallExpr))
	_, ok := w.m.decls[originOf(callee)]
	if !ok || index >= fixedParams(callee.Origin().Signature()) {
		w.cared = true
		return
	}
	p := callee.Origin().Signature().Params().At(index)
	w.cared = w.cared || len(w.m.refs()[p]) == 0
	for _, ref := range w.m.refs()[p] {
		w.use(ref, by, recovered)
	}
}
