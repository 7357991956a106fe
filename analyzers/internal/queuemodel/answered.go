package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

// answered reports whether the answer is sure to come once the question is taken:
// owner hands it over in a select, on channels that hold nothing, and whoever
// receives from those answers on every path. A handler that asks itself has its
// request's context at hand all the same.
func (s *Stalls) answered(owner inspector.Cursor, answer Queue) bool {
	v, ok := answer.Root.(*types.Var)
	if !ok {
		return false
	}
	names := s.m.carriers(owner, v)
	handed := false
	for send := range owner.Preorder((*ast.SendStmt)(nil)) {
		n := send.Node().(*ast.SendStmt)
		if !s.m.holdsAny(n.Value, names) {
			continue
		}
		q, ok := s.m.queueOf(n.Chan)
		if _, header := CommOf(send); !header || !ok || s.size(q) != 0 || !s.allAnswer(q, answer) {
			return false
		}
		handed = true
	}
	return handed
}

// holdsAny reports whether an expression names one of some variables.
func (m *Model) holdsAny(e ast.Expr, vars map[*types.Var]bool) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, isVar := m.info.Uses[id].(*types.Var)
			found = found || isVar && vars[v]
		}
		return !found
	})
	return found
}

// allAnswer reports whether every receive from the channel of questions, at least
// one, is followed by an answer whatever way the function takes.
func (s *Stalls) allAnswer(questions, answer Queue) bool {
	if s.m.groups().usedOutside(questions, Get) {
		return false
	}
	gets := s.on(questions, Get)
	for _, get := range gets {
		graph := s.m.graphOf(EnclosingFunc(get.Cur))
		start, ok := startBehind(graph, get.Cur)
		again := func(n ast.Node) bool { return covers(get.Cur.Node())(n) || n == get.Cur.Node() }
		if !ok || len(graph.Exits(start, flow.Query{Done: s.answers(answer, maxHops), Again: again})) > 0 {
			return false
		}
	}
	return len(gets) > 0
}

// startBehind is where the path of what was received at cur begins.
func startBehind(graph *flow.Graph, cur inspector.Cursor) (flow.Start, bool) {
	if _, ranges := cur.Node().(*ast.RangeStmt); ranges {
		return graph.Into(cur.Node())
	}
	if clause, ok := CommOf(cur); ok {
		return graph.Into(clause.Node())
	}
	for cur.ParentEdgeKind() != edge.BlockStmt_List {
		if _, isStmt := cur.Node().(ast.Stmt); isStmt {
			break
		}
		cur = cur.Parent()
	}
	return graph.After(cur.Node())
}

// answers makes the question whether a node of a graph sends an answer, itself or
// by a function of the package that does so on all its paths.
func (s *Stalls) answers(answer Queue, hops int) func(ast.Node) bool {
	return func(n ast.Node) bool {
		cur, ok := s.m.in.Root().FindNode(n)
		if !ok || hops == 0 {
			return false
		}
		for put := range s.m.In(cur, Put) {
			if s.m.mayBe(put.Queue, answer) {
				return true
			}
		}
		stmt, ok := n.(*ast.ExprStmt)
		if !ok {
			return false
		}
		call, ok := stmt.X.(*ast.CallExpr)
		if !ok {
			return false
		}
		decl, ok := s.m.decls[originOf(s.m.calleeFunc(call))]
		if !ok || body(decl) == nil {
			return false
		}
		graph := s.m.graphOf(decl)
		return len(graph.Exits(graph.Entry(), flow.Query{Done: s.answers(answer, hops-1)})) == 0
	}
}
