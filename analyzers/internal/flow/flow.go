// Package flow answers questions about the paths of one function: what can be
// reached from here, and past what. It knows control flow and nothing of queues.
package flow

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/cfg"
)

// A Graph is the control flow of one function body, function literals inside it
// not included.
type Graph struct {
	blocks []*cfg.Block
	at     map[ast.Node]place
	tags   map[*ast.CaseClause]ast.Expr // of the switch around a clause
}

// A place is an index into the nodes of a block; an index past the last node is
// the way out of the block.
type place struct {
	block *cfg.Block
	index int
}

// New returns the graph of body. A call for which noReturn answers true ends
// the program or the goroutine.
func New(body *ast.BlockStmt, noReturn func(*ast.CallExpr) bool) *Graph {
	g := &Graph{at: make(map[ast.Node]place), tags: make(map[*ast.CaseClause]ast.Expr)}
	g.blocks = cfg.New(body, func(call *ast.CallExpr) bool { return !noReturn(call) }).Blocks
	g.moveSends()
	ast.Inspect(body, func(n ast.Node) bool {
		if sw, ok := n.(*ast.SwitchStmt); ok && sw.Tag != nil {
			for _, clause := range sw.Body.List {
				g.tags[clause.(*ast.CaseClause)] = sw.Tag
			}
		}
		return true
	})
	for _, b := range g.blocks {
		for i, n := range b.Nodes {
			if _, twice := g.at[n]; !twice {
				g.at[n] = place{b, i}
			}
		}
	}
	return g
}

// moveSends puts the send that is the header of a select clause into the clause:
// the graph has all headers in front of the select, as if all were sent.
func (g *Graph) moveSends() {
	home := make(map[ast.Node]*cfg.Block)
	for _, b := range g.blocks {
		if clause, ok := b.Stmt.(*ast.CommClause); ok && b.Kind == cfg.KindSelectCaseBody {
			if send, ok := clause.Comm.(*ast.SendStmt); ok {
				home[send] = b
			}
		}
	}
	for _, b := range g.blocks {
		b.Nodes = slices.DeleteFunc(b.Nodes, func(n ast.Node) bool { return home[n] != nil })
	}
	for send, b := range home {
		b.Nodes = append([]ast.Node{send}, b.Nodes...)
	}
}

// An ExitKind says how a path ends.
type ExitKind uint8

// The ends of a path.
const (
	Return ExitKind = iota // a return statement, or the end of the body
	Again                  // a place for which the query's Again answers true
)

// An Exit is the end of one path.
type Exit struct {
	Kind ExitKind
	Node ast.Node // the return statement; for Again the last thing that the path does
}

// A Query says which paths count.
type Query struct {
	// Done reports whether a path is in order once it has passed n.
	Done func(n ast.Node) bool
	// Again reports whether a path ends, with an Exit, where it comes to n: a
	// node, or a range statement of which the next round begins; nil for never.
	Again func(n ast.Node) bool
	// Taken reports whether the branch of a condition with this value is worth
	// following; nil follows all. Fresh says that the path passed no node that
	// Stales.
	Taken func(cond ast.Expr, value, fresh bool) bool
	// Stales reports whether n changes what Taken knows; nil for never.
	Stales func(n ast.Node) bool
}

// Start is where a path begins.
type Start struct{ place }

// After is the place behind the statement or expression n of the graph; it
// fails where n is not a node of its own.
func (g *Graph) After(n ast.Node) (Start, bool) {
	p, ok := g.at[n]
	return Start{place{p.block, p.index + 1}}, ok
}

// Entry is the beginning of the function.
func (g *Graph) Entry() Start { return Start{place{g.blocks[0], 0}} }

// Into is the beginning of the body of a range statement or select clause.
func (g *Graph) Into(n ast.Node) (Start, bool) {
	for _, b := range g.blocks {
		if b.Stmt == n && (b.Kind == cfg.KindRangeBody || b.Kind == cfg.KindSelectCaseBody) {
			return Start{place{b, 0}}, true
		}
	}
	return Start{}, false
}

// Exits follows every path from start, none of them twice, until q is done with
// it, and returns the ends that it reaches all the same, in the order of the
// source.
func (g *Graph) Exits(start Start, q Query) []Exit {
	w := &walk{g: g, q: q, seen: make(map[visit]bool)}
	w.block(start.block, start.index, nil, true)
	return w.exits
}

// Reaches reports whether a path leads from start to a node for which hit
// answers true, without passing one for which stop does first.
func (g *Graph) Reaches(start Start, stop, hit func(ast.Node) bool) bool {
	found := false
	g.Exits(start, Query{Again: stop, Done: func(n ast.Node) bool {
		found = found || hit(n)
		return found
	}})
	return found
}

type walk struct {
	g     *Graph
	q     Query
	seen  map[visit]bool
	exits []Exit
}

type visit struct {
	block *cfg.Block
	fresh bool
}

// block follows the paths through b from its node i on; last is what they did
// before.
func (w *walk) block(b *cfg.Block, i int, last ast.Node, fresh bool) {
	if i == 0 {
		if w.seen[visit{b, fresh}] {
			return
		}
		w.seen[visit{b, fresh}] = true
	}
	if b.Kind == cfg.KindRangeLoop && w.ends(b.Stmt) {
		w.end(Exit{Again, last})
		return
	}
	for _, n := range b.Nodes[min(i, len(b.Nodes)):] {
		if w.ends(n) {
			w.end(Exit{Again, last})
			return
		}
		if w.q.Done(n) {
			return
		}
		fresh = fresh && (w.q.Stales == nil || !w.q.Stales(n))
		last = n
		if ret, ok := n.(*ast.ReturnStmt); ok {
			w.end(Exit{Return, ret})
			return
		}
	}
	if branch := branchOf(b); branch != nil {
		last = branch
	}
	cond := w.g.condition(b)
	for i, next := range b.Succs {
		if cond == nil || w.q.Taken == nil || w.q.Taken(cond, i == 0, fresh) {
			w.block(next, 0, last, fresh)
		}
	}
}

func (w *walk) ends(n ast.Node) bool { return w.q.Again != nil && w.q.Again(n) }

func (w *walk) end(e Exit) {
	at := len(w.exits)
	for i, old := range w.exits {
		if old.Node == e.Node {
			return
		}
		if at == len(w.exits) && position(e.Node) < position(old.Node) {
			at = i
		}
	}
	w.exits = append(w.exits[:at], append([]Exit{e}, w.exits[at:]...)...)
}

func position(n ast.Node) token.Pos {
	if n == nil {
		return token.NoPos
	}
	return n.Pos()
}

// condition is the expression that chooses between the two ways out of b, nil
// for one way or a choice that no expression makes.
func (g *Graph) condition(b *cfg.Block) ast.Expr {
	if len(b.Succs) != 2 || len(b.Nodes) == 0 {
		return nil
	}
	switch b.Succs[0].Kind {
	case cfg.KindIfThen, cfg.KindForBody, cfg.KindSwitchCaseBody:
		cond, _ := b.Nodes[len(b.Nodes)-1].(ast.Expr)
		if clause, ok := b.Succs[0].Stmt.(*ast.CaseClause); ok && cond != nil && g.tags[clause] != nil {
			return &ast.BinaryExpr{X: g.tags[clause], Op: token.EQL, Y: cond}
		}
		return cond
	}
	return nil
}

// branchOf is the branch statement, such as continue, that ends the block b of
// an if, case or select clause: the graph has no node for it.
func branchOf(b *cfg.Block) ast.Node {
	if len(b.Succs) != 1 {
		return nil
	}
	var list []ast.Stmt
	switch s := b.Stmt.(type) {
	case *ast.IfStmt:
		if b.Kind == cfg.KindIfThen {
			list = s.Body.List
		} else if alt, ok := s.Else.(*ast.BlockStmt); ok && b.Kind == cfg.KindIfElse {
			list = alt.List
		}
	case *ast.CaseClause:
		list = s.Body
	case *ast.CommClause:
		list = s.Body
	}
	if len(list) == 0 {
		return nil
	}
	if branch, ok := list[len(list)-1].(*ast.BranchStmt); ok {
		return branch
	}
	return nil
}
