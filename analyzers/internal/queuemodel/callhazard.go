package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// call lists the hazards of a call.
func (w *hazardWalk) call(cur inspector.Cursor, call *ast.CallExpr) (list []Hazard, deeper bool) {
	m := w.m
	if m.info.Types[call.Fun].IsType() || cur.Node() == w.takes {
		return nil, true // what takes the item has none yet
	}
	for _, op := range m.ops(call) {
		switch {
		case op.Role == Isolate || op.Role == Guard || op.Role == Repeat:
			return nil, op.Role != Isolate
		case op.Role == Spawn && op.Func < len(call.Args):
			return w.argument(cur, call.Args[op.Func]), true
		case op.Role.isOnQueue() || op.Role == Pause || op.Role == Block:
			return nil, true
		}
	}
	fn := m.calleeFunc(call)
	if h, ok := w.judge(cur, call, fn); ok {
		return []Hazard{h}, true
	}
	return nil, true
}

// argument lists the hazard of a function that is given to something that
// starts it.
func (w *hazardWalk) argument(cur inspector.Cursor, arg ast.Expr) []Hazard {
	if _, lit := ast.Unparen(arg).(*ast.FuncLit); lit {
		return nil // found below
	}
	if target, ok := w.m.target(arg); ok {
		if src, ok := w.inside(target, nil); ok {
			return []Hazard{Hazard{Cur: cur, Source: cur, Apart: true}.by(src)}
		}
		return nil
	}
	if _, ok := w.m.info.TypeOf(arg).Underlying().(*types.Signature); ok && w.mentions(arg) && !w.harmlessFunc(arg) {
		return []Hazard{{Cur: cur, Source: cur, Foreign: true, Apart: true}}
	}
	return nil
}

// judge says whether a call can panic.
func (w *hazardWalk) judge(cur inspector.Cursor, call *ast.CallExpr, fn *types.Func) (Hazard, bool) {
	m := w.m
	h := Hazard{Cur: cur, Source: cur}
	switch {
	case m.isBuiltin(call, "panic"):
		return h, !w.foreign
	case isBuiltinCall(m.info, call):
		return h, w.broad && m.isBuiltin(call, "close")
	case fn == nil:
		return w.value(h, call)
	case isInterfaceMethod(fn):
		return w.method(h, call, fn)
	case fn.Pkg() == m.pkg:
		decl, ok := m.decls[fn.Origin()]
		if !ok {
			return h, w.broad
		}
		if w.foreign && m.writesLog(fn) {
			return h, false
		}
		src, ok := w.inside(decl, call)
		return h.by(src), ok
	}
	return h, !w.foreign && (w.broad && !m.calm(fn) || m.mustPanic(fn) || m.ofModule(fn.Pkg()) && !m.logs(fn) && !forwards(fn) && !isGetter(fn) && !m.OnlyRecovers(call))
}

// by is a hazard that comes of src in a function that it calls; what panics there is
// not known where that lies too deep.
func (h Hazard) by(src Hazard) Hazard {
	h.Foreign = src.Foreign
	if src.Source != (inspector.Cursor{}) {
		h.Source = src.Source
	}
	return h
}

// inside finds the first hazard of a function of the package that the call
// gives the item to; without a call, that it has at all.
func (w *hazardWalk) inside(fn inspector.Cursor, call *ast.CallExpr) (Hazard, bool) {
	if w.depth >= maxHazards || w.foreign && w.depth >= maxForeignCalls || body(fn) == nil {
		return Hazard{}, w.broad
	}
	for _, n := range w.stack {
		if n == fn.Node() {
			return Hazard{}, false
		}
	}
	in := *w
	in.depth++
	in.stack = slices.Concat(w.stack, []ast.Node{fn.Node()})
	if w.items != nil && w.foreign {
		in.items = w.m.handed(fn, call, w)
		if len(in.items) == 0 {
			return Hazard{}, false
		}
	} else if !w.foreign && w.items != nil {
		if call != nil && !w.mentions(call) {
			return Hazard{}, false
		}
		in.items, in.takes = nil, nil
	}
	list := in.frame(fn, fn)
	if len(list) == 0 {
		return Hazard{}, false
	}
	return list[0], true
}

// value judges the call of a function value.
func (w *hazardWalk) value(h Hazard, call *ast.CallExpr) (Hazard, bool) {
	m := w.m
	if lit := m.funcLit(call.Fun); lit != nil {
		if ast.Unparen(call.Fun) == lit {
			return h, false // found below
		}
		target, ok := m.in.Root().FindNode(lit)
		if !ok {
			return h, false
		}
		src, ok := w.inside(target, call)
		return h.by(src), ok
	}
	if w.broad {
		return h, true
	}
	if own := m.ownFuncs(call.Fun); len(own) > 0 {
		return w.anyOf(h, own, call)
	}
	if m.borrowedFuncs(call.Fun) || m.isPrivateFunc(call.Fun) {
		return h, false
	}
	h.Foreign = true
	return h, w.mentions(call) && m.isHandlerValue(call, w) && !m.isStage(h.Cur) && !w.harmlessFunc(call.Fun)
}

// isStage reports whether a call makes what its goroutine sends on, to a channel that
// the goroutine closes in the end: the stage of a pipeline, whose function is a part
// of the program, and which cannot go on without a result. What it makes may be held
// in a variable first, be left out, or be several.
func (m *Model) isStage(call inspector.Cursor) bool {
	if call.ParentEdgeKind() == edge.SendStmt_Value {
		return m.feeds(call.Parent())
	}
	assign, ok := call.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return false
	}
	made := make(map[types.Object]bool)
	if id, ok := assign.Lhs[0].(*ast.Ident); ok {
		made[m.info.ObjectOf(id)] = true
	}
	fn := EnclosingFunc(call)
	m.spread(fn, made, nil)
	for send := range fn.Preorder((*ast.SendStmt)(nil)) {
		if EnclosingFunc(send) == fn && m.usesAny(send.Node().(*ast.SendStmt).Value, made) && m.feeds(send) {
			return true
		}
	}
	return false
}

// feeds reports whether the function around a send closes the channel.
func (m *Model) feeds(send inspector.Cursor) bool {
	out, ok := m.path(send.Node().(*ast.SendStmt).Chan, maxHops)
	if !ok || out.Path != "" {
		return false
	}
	for closing := range m.In(EnclosingFunc(send), Close) {
		if closing.Queue.Same(out) {
			return true
		}
	}
	return false
}

// isPrivateFunc reports whether only this program can have written the function
// that is called: it was found behind an interface by a type that has no exported
// name, or it is an item of a queue in an internal package.
func (m *Model) isPrivateFunc(fun ast.Expr) bool {
	if assert, ok := ast.Unparen(fun).(*ast.TypeAssertExpr); ok {
		named := namedOf(m.info.TypeOf(assert))
		return named != nil && !named.Obj().Exported()
	}
	_, item := ast.Unparen(fun).(*ast.Ident)
	return item && slices.Contains(strings.Split(m.pkg.Path(), "/"), "internal")
}

// anyOf judges the call of one of several functions of the package.
func (w *hazardWalk) anyOf(h Hazard, own []inspector.Cursor, call *ast.CallExpr) (Hazard, bool) {
	for _, target := range own {
		if src, ok := w.inside(target, call); ok {
			return h.by(src), true
		}
	}
	return h, false
}

// method judges the call of an interface method.
func (w *hazardWalk) method(h Hazard, call *ast.CallExpr, fn *types.Func) (Hazard, bool) {
	m := w.m
	h.Foreign = true
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	switch {
	case w.broad:
		return h, !m.calm(fn)
	case !ok || isStd(fn.Pkg()) || m.logs(fn) || !w.mentions(call):
		return h, false
	case isHandlerName(fn.Name()) && m.isHandlerType(fn) || m.lookedUp(sel.X, w) && m.isChosen(fn) && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return w.mentions(arg) }):
		return h, !m.isState(h.Cur, sel.X) && !w.harmlessHandler(sel.X, fn.Name())
	}
	h.Foreign = false
	return h, !w.foreign && m.ofModule(fn.Pkg()) && !isGetter(fn) && !forwards(fn)
}

// mentions reports whether an expression has to do with the item.
func (w *hazardWalk) mentions(e ast.Node) bool {
	if w.items == nil {
		return true
	}
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && w.items[w.m.info.Uses[id]] {
			found = true
		}
		found = found || n != nil && n == w.takes
		return !found
	})
	return found
}

// isState reports whether the call of a method gives the next value of the variable
// that it is called on: the states of a machine are the program's own.
func (m *Model) isState(call inspector.Cursor, recv ast.Expr) bool {
	id, ok := ast.Unparen(recv).(*ast.Ident)
	assign, isAssign := call.Parent().Node().(*ast.AssignStmt)
	if !ok || !isAssign || len(assign.Rhs) != 1 {
		return false
	}
	v, _ := m.info.Uses[id].(*types.Var)
	next := append([]ast.Expr{id}, m.values.assigned[v]...)
	return slices.ContainsFunc(assign.Lhs, func(result ast.Expr) bool {
		given, ok := ast.Unparen(result).(*ast.Ident)
		return ok && given.Name != "_" && slices.ContainsFunc(next, func(e ast.Expr) bool { return rootIdent(m.info, e) == m.info.ObjectOf(given) })
	})
}

// rootIdent is the variable at the root of a chain of fields, nil for anything else.
func rootIdent(info *types.Info, e ast.Expr) types.Object {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return info.ObjectOf(e)
	case *ast.SelectorExpr:
		return rootIdent(info, e.X)
	}
	return nil
}
