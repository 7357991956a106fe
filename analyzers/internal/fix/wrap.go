package fix

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Rest puts what stands from the statement at cur to the end of a loop's body
// into a function literal that is called there. It fails where cur is no
// statement of such a body itself, or where the rest leaves the round.
func (e *Editor) Rest(cur inspector.Cursor) bool {
	if e == nil || cur.ParentEdgeKind() != edge.BlockStmt_List {
		return false
	}
	block := cur.Parent().Node().(*ast.BlockStmt)
	if kind := cur.Parent().ParentEdgeKind(); kind != edge.ForStmt_Body && kind != edge.RangeStmt_Body {
		return false
	}
	for rest, ok := cur, true; ok; rest, ok = rest.NextSibling() {
		if Jumps(rest) {
			return false
		}
	}
	text := strings.TrimRight(e.Text(cur.Node().Pos(), block.Rbrace), " \t\n")
	if text == "" {
		return false
	}
	e.Replace(cur.Node().Pos(), block.Rbrace, "func() {\n"+text+"\n}()\n")
	return true
}

// Jumps reports whether a statement leaves the function or the round, or
// declares a label.
func Jumps(cur inspector.Cursor) bool {
	found := false
	cur.Inspect([]ast.Node{(*ast.FuncLit)(nil), (*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil), (*ast.LabeledStmt)(nil)}, func(n inspector.Cursor) bool {
		if _, lit := n.Node().(*ast.FuncLit); lit {
			return false
		}
		found = true
		return false
	})
	return found
}

// Insert puts a statement in front of the first of a block.
func (e *Editor) Insert(block *ast.BlockStmt, text string) {
	pos := block.Lbrace + token.Pos(len("{"))
	if e != nil && len(block.List) > 0 && e.line(block.Lbrace) == e.line(block.List[0].Pos()) {
		text += "\n"
	}
	e.Replace(pos, pos, "\n"+text)
}
