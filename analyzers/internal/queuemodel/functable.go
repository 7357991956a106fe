package queuemodel

import (
	"go/ast"
	"go/types"
)

// Tables are the maps and lists that hold functions or handlers. A funcFlow
// keeps what is put into a table under the variable or field that holds it.

// isTable reports whether a type is a map or list of functions or handlers.
func isTable(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Map:
		return isCallable(t.Elem())
	case *types.Slice:
		return isCallable(t.Elem())
	case *types.Array:
		return isCallable(t.Elem())
	}
	return false
}

func isIndex(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.IndexExpr)
	return ok
}

// keep adds a value to the table v.
func (f *funcFlow) keep(v *types.Var, value ast.Expr) {
	if v != nil && isTable(v.Type()) {
		f.values[v] = append(f.values[v], value)
	}
}

// fill adds to the table v what a whole table holds: a literal, an empty one, or
// v itself with something appended. Another table opens it.
func (f *funcFlow) fill(v *types.Var, table ast.Expr) {
	switch e := ast.Unparen(table).(type) {
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if kv, keyed := elt.(*ast.KeyValueExpr); keyed {
				elt = kv.Value
			}
			f.keep(v, elt)
		}
		return
	case *ast.SliceExpr:
		if f.slot(e.X) == v {
			return
		}
	case *ast.CallExpr:
		switch {
		case f.m.isBuiltin(e, "make"):
			return
		case f.m.isBuiltin(e, "append") && !e.Ellipsis.IsValid() && f.slot(e.Args[0]) == v:
			for _, value := range e.Args[1:] {
				f.keep(v, value)
			}
			return
		}
	}
	if !f.m.info.Types[table].IsNil() {
		f.opens(v)
	}
}

// ranges notes the table that a range takes its variables from.
func (f *funcFlow) ranges(n *ast.RangeStmt) {
	f.opens(f.slot(n.Key))
	v := f.slot(n.Value)
	if t := f.m.info.TypeOf(n.X); v != nil && t != nil && isTable(t) && f.from[v] == nil {
		f.from[v] = n.X
		return
	}
	f.opens(v)
}
