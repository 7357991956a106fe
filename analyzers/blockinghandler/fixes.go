package blockinghandler

import (
	"go/ast"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// sendFix puts a send into a select with the way out at hand. It gives none
// where the send is not a statement of its own, where leaving needs more than a
// return (a lock, a result that cannot be made up), or where a check of the
// length would be left over.
func (c *checker) sendFix(h queuemodel.Handling, st queuemodel.Stall) []analysis.SuggestedFix {
	send, ok := st.Cur.Node().(*ast.SendStmt)
	if !ok || !inBlock(st.Cur) || st.Guarded {
		return nil
	}
	way, leave := c.leave(h, st.Cur)
	if leave == "" {
		return nil
	}
	e := fix.New(c.Pass, send.Pos())
	e.Replace(send.Pos(), send.End(), "select {\ncase "+e.Node(send)+":\ncase <-"+way.Done()+":\n"+leave+"\n}")
	return e.Done("Select on " + way.Done())
}

// leave is the statement that ends the handler at cur when the way out opens;
// "" where there is none.
func (c *checker) leave(h queuemodel.Handling, cur inspector.Cursor) (queuemodel.WayOut, string) {
	way, ok := c.stalls.WayOut(h, cur)
	fn := queuemodel.EnclosingFunc(cur)
	if !ok || fn != h.Fn || len(c.stalls.Locks(cur)) > 0 {
		return way, ""
	}
	results, ok := c.results(fn)
	if !ok {
		return way, ""
	}
	if len(results) == 0 {
		return way, "return"
	}
	last := len(results) - 1
	if !way.Context || !types.Identical(results[last], types.Universe.Lookup("error").Type()) {
		return way, ""
	}
	values := make([]string, len(results))
	for i, t := range results[:last] {
		if values[i] = zero(t); values[i] == "" {
			return way, ""
		}
	}
	values[last] = way.Text + ".Err()"
	return way, "return " + strings.Join(values, ", ")
}

// results are the types that a function returns.
func (c *checker) results(fn inspector.Cursor) ([]types.Type, bool) {
	var sig *types.Signature
	switch n := fn.Node().(type) {
	case *ast.FuncLit:
		sig, _ = c.TypesInfo.TypeOf(n).(*types.Signature)
	case *ast.FuncDecl:
		sig, _ = c.TypesInfo.TypeOf(n.Name).(*types.Signature)
	}
	if sig == nil {
		return nil, false
	}
	var all []types.Type
	for v := range sig.Results().Variables() {
		all = append(all, v.Type())
	}
	return all, true
}

// zero is how the zero value of a type is written, "" where it takes more than
// a word.
func zero(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		return "nil"
	case *types.Interface:
		if _, param := types.Unalias(t).(*types.TypeParam); !param {
			return "nil"
		}
	case *types.Basic:
		switch {
		case u.Info()&types.IsBoolean != 0:
			return "false"
		case u.Info()&types.IsNumeric != 0:
			return "0"
		case u.Info()&types.IsString != 0:
			return `""`
		}
	}
	return ""
}

// inBlock reports whether the statement at cur stands in a list of statements.
func inBlock(cur inspector.Cursor) bool {
	switch cur.ParentEdgeKind() {
	case edge.BlockStmt_List, edge.CaseClause_Body, edge.CommClause_Body:
		return true
	}
	return false
}

// replyFix gives the answer room, so that whoever answers late does not wait in
// turn, and receives it in a select with the way out.
func (c *checker) replyFix(h queuemodel.Handling, st queuemodel.Stall) []analysis.SuggestedFix {
	recv, ok := st.Cur.Node().(*ast.UnaryExpr)
	if !ok || st.Kind != queuemodel.ReplyStall {
		return nil
	}
	way, leave := c.leave(h, st.Cur)
	stmt, alone, ok := received(st.Cur)
	makes := c.stalls.Makes(st.Queue)
	if leave == "" || !ok || len(makes) != 1 {
		return nil
	}
	e := fix.New(c.Pass, recv.Pos())
	if st.Size == 0 && !c.giveRoom(e, h, makes[0]) {
		return nil
	}
	tail := "case <-" + way.Done() + ":\n" + leave + "\n}"
	if alone {
		e.Replace(stmt.Pos(), stmt.End(), "select {\ncase "+e.Node(recv)+":\n"+tail)
		return e.Done("Select on " + way.Done())
	}
	name := e.Unused(stmt.Pos(), "answer", "reply", "result")
	text, ok := e.Type(c.TypesInfo.TypeOf(recv))
	if name == "" || !ok {
		return nil
	}
	e.Replace(stmt.Pos(), stmt.Pos(), "var "+name+" "+text+"\nselect {\ncase "+name+" = "+e.Node(recv)+":\n"+tail+"\n")
	e.Replace(recv.Pos(), recv.End(), name)
	return e.Done("Select on " + way.Done())
}

// giveRoom makes the channel with capacity 1. It fails where that is done in
// another file or function.
func (c *checker) giveRoom(e *fix.Editor, h queuemodel.Handling, made *ast.CallExpr) bool {
	n := h.Fn.Node()
	if made.Pos() < n.Pos() || made.End() > n.End() {
		return false
	}
	if len(made.Args) == 1 {
		e.Replace(made.Args[0].End(), made.Args[0].End(), ", 1")
	} else {
		e.Replace(made.Args[1].Pos(), made.Args[1].End(), "1")
	}
	return true
}

// received is the statement that begins with the receive at cur, and whether it
// does nothing else.
func received(cur inspector.Cursor) (stmt ast.Stmt, alone, ok bool) {
	if cur.ParentEdgeKind() == edge.ExprStmt_X {
		return cur.Parent().Node().(ast.Stmt), true, inBlock(cur.Parent())
	}
	parent := cur.Parent()
	switch n := parent.Node().(type) {
	case *ast.AssignStmt:
		if len(n.Rhs) != 1 || len(n.Lhs) != 1 {
			return nil, false, false
		}
		if parent.ParentEdgeKind() == edge.IfStmt_Init && inBlock(parent.Parent()) {
			return parent.Parent().Node().(ast.Stmt), false, true
		}
		return n, false, inBlock(parent)
	case *ast.ReturnStmt:
		return n, false, len(n.Results) == 1 && inBlock(parent)
	}
	return nil, false, false
}

// contextFix passes the request's context in the place of one that never ends.
func (c *checker) contextFix(st queuemodel.Stall, way queuemodel.WayOut, ok bool) []analysis.SuggestedFix {
	call, isCall := st.Cur.Node().(*ast.CallExpr)
	if !isCall || !ok || !way.Context {
		return nil
	}
	for _, arg := range call.Args {
		ctx, isCall := ast.Unparen(arg).(*ast.CallExpr)
		if !isCall || types.ExprString(ctx) != st.Endless || len(ctx.Args) > 0 {
			continue
		}
		e := fix.New(c.Pass, arg.Pos())
		e.Dropped(ctx)
		e.Replace(arg.Pos(), arg.End(), way.Text)
		return e.Done("Pass " + way.Text)
	}
	return nil
}
