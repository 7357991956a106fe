package norecover

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// moveFix moves the deferred recover around the loop to the call in it. Where a
// result of the call is used, the panic becomes an error instead.
func (c *checker) moveFix(r queuemodel.Round, h queuemodel.Hazard, e queuemodel.Escape) []analysis.SuggestedFix {
	call, ok := c.wrappable(h)
	d, isDefer := e.Recover.Node().(*ast.DeferStmt)
	if !ok || h.Cur.ParentEdgeKind() != edge.ExprStmt_X || !isDefer || queuemodel.EnclosingFunc(e.Recover) != r.Fn || len(c.model.Hazards(r)) > 1 {
		return c.wrapFix(h)
	}
	edit := fix.New(c.Pass, call.Pos())
	if !edit.Same(d, call.Pos()) {
		return c.wrapFix(h)
	}
	edit.Replace(call.Pos(), call.End(), "func() {\n"+edit.Node(d)+"\n"+edit.Node(call)+"\n}()")
	edit.Remove(d, next(e.Recover))
	return edit.Done("Recover in each round")
}

// next is the statement behind cur, nil for the last of its block.
func next(cur inspector.Cursor) ast.Node {
	if sibling, ok := cur.NextSibling(); ok {
		return sibling.Node()
	}
	return nil
}

// deferFix defers a function that recovers and logs, instead of recover itself.
func (c *checker) deferFix(cur inspector.Cursor) []analysis.SuggestedFix {
	d := cur.Parent()
	e := fix.New(c.Pass, d.Node().Pos())
	text, ok := c.recoverText(e, d)
	if !ok {
		return nil
	}
	e.Replace(d.Node().Pos(), d.Node().End(), text)
	return e.Done("Defer a function that recovers")
}

// lostFix defers the function that recovers: instead of the literal that does
// nothing but to call it, or where it stands first in a function that works.
func (c *checker) lostFix(cur inspector.Cursor) []analysis.SuggestedFix {
	call := cur.Node().(*ast.CallExpr)
	if cur.ParentEdgeKind() != edge.ExprStmt_X {
		return nil
	}
	stmt := cur.Parent()
	fn := queuemodel.EnclosingFunc(cur)
	e := fix.New(c.Pass, call.Pos())
	if _, ok := stmt.PrevSibling(); ok || stmt.Parent().Parent() != fn {
		return nil
	}
	if lit, ok := fn.Node().(*ast.FuncLit); ok && fn.ParentEdgeKind() == edge.CallExpr_Fun && fn.Parent().ParentEdgeKind() == edge.DeferStmt_Call {
		outer := fn.Parent().Node()
		if len(lit.Body.List) != 1 || !c.isFixed(call) || len(fn.Parent().Node().(*ast.CallExpr).Args) > 0 {
			return nil
		}
		e.Replace(outer.Pos(), outer.End(), e.Node(call))
		return e.Done("Defer " + name(call))
	}
	if _, ok := stmt.NextSibling(); !ok || c.model.IsDeferred(fn) {
		return nil // deferred in a deferred function it would recover the panics of that
	}
	e.Replace(call.Pos(), call.Pos(), "defer ")
	return e.Done("Defer " + name(call))
}

// isFixed reports whether a call means the same when its operands are evaluated
// at once: constants, and a receiver that is a parameter.
func (c *checker) isFixed(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		if c.TypesInfo.Types[arg].Value == nil {
			return false
		}
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return true
	}
	id, ok := ast.Unparen(sel.X).(*ast.Ident)
	if !ok {
		return false
	}
	switch obj := c.TypesInfo.Uses[id].(type) {
	case *types.PkgName:
		return true
	case *types.Var:
		return obj.Kind() == types.RecvVar || obj.Kind() == types.ParamVar
	}
	return false
}

// roundFix runs the rest of the round, from the defer on, in a function of its
// own.
func (c *checker) roundFix(d inspector.Cursor) []analysis.SuggestedFix {
	e := fix.New(c.Pass, d.Node().Pos())
	if !e.Rest(d) {
		return nil
	}
	return e.Done("Run each round in a function of its own")
}

// earlierFix defers first in the function what it defers too late.
func (c *checker) earlierFix(d inspector.Cursor) []analysis.SuggestedFix {
	fn := queuemodel.EnclosingFunc(d)
	var block *ast.BlockStmt
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		block = n.Body
	case *ast.FuncLit:
		block = n.Body
	}
	e := fix.New(c.Pass, d.Node().Pos())
	if d.Parent().Node() != block || !e.Same(d.Node(), block.List[0].Pos()) {
		return nil
	}
	first := block.List[0].Pos()
	e.Replace(first, first, e.Node(d.Node())+"\n")
	e.Remove(d.Node(), next(d))
	return e.Done("Defer it first")
}

// intoGoFix moves the defer into the goroutine that it does not reach.
func (c *checker) intoGoFix(d, start inspector.Cursor) []analysis.SuggestedFix {
	stmt, ok := start.Node().(*ast.GoStmt)
	if !ok {
		return nil
	}
	lit, ok := stmt.Call.Fun.(*ast.FuncLit)
	e := fix.New(c.Pass, d.Node().Pos())
	if !ok || len(lit.Body.List) == 0 || d.ParentEdgeKind() != edge.BlockStmt_List || !e.Same(d.Node(), lit.Body.List[0].Pos()) {
		return nil
	}
	for other := range queuemodel.EnclosingFunc(d).Preorder((*ast.GoStmt)(nil)) {
		if other != start {
			return nil
		}
	}
	first := lit.Body.List[0].Pos()
	e.Replace(first, first, e.Node(d.Node())+"\n")
	e.Remove(d.Node(), next(d))
	return e.Done("Defer it in the goroutine")
}
