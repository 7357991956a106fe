package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// A RootKind says how a goroutine comes to run a function.
type RootKind uint8

// The kinds of root.
const (
	Unused    RootKind = iota // nothing in sight calls it
	Main                      // main, init, a test
	Goroutine                 // a go statement, or a function that starts one
	API                       // an exported function or method: any goroutine of another package
	Callback                  // a function value given to code out of sight
)

// A Root is where a goroutine that reaches an operation starts.
type Root struct {
	Kind RootKind
	Many bool     // more than one goroutine for one and the same queue
	Loop bool     // for API: a loop of the exported function leads to the operation
	Node ast.Node // the go statement, declaration or literal

	subject types.Object // for Goroutine: what the queue is reached from
}

// Roots says which goroutines can reach the operation c, following the calls
// of this package upwards. A go statement in a loop counts as many unless the
// queue is made anew in each round.
func (m *Model) Roots(c Call) []Root {
	w := &rootWalk{m: m, seen: make(map[ast.Node]bool), tests: m.inTest(c.Cur)}
	w.function(EnclosingFunc(c.Cur), c.Queue.Root)
	return w.roots
}

// maxRoots bounds the walk: a function with more callers is reached by all.
const maxRoots = 64

type rootWalk struct {
	m     *Model
	seen  map[ast.Node]bool
	tests bool // what tests do counts
	loop  bool // a loop stands on the way
	roots []Root
}

func (w *rootWalk) add(r Root) {
	for i, old := range w.roots {
		if old.Node == r.Node {
			w.roots[i].Many = old.Many || r.Many
			return
		}
	}
	w.roots = append(w.roots, r)
}

// function adds the roots of fn, a declaration or a literal; subject is the
// variable that the queue is reached from, nil when each run has its own.
func (w *rootWalk) function(fn inspector.Cursor, subject types.Object) {
	if w.seen[fn.Node()] || len(w.roots) > maxRoots {
		return
	}
	w.seen[fn.Node()] = true
	if ownedBy(fn, subject) && !w.m.borrowed(fn, subject) {
		w.add(Root{Kind: Main, Node: fn.Node()})
		return
	}
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		w.reference(fn, fn, subject)
	case *ast.FuncDecl:
		w.declaration(fn, n, subject)
	}
}

// borrowed reports whether a local variable names a thing that was there before:
// an element, a range variable, what a type assertion or a lookup gave. What
// comes out of a list that fn made itself is fn's own.
func (m *Model) borrowed(fn inspector.Cursor, v types.Object) bool {
	local, ok := v.(*types.Var)
	if !ok || len(m.values.assigned[local]) == 0 {
		return false
	}
	if list, ok := m.values.ranged[local]; ok {
		if q, ok := m.path(list, maxHops); ok && ownedBy(fn, q.Root) {
			return false
		}
	}
	for _, value := range m.values.assigned[local] {
		switch ast.Unparen(value).(type) {
		case nil:
			if m.values.fromCall[local] {
				return false
			}
		case *ast.IndexExpr, *ast.TypeAssertExpr:
		default:
			return false
		}
	}
	return true
}

// ownedBy reports whether the body of fn declares the variable, so that each
// run has its own.
func ownedBy(fn inspector.Cursor, v types.Object) bool {
	var body *ast.BlockStmt
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		body = n.Body
	case *ast.FuncDecl:
		body = n.Body
	}
	return v != nil && body != nil && body.Pos() <= v.Pos() && v.Pos() < body.End()
}

func (w *rootWalk) declaration(fn inspector.Cursor, decl *ast.FuncDecl, subject types.Object) {
	obj, ok := w.m.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	refs := w.m.refs()[obj]
	switch {
	case isEntry(obj):
		w.add(Root{Kind: Main, Node: decl})
		return
	case isRequestHandler(obj.Signature()):
		w.add(Root{Kind: Callback, Many: true, Node: decl})
	case w.m.exported(obj):
		w.add(Root{Kind: API, Loop: w.loop, Node: decl})
	case len(refs) == 0:
		w.add(Root{Kind: Unused, Node: decl})
	}
	for _, ref := range refs {
		if w.tests || !w.m.inTest(ref) {
			w.reference(ref, fn, subject)
		}
	}
}

// reference adds the roots by way of one use of the function fn at cur: a
// call, a go statement, an argument, a variable.
func (w *rootWalk) reference(cur, fn inspector.Cursor, subject types.Object) {
	for {
		kind, index := cur.ParentEdge()
		switch kind {
		case edge.ParenExpr_X, edge.SelectorExpr_Sel, edge.IndexExpr_X, edge.IndexListExpr_X:
			cur = cur.Parent()
			continue
		case edge.CallExpr_Fun:
			w.called(cur.Parent(), fn, subject)
		case edge.CallExpr_Args:
			w.passed(cur.Parent(), index, fn, subject)
		case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
			w.assigned(cur, fn, subject)
		default:
			w.add(Root{Kind: Callback, Node: fn.Node()})
		}
		return
	}
}

// called follows a call of fn to the function that holds it, or ends at its
// go statement.
func (w *rootWalk) called(call, fn inspector.Cursor, subject types.Object) {
	subject = w.argument(call.Node().(*ast.CallExpr), fn, subject)
	if call.ParentEdgeKind() == edge.GoStmt_Call {
		w.started(call.Parent(), subject)
		return
	}
	if _, loops := Loop(call); loops && !w.loop {
		w.loop = true
		defer func() { w.loop = false }()
	}
	w.function(EnclosingFunc(call), subject)
}

// passed follows fn as the index-th argument of a call.
func (w *rootWalk) passed(call inspector.Cursor, index int, fn inspector.Cursor, subject types.Object) {
	if lit, ok := fn.Node().(*ast.FuncLit); ok {
		if sig, ok := w.m.info.TypeOf(lit).(*types.Signature); ok && isRequestHandler(sig) {
			w.add(Root{Kind: Callback, Many: true, Node: lit})
			return
		}
	} else {
		subject = w.receiver(call.Node().(*ast.CallExpr).Args[index], subject)
	}
	for _, op := range w.m.At(call.Node()) {
		switch {
		case op.Role == Spawn && op.Func == index:
			w.started(call, subject)
			return
		case op.Role == Repeat && op.Func == index:
			w.called(call, call, subject)
			return
		}
	}
	w.add(Root{Kind: Callback, Node: fn.Node()})
}

// assigned follows fn through the variable that holds it.
func (w *rootWalk) assigned(cur, fn inspector.Cursor, subject types.Object) {
	v := w.m.heldBy(cur)
	if v == nil || w.m.values.only(v) == nil {
		w.add(Root{Kind: Callback, Node: fn.Node()})
		return
	}
	for _, ref := range w.m.refs()[v] {
		w.reference(ref, fn, subject)
	}
}

// heldBy is the variable that the value at cur is assigned to.
func (m *Model) heldBy(cur inspector.Cursor) *types.Var {
	index := cur.ParentEdgeIndex()
	var lhs ast.Expr
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if index < len(n.Lhs) {
			lhs = n.Lhs[index]
		}
	case *ast.ValueSpec:
		if index < len(n.Names) {
			lhs = n.Names[index]
		}
	}
	id, ok := lhs.(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := m.info.ObjectOf(id).(*types.Var)
	return v
}

// started adds the goroutine that begins at cur. It is many when a loop
// repeats it for one subject, in this function or in one that calls it.
func (w *rootWalk) started(cur inspector.Cursor, subject types.Object) {
	many := subject != nil && (InLoop(cur, subject) || !w.m.onceGuarded(cur) && w.m.repeated(EnclosingFunc(cur), subject))
	w.add(Root{Kind: Goroutine, Many: many, Node: cur.Node(), subject: subject})
}

// A runOf is a function and what it is called for.
type runOf struct {
	fn      ast.Node
	subject types.Object
}

// repeated reports whether fn is called again and again for one subject: from
// a loop, or by a server for each request.
func (m *Model) repeated(fn inspector.Cursor, subject types.Object) bool {
	seen := make(map[runOf]bool)
	if m.repeats(fn, subject, seen) {
		return true
	}
	for r := range seen { // no way up from any of them leads to a loop
		m.single.Store(r, true)
	}
	return false
}

// repeats is repeated, but for what was seen.
func (m *Model) repeats(fn inspector.Cursor, subject types.Object, seen map[runOf]bool) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok || seen[runOf{decl, subject}] {
		return false
	}
	if _, once := m.single.Load(runOf{decl, subject}); once {
		return false
	}
	seen[runOf{decl, subject}] = true
	obj, ok := m.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return false
	}
	if isRequestHandler(obj.Signature()) && subject.Pos() < decl.Body.Pos() {
		return true
	}
	w := &rootWalk{m: m}
	for _, ref := range m.refs()[obj] {
		call, ok := callOf(ref)
		if !ok {
			continue
		}
		outer := w.argument(call.Node().(*ast.CallExpr), fn, subject)
		if outer != nil && (InLoop(call, outer) || m.repeats(EnclosingFunc(call), outer, seen)) {
			return true
		}
	}
	return false
}

// callOf is the call whose function is named at ref.
func callOf(ref inspector.Cursor) (inspector.Cursor, bool) {
	for {
		switch ref.ParentEdgeKind() {
		case edge.SelectorExpr_Sel, edge.ParenExpr_X, edge.IndexExpr_X, edge.IndexListExpr_X:
			ref = ref.Parent()
		case edge.CallExpr_Fun:
			return ref.Parent(), true
		default:
			return ref, false
		}
	}
}

// InLoop reports whether cur stands in a loop of its function that does not
// declare the variable.
func InLoop(cur inspector.Cursor, declared types.Object) bool {
	for n := range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if p := declared.Pos(); p < n.Node().Pos() || p >= n.Node().End() {
				return true
			}
		default:
			return false
		}
	}
	return false
}

// argument says which variable of the caller the subject of fn is: the root of
// an argument or of the receiver, the same one for a captured or a package
// variable, nil for a variable of fn's own.
func (w *rootWalk) argument(call *ast.CallExpr, fn inspector.Cursor, subject types.Object) types.Object {
	if subject == nil || isPackageLevel(subject) {
		return subject
	}
	var sig *types.Signature
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		sig, _ = w.m.info.TypeOf(n).(*types.Signature)
		if p := subject.Pos(); p < n.Pos() || p >= n.End() {
			return subject
		}
	case *ast.FuncDecl:
		if obj, ok := w.m.info.Defs[n.Name].(*types.Func); ok {
			sig = obj.Signature()
		}
	default:
		return subject
	}
	if sig == nil {
		return nil
	}
	if subject == sig.Recv() {
		return w.receiver(call.Fun, subject)
	}
	for i := range sig.Params().Len() {
		if subject == sig.Params().At(i) && i < len(call.Args) {
			return w.rootOf(call.Args[i])
		}
	}
	return nil
}

// receiver is the root of x in the method value x.f, when subject is f's
// receiver.
func (w *rootWalk) receiver(fun ast.Expr, subject types.Object) types.Object {
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok || subject == nil || isPackageLevel(subject) {
		return subject
	}
	return w.rootOf(sel.X)
}

// rootOf is the variable that tells one subject from another: the index, for an
// element of a list, else the root.
func (w *rootWalk) rootOf(e ast.Expr) types.Object {
	q, ok := w.m.path(e, maxHops)
	if !ok {
		return nil
	}
	if q.index != nil {
		return q.index
	}
	return q.Root
}

// references indexes the uses of the package's functions, and of the local
// variables that hold a function.
func (m *Model) references() map[types.Object][]inspector.Cursor {
	refs := make(map[types.Object][]inspector.Cursor)
	for cur := range m.in.Root().Preorder((*ast.Ident)(nil)) {
		switch obj := m.info.Uses[cur.Node().(*ast.Ident)].(type) {
		case *types.Func:
			if obj.Pkg() == m.pkg {
				refs[obj.Origin()] = append(refs[obj.Origin()], cur)
			}
		case *types.Var:
			if _, ok := obj.Type().Underlying().(*types.Signature); ok && !obj.IsField() {
				refs[obj] = append(refs[obj], cur)
			}
		}
	}
	return refs
}

// isEntry reports whether the runtime or the test driver calls fn, once.
func isEntry(fn *types.Func) bool {
	if fn.Signature().Recv() != nil {
		return false
	}
	if fn.Name() == "main" && fn.Pkg().Name() == "main" || fn.Name() == "init" {
		return true
	}
	params := fn.Signature().Params()
	if params.Len() != 1 {
		return false
	}
	named := namedOf(params.At(0).Type())
	return named != nil && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "testing"
}

// isRequestHandler reports whether a server calls functions of this signature
// from a goroutine per request.
func isRequestHandler(sig *types.Signature) bool {
	if sig.Params().Len() != 2 {
		return false
	}
	named := namedOf(sig.Params().At(1).Type())
	return named != nil && named.Obj().Name() == "Request" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "net/http"
}

// servesStream reports whether a function works on the stream of one call to a
// server: what it runs belongs to that call, and the server's interceptors are around
// it. A stream is known by the methods that every one has (grpc.ServerStream).
func servesStream(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		methods := types.NewMethodSet(v.Type())
		if methods.Lookup(nil, "SendMsg") != nil && methods.Lookup(nil, "RecvMsg") != nil && methods.Lookup(nil, "Context") != nil {
			return true
		}
	}
	return false
}

// exported reports whether code of another package can call fn.
func (m *Model) exported(fn *types.Func) bool {
	if !token.IsExported(fn.Name()) || m.pkg.Name() == "main" {
		return false
	}
	if fn.Signature().Recv() == nil || receiverNamed(fn) == nil || token.IsExported(receiverName(fn)) {
		return true
	}
	return len(m.refs()[fn]) == 0 // of an unexported type, by an interface
}

// onceGuarded reports whether a guard in front of the go statement at cur lets
// it through once: if s.started { return }, if l.q == nil { … }. A comparison of
// numbers lets several through.
func (m *Model) onceGuarded(cur inspector.Cursor) bool {
	fn := EnclosingFunc(cur)
	for branch := range fn.Preorder((*ast.IfStmt)(nil)) {
		stmt := branch.Node().(*ast.IfStmt)
		if stmt.Pos() > cur.Node().Pos() || !isFlag(m.info, stmt.Cond) {
			continue
		}
		if branch.Contains(cur) || len(stmt.Body.List) > 0 && isReturn(stmt.Body.List[len(stmt.Body.List)-1]) {
			return true
		}
	}
	return false
}

func isReturn(s ast.Stmt) bool {
	_, ok := s.(*ast.ReturnStmt)
	return ok
}

// isFlag reports whether cond is a bool field or variable, or a comparison with
// nil of one.
func isFlag(info *types.Info, cond ast.Expr) bool {
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		return e.Op == token.NOT && isFlag(info, e.X)
	case *ast.SelectorExpr, *ast.Ident:
		return true
	case *ast.BinaryExpr:
		sel, ok := ast.Unparen(e.X).(*ast.SelectorExpr)
		return ok && info.Types[e.Y].IsNil() && !isError(info.TypeOf(sel))
	}
	return false
}
