package queuemodel

import (
	"go/ast"
	"go/constant"
	"go/types"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// unlimited reports whether a call of a constructor lets any number of items
// wait. An option that cannot be told, or a size that is computed, may be a limit.
// The first arguments, as many as skip says, are none of the constructor's.
func (m *Model) unlimited(call *ast.CallExpr, row *Row, skip int) bool {
	if row.Size > 0 {
		size := row.Size - 1
		return size >= len(call.Args) || m.opens(call.Args[size])
	}
	if row.Bound == "" {
		return true
	}
	open := true
	for i, arg := range call.Args {
		if i < skip || !isOption(m.info.TypeOf(arg)) {
			continue
		}
		var known bool
		if call.Ellipsis.IsValid() && i == len(call.Args)-1 {
			open, known = m.optionList(arg, row, open, maxHops)
		} else {
			open, known = m.option(arg, row, open, maxHops)
		}
		if !known {
			return false
		}
	}
	return open
}

// isOption reports whether t is what options are: a function, or a defined type
// that is no number, text or context.
func isOption(t types.Type) bool {
	if t == nil {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature, *types.Slice:
		return true
	case *types.Interface:
		return !isContext(t)
	case *types.Struct, *types.Pointer:
		return namedOf(t) != nil
	case *types.Basic:
		return u.Info()&types.IsUntyped != 0
	}
	return false
}

func isContext(t types.Type) bool {
	named := namedOf(t)
	return named != nil && named.Obj().Name() == "Context"
}

// opens reports whether a size is known to be none: a constant that is not
// positive, or more than memory holds; true, for a parameter that asks whether
// equal items are kept.
func (m *Model) opens(size ast.Expr) bool {
	value := m.info.Types[size].Value
	if value == nil {
		id, ok := ast.Unparen(size).(*ast.Ident)
		if !ok {
			return false
		}
		v, ok := m.info.Uses[id].(*types.Var)
		only := m.values.only(v)
		if !ok || only == nil {
			return false
		}
		value = m.info.Types[only].Value
	}
	if value == nil {
		return false
	}
	switch value.Kind() {
	case constant.Bool:
		return constant.BoolVal(value)
	case constant.Int:
		n, exact := constant.Int64Val(value)
		return !exact || n <= 0 || n > 1<<31
	}
	return false
}

// option says what one option makes of a queue that is open so far; known is
// false for one that cannot be told.
func (m *Model) option(e ast.Expr, row *Row, open bool, hops int) (still, known bool) {
	if hops == 0 {
		return open, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		fn, ok := typeutil.Callee(m.info, e).(*types.Func)
		if !ok || fn.Pkg() == nil {
			return open, false
		}
		if strings.HasPrefix(row.Pkg, unvendored(fn.Pkg().Path())) {
			if !slices.Contains(strings.Fields(row.Bound), fn.Name()) {
				return open, !slices.Contains(strings.Fields(row.Never), fn.Name())
			}
			return len(e.Args) == 1 && m.unbound(e.Args[0]), true
		}
		return m.optionOf(fn, row, open, hops)
	case *ast.Ident:
		if m.info.Types[e].IsNil() {
			return open, true
		}
		if v, ok := m.info.Uses[e].(*types.Var); ok && m.values.only(v) != nil {
			return m.option(m.values.only(v), row, open, hops-1)
		}
	}
	return open, false
}

// unbound reports whether the argument of a limiting option is no limit: a
// constant that is larger than memory. Zero is a limit there: nothing may wait.
func (m *Model) unbound(e ast.Expr) bool {
	value := m.info.Types[e].Value
	if id, ok := ast.Unparen(e).(*ast.Ident); ok && value == nil {
		if v, ok := m.info.Uses[id].(*types.Var); ok && m.values.only(v) != nil {
			value = m.info.Types[m.values.only(v)].Value
		}
	}
	if value == nil || value.Kind() != constant.Int {
		return false
	}
	n, exact := constant.Int64Val(value)
	return !exact || n > 1<<31
}

// optionOf is option for a function of this package that returns one.
func (m *Model) optionOf(fn *types.Func, row *Row, open bool, hops int) (still, known bool) {
	decl, ok := m.decls[fn.Origin()]
	if !ok {
		return open, false
	}
	for ret := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		results := ret.Node().(*ast.ReturnStmt).Results
		if len(results) != 1 {
			return open, false
		}
		read := m.option
		if isSlice(m.info.TypeOf(results[0])) {
			read = m.optionList
		}
		if open, known = read(results[0], row, open, hops-1); !known || !open {
			return open, known
		}
	}
	return open, known
}

// optionList is option for a list that is spread: a literal, or a local variable
// with everything that is appended to it.
func (m *Model) optionList(e ast.Expr, row *Row, open bool, hops int) (still, known bool) {
	if hops == 0 {
		return open, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CompositeLit:
		return m.eachOption(e.Elts, row, open, hops)
	case *ast.CallExpr:
		return m.listCall(e, row, open, hops)
	case *ast.Ident:
		if m.info.Types[e].IsNil() {
			return open, true
		}
		v, ok := m.info.Uses[e].(*types.Var)
		if !ok || v.IsField() || isPackageLevel(v) || v.Kind() == types.ParamVar {
			return open, false
		}
		for _, value := range m.values.assigned[v] {
			if value == nil {
				return open, false
			}
			if open, known = m.optionList(value, row, open, hops-1); !known {
				return open, false
			}
		}
		return open, true
	}
	return open, false
}

func (m *Model) listCall(call *ast.CallExpr, row *Row, open bool, hops int) (still, known bool) {
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		switch {
		case fn.Name() == "make":
			return open, true
		case fn.Name() != "append" || call.Ellipsis.IsValid():
			return open, false
		}
		return m.eachOption(call.Args[1:], row, open, hops) // what it is appended to is read by itself
	case *types.Func:
		return m.optionOf(fn, row, open, hops)
	}
	return open, false
}

func (m *Model) eachOption(list []ast.Expr, row *Row, open bool, hops int) (still, known bool) {
	for _, e := range list {
		if open, known = m.option(e, row, open, hops-1); !known {
			return open, false
		}
	}
	return open, true
}

// newOps is the fact of a function that makes a queue for its caller and leaves
// the limit to it: the options or the size are its own parameters.
func (m *Model) newOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	if !m.makesOpen() {
		return nil
	}
	var ops []OpFact
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		callee, ok := typeutil.Callee(m.info, call).(*types.Func)
		if !ok {
			continue
		}
		row := rowOf(callee)
		if row == nil || !row.Open || EnclosingFunc(cur) != decl {
			continue
		}
		op := OpFact{Role: New, Path: row.Pkg + " " + row.Name, Param: -1, Func: -1}
		switch {
		case row.Size > 0 && row.Size <= len(call.Args):
			op.Size = 1 + m.paramIndex(fn, call.Args[row.Size-1])
		case row.Bound != "" && call.Ellipsis.IsValid():
			op.Param = m.paramIndex(fn, call.Args[len(call.Args)-1])
		}
		if op.Size > 0 || op.Param >= 0 {
			ops = append(ops, op)
		}
	}
	return ops
}

// importsOpen reports whether the package imports a library that has a
// constructor without a limit.
func (m *Model) importsOpen() bool {
	return userOpen() || slices.ContainsFunc(m.pkg.Imports(), func(imp *types.Package) bool { return openPkgs()[unvendored(imp.Path())] })
}

// openPkgs is the packages with such a constructor.
var openPkgs = sync.OnceValue(func() map[string]bool {
	pkgs := make(map[string]bool)
	for row := range rows {
		if row.Open {
			pkgs[row.Pkg] = true
		}
	}
	return pkgs
})

// paramIndex is the index of the parameter that e names, -1 for anything else.
func (m *Model) paramIndex(fn *types.Func, e ast.Expr) int {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return -1
	}
	for i := range fn.Signature().Params().Len() {
		if m.info.Uses[id] == fn.Signature().Params().At(i) {
			return i
		}
	}
	return -1
}

// forwarded is the row of the constructor that a wrapper calls, when this call
// of the wrapper lets any number of items wait.
func (m *Model) forwarded(call *ast.CallExpr, op OpFact) *Row {
	pkg, name, _ := strings.Cut(op.Path, " ")
	key := rowKey{pkg: pkg, name: name}
	row := rowsByKey()[key]
	if row == nil {
		row = userConstructor(key)
	}
	switch {
	case row == nil:
		return nil
	case op.Size > 0:
		if op.Size > len(call.Args) || !m.opens(call.Args[op.Size-1]) {
			return nil
		}
		return row
	case m.unlimited(call, row, op.Param):
		return row
	}
	return nil
}
