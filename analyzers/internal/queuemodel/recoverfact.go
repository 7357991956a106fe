package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
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

// frames is which functions of the package call recover and defer something.
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
	if row := m.rowOf(fn); row != nil && row.Role == role {
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
	if m.isolates(decl, nil) {
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
	if n == nil {
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
