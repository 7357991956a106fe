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
	if fact, ok := m.derived[fn]; ok {
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
	for _, op := range m.pairOps(fn, decl) {
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

// takers are the names under which a queue type hands out an item.
var takers = []string{"Get", "Pop", "Take", "Dequeue", "Receive", "Recv", "PopFront", "Next", "Pull"}

// counters are the names under which a queue type tells how many items wait.
var counters = []string{"Len", "Size", "Length", "Count", "Empty", "IsEmpty"}

func named(fn *types.Func, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return strings.EqualFold(fn.Name(), name) })
}

// methodOps is the structural rule for the project's own queue types: a
// method with a taker's name that waits on a condition variable or a channel
// in its body is a Get of its receiver when the type also has a counter; the
// counter is then a Len of the receiver.
func (m *Model) methodOps(fn *types.Func, decl inspector.Cursor, known []OpFact) []OpFact {
	named := receiverNamed(fn)
	if named == nil {
		return nil
	}
	if isTaker(fn) {
		if slices.ContainsFunc(known, func(op OpFact) bool { return op.Role == Get }) || !hasCounter(named) || !m.waits(decl) {
			return nil
		}
		wait := Forever
		if takesContext(fn) {
			wait = Escapes
		}
		return []OpFact{{Role: Get, Wait: wait, Param: Receiver, Func: -1}}
	}
	if len(known) == 0 && isCounter(fn) && m.hasBlockingTaker(named, m.fieldsIn(decl)) {
		return []OpFact{{Role: Len, Param: Receiver, Func: -1, Length: counted(fn)}}
	}
	return nil
}

// deriveInterface is the structural rule for an interface: the methods of one
// that is implemented in this package by a queue type, or that has the shape
// of a work queue (Get that tells the shutdown, Done, Len).
func (m *Model) deriveInterface(fn *types.Func) *FuncFact {
	named := receiverNamed(fn)
	if named == nil || !isTaker(fn) && !isCounter(fn) || !hasCounter(named) {
		return nil
	}
	iface, ok := named.Underlying().(*types.Interface)
	if !ok || !m.blocks(named, iface) {
		return nil
	}
	if isCounter(fn) {
		return &FuncFact{[]OpFact{{Role: Len, Param: Receiver, Func: -1, Length: counted(fn)}}}
	}
	wait := Forever
	if takesContext(fn) {
		wait = Escapes
	}
	return &FuncFact{[]OpFact{{Role: Get, Wait: wait, Param: Receiver, Func: -1}}}
}

// blocks reports whether the taker of an interface is known to wait.
func (m *Model) blocks(named *types.Named, iface *types.Interface) bool {
	methods := make(map[string]*types.Func)
	for fn := range iface.Methods() {
		methods[fn.Name()] = fn
	}
	if get := methods["Get"]; get != nil && methods["Done"] != nil && methods["Add"] != nil {
		res := get.Signature().Results()
		if get.Signature().Params().Len() == 0 && res.Len() == 2 && types.Identical(res.At(1).Type(), types.Typ[types.Bool]) {
			return true
		}
	}
	if named.TypeParams().Len() > 0 {
		return false
	}
	for _, name := range m.pkg.Scope().Names() {
		tn, ok := m.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		impl, ok := tn.Type().(*types.Named)
		if !ok || impl.TypeParams().Len() > 0 || types.IsInterface(impl) || !types.Implements(types.NewPointer(impl), iface) {
			continue
		}
		return m.hasBlockingTaker(impl, nil)
	}
	return false
}

// isTaker reports whether fn can be the Get of a queue type: a taker's name,
// no parameter but a context, at least one result.
func isTaker(fn *types.Func) bool {
	params := fn.Signature().Params()
	return named(fn, takers) && fn.Signature().Results().Len() > 0 &&
		(params.Len() == 0 || params.Len() == 1 && takesContext(fn))
}

func takesContext(fn *types.Func) bool {
	params := fn.Signature().Params()
	if params.Len() == 0 {
		return false
	}
	named := namedOf(params.At(0).Type())
	return named != nil && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

func isCounter(fn *types.Func) bool {
	sig := fn.Signature()
	if !named(fn, counters) || sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return false
	}
	basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsInteger|types.IsBoolean) != 0
}

func counted(fn *types.Func) Length {
	if basic := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic); basic.Info()&types.IsBoolean != 0 {
		return Length{True: Empty, False: NonEmpty}
	}
	return Length{Count: true}
}

func hasCounter(named *types.Named) bool {
	set := types.NewMethodSet(types.NewPointer(named))
	if types.IsInterface(named) {
		set = types.NewMethodSet(named)
	}
	for sel := range set.Methods() {
		if fn, ok := sel.Obj().(*types.Func); ok && isCounter(fn) {
			return true
		}
	}
	return false
}

// hasBlockingTaker reports whether a method of the type hands out items and
// waits for them; with fields, one that works on one of these.
func (m *Model) hasBlockingTaker(named *types.Named, fields map[string]bool) bool {
	for fn := range named.Methods() {
		if !isTaker(fn) {
			continue
		}
		decl, ok := m.decls[fn.Origin()]
		if !ok || fields != nil && !m.sharesField(decl, fields) {
			continue
		}
		if m.waits(decl) {
			return true
		}
		if fact := m.derive(fn.Origin()); fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return op.Role == Get && op.Wait != Never }) {
			return true
		}
	}
	return false
}

// fieldsIn lists the fields of its receiver that a method names, without those
// of package sync.
func (m *Model) fieldsIn(decl inspector.Cursor) map[string]bool {
	fields := make(map[string]bool)
	fn, _ := m.info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
	for cur := range decl.Preorder((*ast.SelectorExpr)(nil)) {
		sel := cur.Node().(*ast.SelectorExpr)
		id, ok := ast.Unparen(sel.X).(*ast.Ident)
		if !ok || m.info.Uses[id] != fn.Signature().Recv() {
			continue
		}
		v, ok := m.info.Uses[sel.Sel].(*types.Var)
		if !ok {
			continue
		}
		if named := namedOf(v.Type()); named == nil || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "sync" {
			fields[v.Name()] = true
		}
	}
	return fields
}

func (m *Model) sharesField(decl inspector.Cursor, fields map[string]bool) bool {
	for name := range m.fieldsIn(decl) {
		if fields[name] {
			return true
		}
	}
	return false
}

// waits reports whether the body waits for an item: on a sync.Cond in a loop,
// or in a receive without a default.
func (m *Model) waits(decl inspector.Cursor) bool {
	for cur := range decl.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			if m.isCondWait(n) {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && m.receiverChannel(decl, n.X) && selectWait(cur) != Never {
				return true
			}
		}
	}
	return false
}

// receiverChannel reports whether ch is a field of decl's receiver.
func (m *Model) receiverChannel(decl inspector.Cursor, ch ast.Expr) bool {
	q, ok := m.queueOf(ch)
	if !ok || isTimer(m.info, ch) {
		return false
	}
	fn, _ := m.info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
	return fn != nil && q.Root == fn.Signature().Recv()
}

func (m *Model) isCondWait(call *ast.CallExpr) bool {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Wait" {
		return false
	}
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	return ok && fn.FullName() == "(*sync.Cond).Wait"
}
