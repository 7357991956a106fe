package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// only lists every value that the function or handler e can be, where all of
// them are known.
func (m *Model) only(e ast.Expr) ([]ast.Expr, bool) {
	var all []ast.Expr
	ok := m.collect(e, &all, make(map[*types.Var]bool))
	return all, ok && len(all) > 0
}

func (m *Model) collect(e ast.Expr, all *[]ast.Expr, seen map[*types.Var]bool) bool {
	e = ast.Unparen(e)
	if m.info.Types[e].IsNil() {
		return true
	}
	if call, ok := e.(*ast.CallExpr); ok && m.info.Types[call.Fun].IsType() && len(call.Args) == 1 {
		return m.collect(call.Args[0], all, seen)
	}
	if m.funcNamed(e) != nil {
		*all = append(*all, e)
		return true
	}
	if call, ok := e.(*ast.CallExpr); ok && !m.isolated(e, maxHops, nil) {
		return m.returnedFuncs(call, all, seen)
	}
	v := m.funcs().slot(e)
	if v == nil {
		if index, ok := e.(*ast.IndexExpr); ok {
			return m.elements(index.X, all, seen)
		}
		*all = append(*all, e)
		return true
	}
	if seen[v] || len(seen) > maxSlots {
		return true
	}
	seen[v] = true
	if table := m.funcs().from[v]; table != nil {
		return !m.funcs().open[v] && len(m.funcs().values[v]) == 0 && m.elements(table, all, seen)
	}
	return m.assigned(v, all, seen)
}

// maxSlots bounds the variables through which a function is followed: one that is
// handed on more often is the package's own as far as could be seen.
const maxSlots = 64

// assigned collects what a variable, field or table is given, where nobody else
// can give it anything.
func (m *Model) assigned(v *types.Var, all *[]ast.Expr, seen map[*types.Var]bool) bool {
	if m.funcs().open[v] || len(m.funcs().values[v]) == 0 || v.Exported() && (v.IsField() || isPackageLevel(v)) {
		return false
	}
	for _, value := range m.funcs().values[v] {
		if !m.collect(value, all, seen) {
			return false
		}
	}
	return true
}

// returnedFuncs collects what a function of the package returns.
func (m *Model) returnedFuncs(call *ast.CallExpr, all *[]ast.Expr, seen map[*types.Var]bool) bool {
	decl, ok := m.decls[originOf(m.calleeFunc(call))]
	if !ok || body(decl) == nil {
		*all = append(*all, call)
		return true
	}
	result := m.calleeFunc(call).Origin().Signature().Results().At(0)
	if seen[result] {
		return true
	}
	seen[result] = true
	for cur := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		if EnclosingFunc(cur) != decl {
			continue
		}
		results := cur.Node().(*ast.ReturnStmt).Results
		if len(results) == 0 || !m.collect(results[0], all, seen) {
			return false
		}
	}
	return true
}

// elements collects the values of a table.
func (m *Model) elements(table ast.Expr, all *[]ast.Expr, seen map[*types.Var]bool) bool {
	v := m.funcs().slot(table)
	if v == nil || seen[v] || isParam(v) {
		return false
	}
	seen[v] = true
	return m.assigned(v, all, seen)
}

// target is the declaration or literal that a collected value stands for.
func (m *Model) target(e ast.Expr) (inspector.Cursor, bool) {
	if lit, ok := ast.Unparen(e).(*ast.FuncLit); ok {
		return m.in.Root().FindNode(lit)
	}
	if fn := m.funcNamed(e); fn != nil {
		decl, ok := m.decls[fn.Origin()]
		return decl, ok
	}
	return inspector.Cursor{}, false
}

// manyFuncs is from how many functions of the package on a field that holds one
// of them is a choice of the package itself.
const manyFuncs = 3

// ownFuncs lists the functions of this package that a value is one of, where it
// chooses itself. It is empty for what others choose, and for the one handler of
// a type that could as well be given another.
func (m *Model) ownFuncs(fun ast.Expr) []inspector.Cursor {
	all, ok := m.only(fun)
	if v := m.funcs().slot(fun); !ok || v != nil && v.IsField() && len(all) < manyFuncs && isHandlerField(v.Name()) {
		return nil
	}
	var own []inspector.Cursor
	for _, e := range all {
		target, ok := m.target(e)
		if !ok {
			return nil
		}
		own = append(own, target)
	}
	return own
}

// borrowedFuncs reports whether a local variable or parameter is a function of
// another package, one of several, by name: the call is as good as one by that
// name. A method of a handler's interface is still one.
func (m *Model) borrowedFuncs(fun ast.Expr) bool {
	v := m.funcs().slot(fun)
	if v == nil || v.IsField() || isPackageLevel(v) {
		return false
	}
	all, ok := m.only(fun)
	all = slices.DeleteFunc(all, func(e ast.Expr) bool { return m.testFile(e) && !m.testFile(fun) }) // only tests give these
	return ok && len(all) > 0 && !slices.ContainsFunc(all, func(e ast.Expr) bool {
		fn := m.funcNamed(e)
		return fn == nil || fn.Pkg() == m.pkg && !isInterfaceMethod(fn) || isInterfaceMethod(fn) && isHandlerName(fn.Name())
	})
}
