package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// A funcFlow knows which values the package gives to the fields, variables and
// parameters that hold a function or a handler.
type funcFlow struct {
	m      *Model
	values map[*types.Var][]ast.Expr
	from   map[*types.Var]ast.Expr // the table that a range takes a variable from
	open   map[*types.Var]bool     // may hold something else as well
}

func newFuncFlow(m *Model) *funcFlow {
	f := &funcFlow{m, make(map[*types.Var][]ast.Expr), make(map[*types.Var]ast.Expr), make(map[*types.Var]bool)}
	kinds := []ast.Node{(*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil)}
	for cur := range m.in.Root().Preorder(kinds...) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			f.assign(n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			f.assign(identExprs(n.Names), n.Values)
		case *ast.CompositeLit:
			f.literal(n)
		case *ast.CallExpr:
			f.call(n)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				f.opens(f.slot(n.X))
			}
		case *ast.RangeStmt:
			f.ranges(n)
		case *ast.FuncDecl:
			f.declare(n)
		}
	}
	return f
}

// declare opens the parameters of a function that others can call.
func (f *funcFlow) declare(decl *ast.FuncDecl) {
	fn, ok := f.m.info.Defs[decl.Name].(*types.Func)
	if !ok || !f.m.exported(fn) && !f.givenAway(fn.Origin()) {
		return
	}
	for v := range fn.Signature().Params().Variables() {
		f.opens(v)
	}
}

// givenAway reports whether a function, or a variable that holds one, is used
// otherwise than by calls.
func (f *funcFlow) givenAway(fn types.Object) bool {
	for _, ref := range f.m.refs()[fn] {
		if _, called := callOf(ref); !called {
			return true
		}
	}
	return false
}

func (f *funcFlow) opens(v *types.Var) {
	if v != nil {
		f.open[v.Origin()] = true
	}
}

// slot is the variable, field or parameter that an expression names.
func (f *funcFlow) slot(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = e
	case *ast.SelectorExpr:
		id = e.Sel
	default:
		return nil
	}
	v, _ := f.m.info.ObjectOf(id).(*types.Var)
	if v != nil {
		return v.Origin()
	}
	return nil
}

func (f *funcFlow) assign(lhs, rhs []ast.Expr) {
	for i, e := range lhs {
		v := f.slot(e)
		switch {
		case v == nil:
			if index, ok := ast.Unparen(e).(*ast.IndexExpr); ok && len(lhs) == len(rhs) {
				f.keep(f.slot(index.X), rhs[i])
			}
		case isTable(v.Type()):
			if len(lhs) == len(rhs) {
				f.fill(v, rhs[i])
			} else {
				f.opens(v)
			}
		case !isCallable(v.Type()):
		case len(lhs) == len(rhs):
			f.values[v] = append(f.values[v], rhs[i])
		case len(rhs) == 1 && i == 0 && isIndex(rhs[0]):
			f.values[v] = append(f.values[v], rhs[0]) // h, ok := table[key]
		case len(rhs) > 0:
			f.opens(v)
		}
	}
}

func (f *funcFlow) literal(lit *ast.CompositeLit) {
	t := f.m.info.TypeOf(lit)
	if t == nil {
		return
	}
	st, ok := deref(t).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		var field *types.Var
		value := elt
		if kv, keyed := elt.(*ast.KeyValueExpr); keyed {
			field, value = f.slot(kv.Key), kv.Value
		} else if i < st.NumFields() {
			field = st.Field(i).Origin()
		}
		switch {
		case field == nil:
		case isTable(field.Type()):
			f.fill(field, value)
		case isCallable(field.Type()):
			f.values[field] = append(f.values[field], value)
		}
	}
}

// call gives the arguments to the parameters of a function of the package, or of a
// literal that a variable holds.
func (f *funcFlow) call(call *ast.CallExpr) {
	if f.m.info.Types[call.Fun].IsType() {
		return
	}
	switch callee := typeutil.Callee(f.m.info, call).(type) {
	case *types.Func:
		if _, shown := f.m.decls[callee.Origin()]; shown {
			f.give(callee.Origin().Signature(), call)
		}
	case *types.Var:
		if sig, ok := f.held(callee); ok {
			f.give(sig, call)
		}
	}
}

// held is the signature of the literal that a local variable holds, and nothing else,
// where it is only called.
func (f *funcFlow) held(v *types.Var) (*types.Signature, bool) {
	lit, ok := ast.Unparen(f.m.values.only(v)).(*ast.FuncLit)
	if !ok || v.IsField() || f.givenAway(v) {
		return nil, false
	}
	sig, ok := f.m.info.TypeOf(lit).(*types.Signature)
	return sig, ok
}

func (f *funcFlow) give(sig *types.Signature, call *ast.CallExpr) {
	for i := range fixedParams(sig) {
		if i < len(call.Args) && isCallable(sig.Params().At(i).Type()) {
			p := sig.Params().At(i)
			f.values[p] = append(f.values[p], call.Args[i])
		}
	}
}
