package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// lockVerb is lock, rlock, unlock or runlock for a call of that name in any
// case, else "".
func lockVerb(call *ast.CallExpr) string {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	switch verb := strings.ToLower(sel.Sel.Name); verb {
	case "lock", "rlock", "unlock", "runlock":
		return verb
	case "trylock":
		return "lock"
	}
	return ""
}

// isMutexMethod reports whether sel is a method of a type of package sync.
func isMutexMethod(info *types.Info, sel *ast.SelectorExpr) bool {
	fn, ok := info.Uses[sel.Sel].(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "sync"
}

// Locks lists the mutexes that are held at cur: locked by an earlier statement
// of an enclosing block and not unlocked in between, here or at every call of
// the function. A function whose name ends in Locked holds a mutex that cannot
// be named, listed as nil.
func (m *Model) Locks(cur inspector.Cursor) []*types.Var { return m.locks(cur, maxHops, false) }

// locks is Locks, with parts also where the package calls the function by interfaces
// of its own alone, so that its type is a part of what holds the mutex.
func (m *Model) locks(cur inspector.Cursor, hops int, parts bool) []*types.Var {
	var held []*types.Var
	fn := EnclosingFunc(cur)
	if decl, ok := fn.Node().(*ast.FuncDecl); ok && strings.HasSuffix(decl.Name.Name, "Locked") {
		held = append(held, nil)
	} else if ok && hops > 0 {
		held = m.callersLocks(decl, hops, parts)
	}
	for {
		held = append(held, m.lockedBefore(cur, fn)...)
		call, onTheSpot := calledOnTheSpot(fn)
		if !onTheSpot {
			return held
		}
		cur, fn = call, EnclosingFunc(call)
	}
}

// lockedBefore lists the mutexes that the statements before cur in fn leave
// locked.
func (m *Model) lockedBefore(cur, fn inspector.Cursor) []*types.Var {
	var held []*types.Var
	released := make(map[*types.Var]bool)
	for ; cur != fn; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		default:
			continue
		}
		for prev, ok := cur.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
			switch mutex, verb := m.locking(prev.Node()); {
			case verb == "unlock":
				released[mutex] = true
			case verb == "lock" && !released[mutex]:
				held = append(held, mutex)
			}
		}
	}
	return held
}

// calledOnTheSpot is the call of a function literal where it stands, deferred
// or not: what is locked around it is locked inside.
func calledOnTheSpot(fn inspector.Cursor) (inspector.Cursor, bool) {
	if _, lit := fn.Node().(*ast.FuncLit); !lit || fn.ParentEdgeKind() != edge.CallExpr_Fun {
		return fn, false
	}
	call := fn.Parent()
	return call, call.ParentEdgeKind() != edge.GoStmt_Call
}

// callersLocks lists the mutexes that are held at every call of an unexported
// function, and with parts of such a method as well.
func (m *Model) callersLocks(decl *ast.FuncDecl, hops int, parts bool) []*types.Var {
	obj, ok := m.info.Defs[decl.Name].(*types.Func)
	if !ok || m.exported(obj) && (!parts || !m.calledByInterface(obj)) {
		return nil
	}
	refs := m.refs()[obj]
	if parts {
		refs = m.namedBy(obj)
	}
	var common []*types.Var
	for i, ref := range refs {
		call, ok := callOf(ref)
		if !ok || call.ParentEdgeKind() == edge.GoStmt_Call {
			return nil
		}
		held := m.locks(call, hops-1, parts)
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

// calledByInterface reports whether the package calls a method by interfaces of its
// own, and never by name but in tests and where it calls itself.
func (m *Model) calledByInterface(fn *types.Func) bool {
	return !m.calledByName(fn) && len(m.namedBy(fn)) > 0
}

// byInterface reports whether fn is such a method.
func (m *Model) byInterface(fn inspector.Cursor) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return false
	}
	obj, ok := m.info.Defs[decl.Name].(*types.Func)
	return ok && m.calledByInterface(obj)
}

// locking is the mutex that a statement locks or unlocks for good; nil for one
// that a wrapper of the project hides. Readers that share a mutex lock nothing.
func (m *Model) locking(n ast.Node) (mutex *types.Var, verb string) {
	call := lockingCall(n)
	if call == nil {
		return nil, ""
	}
	if verb = lockVerb(call); verb == "" {
		return nil, ""
	}
	sel := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	q, ok := m.path(sel.X, maxHops)
	if !ok || !isMutexMethod(m.info, sel) || q.Slot.Pkg() != nil && q.Slot.Pkg().Path() == "sync" { // cond.L may be any mutex
		return nil, verb
	}
	if selection := m.info.Selections[sel]; selection != nil && len(selection.Index()) > 1 {
		q.Slot = embedded(selection)
	}
	return q.Slot, verb
}

// lockingCall is the call by which a statement may lock or unlock: mu.Lock(),
// defer s.lock()(), if !mu.TryLock() { return }; nil for others.
func lockingCall(n ast.Node) *ast.CallExpr {
	switch s := n.(type) {
	case *ast.ExprStmt:
		call, _ := s.X.(*ast.CallExpr)
		return call
	case *ast.DeferStmt:
		call, _ := s.Call.Fun.(*ast.CallExpr)
		return call
	case *ast.IfStmt:
		not, ok := ast.Unparen(s.Cond).(*ast.UnaryExpr)
		if !ok || len(s.Body.List) == 0 || !isReturn(s.Body.List[len(s.Body.List)-1]) {
			return nil
		}
		call, _ := ast.Unparen(not.X).(*ast.CallExpr)
		return call
	}
	return nil
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
