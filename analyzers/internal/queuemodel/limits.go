package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Limited reports whether something in the package compares how much waits in
// the list with a limit and does something about it: refuses, waits, drops, or
// adds only then. "len(q) == 0" and "len(q) > 0" are no limits, nor is a
// comparison that only logs, or one by which the taker sizes a batch.
func (m *Model) Limited(key types.Object) bool {
	m.limits.once.Do(m.collectLimits)
	return slices.ContainsFunc(m.limits.asked[key], func(cond inspector.Cursor) bool { return m.limiting(cond, key) })
}

// limiting is every comparison of a length in a package, read once.
type limiting struct {
	once   sync.Once
	asked  map[types.Object][]inspector.Cursor
	gauges sync.Map // from a function to the []types.Object that it measures
}

// collectLimits finds every comparison of a length with more than 1, by the list
// that it measures. A comparison that a function returns counts where the
// function is called.
func (m *Model) collectLimits() {
	asked := make(map[types.Object][]inspector.Cursor)
	predicates := make(map[*types.Func][]types.Object)
	for _, decl := range m.decls {
		s := m.scan(decl)
		for cur := range decl.Preorder((*ast.BinaryExpr)(nil), (*ast.CallExpr)(nil)) {
			for _, key := range s.askedOf(cur.Node()) {
				asked[key] = append(asked[key], cur)
				if fn := predicate(m.info, decl, cur); fn != nil {
					predicates[fn] = append(predicates[fn], key)
				}
			}
		}
	}
	for hop := 0; hop < maxCallers && len(predicates) > 0; hop++ {
		next := make(map[*types.Func][]types.Object)
		for fn, keys := range predicates {
			for _, ref := range m.refs()[fn] {
				call, ok := callOf(ref)
				if !ok {
					continue
				}
				for _, key := range keys {
					asked[key] = append(asked[key], call)
				}
				decl := EnclosingFunc(call)
				if outer := predicate(m.info, decl, call); outer != nil {
					next[outer] = append(next[outer], keys...)
				}
			}
		}
		predicates = next
	}
	m.limits.asked = asked
}

// predicate is the function that returns the condition at cur, nil for a
// condition that is used where it stands.
func predicate(info *types.Info, decl, cur inspector.Cursor) *types.Func {
	n, ok := decl.Node().(*ast.FuncDecl)
	if !ok {
		return nil
	}
	for ret := range cur.Enclosing((*ast.ReturnStmt)(nil), (*ast.FuncLit)(nil), (*ast.BlockStmt)(nil)) {
		if _, ok := ret.Node().(*ast.ReturnStmt); !ok {
			return nil
		}
		fn, _ := info.Defs[n.Name].(*types.Func)
		return fn
	}
	return nil
}

// askedOf lists the lists whose length a node measures against something: a
// comparison, or a function that answers yes or no to the length.
func (s *listScan) askedOf(n ast.Node) []types.Object {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return s.compared(n)
	case *ast.CallExpr:
		if !s.answers(n) {
			return nil
		}
		var keys []types.Object
		for _, arg := range n.Args {
			if !isSlice(s.m.info.TypeOf(arg)) {
				keys = append(keys, s.gauged(arg)...)
			}
		}
		return keys
	}
	return nil
}

// answers reports whether the last result of a call is a bool or an error.
func (s *listScan) answers(call *ast.CallExpr) bool {
	sig, ok := s.m.info.TypeOf(call.Fun).(*types.Signature)
	if !ok || sig.Results().Len() == 0 {
		return false
	}
	last := sig.Results().At(sig.Results().Len() - 1).Type()
	return isBool(last) || isError(last)
}

// compared lists the lists whose length a comparison measures against more than
// 1. A number that counts the rounds of a loop is no limit.
func (s *listScan) compared(n *ast.BinaryExpr) []types.Object {
	switch n.Op {
	case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
	default:
		return nil
	}
	var keys []types.Object
	for _, sides := range [][2]ast.Expr{{n.X, n.Y}, {n.Y, n.X}} {
		if k, ok := s.m.constant(sides[1]); ok && k <= 1 && !s.isDifference(sides[0]) || s.isCounterOfRounds(sides[1]) {
			continue
		}
		keys = append(keys, s.gauged(sides[0])...)
	}
	return keys
}

// isDifference reports whether e subtracts something, by way of a variable too:
// what is left is compared with 0, not what waits.
func (s *listScan) isDifference(e ast.Expr) bool {
	e = ast.Unparen(e)
	if v, ok := s.local(e); ok {
		e = ast.Unparen(s.m.values.only(v))
	}
	minus, ok := e.(*ast.BinaryExpr)
	return ok && minus.Op == token.SUB
}

// isCounterOfRounds reports whether e is a local variable that is counted up.
func (s *listScan) isCounterOfRounds(e ast.Expr) bool {
	v, ok := s.local(e)
	return ok && slices.Contains(s.m.values.assigned[v], nil) && len(s.m.values.assigned[v]) > 1
}

// gauged lists the lists whose length e is made of: len(q), q.Len(), a function
// of the package that returns one, a variable that holds one.
func (s *listScan) gauged(e ast.Expr) []types.Object { return s.gaugedBy(e, 2) }

func (s *listScan) gaugedBy(e ast.Expr, hops int) []types.Object {
	var keys []types.Object
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.IndexExpr:
			return false
		case *ast.Ident:
			if v, ok := s.local(n); ok {
				if init := s.m.values.only(v); init != nil && hops > 0 {
					keys = append(keys, s.gaugedBy(init, hops-1)...)
				}
			}
		case *ast.CallExpr:
			keys = append(keys, s.lengthOf(n)...)
		}
		return true
	})
	return keys
}

// lengthOf lists the lists that a call measures.
func (s *listScan) lengthOf(e ast.Expr) []types.Object {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return nil
	}
	switch fn := typeutil.Callee(s.m.info, call).(type) {
	case *types.Builtin:
		if fn.Name() == "len" {
			if key := s.key(call.Args[0]); key != nil {
				return []types.Object{key}
			}
		}
	case *types.Func:
		keys := s.m.gaugesOf(fn.Origin())
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && tellsNumber(fn) {
			if key := s.key(sel.X); key != nil {
				keys = append(slices.Clone(keys), key)
			}
		}
		return keys
	}
	return nil
}

// tellsNumber reports whether a method has no parameter and an integer as its
// result, as Len and WaitingQueueSize do.
func tellsNumber(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return false
	}
	basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsInteger != 0
}

// gaugesOf lists the lists whose length a function of the package returns.
func (m *Model) gaugesOf(fn *types.Func) []types.Object {
	if keys, ok := m.limits.gauges.Load(fn); ok {
		return keys.([]types.Object)
	}
	var keys []types.Object
	m.limits.gauges.Store(fn, keys) // for a function that calls itself
	decl, ok := m.decls[fn]
	if !ok || body(decl) == nil || fn.Signature().Results().Len() != 1 {
		return nil
	}
	if basic, ok := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic); !ok || basic.Info()&types.IsInteger == 0 {
		return nil
	}
	s := m.scan(decl)
	for ret := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		for _, result := range ret.Node().(*ast.ReturnStmt).Results {
			keys = append(keys, s.gauged(result)...)
		}
	}
	m.limits.gauges.Store(fn, keys)
	return keys
}

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
			return m.acts(n.Body, key) || n.Else != nil && m.acts(n.Else, key)
		case edge.ForStmt_Cond:
			return m.acts(cur.Parent().Node().(*ast.ForStmt).Body, key)
		case edge.CaseClause_List:
			for _, stmt := range cur.Parent().Node().(*ast.CaseClause).Body {
				if m.acts(stmt, key) {
					return true
				}
			}
			return false
		case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
			return m.actsOn(m.heldBy(cur), fn, key)
		case edge.CallExpr_Args:
			return true // asked somewhere else
		default:
			return false
		}
	}
}

// actsOn reports whether a variable that holds the condition decides something;
// one that goes elsewhere may.
func (m *Model) actsOn(v *types.Var, fn inspector.Cursor, key types.Object) bool {
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
		if m.acts(n.Body, key) || n.Else != nil && m.acts(n.Else, key) {
			return true
		}
	}
	return false
}

// acts reports whether a statement does more than log, measure or wake: it
// leaves, waits, changes the list, calls something that may.
func (m *Model) acts(s ast.Stmt, key types.Object) bool {
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
				found = found || t != nil && (isSlice(t) && !m.growsOnly(n, i) || isChan(t) || isBool(t))
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

// NameHas reports whether one of the words of a name in camel case is in the
// list, or begins with a long one of it.
func NameHas(name string, list []string) bool {
	for _, word := range camelWords(name) {
		for _, w := range list {
			if word == w || len(w) >= 5 && strings.HasPrefix(word, w) {
				return true
			}
		}
	}
	whole := strings.ToLower(name)
	return slices.Contains(list, whole)
}

// camelWords splits a name: isQueueFull is is, queue, full.
func camelWords(name string) []string {
	var words []string
	start := 0
	for i, r := range name {
		if i > start && (unicode.IsUpper(r) || r == '_') {
			words = append(words, strings.ToLower(strings.Trim(name[start:i], "_")))
			start = i
		}
	}
	return append(words, strings.ToLower(strings.Trim(name[start:], "_")))
}
