package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// pairOps says which halves of a pair a function is for its callers: it takes
// an item and returns it, or it settles one of its parameters.
func (m *Model) pairOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	var ops []OpFact
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
		for _, c := range m.classify(cur) {
			switch {
			case c.Pair == nil:
			case c.Role == Get && EnclosingFunc(cur) == decl:
				ops = append(ops, m.takes(fn, decl, c)...)
			case c.Role == Done:
				ops = append(ops, m.settlesParams(fn, decl, c)...)
			}
		}
	}
	return ops
}

// takes is the fact of a function that returns what c took.
func (m *Model) takes(fn *types.Func, decl inspector.Cursor, c Call) []OpFact {
	param, path, ok := operandOf(fn, c.Queue)
	if !ok {
		return nil
	}
	op := OpFact{Role: Get, Param: param, Path: path, Func: -1, Pair: c.Pair.Name, Item: c.Out, Told: c.Told}
	if ret, isReturn := c.Cur.Parent().Node().(*ast.ReturnStmt); isReturn && c.Cur.ParentEdgeKind() == edge.ReturnStmt_Results {
		if len(ret.Results) != 1 {
			return nil
		}
		return []OpFact{op}
	}
	t, ok := m.taking(c)
	if !ok || t.Var == nil {
		return nil
	}
	custody := m.Custody(t)
	for cur := range decl.Preorder((*ast.ReturnStmt)(nil)) {
		ret := cur.Node().(*ast.ReturnStmt)
		if EnclosingFunc(cur) != decl {
			continue
		}
		for i, result := range ret.Results {
			if custody.IsItem(result) && !custody.settledAnywhere() && !m.returnsFunc(ret) {
				op.Item, op.Told = i, m.toldBy(fn, t, ret)
				return []OpFact{op}
			}
		}
		if len(ret.Results) == 0 && custody.isResult() && !custody.settledAnywhere() {
			return m.takesNamed(fn, t, op)
		}
	}
	return nil
}

// takesNamed is takes for named results.
func (m *Model) takesNamed(fn *types.Func, t Taking, op OpFact) []OpFact {
	results := fn.Signature().Results()
	for i := range results.Len() {
		if results.At(i) == t.Var {
			op.Item, op.Told = i, Tell{}
		}
		if results.At(i) == t.told {
			op.Told = Tell{Result: i, Quit: t.Told.Quit, Unsure: t.Told.Unsure}
		}
	}
	return []OpFact{op}
}

// returnsFunc reports whether a return hands out a function as well, which may
// be what settles.
func (m *Model) returnsFunc(ret *ast.ReturnStmt) bool {
	for _, result := range ret.Results {
		if t := m.info.TypeOf(result); t != nil {
			if _, ok := t.Underlying().(*types.Signature); ok {
				return true
			}
		}
	}
	return false
}

// settledAnywhere reports whether the function gives the item back on some
// path, so that its caller need not.
func (c *Custody) settledAnywhere() bool {
	return c.Outcome().Fate == Settles
}

// toldBy is the result of fn that tells whether an item came, read from a
// return that hands one out.
func (m *Model) toldBy(fn *types.Func, t Taking, ret *ast.ReturnStmt) Tell {
	last := fn.Signature().Results().Len() - 1
	if last < 1 || len(ret.Results) != last+1 {
		return Tell{}
	}
	switch typ := fn.Signature().Results().At(last).Type(); {
	case isError(typ):
		return Tell{Result: last}
	case isBool(typ):
		tell := Tell{Result: last}
		switch lit := boolLiteral(ret.Results[last]); {
		case lit != "":
			tell.Quit = lit == "false"
		case m.isVar(ret.Results[last], t.told):
			tell.Quit = t.Told.Quit
		default:
			tell.Unsure = true
		}
		return tell
	}
	return Tell{}
}

// settlesParams is the fact of a function that gives a parameter back, or that
// settles whatever its caller took.
func (m *Model) settlesParams(fn *types.Func, decl inspector.Cursor, c Call) []OpFact {
	op := OpFact{Role: Done, Func: -1, Pair: c.Pair.Name, Item: -1}
	var ok bool
	if op.Param, op.Path, ok = operandOf(fn, c.Queue); !ok && !c.Pair.ByItem {
		return nil
	}
	if c.Item == nil {
		return m.settleOp(op, m.custody(decl, c.Pair, c.Queue))
	}
	for i := range fixedParams(fn.Signature()) {
		custody := m.custody(decl, c.Pair, c.Queue, fn.Signature().Params().At(i))
		if !custody.IsItem(c.Item) {
			continue
		}
		op.Item = i
		if c.Pair.ByItem {
			op.Param, op.Path = i, ""
		}
		return m.settleOp(op, custody)
	}
	return nil
}

func (m *Model) settleOp(op OpFact, custody *Custody) []OpFact {
	out := custody.Outcome()
	if out.Fate != Settles {
		return nil
	}
	op.Some = !out.All
	return []OpFact{op}
}
