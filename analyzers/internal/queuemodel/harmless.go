package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// handlerNames are how the methods and functions begin that are given an item
// to do something with.
var handlerNames = []string{"handle", "process", "execute", "exec", "run", "do", "on", "consume", "dispatch", "invoke", "perform", "reconcile", "serve", "work", "call"}

// isHandlerName reports whether a name is one of these words, or begins with it.
func isHandlerName(name string) bool {
	lower := strings.ToLower(name)
	for _, word := range handlerNames {
		if rest, ok := strings.CutPrefix(lower, word); ok && (rest == "" || startsWord(name[len(word):])) {
			return !strings.HasSuffix(lower, "error") && !strings.Contains(lower, "done")
		}
	}
	return false
}

func startsWord(s string) bool { return s[0] >= 'A' && s[0] <= 'Z' || s[0] == '_' }

// quietNames are function values that end, tell, choose or count something
// instead of handling an item.
var quietNames = []string{"cancel", "done", "stop", "close", "release", "unlock", "ack", "nack", "log", "logger", "print", "debug", "trace", "info", "warn", "err", "now", "since",
	"key", "hash", "less", "cmp", "compare", "match", "filter", "format", "finish", "complete", "reply", "respond", "result", "free", "wait", "sleep", "yield", "record", "observe", "inc", "count", "metric", "unsubscribe"}

func isQuietName(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(quietNames, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(name[len(word):]) || rest == "f" || rest == "func" || rest == "fn")
	})
}

// taskNames are the fields of an item that hold what is to be done.
var taskNames = []string{"fn", "f", "fun", "func", "function", "task", "job", "action", "op", "operation", "thunk", "handler", "cmd", "closure"}

// isHandlerValue reports whether the call of a function value gives an item to
// somebody: it has no result, or an error, or the name of a handler. What an
// item brings along to be told of its end is none.
func (m *Model) isHandlerValue(call *ast.CallExpr, w *hazardWalk) bool {
	sig, ok := m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return false
	}
	name := nameOf(call.Fun)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && w.items != nil && w.mentions(sel.X) {
		return isHandlerName(name) && !strings.HasPrefix(strings.ToLower(name), "on") || slices.Contains(taskNames, strings.ToLower(name))
	}
	if isQuietName(name) && !w.isItem(call.Fun) {
		return false
	}
	res := sig.Results()
	return res.Len() == 0 || isError(res.At(res.Len()-1).Type()) || isHandlerName(name) || slices.Contains(taskNames, strings.ToLower(name))
}

// isItem reports whether e is the item itself.
func (w *hazardWalk) isItem(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && w.items[w.m.info.Uses[id]]
}

// nameOf is the last name of a function expression; "" for one without.
func nameOf(fun ast.Expr) string {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	case *ast.IndexExpr:
		return nameOf(fun.X)
	}
	return ""
}

// lookedUp reports whether a handler was found by the item: registry[job.Kind],
// registry.Get(job.Kind).
func (m *Model) lookedUp(recv ast.Expr, w *hazardWalk) bool {
	e := ast.Unparen(recv)
	if id, ok := e.(*ast.Ident); ok {
		v, ok := m.info.Uses[id].(*types.Var)
		if !ok || w.items == nil {
			return false
		}
		if init := m.values.only(v); init != nil {
			e = ast.Unparen(init)
		} else {
			return false
		}
	}
	index, ok := e.(*ast.IndexExpr)
	return ok && w.items != nil && w.mentions(index.Index)
}

// harmlessFunc reports whether every function that a value can be is known and
// cannot panic.
func (m *Model) harmlessFunc(fun ast.Expr) bool {
	all, ok := m.only(fun)
	return ok && !slices.ContainsFunc(all, func(e ast.Expr) bool { return !m.isolated(e, maxHops) && !m.quiet(e) })
}

// quiet reports whether a function of the package has no hazard.
func (m *Model) quiet(e ast.Expr) bool {
	target, ok := m.target(e)
	if !ok {
		return false
	}
	_, hazard := (&hazardWalk{m: m, broad: true}).inside(target, nil)
	return !hazard
}

// harmlessHandler reports whether every handler that a value can be recovers by
// itself, or has a method of this package that cannot panic.
func (m *Model) harmlessHandler(recv ast.Expr, name string) bool {
	all, ok := m.only(recv)
	return ok && !slices.ContainsFunc(all, func(e ast.Expr) bool { return !m.isolated(e, maxHops) && !m.quietMethod(e, name) })
}

func (m *Model) quietMethod(e ast.Expr, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(m.info.TypeOf(e), true, m.pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok || isInterfaceMethod(fn) {
		return false
	}
	if m.hasOp(fn, Isolate) {
		return true
	}
	decl, ok := m.decls[fn.Origin()]
	if !ok {
		return false
	}
	_, hazard := (&hazardWalk{m: m, broad: true}).inside(decl, nil)
	return !hazard
}

// handed lists what holds the item in a function that a call gives it to: its
// parameters, or what it captures; with what is made of that.
func (m *Model) handed(fn inspector.Cursor, call *ast.CallExpr, w *hazardWalk) map[types.Object]bool {
	items := make(map[types.Object]bool)
	if lit, ok := fn.Node().(*ast.FuncLit); ok {
		for id := range fn.Preorder((*ast.Ident)(nil)) {
			if obj := m.info.Uses[id.Node().(*ast.Ident)]; w.items[obj] {
				items[obj] = true
			}
		}
		m.handParams(m.info.TypeOf(lit), call, w, items)
	} else if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		m.handParams(m.info.Defs[decl.Name].Type(), call, w, items)
	}
	if len(items) > 0 {
		m.spread(fn, items, nil)
	}
	return items
}

func (m *Model) handParams(t types.Type, call *ast.CallExpr, w *hazardWalk, items map[types.Object]bool) {
	sig, ok := t.(*types.Signature)
	if !ok || call == nil {
		return
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && sig.Recv() != nil && w.mentions(sel.X) {
		items[sig.Recv()] = true
	}
	for i, arg := range call.Args {
		if i < sig.Params().Len() && w.mentions(arg) {
			items[sig.Params().At(i)] = true
		}
	}
}

// spread adds the variables that are made of the item in a region: assigned
// from it, ranged over, read from it.
func (m *Model) spread(region inspector.Cursor, items map[types.Object]bool, takes ast.Node) {
	w := &hazardWalk{m: m, items: items, takes: takes}
	add := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		if !ok {
			return false
		}
		v, ok := m.info.ObjectOf(id).(*types.Var)
		if !ok || items[v] || isError(v.Type()) || isBool(v.Type()) || isPackageLevel(v) {
			return false
		}
		items[v] = true
		return true
	}
	for grown := true; grown; {
		grown = false
		for cur := range region.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil)) {
			switch n := cur.Node().(type) {
			case *ast.AssignStmt:
				for i, lhs := range n.Lhs {
					if rhs := n.Rhs[min(i, len(n.Rhs)-1)]; w.mentions(rhs) {
						grown = add(lhs) || grown
					}
				}
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if len(n.Values) > 0 && w.mentions(n.Values[min(i, len(n.Values)-1)]) {
						grown = add(name) || grown
					}
				}
			case *ast.RangeStmt:
				if w.mentions(n.X) && n.Value != nil {
					grown = add(n.Value) || grown
				}
			}
		}
	}
}

// plain reports whether an expression panics for some values: an index without
// a look at the length, an assertion without ok, a division.
func (w *hazardWalk) plain(cur inspector.Cursor) bool {
	m := w.m
	switch n := cur.Node().(type) {
	case *ast.IndexExpr:
		return m.isList(n.X) && !m.checkedIndex(cur, n) && w.mentions(n)
	case *ast.SliceExpr:
		return (n.Low != nil || n.High != nil) && !isZero(n.Low, n.High) && !m.lengthAsked(cur, n.X) && w.mentions(n.X)
	case *ast.TypeAssertExpr:
		return n.Type != nil && !m.commaOK(cur) && w.mentions(n.X)
	case *ast.BinaryExpr:
		return (n.Op == token.QUO || n.Op == token.REM) && m.isInteger(n.Y) && m.info.Types[n.Y].Value == nil && w.mentions(n)
	case *ast.SendStmt:
		return w.broad
	}
	return false
}

func isZero(low, high ast.Expr) bool {
	lit, ok := low.(*ast.BasicLit)
	return ok && lit.Value == "0" && high == nil
}

func (m *Model) isList(e ast.Expr) bool {
	t := m.info.TypeOf(e)
	if t == nil || m.info.Types[e].IsType() {
		return false
	}
	switch t := t.Underlying().(type) {
	case *types.Slice:
		return true
	case *types.Basic:
		return t.Info()&types.IsString != 0
	}
	return false
}

func (m *Model) isInteger(e ast.Expr) bool {
	b, ok := m.info.TypeOf(e).Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

func (m *Model) commaOK(cur inspector.Cursor) bool {
	switch n := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		return len(n.Lhs) == 2 && len(n.Rhs) == 1
	case *ast.ValueSpec:
		return len(n.Names) == 2 && len(n.Values) == 1
	}
	return false
}

// checkedIndex reports whether an index is a range variable, or the function
// asks for the length of what is indexed.
func (m *Model) checkedIndex(cur inspector.Cursor, n *ast.IndexExpr) bool {
	if id, ok := ast.Unparen(n.Index).(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok && !isParam(v) {
			return true // computed by the function itself, most often in bounds
		}
	}
	if m.info.Types[n.Index].Value == nil {
		return true
	}
	return m.lengthAsked(cur, n.X)
}

// lengthAsked reports whether the function around cur asks for the length of a
// list anywhere, or made it itself.
func (m *Model) lengthAsked(cur inspector.Cursor, list ast.Expr) bool {
	text := types.ExprString(list)
	for c := range EnclosingFunc(cur).Preorder((*ast.CallExpr)(nil)) {
		call := c.Node().(*ast.CallExpr)
		if len(call.Args) > 0 && types.ExprString(call.Args[0]) == text && (m.isBuiltin(call, "len") || isPrefixTest(m.info, call)) {
			return true
		}
	}
	id, ok := ast.Unparen(list).(*ast.Ident)
	if !ok {
		return false
	}
	v, _ := m.info.Uses[id].(*types.Var)
	switch init := ast.Unparen(m.values.only(v)).(type) {
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return m.isBuiltin(init, "make")
	}
	return false
}

func isPrefixTest(info *types.Info, call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(info, call).(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "strings"
}

func isBuiltinCall(info *types.Info, call *ast.CallExpr) bool {
	_, ok := typeutil.Callee(info, call).(*types.Builtin)
	return ok
}

// isStd reports whether a package belongs to the standard library: its path has
// no domain. The packages of a corpus have none either, and a module.
func isStd(pkg *types.Package) bool {
	if pkg == nil {
		return true
	}
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return !strings.Contains(first, ".") && stdRoots[first]
}

var stdRoots = map[string]bool{"archive": true, "bufio": true, "bytes": true, "cmp": true, "compress": true, "container": true, "context": true, "crypto": true, "database": true, "embed": true, "encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true, "go": true, "hash": true, "html": true, "image": true, "io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true, "net": true, "os": true, "path": true, "reflect": true, "regexp": true, "runtime": true, "slices": true, "sort": true, "strconv": true, "strings": true, "sync": true, "syscall": true, "testing": true, "text": true, "time": true, "unicode": true, "unique": true, "unsafe": true}

// calmPackages hold functions that panic for no argument that a program gives
// them by mistake.
var calmPackages = []string{"log", "fmt", "sync", "sync/atomic", "time", "context", "errors", "log/slog", "runtime/debug", "runtime"}

// calm reports whether a function of another package is known not to panic.
func (m *Model) calm(fn *types.Func) bool {
	return fn.Pkg() == nil || isStd(fn.Pkg()) && slices.Contains(calmPackages, fn.Pkg().Path()) && !m.mustPanic(fn) || m.logs(fn)
}

// mustPanic reports whether a function says by its name that it panics.
func (m *Model) mustPanic(fn *types.Func) bool {
	rest, ok := strings.CutPrefix(fn.Name(), "Must")
	return ok && (rest == "" || startsWord(rest)) || strings.HasPrefix(fn.Name(), "Panic")
}

// writesLog reports whether a function is named for writing a log line.
func (m *Model) writesLog(fn *types.Func) bool {
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "ln"), "f")) {
	case "debug", "info", "warn", "warning", "error", "print", "trace", "log", "notice":
		return true
	}
	return false
}

// logs reports whether a function writes a log line or counts something, by the
// names that all such libraries have.
func (m *Model) logs(fn *types.Func) bool {
	switch strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "ln"), "f"), "w") {
	case "Debug", "Info", "Warn", "Warning", "Error", "Print", "Trace", "Log", "Notice", "V", "Enabled",
		"With", "WithField", "WithFields", "WithError", "WithName", "WithValues", "Inc", "Dec", "Add", "Set", "Observe", "Record", "Err", "String", "Str", "Int", "Msg", "Any":
		return true
	}
	return fn.Pkg() == nil
}

// ofModule reports whether a package belongs to the module that is analyzed, as
// far as the paths tell.
func (m *Model) ofModule(pkg *types.Package) bool {
	if pkg == nil || isStd(pkg) {
		return false
	}
	x, y := strings.SplitN(pkg.Path(), "/", 4), strings.SplitN(m.pkg.Path(), "/", 4)
	if !strings.Contains(x[0], ".") {
		return x[0] == y[0]
	}
	return len(x) >= 3 && len(y) >= 3 && slices.Equal(x[:3], y[:3])
}

// isGetter reports whether a method takes nothing: it most often returns what
// it has.
func isGetter(fn *types.Func) bool { return fn.Signature().Params().Len() == 0 }
