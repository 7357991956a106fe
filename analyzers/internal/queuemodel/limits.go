package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"sync"

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
		var keys []types.Object
		if s.m.isBuiltin(n, "min") { // what is left of the limit
			for _, arg := range n.Args {
				if s.isDifference(arg) {
					keys = append(keys, s.gauged(arg)...)
				}
			}
			return keys
		}
		if !s.answers(n) {
			return nil
		}
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
	if basic, ok := fn.Signature().Results().At(0).Type().Underlying().(*types.Basic); !ok || basic.Info()&types.IsNumeric == 0 {
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
