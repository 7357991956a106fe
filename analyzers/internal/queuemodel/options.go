package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"
)

// fieldOwner is what e selects the field of, or calls the method of, through
// arithmetic; e itself where no field is wanted.
func fieldOwner(e ast.Expr, field string) ast.Expr {
	if field == "" || e == nil {
		return e
	}
	switch x := ast.Unparen(e).(type) {
	case *ast.BinaryExpr:
		return fieldOwner(x.X, field)
	case *ast.CallExpr:
		return fieldOwner(x.Fun, field)
	case *ast.SelectorExpr:
		if x.Sel.Name == field {
			return x.X
		}
	}
	return e
}

// maybeTrue reports whether the argument is not the constant false.
func (m *Model) maybeTrue(call *ast.CallExpr, index int) bool {
	if index >= len(call.Args) {
		return true
	}
	value := m.info.Types[call.Args[index]].Value
	return value == nil || value.ExactString() != "false"
}

// optionsAllow reports whether the options of a call leave something owed: one
// that the row needs is there, and none that ends the debt is. A list of options
// that is spread says nothing, so that nothing is owed.
func (m *Model) optionsAllow(call *ast.CallExpr, row *Row) bool {
	never, needs := strings.Fields(row.Never), strings.Fields(row.Needs)
	if len(never)+len(needs) == 0 {
		return true
	}
	if call.Ellipsis.IsValid() || m.mentionsNear(call, row.Pkg, never) {
		return false
	}
	if len(needs) == 0 || slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return m.isOption(arg, needs) }) {
		return true
	}
	if maker := m.makerOf(call); maker != nil {
		return mentions(maker, needs)
	}
	sig, ok := m.info.TypeOf(call.Fun).(*types.Signature)
	return ok && !sig.Variadic() && m.mentionsAny(row.Pkg, needs) // where the client is made
}

// mentionsNear is mentionsAny of a call whose arguments are spelled out where it
// stands, and of the whole package for others.
func (m *Model) mentionsNear(call *ast.CallExpr, pkg string, names []string) bool {
	return mentions(call, names) || !isSpelled(call) && m.mentionsAny(pkg, names)
}

// makerOf is the call that made the receiver of call, where it spells out the
// configuration: kafka.NewReader(kafka.ReaderConfig{…}); nil for others.
func (m *Model) makerOf(call *ast.CallExpr) *ast.CallExpr {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := m.info.Uses[id].(*types.Var)
	if !ok {
		return nil
	}
	maker, ok := ast.Unparen(m.values.only(v)).(*ast.CallExpr)
	if !ok || !isSpelled(maker) {
		return nil
	}
	return maker
}

// isSpelled reports whether the arguments of a call hold a composite literal.
func isSpelled(call *ast.CallExpr) bool {
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		_, lit := n.(*ast.CompositeLit)
		found = found || lit
		return !found
	})
	return found
}

// mentions reports whether a name stands below n.
func mentions(n ast.Node, names []string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && slices.Contains(names, id.Name)
		return !found
	})
	return found
}

// isOption reports whether e calls an option function with one of the names.
func (m *Model) isOption(e ast.Expr, names []string) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(m.info, call).(*types.Func)
	return ok && slices.Contains(names, fn.Name())
}

// mentionsAny reports whether this package uses something of the library with
// one of the names: an option, a constant, a field, a method.
func (m *Model) mentionsAny(pkg string, names []string) bool {
	if len(names) == 0 {
		return false
	}
	for _, obj := range m.info.Uses {
		if obj.Pkg() != nil && slices.Contains(names, obj.Name()) && strings.HasPrefix(unvendored(obj.Pkg().Path()), pkg) {
			return true
		}
	}
	return false
}
