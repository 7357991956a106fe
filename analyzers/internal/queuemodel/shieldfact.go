package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// isolates reports whether a function recovers what it panics with: something
// in it recovers, and nothing that can panic runs outside of that. One on the stack,
// the functions that are looked through already, is not known to.
func (m *Model) isolates(fn inspector.Cursor, stack []ast.Node) bool {
	if body(fn) == nil || slices.Contains(stack, fn.Node()) || !m.anyRecovers(fn) {
		return false
	}
	w := &hazardWalk{m: m, strict: true, stack: slices.Concat(stack, []ast.Node{fn.Node()})}
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
		if len(results) == 0 || !m.isolated(results[0], maxHops, nil) {
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
// its own panics. The stack is that of isolates.
func (m *Model) isolated(e ast.Expr, hops int, stack []ast.Node) bool {
	if hops == 0 {
		return false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		cur, ok := m.in.Root().FindNode(e)
		return ok && m.isolates(cur, stack)
	case *ast.CallExpr:
		if m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return m.isolated(e.Args[0], hops-1, stack)
		}
		fn := m.calleeFunc(e)
		return fn != nil && m.hasOp(fn, Shield)
	case *ast.Ident:
		if v, ok := m.info.Uses[e].(*types.Var); ok {
			if init := m.values.only(v); init != nil {
				return m.isolated(init, hops-1, stack)
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
