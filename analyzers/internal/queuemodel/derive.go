package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// derive reads the fact of a function of this package from its body, once. A
// function that is asked for while it is being derived (recursion) has no fact
// yet.
func (m *Model) derive(fn *types.Func) *FuncFact {
	if fact, ok := m.derived[fn]; ok || m.built {
		return fact
	}
	m.derived[fn] = nil
	decl, ok := m.decls[fn]
	if !ok {
		if fact := m.deriveInterface(fn); fact != nil {
			m.derived[fn] = fact
		}
		return m.derived[fn]
	}
	if decl.Node().(*ast.FuncDecl).Body == nil {
		return nil
	}
	ops := m.lengthOps(fn, decl)
	if len(ops) == 0 {
		ops = m.plainOps(fn, decl)
	}
	ops = append(ops, m.methodOps(fn, decl, ops)...)
	for _, op := range slices.Concat(m.pairOps(fn, decl), m.guardOps(fn, decl), m.repeatOps(fn, decl), m.recoverOps(fn, decl), m.listOps(fn, decl), m.newOps(fn, decl)) {
		if !slices.Contains(ops, op) {
			ops = append(ops, op)
		}
	}
	if len(ops) > 0 {
		m.derived[fn] = &FuncFact{ops}
	}
	return m.derived[fn]
}

// lengthOps is for a function that only returns a length or a condition on
// one: Len, Empty, isFull, HasMore.
func (m *Model) lengthOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	results := fn.Signature().Results()
	if results.Len() != 1 {
		return nil
	}
	expr, whenFalse := returned(decl.Node().(*ast.FuncDecl).Body)
	if expr == nil {
		return nil
	}
	basic, ok := results.At(0).Type().Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	if basic.Info()&types.IsInteger != 0 {
		l, ok := m.linear(expr, maxHops)
		if !ok || l.constant != 0 || l.count+l.capacity != 1 {
			return nil
		}
		return m.lengthOp(fn, l.queue, Length{Count: l.count == 1, Capacity: l.capacity == 1})
	}
	var ops []OpFact
	for _, t := range m.Implied(expr, !whenFalse) {
		ops = append(ops, m.lengthOp(fn, t.Queue, Length{True: t.State})...)
	}
	for _, t := range m.Implied(expr, whenFalse) {
		ops = append(ops, m.lengthOp(fn, t.Queue, Length{False: t.State})...)
	}
	return ops
}

func (m *Model) lengthOp(fn *types.Func, q Queue, length Length) []OpFact {
	param, path, ok := operandOf(fn, q)
	if !ok {
		return nil
	}
	return []OpFact{{Role: Len, Param: param, Path: path, Func: -1, Length: length}}
}

// returned is the one expression that a body returns, after locks and defers.
// For "if cond { return true }; return false" it is cond, and inverted says
// that the two results are the other way round.
func returned(body *ast.BlockStmt) (expr ast.Expr, inverted bool) {
	stmts := slices.DeleteFunc(slices.Clone(body.List), isLocking)
	switch len(stmts) {
	case 1:
		return result(stmts[0]), false
	case 2:
		if assign, ok := stmts[0].(*ast.AssignStmt); ok && assign.Tok == token.DEFINE {
			return result(stmts[1]), false
		}
		cond, ok := stmts[0].(*ast.IfStmt)
		if !ok || cond.Init != nil || cond.Else != nil || len(cond.Body.List) != 1 {
			return nil, false
		}
		then, rest := boolLiteral(result(cond.Body.List[0])), boolLiteral(result(stmts[1]))
		if then+rest == "truefalse" || then+rest == "falsetrue" {
			return cond.Cond, then == "false"
		}
	}
	return nil, false
}

func result(s ast.Stmt) ast.Expr {
	if ret, ok := s.(*ast.ReturnStmt); ok && len(ret.Results) == 1 {
		return ret.Results[0]
	}
	return nil
}

func boolLiteral(e ast.Expr) string {
	if id, ok := e.(*ast.Ident); ok && (id.Name == "true" || id.Name == "false") {
		return id.Name
	}
	return ""
}

// isLocking reports whether s is mu.Lock(), defer mu.Unlock() or the like.
func isLocking(s ast.Stmt) bool {
	var call *ast.CallExpr
	switch s := s.(type) {
	case *ast.DeferStmt:
		call = s.Call
	case *ast.ExprStmt:
		call, _ = s.X.(*ast.CallExpr)
	}
	return call != nil && lockVerb(call) != ""
}

// plainOps is what the body does on every run: its operations that stand in
// no branch, loop or function literal.
func (m *Model) plainOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	var ops []OpFact
	for cur := range decl.Preorder(callKinds...) {
		if !always(cur, decl) || returnsBefore(decl, cur) {
			continue
		}
		for _, c := range m.classify(cur) {
			if op, ok := opFact(fn, c); ok && !slices.Contains(ops, op) {
				ops = append(ops, op)
			}
		}
	}
	return ops
}

func opFact(fn *types.Func, c Call) (OpFact, bool) {
	op := OpFact{Role: c.Role, Wait: c.Wait, Func: -1}
	switch c.Role {
	case Put, Get, Done, Close:
		var ok bool
		op.Param, op.Path, ok = operandOf(fn, c.Queue)
		return op, ok
	case Pause:
		return op, true
	case Block:
		return op, true
	case Repeat, Spawn:
		call, ok := c.Cur.Node().(*ast.CallExpr)
		if !ok || c.Func >= len(call.Args) {
			return op, false
		}
		id, ok := ast.Unparen(call.Args[c.Func]).(*ast.Ident)
		if !ok {
			return op, false
		}
		for i := range fn.Signature().Params().Len() {
			if p := fn.Signature().Params().At(i); p.Name() == id.Name && p.Name() != "_" {
				op.Func = i
				return op, true
			}
		}
	}
	return op, false
}

// operandOf says how a caller of fn can name q.
func operandOf(fn *types.Func, q Queue) (param int, path string, ok bool) {
	v, isVar := q.Root.(*types.Var)
	if !isVar || strings.ContainsAny(q.Path, "[(") {
		return 0, "", false
	}
	if v == fn.Signature().Recv() {
		return Receiver, q.Path, true
	}
	for i := range fn.Signature().Params().Len() {
		if v == fn.Signature().Params().At(i) {
			return i, q.Path, i < fixedParams(fn.Signature())
		}
	}
	if isPackageLevel(v) && q.Path == "" {
		return Global, v.Pkg().Path() + " " + v.Name(), true
	}
	return 0, "", false
}

// always reports whether the node runs whenever decl's body runs to its end:
// nothing conditional, repeated or deferred to another function is around it.
// A select without a default counts: some clause of it runs.
func always(cur, decl inspector.Cursor) bool {
	if _, header := CommOf(cur); header && selectWait(cur) == Never {
		return false
	}
	for cur != decl {
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else, edge.ForStmt_Body, edge.ForStmt_Post, edge.RangeStmt_Body,
			edge.CaseClause_Body, edge.CommClause_Body, edge.FuncLit_Body, edge.GoStmt_Call, edge.DeferStmt_Call:
			return false
		case edge.BinaryExpr_Y:
			if op := cur.Parent().Node().(*ast.BinaryExpr).Op; op == token.LAND || op == token.LOR {
				return false
			}
		}
		cur = cur.Parent()
	}
	return true
}

// returnsBefore reports whether decl can return before it reaches cur.
func returnsBefore(decl, cur inspector.Cursor) bool {
	for ret := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		if ret.Contains(cur) || ret.Node().Pos() > cur.Node().Pos() {
			return false
		}
		if EnclosingFunc(ret) == decl {
			return true
		}
	}
	return false
}
