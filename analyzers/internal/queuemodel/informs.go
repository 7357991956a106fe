package queuemodel

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// informs reports whether a deferred function does more about a panic than to
// log it: it starts something, tells somebody, or calls what cannot be seen.
func (w *climb) informs(fn, d inspector.Cursor) bool {
	call := d.Node().(*ast.DeferStmt).Call
	if lit := w.m.funcLit(call.Fun); lit != nil {
		cur, ok := w.m.in.Root().FindNode(lit)
		return !ok || w.acts(fn, cur, maxHazards)
	}
	callee := w.m.calleeFunc(call)
	if callee == nil {
		return true
	}
	for _, arg := range call.Args {
		if t := w.m.info.TypeOf(arg); t != nil && (isCallable(t) && !isPlainArg(t) || isChan(t)) {
			return true
		}
		if u, ok := ast.Unparen(arg).(*ast.UnaryExpr); ok && u.Op.String() == "&" && w.named(u.X) {
			return w.resultIsUsed(fn)
		}
	}
	decl, ok := w.m.decls[callee.Origin()]
	return ok && w.acts(fn, decl, maxHazards)
}

// isPlainArg reports whether a value of the type can only be read or logged to.
func isPlainArg(t types.Type) bool {
	_, isFunc := t.Underlying().(*types.Signature)
	return !isFunc
}

// named reports whether e is a named result.
func (w *climb) named(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := w.m.info.Uses[id].(*types.Var)
	return ok && v.Kind() == types.ResultVar
}

// tellingNames are how functions begin that do something about a worker.
var tellingNames = []string{"cancel", "stop", "close", "shutdown", "exit", "restart", "respawn", "start", "run", "signal", "notify", "broadcast", "kill", "fatal", "launch", "spawn", "retry", "requeue", "reconnect", "terminate", "abort", "quit", "fail", "loop", "serve", "store", "swap", "compareandswap"}

// acts reports whether the body of a deferred function of fn does more than to
// log.
func (w *climb) acts(fn, deferred inspector.Cursor, depth int) bool {
	for cur := range deferred.Preorder((*ast.GoStmt)(nil), (*ast.SendStmt)(nil), (*ast.AssignStmt)(nil), (*ast.CallExpr)(nil), (*ast.IncDecStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.IncDecStmt:
			if n.Tok == token.DEC {
				return true // by the number of workers others see that one is missing
			}
		case *ast.GoStmt, *ast.SendStmt:
			return true
		case *ast.AssignStmt:
			if w.assignsOutside(fn, deferred, n) {
				return true
			}
		case *ast.CallExpr:
			if w.callActs(fn, n, depth) {
				return true
			}
		}
	}
	return false
}

func (w *climb) callActs(fn inspector.Cursor, call *ast.CallExpr, depth int) bool {
	if w.m.info.Types[call.Fun].IsType() {
		return false
	}
	if isBuiltinCall(w.m.info, call) {
		return w.m.isBuiltin(call, "close")
	}
	callee := w.m.calleeFunc(call)
	if callee == nil {
		lit := w.m.funcLit(call.Fun)
		if lit == nil {
			return true
		}
		cur, ok := w.m.in.Root().FindNode(lit)
		return !ok || depth == 0 || w.acts(fn, cur, depth-1)
	}
	name := strings.ToLower(callee.Name())
	if strings.HasPrefix(name, "add") && callee.FullName() != "(*sync.WaitGroup).Add" && w.lowers(call) {
		return true
	}
	for _, word := range tellingNames {
		if strings.HasPrefix(name, word) {
			return true
		}
	}
	decl, ok := w.m.decls[callee.Origin()]
	return ok && body(decl) != nil && (depth == 0 || w.acts(fn, decl, depth-1))
}

// lowers reports whether the last argument of a call is a negative number.
func (w *climb) lowers(call *ast.CallExpr) bool {
	if len(call.Args) == 0 {
		return false
	}
	v := w.m.info.Types[call.Args[len(call.Args)-1]].Value
	return v != nil && (v.Kind() == constant.Int || v.Kind() == constant.Float) && constant.Sign(v) < 0
}

// assignsOutside reports whether an assignment changes something that outlives
// the deferred function, and by which somebody can learn of the panic. A result
// that nobody looks at is none.
func (w *climb) assignsOutside(fn, deferred inspector.Cursor, assign *ast.AssignStmt) bool {
	for i, lhs := range assign.Lhs {
		switch e := ast.Unparen(lhs).(type) {
		case *ast.Ident:
			v, ok := w.m.info.ObjectOf(e).(*types.Var)
			if !ok || e.Name == "_" || deferred.Node().Pos() <= v.Pos() && v.Pos() < deferred.Node().End() {
				continue
			}
			if v.Kind() == types.ResultVar && (!w.resultIsUsed(fn) || i < len(assign.Rhs) && w.m.info.Types[assign.Rhs[i]].IsNil()) {
				continue
			}
			return true
		default:
			if t := w.m.info.TypeOf(lhs); t != nil && !isPlainNumber(t) {
				return true
			}
		}
	}
	return false
}

func isPlainNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
}

// resultIsUsed reports whether somebody may look at what fn returns.
func (w *climb) resultIsUsed(fn inspector.Cursor) bool {
	uses := w.m.uses(fn)
	if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		if obj, ok := w.m.info.Defs[decl.Name].(*types.Func); !ok || w.m.exported(obj) {
			return true
		}
	}
	for _, use := range uses {
		call, ok := callOf(use)
		if use == fn {
			call, ok = fn.Parent(), fn.ParentEdgeKind() == edge.CallExpr_Fun
		}
		if !ok {
			if use != fn {
				return true
			}
			continue
		}
		if kind := call.ParentEdgeKind(); kind != edge.GoStmt_Call && kind != edge.ExprStmt_X {
			return true
		}
	}
	return false
}

// tellsByOthers reports whether another deferred function of fn starts
// something, or sends, when the worker ends.
func (w *climb) tellsByOthers(fn inspector.Cursor) bool {
	for _, d := range w.m.Defers(fn) {
		for cur := range d.Preorder((*ast.GoStmt)(nil), (*ast.SendStmt)(nil)) {
			_ = cur
			return true
		}
	}
	return false
}
