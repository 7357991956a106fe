package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// limiting reports whether the condition decides what happens to the list: the
// branch that it opens, or the one that it closes, does more than log. In a
// function that takes without adding it sizes a batch.
func (m *Model) limiting(cond inspector.Cursor, key types.Object) bool {
	fn := EnclosingFunc(cond)
	if m.touches(fn, key, Shift, maxCallers) && !m.touches(fn, key, Grow, maxCallers) && !m.calledByAdder(fn, key, maxCallers) {
		return false
	}
	for cur := cond; ; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.BinaryExpr_X, edge.BinaryExpr_Y, edge.UnaryExpr_X, edge.ParenExpr_X:
			continue
		case edge.IfStmt_Cond:
			n := cur.Parent().Node().(*ast.IfStmt)
			return m.acts(n.Body) || n.Else != nil && m.acts(n.Else)
		case edge.ForStmt_Cond:
			return m.acts(cur.Parent().Node().(*ast.ForStmt).Body)
		case edge.CaseClause_List:
			for _, stmt := range cur.Parent().Node().(*ast.CaseClause).Body {
				if m.acts(stmt) {
					return true
				}
			}
			return false
		case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
			return m.actsOn(m.heldBy(cur), fn)
		case edge.CallExpr_Args:
			return true // asked somewhere else
		default:
			return false
		}
	}
}

// actsOn reports whether a variable that holds the condition decides something;
// one that goes elsewhere may.
func (m *Model) actsOn(v *types.Var, fn inspector.Cursor) bool {
	if v == nil || v.IsField() || isPackageLevel(v) {
		return true
	}
	for use := range fn.Preorder((*ast.Ident)(nil)) {
		if m.info.Uses[use.Node().(*ast.Ident)] != v {
			continue
		}
		for use.ParentEdgeKind() == edge.UnaryExpr_X || use.ParentEdgeKind() == edge.BinaryExpr_X || use.ParentEdgeKind() == edge.BinaryExpr_Y || use.ParentEdgeKind() == edge.ParenExpr_X {
			use = use.Parent()
		}
		if use.ParentEdgeKind() != edge.IfStmt_Cond {
			return true
		}
		n := use.Parent().Node().(*ast.IfStmt)
		if m.acts(n.Body) || n.Else != nil && m.acts(n.Else) {
			return true
		}
	}
	return false
}

// acts reports whether a statement does more than log, measure or wake: it
// leaves, waits, changes the list, calls something that may.
func (m *Model) acts(s ast.Stmt) bool {
	if leaves(s) {
		return true
	}
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				t := m.info.TypeOf(lhs)
				found = found || t != nil && (isSlice(t) && !m.growsOnly(n, i) || isChan(t) || isBool(t) || isError(t))
			}
		case *ast.SendStmt:
			found = found || !m.isToken(n.Chan)
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW && !m.isToken(n.X)
		case *ast.CallExpr:
			found = found || !m.onlyTells(n)
			return !found
		}
		return !found
	})
	return found
}

// growsOnly reports whether an assignment puts the items of a list into more
// room: q = make(…), q = bigger.
func (m *Model) growsOnly(n *ast.AssignStmt, i int) bool {
	if len(n.Lhs) != len(n.Rhs) {
		return false
	}
	value := ast.Unparen(n.Rhs[i])
	if id, ok := value.(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok {
			value = ast.Unparen(m.values.only(v))
		}
	}
	call, ok := value.(*ast.CallExpr)
	if !ok {
		return false
	}
	b, ok := typeutil.Callee(m.info, call).(*types.Builtin)
	return ok && b.Name() == "make"
}

// tellers are parts of the names of functions that log, measure or wake.
var tellers = []string{
	"log", "print", "printf", "println", "debug", "debugf", "info", "infof", "infow", "warn", "warnf", "warnw", "warning", "warningf", "error", "errorf", "errorw", "notice", "noticef", "trace", "tracef",
	"msg", "msgf", "inc", "observe", "set", "signal", "broadcast", "sprintf", "string", "int", "uint", "str", "since", "now", "len", "cap", "grow", "resize", "copy", "record", "with", "withvalues", "withfields", "v", "float64", "wake", "notify", "dump", "rehash", "expand", "count", "gauge", "report", "event",
}

// onlyTells reports whether a call tells somebody something and changes nothing
// here: a builtin, a conversion, a logger, a metric, a wake-up.
func (m *Model) onlyTells(call *ast.CallExpr) bool {
	if m.info.Types[call.Fun].IsType() {
		return true
	}
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		return fn.Name() != "panic" && fn.Name() != "close"
	case *types.Func:
		return NameHas(fn.Name(), tellers) || isAtomic(receiverType(fn))
	}
	return false
}

func receiverType(fn *types.Func) types.Type {
	if recv := fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return types.Typ[types.Invalid]
}

// touches reports whether a function, or one of this package that it calls, does
// this to the list.
func (m *Model) touches(fn inspector.Cursor, key types.Object, role Role, hops int) bool {
	return m.touchesBelow(fn, key, role, hops, make(map[ast.Node]bool))
}

func (m *Model) touchesBelow(fn inspector.Cursor, key types.Object, role Role, hops int, seen map[ast.Node]bool) bool {
	decl := m.declOf(fn)
	for _, a := range m.accesses(decl) {
		if a.Key == key && a.Role == role && fn.Contains(a.Cur) {
			return true
		}
	}
	if hops == 0 || seen[fn.Node()] {
		return false
	}
	seen[fn.Node()] = true
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		if cur.ParentEdgeKind() == edge.GoStmt_Call {
			continue
		}
		callee, ok := typeutil.Callee(m.info, cur.Node().(*ast.CallExpr)).(*types.Func)
		if !ok {
			continue
		}
		if inner, ok := m.decls[callee.Origin()]; ok && inner != decl && m.touchesBelow(inner, key, role, hops-1, seen) {
			return true
		}
	}
	return false
}

// declOf is the declaration around a function literal, or fn itself.
func (m *Model) declOf(fn inspector.Cursor) inspector.Cursor {
	for decl := range fn.Enclosing((*ast.FuncDecl)(nil)) {
		return decl
	}
	return fn
}

// calledByAdder reports whether a function that adds to the list calls fn.
func (m *Model) calledByAdder(fn inspector.Cursor, key types.Object, hops int) bool {
	return m.calledByAdders(fn, key, hops, make(map[ast.Node]bool))
}

func (m *Model) calledByAdders(fn inspector.Cursor, key types.Object, hops int, seen map[ast.Node]bool) bool {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok || hops == 0 || seen[decl] {
		return false
	}
	seen[decl] = true
	for _, ref := range m.refs()[m.info.Defs[decl.Name]] {
		caller := EnclosingFunc(ref)
		if m.touches(caller, key, Grow, 1) || m.calledByAdders(caller, key, hops-1, seen) {
			return true
		}
	}
	return false
}
