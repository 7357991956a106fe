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
	Drops []Access // of anything else, of all items at once too
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
	Role  Role         // Grow, Shift, or Reset for what removes in another way
	Items []ast.Expr   // for Grow: what is added
	Head  bool         // for Grow and Shift: at the front
	Whole bool         // for Grow: Items is one list whose items are added; for Reset: nothing stays
}

// Lists lists the variables of the package that are added to at one end and taken
// from at the other, in source order.
func (m *Model) Lists() []*List {
	m.lists.once.Do(m.collectLists)
	return m.lists.all
}

// listing is every list of a package, read once.
type listing struct {
	once  sync.Once
	all   []*List
	byKey map[types.Object]*List
}

func (m *Model) collectLists() {
	m.lists.byKey = make(map[types.Object]*List)
	if !m.shifting() {
		return
	}
	for cur := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		for _, a := range m.accesses(cur) {
			l := m.lists.byKey[a.Key]
			if l == nil {
				l = &List{Key: a.Key}
				m.lists.byKey[a.Key] = l
				m.lists.all = append(m.lists.all, l)
			}
			switch a.Role {
			case Grow:
				l.Adds = append(l.Adds, a)
			case Shift:
				l.Takes = append(l.Takes, a)
			default:
				l.Drops = append(l.Drops, a)
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
	return s.found
}

// scan is the reader of one function.
func (m *Model) scan(decl inspector.Cursor) *listScan {
	if s, ok := m.scans.Load(decl.Node()); ok {
		return s.(*listScan)
	}
	s := &listScan{m: m, fn: decl}
	s.findAliases()
	m.scans.Store(decl.Node(), s)
	return s
}

// A listScan reads the accesses of one function.
type listScan struct {
	m       *Model
	fn      inspector.Cursor
	aliases map[*types.Var]ast.Expr // a local copy of a list that is written back
	found   []Access
}

// findAliases finds the local variables that stand for a list for a while:
// q := s.q; q = append(q, v); s.q = q.
func (s *listScan) findAliases() {
	s.aliases = make(map[*types.Var]ast.Expr)
	from := make(map[*types.Var]ast.Expr)
	for cur := range s.fn.Preorder((*ast.AssignStmt)(nil)) {
		n := cur.Node().(*ast.AssignStmt)
		if len(n.Lhs) != len(n.Rhs) {
			continue
		}
		for i, lhs := range n.Lhs {
			v, isVar := s.local(lhs)
			switch {
			case isVar && isSlice(v.Type()):
				whole := n.Rhs[i]
				if isCall(whole) {
					whole = base(s.m.info, whole) // q := append(s.q, v)
				}
				if key := s.key(whole); key != nil && key != v && !isCall(whole) {
					from[v] = whole
				}
			case isSlice(s.m.info.TypeOf(lhs)):
				if v, ok := s.local(base(s.m.info, n.Rhs[i])); ok && from[v] != nil && s.key(from[v]) == s.key(lhs) {
					s.aliases[v] = from[v]
				}
			}
		}
	}
}

// local is the local variable that e names.
func (s *listScan) local(e ast.Expr) (*types.Var, bool) {
	if e == nil {
		return nil, false
	}
	id, ok := ast.Unparen(e).(*ast.Ident)
	if !ok {
		return nil, false
	}
	v, ok := s.m.info.ObjectOf(id).(*types.Var)
	return v, ok && !v.IsField() && !isPackageLevel(v)
}

// base is the list that an expression makes another one of: q in q[1:],
// append(q, v), slices.Delete(q, 0, 1).
func base(info *types.Info, e ast.Expr) ast.Expr {
	switch e := ast.Unparen(e).(type) {
	case *ast.SliceExpr:
		return base(info, e.X)
	case *ast.CallExpr:
		if len(e.Args) > 0 && isSlice(info.TypeOf(e.Args[0])) {
			return base(info, e.Args[0])
		}
	case ast.Expr:
		return e
	}
	return e
}

func isCall(e ast.Expr) bool {
	_, ok := ast.Unparen(e).(*ast.CallExpr)
	return ok
}

func isSlice(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Slice)
	return ok
}

// key is what holds the list e in every function: a field, a variable, or the
// name of the type whose receiver e is.
func (s *listScan) key(e ast.Expr) types.Object {
	key, _ := s.place(e, maxHops)
	return key
}

// place is the key of a list and the variable that it is reached from.
func (s *listScan) place(e ast.Expr, hops int) (key, root types.Object) {
	if hops == 0 {
		return nil, nil
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return s.identPlace(e, hops)
	case *ast.SelectorExpr:
		selection, ok := s.m.info.Selections[e]
		if !ok {
			v, ok := s.m.info.Uses[e.Sel].(*types.Var)
			if !ok {
				return nil, nil
			}
			return v, v
		}
		if selection.Kind() != types.FieldVal {
			return nil, nil
		}
		_, root := s.place(e.X, hops-1)
		return selection.Obj().(*types.Var).Origin(), root
	case *ast.StarExpr:
		return s.place(e.X, hops-1)
	case *ast.UnaryExpr:
		return s.place(e.X, hops-1)
	case *ast.IndexExpr:
		return s.place(e.X, hops-1)
	case *ast.SliceExpr:
		return s.place(e.X, hops-1)
	case *ast.CallExpr:
		if s.m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return s.place(e.Args[0], hops-1)
		}
	}
	return nil, nil
}

func (s *listScan) identPlace(id *ast.Ident, hops int) (key, root types.Object) {
	v, ok := s.m.info.ObjectOf(id).(*types.Var)
	if !ok || v.Name() == "_" {
		return nil, nil
	}
	if whole := s.aliases[v]; whole != nil {
		return s.place(whole, hops-1)
	}
	if init := s.m.renamed(v); init != nil {
		if key, root := s.place(init, hops-1); key != nil {
			return key, root
		}
	}
	if star, ok := ast.Unparen(s.m.values.only(v)).(*ast.StarExpr); ok {
		return s.place(star.X, hops-1)
	}
	if v.Kind() == types.RecvVar {
		if named := namedOf(v.Type()); named != nil {
			return named.Origin().Obj(), v
		}
	}
	return v.Origin(), v
}

// add records an access of the list e.
func (s *listScan) add(cur inspector.Cursor, list ast.Expr, a Access) {
	a.Cur, a.List = cur, list
	if a.Key == nil {
		a.Key, a.Root = s.place(list, maxHops)
	}
	if a.Key != nil {
		s.found = append(s.found, a)
	}
}
