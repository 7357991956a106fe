package queuemodel

import (
	"go/ast"
	"go/token"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// guards lists what is asked in the function of cur before the code at cur is
// reached: the conditions around it, those of earlier statements that can leave,
// and the headers of selects and loops that wait.
func guards(cur inspector.Cursor) []inspector.Cursor {
	var asked []inspector.Cursor
	fn := EnclosingFunc(cur)
	for ; cur != fn; cur = cur.Parent() {
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else:
			asked = append(asked, ifGuard(cur.Parent())...)
		case edge.ForStmt_Body:
			if cur.Parent().Node().(*ast.ForStmt).Cond != nil {
				asked = append(asked, cur.Parent().ChildAt(edge.ForStmt_Cond, -1))
			}
		case edge.CaseClause_Body:
			asked = append(asked, caseGuard(cur)...)
		case edge.BlockStmt_List, edge.CommClause_Body:
		default:
			continue
		}
		for prev, ok := cur.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
			asked = append(asked, leavingGuard(prev)...)
		}
	}
	return asked
}

// ifGuard is the condition of an if statement, with what is read for it.
func ifGuard(cur inspector.Cursor) []inspector.Cursor {
	asked := []inspector.Cursor{cur.ChildAt(edge.IfStmt_Cond, -1)}
	if cur.Node().(*ast.IfStmt).Init != nil {
		asked = append(asked, cur.ChildAt(edge.IfStmt_Init, -1))
	}
	return asked
}

// caseGuard is what must hold for the clause that cur stands in: its own
// expressions, those of the clauses before it, and the tag.
func caseGuard(cur inspector.Cursor) []inspector.Cursor {
	clause := cur.Parent()
	var asked []inspector.Cursor
	for sibling := range clause.Parent().Children() {
		for i := range sibling.Node().(*ast.CaseClause).List {
			asked = append(asked, sibling.ChildAt(edge.CaseClause_List, i))
		}
		if sibling == clause {
			break
		}
	}
	if sw, ok := clause.Parent().Parent().Node().(*ast.SwitchStmt); ok && sw.Tag != nil {
		asked = append(asked, clause.Parent().Parent().ChildAt(edge.SwitchStmt_Tag, -1))
	}
	for prev, ok := clause.PrevSibling(); ok; prev, ok = prev.PrevSibling() {
		for body := range prev.Children() {
			asked = append(asked, leavingGuard(body)...)
		}
	}
	return asked
}

// leavingGuard is what an earlier statement asks before it lets the next one
// run: an if that can leave, a switch with a clause that can, a loop that waits.
func leavingGuard(cur inspector.Cursor) []inspector.Cursor {
	switch n := cur.Node().(type) {
	case *ast.IfStmt:
		if leaves(n.Body) || n.Else != nil && leaves(n.Else) {
			return ifGuard(cur)
		}
	case *ast.ForStmt:
		if n.Cond != nil {
			return []inspector.Cursor{cur.ChildAt(edge.ForStmt_Cond, -1)}
		}
	case *ast.RangeStmt:
		if leaves(n.Body) {
			return []inspector.Cursor{cur.ChildAt(edge.RangeStmt_X, -1)}
		}
	case *ast.SwitchStmt:
		if leaves(n.Body) {
			var asked []inspector.Cursor
			for c := range cur.Preorder((*ast.CaseClause)(nil)) {
				for i := range c.Node().(*ast.CaseClause).List {
					asked = append(asked, c.ChildAt(edge.CaseClause_List, i))
				}
			}
			return asked
		}
	}
	return nil
}

// leaves reports whether a statement can end the function or the round of the
// loop, in any of its branches.
func leaves(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		case *ast.BranchStmt:
			found = found || n.Tok != token.FALLTHROUGH
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "panic" {
				found = true
			}
		}
		return !found
	})
	return found
}
