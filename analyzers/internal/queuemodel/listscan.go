package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// scan is the reader of one function.
func (m *Model) scan(decl inspector.Cursor) *listScan {
	if s, ok := m.scans.Load(decl.Node()); ok {
		return s.(*listScan)
	}
	s := &listScan{m: m, fn: decl}
	s.findAliases()
	m.scans.Store(decl.Node(), s)
	return s
}

// A listScan reads the accesses of one function.
type listScan struct {
	m       *Model
	fn      inspector.Cursor
	aliases map[*types.Var]ast.Expr // a local copy of a list that is written back
	found   []Access
}

// findAliases finds the local variables that stand for a list for a while:
// q := s.q; q = append(q, v); s.q = q.
func (s *listScan) findAliases() {
	s.aliases = make(map[*types.Var]ast.Expr)
	from := make(map[*types.Var]ast.Expr)
	for cur := range s.fn.Preorder((*ast.AssignStmt)(nil)) {
		n := cur.Node().(*ast.AssignStmt)
		if len(n.Lhs) != len(n.Rhs) {
			continue
		}
		for i, lhs := range n.Lhs {
			v, isVar := s.local(lhs)
			switch {
			case isVar && isSlice(v.Type()):
				whole := n.Rhs[i]
				if isCall(whole) {
					whole = base(s.m.info, whole) // q := append(s.q, v)
				}
				if key := s.key(whole); key != nil && key != v && !isCall(whole) {
					from[v] = whole
				}
			case isSlice(s.m.info.TypeOf(lhs)):
				if v, ok := s.local(base(s.m.info, n.Rhs[i])); ok && from[v] != nil && s.key(from[v]) == s.key(lhs) {
					s.aliases[v] = from[v]
				}
			}
		}
	}
}

// local is the local variable that e names.
func (s *listScan) local(e ast.Expr) (*types.Var, bool) {
	if e == nil {
		return nil, false
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil, false
	}
	v, ok := s.m.info.ObjectOf(id).(*types.Var)
	return v, ok && !v.IsField() && !isPackageLevel(v)
}

// base is the list that an expression makes another one of: q in q[1:],
// append(q, v), slices.Delete(q, 0, 1).
func base(info *types.Info, e ast.Expr) ast.Expr {
	switch e := ast.Unparen(e).(type) {
	case *ast.SliceExpr:
		return base(info, e.X)
	case *ast.CallExpr:
		if len(e.Args) > 0 && isSlice(info.TypeOf(e.Args[0])) {
			return base(info, e.Args[0])
		}
	case ast.Expr:
		return e
	}
	return e
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

func isSlice(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// key is what holds the list e in every function: a field, a variable, or the
// name of the type whose receiver e is.
func (s *listScan) key(e ast.Expr) types.Object {
	key, _ := s.place(e, maxHops)
	return key
}

// place is the key of a list and the variable that it is reached from.
func (s *listScan) place(e ast.Expr, hops int) (key, root types.Object) {
	if hops == 0 {
		return nil, nil
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return s.identPlace(e, hops)
	case *ast.SelectorExpr:
		selection, ok := s.m.info.Selections[e]
		if !ok {
			v, ok := s.m.info.Uses[e.Sel].(*types.Var)
			if !ok {
				return nil, nil
			}
			return v, v
		}
		if selection.Kind() != types.FieldVal {
			return nil, nil
		}
		_, root := s.place(e.X, hops-1)
		return selection.Obj().(*types.Var).Origin(), root
	case *ast.StarExpr:
		return s.place(e.X, hops-1)
	case *ast.UnaryExpr:
		return s.place(e.X, hops-1)
	case *ast.IndexExpr:
		return s.place(e.X, hops-1)
	case *ast.SliceExpr:
		return s.place(e.X, hops-1)
	case *ast.CallExpr:
		if s.m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return s.place(e.Args[0], hops-1)
		}
	}
	return nil, nil
}

func (s *listScan) identPlace(id *ast.Ident, hops int) (key, root types.Object) {
	v, ok := s.m.info.ObjectOf(id).(*types.Var)
	if !ok || v.Name() == "_" {
		return nil, nil
	}
	if whole := s.aliases[v]; whole != nil {
		return s.place(whole, hops-1)
	}
	if init := s.m.renamed(v); init != nil {
		if key, root := s.place(init, hops-1); key != nil {
			return key, root
		}
	}
	if star, ok := ast.Unparen(s.m.values.only(v)).(*ast.StarExpr); ok {
		return s.place(star.X, hops-1)
	}
	if v.Kind() == types.RecvVar {
		if named := namedOf(v.Type()); named != nil {
			return named.Origin().Obj(), v
		}
	}
	return v.Origin(), v
}

// add records an access of the list e.
func (s *listScan) add(cur inspector.Cursor, list ast.Expr, a Access) {
	a.Cur, a.List = cur, list
	if a.Key == nil {
		a.Key, a.Root = s.place(list, maxHops)
	}
	if a.Key != nil {
		s.found = append(s.found, a)
	}
}
