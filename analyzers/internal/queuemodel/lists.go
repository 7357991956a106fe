package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"sync"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A List is a variable that holds items in order until somebody takes them: a
// slice, a container/list, a deque of the project's own. A field stands for that
// field of every object.
type List struct {
	Key   types.Object // the field or variable; the type's name for a type that is a list itself
	Adds  []Access
	Takes []Access // of the item at one end
}

// IsQueue reports whether items are taken at the end where they were not added;
// the others are stacks.
func (l *List) IsQueue() bool {
	for _, add := range l.Adds {
		for _, take := range l.Takes {
			if add.Head != take.Head {
				return true
			}
		}
	}
	return false
}

// An Access is one place where a list is changed.
type Access struct {
	Cur   inspector.Cursor // the *ast.AssignStmt or *ast.CallExpr
	Key   types.Object
	Root  types.Object // the variable that the list is reached from; nil when there is none
	List  ast.Expr     // the list as the source names it
	Role  Role         // Grow or Shift
	Items []ast.Expr   // for Grow: what is added
	Head  bool         // for Grow and Shift: at the front
}

// Lists lists the variables of the package that are added to at one end and taken
// from at the other, in source order.
func (m *Model) Lists() []*List {
	m.lists.once.Do(m.collectLists)
	return m.lists.all
}

// listing is every list of a package, read once.
type listing struct {
	once sync.Once
	all  []*List
}

func (m *Model) collectLists() {
	if !m.shifting() {
		return
	}
	byKey := make(map[types.Object]*List)
	for cur := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		for _, a := range m.accesses(cur) {
			l := byKey[a.Key]
			if l == nil {
				l = &List{Key: a.Key}
				byKey[a.Key] = l
				m.lists.all = append(m.lists.all, l)
			}
			if a.Role == Grow {
				l.Adds = append(l.Adds, a)
			} else {
				l.Takes = append(l.Takes, a)
			}
		}
	}
	m.lists.all = slices.DeleteFunc(m.lists.all, func(l *List) bool { return !l.IsQueue() })
}

// shifts reports whether the package can take the head of a list at all: it cuts
// a slice, or it knows a type that does.
func (m *Model) shifts() bool {
	if len(m.enlarged()) > 0 {
		return true
	}
	for cur := range m.in.Root().Preorder((*ast.SliceExpr)(nil), (*ast.CallExpr)(nil), (*ast.SelectorExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.SelectorExpr:
			if cur.ParentEdgeKind() == edge.AssignStmt_Rhs && (&listScan{m: m}).isNext(n) {
				return true
			}
		case *ast.SliceExpr:
			if t := m.info.TypeOf(n.X); (n.Low != nil || n.High != nil) && t != nil && isSlice(t) && !isBytes(t) {
				return true
			}
		case *ast.CallExpr:
			fn, ok := typeutil.Callee(m.info, n).(*types.Func)
			if !ok {
				continue
			}
			if fn.FullName() == "slices.Delete" {
				return true
			}
			if row := rowOf(fn); row != nil && row.Role == Shift {
				return true
			}
			if fn.Pkg() != m.pkg {
				if fact := m.factOf(fn); fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return op.Role == Shift }) {
					return true
				}
			}
		}
	}
	return false
}

// accesses lists the changes of lists in one function, the function literals in
// it included.
func (m *Model) accesses(decl inspector.Cursor) []Access {
	if found, ok := m.accessed.Load(decl.Node()); ok {
		return found.([]Access)
	}
	s := &listScan{m: m, fn: decl, aliases: m.scan(decl).aliases}
	for cur := range decl.Preorder((*ast.AssignStmt)(nil), (*ast.CallExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			s.assign(cur, n)
		case *ast.CallExpr:
			s.call(cur, n)
		}
	}
	if len(m.enlarged()) > 0 {
		for cur := range decl.Preorder((*ast.IndexExpr)(nil)) {
			s.ringTake(cur, cur.Node().(*ast.IndexExpr))
		}
	}
	m.accessed.Store(decl.Node(), s.found)
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) { // of what is known now
		s.closure(cur, cur.Node().(*ast.CallExpr))
	}
	m.accessed.Store(decl.Node(), s.found)
	return s.found
}
