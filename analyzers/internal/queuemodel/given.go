package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// given reports whether the function sends the queue, or what holds it, to
// goroutines that were there before: through a channel or queue, or into a field
// or a list that others have. What a goroutine or a callback of the function's
// own has too is not given: that one answers.
func (s *Stalls) given(owner inspector.Cursor, q Queue) bool {
	v, ok := q.Root.(*types.Var)
	if !ok {
		return false
	}
	names := s.m.carriers(owner, v)
	given := false
	for cur := range owner.Preorder((*ast.Ident)(nil)) {
		use, ok := s.m.info.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if !ok || !names[use] {
			continue
		}
		if elsewhere(s.m, cur, owner) && cur.ParentEdgeKind() != edge.SendStmt_Value {
			return false
		}
		given = given || s.leaves(cur, maxHops)
	}
	return given
}

// carriers are the variables of owner that hold v or a value made with it.
func (m *Model) carriers(owner inspector.Cursor, v *types.Var) map[*types.Var]bool {
	names := map[*types.Var]bool{v: true}
	for range 2 {
		for cur := range owner.Preorder((*ast.Ident)(nil)) {
			use, ok := m.info.Uses[cur.Node().(*ast.Ident)].(*types.Var)
			if !ok || !names[use] {
				continue
			}
			for cur = cur.Parent(); ; cur = cur.Parent() {
				switch cur.Node().(type) {
				case *ast.CompositeLit, *ast.KeyValueExpr, *ast.UnaryExpr, *ast.ParenExpr:
					continue
				}
				break
			}
			assign, ok := cur.Node().(*ast.AssignStmt)
			if !ok || len(assign.Lhs) != len(assign.Rhs) {
				continue
			}
			for i, rhs := range assign.Rhs {
				id, isIdent := assign.Lhs[i].(*ast.Ident)
				if !isIdent || !m.mentions(rhs, use) || holdsReceive(rhs) {
					continue
				}
				if to, ok := m.info.ObjectOf(id).(*types.Var); ok && !isPackageLevel(to) {
					names[to] = true
				}
			}
		}
	}
	return names
}

// holdsReceive reports whether an expression takes something out of a channel.
func holdsReceive(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if u, ok := n.(*ast.UnaryExpr); ok && u.Op.String() == "<-" {
			found = true
		}
		return !found
	})
	return found
}

// elsewhere reports whether cur stands in a goroutine or function literal that
// owner does not run itself.
func elsewhere(m *Model, cur, owner inspector.Cursor) bool {
	for n := range cur.Enclosing((*ast.GoStmt)(nil), (*ast.FuncLit)(nil)) {
		if n == owner || !owner.Contains(n) {
			return false
		}
		if _, start := n.Node().(*ast.GoStmt); start || !m.runsHere(n) {
			return true
		}
	}
	return false
}

// leaves reports whether the variable that is used at cur goes to somebody
// else there.
func (s *Stalls) leaves(cur inspector.Cursor, hops int) bool {
	for hops > 0 {
		kind, index := cur.ParentEdge()
		switch kind {
		case edge.ParenExpr_X, edge.UnaryExpr_X, edge.CompositeLit_Elts, edge.KeyValueExpr_Value, edge.StarExpr_X:
			if u, ok := cur.Parent().Node().(*ast.UnaryExpr); ok && u.Op.String() == "<-" {
				return false
			}
			cur = cur.Parent()
		case edge.SendStmt_Value:
			return true
		case edge.CallExpr_Args:
			return s.passesOn(cur.Parent(), index, hops)
		case edge.AssignStmt_Rhs:
			return s.stored(cur)
		default:
			return false
		}
	}
	return false
}

// stored reports whether the value at cur is assigned to a field, an element or
// a package variable.
func (s *Stalls) stored(cur inspector.Cursor) bool {
	switch lhs := ast.Unparen(leftOf(cur)).(type) {
	case *ast.IndexExpr:
		q, ok := s.m.path(lhs.X, maxHops)
		return ok && q.Path != ""
	case *ast.SelectorExpr:
		q, ok := s.m.path(lhs.X, maxHops)
		v, isVar := q.Root.(*types.Var)
		return ok && isVar && !s.m.fresh(v, maxHops)
	}
	return false
}

// passesOn reports whether a call gives its index-th argument to others: the Put
// of a queue, or a function of this package that does so.
func (s *Stalls) passesOn(call inspector.Cursor, index, hops int) bool {
	for _, op := range s.m.At(call.Node()) {
		if op.Role == Put && !op.Queue.IsChan() {
			return true
		}
	}
	fn, _ := s.m.callee(call.Node().(*ast.CallExpr))
	if fn == nil {
		return false
	}
	decl, ok := s.m.decls[fn.Origin()]
	if !ok || body(decl) == nil || index >= fixedParams(fn.Origin().Signature()) {
		return false
	}
	names := s.m.carriers(decl, fn.Origin().Signature().Params().At(index))
	for cur := range decl.Preorder((*ast.Ident)(nil)) {
		use, ok := s.m.info.Uses[cur.Node().(*ast.Ident)].(*types.Var)
		if ok && names[use] && !elsewhere(s.m, cur, decl) && s.leaves(cur, hops-1) {
			return true
		}
	}
	return false
}
