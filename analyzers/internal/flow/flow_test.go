package flow_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
)

// Every source takes with take() and settles with settle(); gone is the
// condition that says nothing was taken. What is left over are the exits.
func TestExits(t *testing.T) {
	tests := map[string]struct{ body, want string }{
		"settled":             {"take(); settle()", ""},
		"end of the body":     {"take()", "return 4"},
		"early return":        {"take(); if a {\nreturn\n}; settle()", "return 4"},
		"both branches":       {"take(); if a { settle() } else { settle() }", ""},
		"one branch":          {"take(); if a { settle() }", "return 4"},
		"gone":                {"take(); if gone { return }; settle()", ""},
		"gone is stale":       {"take(); gone = b; if gone {\nreturn\n}; settle()", "return 4"},
		"panic ends":          {"take(); if a { panic(1) }; settle()", ""},
		"switch without case": {"take()\nswitch x {\ncase 1: settle()\ncase 2: settle()\n}", "return 8"},
		"switch with default": {"take()\nswitch x {\ncase 1: settle()\ndefault: settle()\n}", ""},
		"select":              {"take()\nselect {\ncase <-c: settle()\ncase <-d:\n}", "return 8"},
		"loop":                {"for { take(); if a { settle() } }", "again 3"},
		"continue":            {"for {\ntake()\nif a {\ncontinue\n}\nsettle()\n}", "again 6"},
		"goto":                {"top:\ntake()\nif a {\ngoto top\n}\nsettle()", "again 6"},
		"break to a return":   {"for { take(); if a { break }; settle() }\nreturn", "return 4"},
		"two ends":            {"take(); if a {\nreturn\n}\nreturn", "return 4, return 6"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := exits(t, test.body); got != test.want {
				t.Errorf("exits %q, want %q", got, test.want)
			}
		})
	}
}

func exits(t *testing.T, body string) string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", "package p\nfunc f() {\n"+body+"\n}", 0)
	if err != nil {
		t.Fatal(err)
	}
	g := flow.New(file.Decls[0].(*ast.FuncDecl).Body, func(call *ast.CallExpr) bool { return calls(call, "panic") })
	var take ast.Node
	ast.Inspect(file, func(n ast.Node) bool {
		if stmt, ok := n.(*ast.ExprStmt); ok && calls(stmt.X, "take") {
			take = stmt
		}
		return true
	})
	start, ok := g.After(take)
	if !ok {
		t.Fatal("take is no node of the graph")
	}
	var words []string
	for _, e := range g.Exits(start, flow.Query{
		Done:   func(n ast.Node) bool { stmt, ok := n.(*ast.ExprStmt); return ok && calls(stmt.X, "settle") },
		Again:  func(n ast.Node) bool { return n == take },
		Taken:  func(cond ast.Expr, value, fresh bool) bool { return !fresh || !isGone(cond) || !value },
		Stales: func(n ast.Node) bool { a, ok := n.(*ast.AssignStmt); return ok && isGone(a.Lhs[0]) },
	}) {
		kind := map[flow.ExitKind]string{flow.Return: "return", flow.Again: "again"}[e.Kind]
		words = append(words, fmt.Sprintf("%s %d", kind, fset.Position(e.Node.Pos()).Line))
	}
	return strings.Join(words, ", ")
}

func calls(e ast.Expr, name string) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == name
}

func isGone(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "gone"
}
