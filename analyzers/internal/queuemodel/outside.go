package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// parsers are the functions that read a number from a text or from the command
// line, by package; in brackets those that set a variable by its address.
var parsers = map[string][]string{
	"strconv":                {"Atoi", "ParseInt", "ParseUint"},
	"flag":                   {"Int", "Int64", "Uint", "Uint64", "IntVar", "Int64Var", "UintVar", "Uint64Var"},
	"github.com/spf13/pflag": {"Int", "Int32", "Int64", "Uint", "Uint32", "Uint64", "IntVar", "Int32Var", "Int64Var", "UintVar", "Uint32Var", "Uint64Var", "IntP", "IntVarP", "UintP", "UintVarP"},
}

func (m *Model) parses(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(m.info, call).(*types.Func)
	if !ok || fn.Pkg() == nil || !slices.Contains(parsers[unvendored(fn.Pkg().Path())], fn.Name()) {
		return false
	}
	if len(call.Args) == 3 && fn.Pkg().Path() == "strconv" { // the number of bits is a limit
		bits, ok := m.constant(call.Args[2])
		return !ok || bits == 0 || bits > 16
	}
	return true
}

// Constant is the value of e, through a variable that only ever has that one.
func (m *Model) Constant(e ast.Expr) (int64, bool) {
	if n, ok := m.constant(e); ok {
		return n, true
	}
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok && m.values.only(v) != nil {
			return m.constant(m.values.only(v))
		}
	}
	return 0, false
}

// FromOutside finds where a number was read from a text or from the command
// line, when nothing compares it with an upper limit on the way.
func (m *Model) FromOutside(e ast.Expr) (ast.Node, bool) {
	if !slices.ContainsFunc(m.pkg.Imports(), func(imp *types.Package) bool { return parsers[unvendored(imp.Path())] != nil }) {
		return nil, false
	}
	return m.fromOutside(e, maxHops)
}

func (m *Model) fromOutside(e ast.Expr, hops int) (ast.Node, bool) {
	if hops == 0 {
		return nil, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.CallExpr:
		if m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return m.fromOutside(e.Args[0], hops-1)
		}
	case *ast.BinaryExpr:
		if e.Op == token.REM || e.Op == token.AND {
			return nil, false // a limit in itself
		}
		for _, side := range [][2]ast.Expr{{e.X, e.Y}, {e.Y, e.X}} {
			if _, ok := m.constant(side[1]); ok {
				return m.fromOutside(side[0], hops-1)
			}
		}
	case *ast.StarExpr, *ast.Ident:
		if star, ok := e.(*ast.StarExpr); ok {
			e = ast.Unparen(star.X)
		}
		id, ok := e.(*ast.Ident)
		if !ok {
			return nil, false
		}
		if v, ok := m.info.Uses[id].(*types.Var); ok && !m.compared(v) {
			return m.readInto(v, hops-1)
		}
	}
	return nil, false
}

// readInto finds the call that reads a number into v. Another value that is no
// constant may have been checked.
func (m *Model) readInto(v *types.Var, hops int) (ast.Node, bool) {
	var source ast.Node
	for cur := range m.in.Root().Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.CallExpr)(nil)) {
		var lhs, rhs []ast.Expr
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			lhs, rhs = n.Lhs, n.Rhs
		case *ast.ValueSpec:
			lhs, rhs = identExprs(n.Names), n.Values
		case *ast.CallExpr:
			if m.parses(n) && len(n.Args) > 0 && m.isAddressOf(n.Args[0], v) {
				source = n
			}
			continue
		}
		i := slices.IndexFunc(lhs, func(e ast.Expr) bool { return m.names(e, v) })
		if i < 0 || len(rhs) == 0 {
			continue
		}
		value := rhs[min(i, len(rhs)-1)]
		if m.parses(value) {
			source = value
			continue
		}
		if _, ok := m.constant(value); ok {
			continue
		}
		inner, ok := m.fromOutside(value, hops-1)
		if !ok {
			return nil, false
		}
		source = inner
	}
	return source, source != nil
}

func (m *Model) names(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && m.info.ObjectOf(id) == v
}

func (m *Model) isAddressOf(e ast.Expr, v *types.Var) bool {
	addr, ok := ast.Unparen(e).(*ast.UnaryExpr)
	return ok && addr.Op == token.AND && m.names(addr.X, v)
}

// compared reports whether a number is compared with something other than 0 or
// 1, or given to a function that may do so.
func (m *Model) compared(v *types.Var) bool {
	for cur := range m.in.Root().Preorder((*ast.Ident)(nil)) {
		if m.info.Uses[cur.Node().(*ast.Ident)] != v {
			continue
		}
		if m.bounds(cur) {
			return true
		}
	}
	return false
}

// bounds reports whether the number at cur is compared or given away there.
func (m *Model) bounds(cur inspector.Cursor) bool {
	for {
		switch n := cur.Parent().Node().(type) {
		case *ast.ParenExpr, *ast.StarExpr:
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
				other := n.Y
				if cur.Node() == n.Y {
					other = n.X
				}
				k, ok := m.constant(other)
				return !ok || k > 1
			}
		case *ast.CallExpr:
			if m.info.Types[n.Fun].IsType() {
				break
			}
			if b, ok := typeutil.Callee(m.info, n).(*types.Builtin); ok && b.Name() == "make" {
				return false
			}
			fn, ok := typeutil.Callee(m.info, n).(*types.Func)
			return !ok || !NameHas(fn.Name(), tellers) && !m.parses(n)
		case *ast.SwitchStmt:
			return true
		default:
			return false
		}
		cur = cur.Parent()
	}
}
