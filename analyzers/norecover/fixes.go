package norecover

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// wrapFix runs the call that can panic in a function literal that recovers. A
// call whose error is used returns the panic as its error. It gives none for a
// call that a go or defer statement makes, and for other results.
func (c *checker) wrapFix(h queuemodel.Hazard) []analysis.SuggestedFix {
	call, ok := c.wrappable(h)
	if !ok {
		return nil
	}
	e := fix.New(c.Pass, call.Pos())
	var text string
	if h.Cur.ParentEdgeKind() == edge.ExprStmt_X {
		if guard := c.guardFor(h.Cur); guard != "" {
			e.Replace(call.Pos(), call.End(), guard+"(func() { "+e.Node(call)+" })")
			return e.Done("Recover around the call")
		}
		text, ok = c.recoverText(e, h.Cur)
		text = "func() {\n" + text + "\n" + e.Node(call) + "\n}()"
	} else {
		text, ok = c.errorText(e, call)
	}
	if !ok {
		return nil
	}
	e.Replace(call.Pos(), call.End(), text)
	return e.Done("Recover around the call")
}

// topFix defers a recover first in a function that returns nothing; for another
// one it is the call that is wrapped.
func (c *checker) topFix(fn inspector.Cursor, h queuemodel.Hazard) []analysis.SuggestedFix {
	var sig *ast.FuncType
	var block *ast.BlockStmt
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		sig, block = n.Type, n.Body
	case *ast.FuncLit:
		sig, block = n.Type, n.Body
	}
	if sig.Results != nil || h.Apart {
		return c.wrapFix(h)
	}
	e := fix.New(c.Pass, block.Pos())
	text, ok := c.recoverText(e, h.Cur)
	if !ok {
		return nil
	}
	e.Insert(block, text)
	return e.Done("Recover in the function")
}

// wrappable is the call that can be put into a function literal.
func (c *checker) wrappable(h queuemodel.Hazard) (*ast.CallExpr, bool) {
	call, ok := h.Cur.Node().(*ast.CallExpr)
	if !ok {
		return nil, false
	}
	for _, op := range c.model.At(call) {
		if op.Role == queuemodel.Spawn {
			return nil, false
		}
	}
	kind := h.Cur.ParentEdgeKind()
	return call, kind != edge.GoStmt_Call && kind != edge.DeferStmt_Call
}

// errorText calls a function whose last result is an error, so that a panic
// becomes that error.
func (c *checker) errorText(e *fix.Editor, call *ast.CallExpr) (string, bool) {
	var results []types.Type
	switch t := c.TypesInfo.TypeOf(call).(type) {
	case *types.Tuple:
		for v := range t.Variables() {
			results = append(results, v.Type())
		}
	default:
		results = append(results, t)
	}
	if n := len(results); n == 0 || !types.Identical(results[n-1], types.Universe.Lookup("error").Type()) {
		return "", false
	}
	var list []string
	for _, t := range results[:len(results)-1] {
		text, ok := e.Type(t)
		if !ok {
			return "", false
		}
		list = append(list, "_ "+text)
	}
	list = append(list, "err error")
	errorf, ok := e.Import("fmt", call.Pos())
	if !ok {
		return "", false
	}
	stack, ok := e.Import("runtime/debug", call.Pos())
	if !ok || mentions(call, "err") {
		return "", false
	}
	return "func() (" + strings.Join(list, ", ") + ") {\ndefer func() {\nif r := recover(); r != nil {\nerr = " + errorf +
		".Errorf(\"panic: %v\\n%s\", r, " + stack + ".Stack())\n}\n}()\nreturn " + e.Node(call) + "\n}()", true
}

// mentions reports whether a name stands in n.
func mentions(n ast.Node, name string) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// guardFor is a function of the package that recovers what its argument, a
// func(), panics with; "" without one.
func (c *checker) guardFor(cur inspector.Cursor) string {
	for _, fn := range c.model.Guards() {
		if text := c.reach(fn, cur); text != "" {
			return text
		}
	}
	return ""
}

// reach spells a function of the package at cur: its name, or a method of the
// receiver there; "" for a method of something else.
func (c *checker) reach(fn *types.Func, cur inspector.Cursor) string {
	if c.encloses(fn, cur) {
		return ""
	}
	if fn.Signature().Recv() == nil {
		return fn.Name()
	}
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		recv := decl.Node().(*ast.FuncDecl).Recv
		if recv == nil || len(recv.List[0].Names) == 0 {
			return ""
		}
		id := recv.List[0].Names[0]
		v, ok := c.TypesInfo.Defs[id].(*types.Var)
		if ok && id.Name != "_" && types.Identical(v.Type(), fn.Signature().Recv().Type()) {
			return id.Name + "." + fn.Name()
		}
	}
	return ""
}

func (c *checker) encloses(fn *types.Func, cur inspector.Cursor) bool {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return c.TypesInfo.Defs[decl.Node().(*ast.FuncDecl).Name] == fn
	}
	return false
}

// recoverText is a defer statement that recovers and logs: by a function of the
// package that does so, else by a literal that logs with what is in scope.
func (c *checker) recoverText(e *fix.Editor, cur inspector.Cursor) (string, bool) {
	for _, fn := range c.model.Recoverers() {
		if text := c.reach(fn, cur); text != "" {
			return "defer " + text + "()", true
		}
	}
	stack, ok := e.Import("runtime/debug", cur.Node().Pos())
	if !ok {
		return "", false
	}
	text, ok := c.logText(e, cur, stack+".Stack()")
	return "defer func() {\nif r := recover(); r != nil {\n" + text + "\n}\n}()", ok
}

// logText logs r and the stack with the logger in scope.
func (c *checker) logText(e *fix.Editor, cur inspector.Cursor, stack string) (string, bool) {
	pos := cur.Node().Pos()
	if logger, structured := c.logger(cur); logger != "" {
		return logCall(logger, stack, structured), true
	}
	path, structured := "log/slog", true
	for _, imp := range c.fileOf(pos).Imports {
		if imp.Path.Value == `"log"` && imp.Name == nil {
			path, structured = "log", false
		}
	}
	name, ok := e.Import(path, pos)
	return logCall(name, stack, structured), ok
}

func logCall(logger, stack string, structured bool) string {
	if structured {
		return logger + ".Error(\"panic\", \"value\", r, \"stack\", string(" + stack + "))"
	}
	return logger + ".Printf(\"panic: %v\\n%s\", r, " + stack + ")"
}

func (c *checker) fileOf(pos token.Pos) *ast.File {
	for _, f := range c.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return f
		}
	}
	return c.Files[0]
}

// logger is the standard library's logger among the parameters and the
// receiver's fields of the function around cur; "" without one.
func (c *checker) logger(cur inspector.Cursor) (text string, structured bool) {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		fn, ok := c.TypesInfo.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		if !ok {
			break
		}
		for v := range fn.Signature().Params().Variables() {
			if structured, ok := isLogger(v.Type()); ok && v.Name() != "" && v.Name() != "_" {
				return v.Name(), structured
			}
		}
		recv := fn.Signature().Recv()
		if recv == nil || recv.Name() == "" || recv.Name() == "_" {
			break
		}
		t := recv.Type()
		if ptr, ok := t.Underlying().(*types.Pointer); ok {
			t = ptr.Elem()
		}
		st, ok := t.Underlying().(*types.Struct)
		if !ok {
			break
		}
		for f := range st.Fields() {
			if structured, ok := isLogger(f.Type()); ok {
				return recv.Name() + "." + f.Name(), structured
			}
		}
	}
	return "", false
}

func isLogger(t types.Type) (structured, ok bool) {
	switch types.TypeString(t, nil) {
	case "*log/slog.Logger":
		return true, true
	case "*log.Logger":
		return false, true
	}
	return false, false
}
