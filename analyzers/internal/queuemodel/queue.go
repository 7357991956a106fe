package queuemodel

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// A Queue names a queue at one place of the source: a variable and what is
// selected from it. Two operations of one function are on the same queue when
// [Queue.Same] says so; across functions Slot is what they share.
type Queue struct {
	Root types.Object // the variable that the expression starts from
	Path string       // what is selected from it, such as ".jobs" or ".shards[2].in"; "" for Root itself
	Slot *types.Var   // what holds the queue in every function: the last field, else Root
	Type types.Type   // of the queue: a channel, or a type whose methods are the operations

	index types.Object // the variable that picks an element on the path; nil without one
	shown string       // the part that this package can name, where the rest is private to another
}

// Same reports whether q and o are one queue as far as the source tells: the
// same variable and the same selections. A type with methods and a channel
// that is a field of it count as one queue.
func (q Queue) Same(o Queue) bool {
	if q.Root == nil || q.Root != o.Root {
		return false
	}
	return q.Path == o.Path || q.holds(o) || o.holds(q)
}

// holds reports whether o is a field of q, and q itself has queue methods.
func (q Queue) holds(o Queue) bool {
	return !q.IsChan() && strings.HasPrefix(o.Path, q.Path+".")
}

// From reports whether the variable is the queue, or picks it from a list.
func (q Queue) From(v types.Object) bool { return v != nil && (q.Root == v || q.index == v) }

// Hidden reports whether the queue is private to another package: only the
// methods of what holds it can work on it.
func (q Queue) Hidden() bool { return q.shown != "" }

// IsChan reports whether the queue is a channel.
func (q Queue) IsChan() bool { return q.Type != nil && isChan(q.Type) }

// Name is the queue as a reader of the source would write it.
func (q Queue) Name() string {
	if q.Root == nil {
		return "queue"
	}
	if q.shown != "" {
		return q.shown
	}
	path := q.Path
	for {
		i := strings.Index(path, "@")
		if i < 0 {
			return q.Root.Name() + path
		}
		j := i + 1
		for j < len(path) && path[j] >= '0' && path[j] <= '9' {
			j++
		}
		path = path[:i] + path[j:]
	}
}

func isChan(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// maxHops bounds how many renamings and selections are followed to name one
// expression.
const maxHops = 12

// queueOf names the expression e. It fails where e is no variable, field,
// element at a plain index, or argument-free method of one.
func (m *Model) queueOf(e ast.Expr) (Queue, bool) {
	q, ok := m.path(e, maxHops)
	if ok {
		q.Type = m.info.TypeOf(e)
	}
	return q, ok && q.Type != nil
}

func (m *Model) path(e ast.Expr, hops int) (Queue, bool) {
	if hops == 0 {
		return Queue{}, false
	}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return m.identPath(e, hops)
	case *ast.SelectorExpr:
		return m.selectorPath(e, hops)
	case *ast.StarExpr:
		return m.path(e.X, hops-1)
	case *ast.UnaryExpr:
		if e.Op == token.AND {
			return m.path(e.X, hops-1)
		}
	case *ast.IndexExpr:
		return m.indexPath(e, hops)
	case *ast.CallExpr:
		return m.callPath(e, hops)
	}
	return Queue{}, false
}

// identPath follows a variable that only ever renames another queue.
func (m *Model) identPath(id *ast.Ident, hops int) (Queue, bool) {
	v, ok := m.info.ObjectOf(id).(*types.Var)
	if !ok || v.Name() == "_" {
		return Queue{}, false
	}
	if init := m.renamed(v); init != nil {
		if q, ok := m.path(init, hops-1); ok {
			return q, true
		}
	}
	return Queue{Root: v, Slot: v.Origin()}, true
}

func (m *Model) selectorPath(sel *ast.SelectorExpr, hops int) (Queue, bool) {
	selection, ok := m.info.Selections[sel]
	if !ok { // a qualified identifier
		v, ok := m.info.Uses[sel.Sel].(*types.Var)
		return Queue{Root: v, Slot: v}, ok
	}
	if selection.Kind() != types.FieldVal {
		return Queue{}, false
	}
	q, ok := m.path(sel.X, hops-1)
	if !ok {
		return q, false
	}
	q.Slot = selection.Obj().(*types.Var).Origin()
	q.Path += fieldNames(selection)
	return q, true
}

// fieldNames spells a selection with the embedded fields that it passes
// through, so that s.ch and s.base.ch are one path.
func fieldNames(selection *types.Selection) string {
	var path strings.Builder
	t := selection.Recv()
	for _, i := range selection.Index() {
		st, ok := deref(t).Underlying().(*types.Struct)
		if !ok {
			return path.String() + "." + selection.Obj().Name()
		}
		path.WriteString("." + st.Field(i).Name())
		t = st.Field(i).Type()
	}
	return path.String()
}

func deref(t types.Type) types.Type {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// indexPath names an element by a constant or by a variable that is never
// assigned twice; another index may name another element each time.
func (m *Model) indexPath(e *ast.IndexExpr, hops int) (Queue, bool) {
	q, ok := m.path(e.X, hops-1)
	if !ok {
		return q, false
	}
	if tv := m.info.Types[e.Index]; tv.Value != nil {
		q.Path += "[" + tv.Value.ExactString() + "]"
		return q, true
	}
	id, ok := ast.Unparen(e.Index).(*ast.Ident)
	if !ok {
		return q, false
	}
	v, ok := m.info.ObjectOf(id).(*types.Var)
	if !ok {
		return q, false
	}
	q.Path += fmt.Sprintf("[%s@%d]", v.Name(), v.Pos())
	q.index = v
	return q, true
}

// callPath names what a method without parameters returns, such as s.jobs(),
// and looks through conversions.
func (m *Model) callPath(call *ast.CallExpr, hops int) (Queue, bool) {
	if tv := m.info.Types[call.Fun]; tv.IsType() && len(call.Args) == 1 {
		return m.path(call.Args[0], hops-1)
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 0 {
		return Queue{}, false
	}
	fn, ok := m.info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() == nil || fn.Signature().Results().Len() != 1 {
		return Queue{}, false
	}
	q, ok := m.path(sel.X, hops-1)
	q.Path += "." + fn.Name() + "()"
	q.Slot = fn.Origin().Signature().Results().At(0)
	return q, ok
}

// field names the queue that is reached from q by plain field names, such as
// ".in.ch", as facts spell them.
func (q Queue) field(path string, from *types.Package) (Queue, bool) {
	for name := range strings.SplitSeq(strings.TrimPrefix(path, "."), ".") {
		if path == "" {
			break
		}
		st, ok := deref(q.Type).Underlying().(*types.Struct)
		if !ok {
			return q, false
		}
		f := fieldNamed(st, name)
		if f == nil {
			return q, false
		}
		if q.shown == "" && !f.Exported() && f.Pkg() != from {
			q.shown = q.Name()
		}
		q = Queue{Root: q.Root, index: q.index, shown: q.shown, Path: q.Path + "." + name, Slot: f.Origin(), Type: f.Type()}
	}
	return q, true
}

func fieldNamed(st *types.Struct, name string) *types.Var {
	for f := range st.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}
