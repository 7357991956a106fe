package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// values knows what is assigned to the variables of the package.
type values struct {
	info     *types.Info
	assigned map[*types.Var][]ast.Expr // every value assigned; nil for one that cannot be told
	fromCall map[*types.Var]bool       // a call of several results gave one of them
	ranged   map[*types.Var]ast.Expr   // the list that a range variable goes over
}

// newValues reads every assignment of the package once.
func newValues(info *types.Info, in *inspector.Inspector) *values {
	v := &values{info, make(map[*types.Var][]ast.Expr), make(map[*types.Var]bool), make(map[*types.Var]ast.Expr)}
	kinds := []ast.Node{(*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.RangeStmt)(nil), (*ast.IncDecStmt)(nil), (*ast.UnaryExpr)(nil)}
	for cur := range in.Root().Preorder(kinds...) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			v.assign(n.Tok, n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			v.declare(n)
		case *ast.RangeStmt:
			v.add(n.Key, nil)
			v.add(n.Value, nil)
			if id, ok := n.Value.(*ast.Ident); ok {
				if obj, ok := v.info.ObjectOf(id).(*types.Var); ok {
					v.ranged[obj] = n.X
				}
			}
		case *ast.IncDecStmt:
			v.add(n.X, nil)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				v.add(n.X, nil)
			}
		}
	}
	return v
}

func (v *values) assign(tok token.Token, lhs, rhs []ast.Expr) {
	known := len(lhs) == len(rhs) && (tok == token.DEFINE || tok == token.ASSIGN)
	for i := range lhs {
		if known {
			v.add(lhs[i], rhs[i])
		} else {
			v.add(lhs[i], nil)
			v.noteCall(lhs[i], rhs)
		}
	}
}

// noteCall remembers a variable that holds one of several results of a call.
func (v *values) noteCall(lhs ast.Expr, rhs []ast.Expr) {
	if _, call := ast.Unparen(rhs[0]).(*ast.CallExpr); !call || len(rhs) != 1 {
		return
	}
	if id, ok := ast.Unparen(lhs).(*ast.Ident); ok {
		if obj, ok := v.info.ObjectOf(id).(*types.Var); ok {
			v.fromCall[obj] = true
		}
	}
}

func (v *values) declare(spec *ast.ValueSpec) {
	for i, name := range spec.Names {
		switch {
		case len(spec.Values) == len(spec.Names):
			v.add(name, spec.Values[i])
		case len(spec.Values) > 0:
			v.add(name, nil)
		}
	}
}

func (v *values) add(lhs, value ast.Expr) {
	if lhs == nil {
		return
	}
	id, ok := ast.Unparen(lhs).(*ast.Ident)
	if !ok {
		return
	}
	if obj, ok := v.info.ObjectOf(id).(*types.Var); ok {
		v.assigned[obj] = append(v.assigned[obj], value)
	}
}

// only is the one value that obj ever has, nil when there are several, when
// it is a parameter or a package variable, or when its address is taken.
func (v *values) only(obj *types.Var) ast.Expr {
	if all := v.assigned[obj]; len(all) == 1 && !isPackageLevel(obj) {
		return all[0]
	}
	return nil
}

func isPackageLevel(obj types.Object) bool {
	return obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
}

// renamed is the expression that v renames for all its life: another
// variable, field, element or conversion of one. It is nil for a variable that
// holds something new, such as a make.
func (m *Model) renamed(v *types.Var) ast.Expr {
	init := m.values.only(v)
	if init == nil {
		return nil
	}
	switch e := ast.Unparen(init).(type) {
	case *ast.SelectorExpr, *ast.Ident, *ast.IndexExpr:
		return e
	case *ast.UnaryExpr:
		if _, lit := e.X.(*ast.CompositeLit); e.Op == token.AND && !lit {
			return e
		}
	case *ast.CallExpr:
		if m.info.Types[e.Fun].IsType() || isChan(v.Type()) && len(e.Args) == 0 {
			return e
		}
	}
	return nil
}

// RangesOver is the variable with the list that a range variable goes over, or
// obj itself where it is none.
func (m *Model) RangesOver(obj types.Object) types.Object {
	v, ok := obj.(*types.Var)
	if !ok {
		return obj
	}
	if id, ok := ast.Unparen(m.values.ranged[v]).(*ast.Ident); ok && m.info.Uses[id] != nil {
		return m.info.Uses[id]
	}
	return obj
}
