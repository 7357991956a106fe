package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// tokens are parts of the names of channels that hold tokens.
var tokens = []string{"free", "slot", "slots", "token", "tokens", "sem", "semaphore", "permits", "credit", "ticket", "avail"}

// takesToken reports whether the function of cur waits for a token before cur:
// a send or receive of a channel that carries no data, other than a look at a
// stop signal.
func (m *Model) takesToken(cur inspector.Cursor) bool {
	fn := EnclosingFunc(cur)
	for op := range fn.Preorder((*ast.SendStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.CallExpr)(nil)) {
		if op.Node().Pos() > cur.Node().Pos() || EnclosingFunc(op) != fn {
			continue
		}
		switch n := op.Node().(type) {
		case *ast.SendStmt:
			if m.isToken(n.Chan) && !wakes(op) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && m.isToken(n.X) && !stops(op) && !wakes(op) {
				return true
			}
		case *ast.CallExpr:
			if m.waitsForPlace(n) {
				return true
			}
		}
	}
	return false
}

// waitsForPlace reports whether a call takes a token: by its name, or as a function
// of this package that waits.
func (m *Model) waitsForPlace(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(m.info, call).(*types.Func)
	if !ok {
		return false
	}
	if NameHas(fn.Name(), []string{"acquire", "reserve", "throttl"}) || fn.Name() == "Wait" && takesContext(fn) {
		return true
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
		if from, ok := ast.Unparen(sel.X).(*ast.SelectorExpr); ok && NameHas(from.Sel.Name, tokens) {
			return true
		}
	}
	decl, ok := m.decls[fn.Origin()]
	return ok && body(decl) != nil && m.waits(decl)
}

// isToken reports whether the channel carries nothing but the fact that it does,
// or is named for what it hands out.
func (m *Model) isToken(ch ast.Expr) bool {
	t := m.info.TypeOf(ch)
	if t == nil || !isChan(t) {
		return false
	}
	q, ok := m.queueOf(ch)
	return isWakeUp(t) || ok && q.Slot != nil && NameHas(q.Slot.Name(), tokens)
}

// isWakeUp reports whether a channel carries no data.
func isWakeUp(t types.Type) bool {
	switch elem := t.Underlying().(*types.Chan).Elem().Underlying().(type) {
	case *types.Struct:
		return elem.NumFields() == 0
	case *types.Basic:
		return elem.Kind() == types.Bool
	}
	return false
}

// stops reports whether the receive at cur is the header of a clause that
// leaves, or comes from a call such as ctx.Done().
func stops(cur inspector.Cursor) bool {
	if isCall(cur.Node().(*ast.UnaryExpr).X) {
		return true
	}
	clause, ok := CommOf(cur)
	if !ok {
		return false
	}
	list := clause.Node().(*ast.CommClause).Body
	return len(list) == 0 || leaves(list[len(list)-1])
}

// wakes reports whether the operation at cur may be left out: its select has a
// default that goes on all the same.
func wakes(cur inspector.Cursor) bool {
	clause, ok := CommOf(cur)
	if !ok {
		return false
	}
	for sibling := range clause.Parent().Children() {
		n := sibling.Node().(*ast.CommClause)
		if n.Comm == nil {
			return len(n.Body) == 0 || !leaves(n.Body[len(n.Body)-1])
		}
	}
	return false
}
