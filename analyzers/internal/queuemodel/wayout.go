package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"
)

// A WayOut is what a select can wait for beside a queue: an expression of a
// context, or of a channel that is closed.
type WayOut struct {
	Text    string // of the context, or of the channel
	Context bool
	Request bool // it is the context of the request that is being handled
}

// Done is the receive that ends with the way out.
func (w WayOut) Done() string {
	if w.Context {
		return w.Text + ".Done()"
	}
	return w.Text
}

// WayOut finds what ends a wait at cur in the handler: the request's own context,
// else the only context in sight, else the only field of the receiver that is a
// context or a channel that this package closes.
func (s *Stalls) WayOut(h Handling, cur inspector.Cursor) (WayOut, bool) {
	if text := s.requestContext(h, cur); text != "" {
		return WayOut{text, true, h.Ends}, true
	}
	if text := s.visibleContext(cur); text != "" {
		return WayOut{text, true, false}, true
	}
	return s.receiverEnds(cur)
}

// requestContext is the context that the parameters of the handler hold.
func (s *Stalls) requestContext(h Handling, cur inspector.Cursor) string {
	sig := signatureOf(s.m.info, h.Fn)
	if sig == nil || h.Handler == fiberHandler {
		return ""
	}
	for v := range sig.Params().Variables() {
		if v.Name() == "" || v.Name() == "_" || !s.sees(cur, v) {
			continue
		}
		if suffix, ok := contextIn(v.Type()); ok {
			return v.Name() + suffix
		}
	}
	return ""
}

// contextIn says how a context is reached from a value of the type: it is one,
// or has one, or has an HTTP request.
func contextIn(t types.Type) (suffix string, ok bool) {
	if isContextType(t) && isStdContext(t) {
		return "", true
	}
	for _, path := range []struct{ name, suffix string }{{"Request", ".Request"}, {"Context", ".Context()"}} {
		obj, _, _ := types.LookupFieldOrMethod(t, true, nil, path.name)
		switch obj := obj.(type) {
		case *types.Func:
			sig := obj.Signature()
			if sig.Params().Len() != 0 || sig.Results().Len() != 1 {
				continue
			}
			if isStdContext(sig.Results().At(0).Type()) {
				return "." + path.name + "()", true
			}
			if isRequest(sig.Results().At(0).Type()) {
				return "." + path.name + "().Context()", true
			}
		case *types.Var:
			if isRequest(obj.Type()) {
				return "." + path.name + ".Context()", true
			}
		}
	}
	return "", false
}

func isStdContext(t types.Type) bool { return isContextType(t) && types.IsInterface(t) }

func isRequest(t types.Type) bool {
	named := namedOf(t)
	return named != nil && named.Obj().Name() == "Request" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == httpPkg
}

// sees reports whether the name of v means v at cur.
func (s *Stalls) sees(cur inspector.Cursor, v types.Object) bool {
	scope := s.m.pkg.Scope().Innermost(cur.Node().Pos())
	if scope == nil {
		return false
	}
	_, obj := scope.LookupParent(v.Name(), cur.Node().Pos())
	return obj == v
}

// visibleContext is the only variable of a function around cur that is a
// context.
func (s *Stalls) visibleContext(cur inspector.Cursor) string {
	text := ""
	scope := s.m.pkg.Scope().Innermost(cur.Node().Pos())
	for ; scope != nil && scope != s.m.pkg.Scope(); scope = scope.Parent() {
		for _, name := range scope.Names() {
			v, ok := scope.Lookup(name).(*types.Var)
			if !ok || !isStdContext(v.Type()) || name == "_" || !s.sees(cur, v) || s.m.endlessVar(v) {
				continue
			}
			if text != "" && text != name {
				return ""
			}
			text = name
		}
	}
	return text
}

func (m *Model) endlessVar(v *types.Var) bool {
	all := m.values.assigned[v]
	return len(all) == 1 && all[0] != nil && m.endlessContext(all[0], maxHops)
}

// receiverEnds is the only field of the method's receiver that is a context or
// a closed channel.
func (s *Stalls) receiverEnds(cur inspector.Cursor) (WayOut, bool) {
	decl, ok := declAround(cur).Node().(*ast.FuncDecl)
	if !ok {
		return WayOut{}, false
	}
	fn, ok := s.m.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return WayOut{}, false
	}
	recv := fn.Signature().Recv()
	if recv == nil || recv.Name() == "" || recv.Name() == "_" || !s.sees(cur, recv) {
		return WayOut{}, false
	}
	st, ok := deref(recv.Type()).Underlying().(*types.Struct)
	if !ok {
		return WayOut{}, false
	}
	var found []WayOut
	for f := range st.Fields() {
		q := Queue{Root: recv, Path: "." + f.Name(), Slot: f.Origin(), Type: f.Type()}
		switch {
		case isStdContext(f.Type()):
			found = append(found, WayOut{recv.Name() + "." + f.Name(), true, false})
		case isChan(f.Type()) && isNotice(f.Type()) && s.closes(q):
			found = append(found, WayOut{recv.Name() + "." + f.Name(), false, false})
		}
	}
	if len(found) != 1 {
		return WayOut{}, false
	}
	return found[0], true
}

// Reader is a place of this package that receives from the channel.
func (s *Stalls) Reader(q Queue) (ast.Node, bool) {
	if !q.IsChan() {
		return nil, false
	}
	for _, get := range s.on(q, Get) {
		if _, call := get.Cur.Node().(*ast.CallExpr); !call {
			return get.Cur.Node(), true
		}
	}
	return nil, false
}
