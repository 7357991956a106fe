package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// lockVerb is Lock, RLock, Unlock or RUnlock for a call of that name, else "".
func lockVerb(call *ast.CallExpr) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 0 {
		return ""
	}
	switch sel.Sel.Name {
	case "Lock", "RLock", "Unlock", "RUnlock":
		return sel.Sel.Name
	}
	return ""
}

// Locks lists the mutexes that are held at cur: locked by an earlier statement
// of an enclosing block and not unlocked in between, here or at every call of
// the function. A function whose name ends in Locked holds a mutex that cannot
// be named, listed as nil.
func (m *Model) Locks(cur inspector.Cursor) []*types.Var { return m.locks(cur, maxHops) }

func (m *Model) locks(cur inspector.Cursor, hops int) []*types.Var {
	var held []*types.Var
	released := make(map[*types.Var]bool)
	fn := EnclosingFunc(cur)
	if decl, ok := fn.Node().(*ast.FuncDecl); ok && strings.HasSuffix(decl.Name.Name, "Locked") {
		held = append(held, nil)
	} else if ok && hops > 0 {
		held = m.callersLocks(decl, hops)
	}
	for ; cur != fn; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		default:
			continue
		}
		for prev, ok := cur.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
			mutex, locks := m.locking(prev.Node())
			switch {
			case mutex == nil:
			case !locks:
				released[mutex] = true
			case !released[mutex]:
				held = append(held, mutex)
			}
		}
	}
	return held
}

// callersLocks lists the mutexes that are held at every call of an unexported
// function.
func (m *Model) callersLocks(decl *ast.FuncDecl, hops int) []*types.Var {
	obj, ok := m.info.Defs[decl.Name].(*types.Func)
	if !ok || m.exported(obj) {
		return nil
	}
	var common []*types.Var
	for i, ref := range m.refs()[obj] {
		call, ok := callOf(ref)
		if !ok || call.ParentEdgeKind() == edge.GoStmt_Call {
			return nil
		}
		held := m.locks(call, hops-1)
		if i == 0 {
			common = held
		}
		common = slices.DeleteFunc(slices.Clone(common), func(mutex *types.Var) bool { return !slices.Contains(held, mutex) })
		if len(common) == 0 {
			return nil
		}
	}
	return common
}

// locking is the mutex that a statement locks or unlocks for good.
func (m *Model) locking(n ast.Node) (mutex *types.Var, locks bool) {
	stmt, ok := n.(*ast.ExprStmt)
	if !ok {
		return nil, false
	}
	call, ok := stmt.X.(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	verb := lockVerb(call)
	if verb == "" {
		return nil, false
	}
	sel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	q, ok := m.path(sel.X, maxHops)
	if !ok {
		return nil, false
	}
	if selection := m.info.Selections[sel]; selection != nil && len(selection.Index()) > 1 {
		q.Slot = embedded(selection)
	}
	return q.Slot, strings.HasSuffix(verb, "Lock") && !strings.HasPrefix(verb, "Un") && verb != "RUnlock"
}

// embedded is the embedded field that a promoted method belongs to.
func embedded(selection *types.Selection) *types.Var {
	var field *types.Var
	t := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		st, ok := deref(t).Underlying().(*types.Struct)
		if !ok {
			return field
		}
		field = st.Field(i).Origin()
		t = field.Type()
	}
	return field
}
