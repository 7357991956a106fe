package lenpoll

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// selectFix turns "if there is room or an item { act }" into a select with a
// default. It gives none where the condition says more than the length, where
// the act is not the first thing that the branch does, or where a break would
// change its target.
func (c *checker) selectFix(ch choice, test queuemodel.Test, value bool, act queuemodel.Call) []analysis.SuggestedFix {
	stmt, ok := ch.cur.Node().(*ast.IfStmt)
	if !ok || stmt.Init != nil || !act.Queue.IsChan() || !c.isCondition(stmt.Cond, test) || breaks(stmt) || test.State == queuemodel.Full {
		return nil
	}
	if _, call := act.Cur.Node().(*ast.CallExpr); call || ch.cur.ParentEdgeKind() == edge.IfStmt_Else {
		return nil
	}
	e := fix.New(c.Pass, stmt.Pos())
	if value {
		return c.selectThen(e, stmt, act)
	}
	return c.selectRest(e, ch, stmt, act)
}

// isCondition reports whether the condition is the test and nothing else, and
// reads the length itself: a variable that only it uses would be left over.
func (c *checker) isCondition(cond ast.Expr, test queuemodel.Test) bool {
	if ast.Unparen(cond) != test.Expr {
		return false
	}
	direct := true
	ast.Inspect(cond, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := c.TypesInfo.Uses[id].(*types.Var); ok && !v.IsField() {
				switch v.Type().Underlying().(type) {
				case *types.Basic, *types.Signature:
					direct = false
				}
			}
		}
		return direct
	})
	return direct
}

// selectThen is for if len(ch) > 0 { v := <-ch; … } else { … }.
func (c *checker) selectThen(e *fix.Editor, stmt *ast.IfStmt, act queuemodel.Call) []analysis.SuggestedFix {
	body := stmt.Body.List
	decl, comm, after := c.comm(e, body[0], act)
	if comm == "" || decl != "" || breaksAny(body) {
		return nil
	}
	rest := strings.TrimRight(e.Text(body[0].End(), stmt.Body.Rbrace), " \t\n")
	alt := ""
	if stmt.Else != nil {
		alt = inner(e, stmt.Else)
	}
	e.Replace(stmt.Pos(), stmt.End(), selectText(comm, after+rest, alt))
	return e.Done("Use select with default")
}

// selectRest is for if len(ch) == 0 { return }; v := <-ch; ….
func (c *checker) selectRest(e *fix.Editor, ch choice, stmt *ast.IfStmt, act queuemodel.Call) []analysis.SuggestedFix {
	next, ok := ch.cur.NextSibling()
	if !ok || stmt.Else != nil || !next.Contains(act.Cur) {
		return nil
	}
	first := next.Node().(ast.Stmt)
	decl, comm, after := c.comm(e, first, act)
	if comm == "" || strings.Contains(e.Text(stmt.End(), first.Pos()), "/") {
		return nil
	}
	e.Replace(stmt.Pos(), first.End(), decl+selectText(comm, after, inner(e, stmt.Body)))
	return e.Done("Use select with default")
}

func selectText(comm, body, alt string) string {
	return "select {\ncase " + comm + ":" + body + "\ndefault:" + alt + "\n}"
}

// comm is the select case for a statement that holds the act: the header, what
// must be declared before it, and what must follow it. The header is "" where
// the statement does not fit.
func (c *checker) comm(e *fix.Editor, s ast.Stmt, act queuemodel.Call) (decl, header, after string) {
	node := act.Cur.Node()
	switch s := s.(type) {
	case *ast.SendStmt:
		if s == node {
			return "", e.Node(s), ""
		}
	case *ast.ExprStmt:
		if ast.Unparen(s.X) == node {
			return "", e.Node(s), ""
		}
	case *ast.AssignStmt:
		if len(s.Rhs) == 1 && ast.Unparen(s.Rhs[0]) == node && (s.Tok == token.ASSIGN || s.Tok == token.DEFINE) {
			return c.received(e, s)
		}
	case *ast.ReturnStmt:
		for _, value := range s.Results {
			name := e.Unused(s.Pos(), "v", "item", "next")
			if ast.Unparen(value) == node && name != "" {
				return "", name + " := " + e.Node(node), "\n" + e.Text(s.Pos(), value.Pos()) + name + e.Text(value.End(), s.End())
			}
		}
	}
	return "", "", ""
}

// received is comm for v := <-ch; the variable must live on behind the select,
// so it is declared before it, unless the branch ends with the case.
func (c *checker) received(e *fix.Editor, s *ast.AssignStmt) (decl, header, after string) {
	if s.Tok == token.ASSIGN || c.inBranch(s) {
		return "", e.Node(s), ""
	}
	var lhs []string
	for _, l := range s.Lhs {
		id, ok := l.(*ast.Ident)
		if !ok || id.Name != "_" && c.TypesInfo.Defs[id] == nil {
			return "", "", ""
		}
		lhs = append(lhs, id.Name)
		if id.Name == "_" {
			continue
		}
		text, ok := e.Type(c.TypesInfo.Defs[id].Type())
		if !ok {
			return "", "", ""
		}
		decl += "var " + id.Name + " " + text + "\n"
	}
	return decl, strings.Join(lhs, ", ") + " = " + e.Node(s.Rhs[0]), ""
}

// inBranch reports whether s is the first statement of the body of an if.
func (c *checker) inBranch(s ast.Stmt) bool {
	for _, file := range c.Files {
		if file.FileStart > s.Pos() || s.Pos() >= file.FileEnd {
			continue
		}
		found := false
		ast.Inspect(file, func(n ast.Node) bool {
			if branch, ok := n.(*ast.IfStmt); ok && len(branch.Body.List) > 0 && branch.Body.List[0] == s {
				found = true
			}
			return !found
		})
		return found
	}
	return false
}

// inner is the source between the braces of a block, or an else-if as it is,
// on lines of its own; "" for an empty block.
func inner(e *fix.Editor, s ast.Stmt) string {
	text := e.Node(s)
	if block, ok := s.(*ast.BlockStmt); ok {
		text = e.Text(block.Lbrace+1, block.Rbrace)
	}
	if text = strings.TrimSpace(text); text != "" {
		text = "\n" + text
	}
	return text
}

// breaks reports whether an unlabelled break in the statement would belong to
// a select around it.
func breaks(s ast.Stmt) bool {
	found := false
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt, *ast.FuncLit:
			return n == s
		case *ast.BranchStmt:
			found = found || n.Tok == token.BREAK && n.Label == nil
		}
		return !found
	})
	return found
}

func breaksAny(list []ast.Stmt) bool {
	for _, s := range list {
		if breaks(s) {
			return true
		}
	}
	return false
}

// unpollFix takes the poll out of a loop that does nothing else:
// for { if len(ch) == 0 { time.Sleep(d); continue }; v := <-ch; … }.
func (c *checker) unpollFix(ch choice, test queuemodel.Test, value bool, act queuemodel.Call) []analysis.SuggestedFix {
	stmt, ok := ch.cur.Node().(*ast.IfStmt)
	if !ok || stmt.Init != nil || !c.isCondition(stmt.Cond, test) {
		return nil
	}
	loop, ok := ch.cur.Parent().Parent().Node().(*ast.ForStmt)
	if !ok || loop.Init != nil || loop.Cond != nil || loop.Post != nil || loop.Body.List[0] != stmt {
		return nil
	}
	e := fix.New(c.Pass, stmt.Pos())
	if value {
		return c.unwrap(e, loop, stmt, act)
	}
	next, ok := ch.cur.NextSibling()
	if !ok || stmt.Else != nil || !c.idle(stmt.Body.List) || !next.Contains(act.Cur) || next.Node().Pos() > act.Cur.Node().Pos() {
		return nil
	}
	e.Remove(stmt, next.Node())
	return e.Done("Remove the poll")
}

// unwrap is for for { if len(ch) > 0 { v := <-ch; … } else { time.Sleep(d) } },
// or with the sleep behind the if.
func (c *checker) unwrap(e *fix.Editor, loop *ast.ForStmt, stmt *ast.IfStmt, act queuemodel.Call) []analysis.SuggestedFix {
	body := stmt.Body.List
	if first := body[0]; first.Pos() > act.Cur.Node().Pos() || act.Cur.Node().End() > first.End() {
		return nil
	}
	if alt, ok := stmt.Else.(*ast.BlockStmt); stmt.Else != nil && (!ok || !c.idle(alt.List)) || !c.idle(loop.Body.List[1:]) {
		return nil
	}
	e.Dropped(&ast.BlockStmt{Lbrace: stmt.Body.Rbrace, Rbrace: loop.Body.Rbrace})
	e.Replace(stmt.Pos(), loop.Body.Rbrace, strings.TrimSpace(e.Text(stmt.Body.Lbrace+1, stmt.Body.Rbrace))+"\n")
	return e.Done("Remove the poll")
}

// idle reports whether statements only let time pass.
func (c *checker) idle(list []ast.Stmt) bool {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.BranchStmt:
			if s.Tok != token.CONTINUE || s.Label != nil {
				return false
			}
		case *ast.ExprStmt:
			ops := c.model.At(ast.Unparen(s.X))
			if len(ops) != 1 || ops[0].Role != queuemodel.Pause {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// unwaitFix takes out a loop that only waits when the statement behind it is
// the operation, which waits by itself.
func (c *checker) unwaitFix(cur inspector.Cursor, loop *ast.ForStmt, test queuemodel.Test) []analysis.SuggestedFix {
	next, ok := cur.NextSibling()
	role := roleFor(test.State.Opposite())
	if !ok || role == queuemodel.None || !c.isCondition(loop.Cond, test) || loop.Init != nil || loop.Post != nil || !c.idle(loop.Body.List) {
		return nil
	}
	switch next.Node().(type) {
	case *ast.ExprStmt, *ast.AssignStmt, *ast.SendStmt, *ast.ReturnStmt:
	default:
		return nil
	}
	if _, ok := c.operation([]inspector.Cursor{next}, role, test.Queue, queuemodel.Forever); !ok {
		return nil
	}
	e := fix.New(c.Pass, loop.Pos())
	e.Remove(loop, next.Node())
	return e.Done("Remove the poll")
}

// drainFix reads the bound once: for i := range len(ch). It gives none for a
// language older than Go 1.22, where the body counts itself, or where another
// goroutine takes too, so that the drain could block.
func (c *checker) drainFix(loop *ast.ForStmt, counter *types.Var, bound, get queuemodel.Call) []analysis.SuggestedFix {
	init, ok := loop.Init.(*ast.AssignStmt)
	cond, isBinary := loop.Cond.(*ast.BinaryExpr)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 || !isBinary || cond.Op != token.LSS || c.oldGo(loop) {
		return nil
	}
	limit := ast.Unparen(cond.Y)
	if zero := c.TypesInfo.Types[init.Rhs[0]].Value; zero == nil || zero.ExactString() != "0" || limit != bound.Cur.Node() {
		return nil
	}
	if _, racing := c.rival(get); racing {
		return nil
	}
	used, assigned := c.usesOf(counter, loop.Body)
	if assigned {
		return nil
	}
	e := fix.New(c.Pass, loop.Pos())
	header := "range " + e.Node(limit)
	if used {
		header = counter.Name() + " := " + header
	}
	e.Replace(loop.Init.Pos(), loop.Post.End(), header)
	return e.Done("Read the length once")
}

// oldGo reports whether the file's language has no range over an integer.
func (c *checker) oldGo(n ast.Node) bool {
	for _, file := range c.Files {
		if file.FileStart <= n.Pos() && n.Pos() < file.FileEnd {
			v := c.TypesInfo.FileVersions[file]
			return v != "" && version.Compare(v, "go1.22") < 0
		}
	}
	return true
}

// usesOf reports whether the body reads v, and whether it may change it.
func (c *checker) usesOf(v *types.Var, body *ast.BlockStmt) (used, assigned bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			used = used || c.TypesInfo.Uses[n] == v
		case *ast.IncDecStmt:
			assigned = assigned || c.is(n.X, v)
		case *ast.UnaryExpr:
			assigned = assigned || n.Op == token.AND && c.is(n.X, v)
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				assigned = assigned || c.is(lhs, v)
			}
		}
		return true
	})
	return used, assigned
}

func (c *checker) is(e ast.Expr, v *types.Var) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && c.TypesInfo.Uses[id] == v
}
