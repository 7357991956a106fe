package missingdone

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// deferFix defers the settle right behind the check for shutdown and drops the
// plain settles that it makes double. It gives none for brokers, where the item
// may be somebody else's, where a helper settles, or in a loop.
func (k *custodyCase) deferFix() []analysis.SuggestedFix {
	call := k.settleText()
	_, inLoop := queuemodel.Loop(k.Cur)
	if call == "" || !k.Pair.Panics || k.given || len(k.partial) > 0 || inLoop {
		return nil
	}
	pos, before := k.behindCheck()
	if !pos.IsValid() {
		return nil
	}
	e := fix.New(k.check.Pass, k.Node.Pos())
	text := "\ndefer " + call
	if before {
		text = "defer " + call + "\n"
	}
	e.Replace(pos, pos, text)
	for _, n := range append(k.settles[:len(k.settles):len(k.settles)], k.defers...) {
		if !k.isPlain(n) {
			return nil
		}
		e.Remove(n, k.nextOf(n))
	}
	return e.Done("Defer " + k.Pair.Settle)
}

// settleText is the call that gives the item back, spelled like the call that
// took it; "" where the queue has no such method.
func (k *custodyCase) settleText() string {
	call, ok := k.Cur.Node().(*ast.CallExpr)
	if !ok || k.Var == nil || k.Var.Name() == "_" {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || k.check.TypesInfo.Selections[sel] == nil {
		return ""
	}
	obj, _, _ := types.LookupFieldOrMethod(k.check.TypesInfo.TypeOf(sel.X), true, k.check.Pkg, k.Pair.Settle)
	fn, ok := obj.(*types.Func)
	if !ok {
		return ""
	}
	queue := fix.New(k.check.Pass, sel.Pos()).Node(sel.X)
	switch params := fn.Signature().Params(); {
	case queue == "":
	case params.Len() == 0:
		return queue + "." + fn.Name() + "()"
	case params.Len() == 1 && types.AssignableTo(k.Var.Type(), params.At(0).Type()):
		return queue + "." + fn.Name() + "(" + k.Var.Name() + ")"
	}
	return ""
}

// behindCheck is the place behind the check for shutdown: behind the if that
// leaves, or (before) at the start of the branch that has the item. Only plain
// statements may stand between the Get and the check.
func (k *custodyCase) behindCheck() (pos token.Pos, before bool) {
	cur, ok := k.Fn.FindNode(k.Node)
	if !ok || cur.ParentEdgeKind() != edge.BlockStmt_List {
		return token.NoPos, false
	}
	if !k.Tells() {
		return k.Node.End(), false
	}
	for next, ok := cur.NextSibling(); ok; next, ok = next.NextSibling() {
		stmt, isIf := next.Node().(*ast.IfStmt)
		if !isIf {
			if _, plain := next.Node().(*ast.ExprStmt); plain {
				continue
			}
			return token.NoPos, false
		}
		return k.besideIf(stmt)
	}
	return token.NoPos, false
}

// besideIf is where the item is held for sure next to an if statement.
func (k *custodyCase) besideIf(stmt *ast.IfStmt) (pos token.Pos, before bool) {
	model := k.check.model
	switch {
	case stmt.Init != nil:
	case !model.Came(&k.Taking, stmt.Cond, true) && stmt.Else == nil && endsInReturn(stmt.Body):
		return stmt.End(), false
	case !model.Came(&k.Taking, stmt.Cond, false) && len(stmt.Body.List) > 0 && stmt.Else == nil:
		return stmt.Body.List[0].Pos(), true
	}
	return token.NoPos, false
}

func endsInReturn(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return false
	}
	_, ok := body.List[len(body.List)-1].(*ast.ReturnStmt)
	return ok
}

// isPlain reports whether n is nothing but a settle of the item, deferred or
// not, that stands in the function itself.
func (k *custodyCase) isPlain(n ast.Node) bool {
	var call *ast.CallExpr
	switch n := n.(type) {
	case *ast.ExprStmt:
		call, _ = n.X.(*ast.CallExpr)
	case *ast.DeferStmt:
		call = n.Call
	}
	if call == nil || !k.Settles(call) {
		return false
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sel.Sel.Name == k.Pair.Settle
}

// nextOf is the statement behind n, nil for the last of its block.
func (k *custodyCase) nextOf(n ast.Node) ast.Node {
	cur, ok := k.Fn.FindNode(n)
	if !ok {
		return nil
	}
	if next, ok := cur.NextSibling(); ok {
		return next.Node()
	}
	return nil
}

// wrapFix runs the rest of a round in a function of its own, so that the defer d
// runs at its end. It gives none where the rest leaves the round itself.
func (k *custodyCase) wrapFix(d ast.Node) []analysis.SuggestedFix {
	cur, ok := k.Fn.FindNode(d)
	if !ok {
		return nil
	}
	e := fix.New(k.check.Pass, d.Pos())
	if !e.Rest(cur) {
		return nil
	}
	return e.Done("Run each item in a function of its own")
}

// leavesUnused reports whether a local variable is used by the call and nowhere
// else, so that it would be declared and not used without it.
func (k *custodyCase) leavesUnused(call *ast.CallExpr) bool {
	uses := make(map[types.Object]int)
	for cur := range k.Fn.Preorder((*ast.Ident)(nil)) {
		if v, ok := k.check.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Var); ok {
			uses[v]++
		}
	}
	last := false
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, isVar := k.check.TypesInfo.Uses[id].(*types.Var)
			last = last || isVar && v.Kind() == types.LocalVar && uses[v] == 1
		}
		return !last
	})
	return last
}

// argumentFix gives back the item instead of what the call gives back.
func (k *custodyCase) argumentFix(call *ast.CallExpr) []analysis.SuggestedFix {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	want := k.settleText()
	if !ok || want == "" || sel.Sel.Name != k.Pair.Settle || len(call.Args) != 1 {
		return nil
	}
	e := fix.New(k.check.Pass, call.Pos())
	if e.Node(call) == want || k.leavesUnused(call) {
		return nil
	}
	e.Dropped(call.Args[0])
	e.Replace(call.Pos(), call.End(), want)
	return e.Done("Give back " + k.Var.Name())
}
