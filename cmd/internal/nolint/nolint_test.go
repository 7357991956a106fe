package nolint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

// hits is an analyzer that reports every identifier hit.
func hits() *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: "hits",
		Doc:  "report every identifier hit",
		Run: func(pass *analysis.Pass) (any, error) {
			for _, file := range pass.Files {
				ast.Inspect(file, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok && id.Name == "hit" {
						pass.Reportf(id.Pos(), "hit")
					}
					return true
				})
			}
			return "result", nil
		},
	}
}

// reported runs a over files and returns the lines of its findings.
func reported(t *testing.T, a *analysis.Analyzer, files ...string) []int {
	t.Helper()
	pass := &analysis.Pass{Analyzer: a, Fset: token.NewFileSet()}
	for _, source := range files {
		file, err := parser.ParseFile(pass.Fset, "a.go", source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		pass.Files = append(pass.Files, file)
	}
	var lines []int
	pass.Report = func(d analysis.Diagnostic) { lines = append(lines, pass.Fset.Position(d.Pos).Line) }
	got, err := a.Run(pass)
	if err != nil || got != "result" {
		t.Fatalf("Run() = %v, %v, want the result of the analyzer", got, err)
	}
	return lines
}

// Every comment is tried at the end of the line of a finding. What is expected
// was compared with golangci-lint v2.15.0.
func TestDirectives(t *testing.T) {
	tests := map[string]struct{ wrap, wrapName bool }{ // silent?
		"//nolint:hits":                   {true, true},
		"//nolint:hits // why":            {true, true},
		"//nolint:hits//why":              {true, true},
		"// nolint:hits":                  {true, true},
		"//  nolint:hits":                 {true, true},
		"///nolint:hits":                  {true, true},
		"//nolint:HiTs":                   {true, true},
		"//nolint: hits , foo":            {true, true},
		"//nolint:foo,hits":               {true, true},
		"//nolint:hits,":                  {true, true},
		"//nolint:queuevet // why":        {true, false},
		"//nolint:foo,QueueVet":           {true, false},
		"//nolint":                        {true, false},
		"// nolint":                       {true, false},
		"//nolint // why":                 {true, false},
		"//nolint why":                    {true, false},
		"//nolint:all":                    {true, false},
		"//nolint:allthings":              {true, false},
		"//nolint:foo,all":                {true, false},
		"//nolint :hits":                  {true, false},
		"//nolint:foo":                    {false, false},
		"//nolint:foo // not hits":        {false, false},
		"//nolint:hits why":               {false, false},
		"//nolint:hitsandmore":            {false, false},
		"//nolint:hits;foo":               {false, false},
		"//nolint:":                       {false, false},
		"//nolint// why":                  {false, false},
		"//nolints":                       {false, false},
		"//NOLINT":                        {false, false},
		"//\tnolint":                      {false, false},
		"// keep //nolint":                {false, false},
		"/* nolint */":                    {false, false},
		"/*nolint:hits*/":                 {false, false},
		"//lint:ignore hits why":          {false, false},
		"/* why */ //nolint:hits":         {true, true},
		"//nolint:hits\n\n//nolint:other": {true, true},
	}
	for comment, silent := range tests {
		source := "package p\n\nvar hit = 1 " + comment + "\n"
		if got := len(reported(t, nolint.Wrap(hits()), source)) == 0; got != silent.wrap {
			t.Errorf("Wrap: %q silences: %t, want %t", comment, got, silent.wrap)
		}
		if got := len(reported(t, nolint.WrapName(hits()), source)) == 0; got != silent.wrapName {
			t.Errorf("WrapName: %q silences: %t, want %t", comment, got, silent.wrapName)
		}
	}
}

// What a directive covers depends on where it stands, sometimes by chance: that
// too is as in golangci-lint, so that all drivers report the same. Lines with a finding end
// in "// hit" where it is expected to be reported.
func TestSpans(t *testing.T) {
	tests := map[string]string{
		"the end of a line":          "package p\nvar hit = 1 //nolint\nvar _, _ = hit, 1 // hit\n",
		"above a declaration":        "package p\n//nolint\nvar hit = 1\nvar _ = hit // hit\n",
		"above a group":              "package p\n//nolint\nvar (\n\thit = 1\n\t_ = hit\n)\nvar _ = hit // hit\n",
		"above one of a group":       "package p\nvar (\n\t//nolint\n\thit = 1\n\t_ = hit // hit\n)\n",
		"above a function":           "package p\n//nolint\nfunc f() {\n\thit()\n}\nfunc hit() {} // hit\n",
		"in its documentation":       "package p\n// f is f.\n//\n//nolint\nfunc f() {\n\thit()\n}\n",
		"first in documentation":     "package p\n//nolint\n//\n// f is f.\nfunc f() {\n\thit()\n}\n",
		"above a statement":          "package p\nfunc f() {\n\t//nolint\n\tfor {\n\t\thit()\n\t}\n\thit() // hit\n}\n",
		"above a field":              "package p\ntype t struct {\n\t//nolint\n\thit int\n\tx struct{ hit int } // hit\n}\n",
		"above a clause":             "package p\nfunc f() {\n\tswitch {\n\t//nolint\n\tcase true:\n\t\thit()\n\tdefault:\n\t\thit() // hit\n\t}\n}\n",
		"above the package clause":   "//nolint\npackage p\nvar hit = 1\nfunc _() { hit() }\n",
		"in package documentation":   "// Package p is p.\n//\n//nolint\npackage p\nvar hit = 1\n",
		"far above the clause":       "//nolint\n\npackage p\nvar hit = 1 // hit\n",
		"below the package clause":   "package p\n//nolint\n\nvar hit = 1 // hit\n",
		"a blank line below":         "package p\n//nolint\n\nvar hit = 1 // hit\n",
		"another column":             "package p\nfunc f() {\n//nolint\n\thit() // hit\n}\n",
		"a deeper column":            "package p\n\t//nolint\nvar hit = 1 // hit\n",
		"the end of the line above":  "package p\nvar _ = 1 //nolint\nvar hit, _ = 1, 2 // hit\n",
		"the end of the last line":   "package p\nfunc f() {\n\thit() // hit\n} //nolint\n",
		"the end of the first line":  "package p\nfunc f() { //nolint\n\thit() // hit\n}\n",
		"the same column by chance":  "package p\nvar _ = 12 //nolint\nvar x, _ = hit, 1\n",
		"first of two in a group":    "package p\n//nolint:hits\n//nolint:foo\nvar hit = 1\n",
		"second of two in a group":   "package p\n//nolint:foo\n//nolint:hits\nvar hit = 1 // hit\n",
		"a comment that goes on":     "package p\n//nolint:hits\n// because.\nvar hit = 1\n",
		"inside of a long statement": "package p\nvar _ = []int{\n\t//nolint\n\thit,\n\thit, // hit\n}\n",
		"nothing at all":             "package p\nvar hit = 1 // hit\n",
		"line directives":            "package p\n//line foo.y:7\nvar hit = 1 //nolint\n//line foo.y:70\nvar _ = hit // hit\n",
	}
	for name, source := range tests {
		t.Run(name, func(t *testing.T) {
			want := 0
			if strings.Contains(source, "// hit\n") {
				want = 1
			}
			got := reported(t, nolint.Wrap(hits()), source)
			if len(got) != want {
				t.Fatalf("%d findings, want %d:\n%s", len(got), want, source)
			}
			for _, line := range got {
				if name != "line directives" && !strings.HasSuffix(strings.Split(source, "\n")[line-1], "// hit") {
					t.Errorf("line %d is reported:\n%s", line, source)
				}
			}
		})
	}
}

// A directive of one file says nothing about the lines of another.
func TestFiles(t *testing.T) {
	got := reported(t, nolint.Wrap(hits()), "package p\n\nvar hit = 1 //nolint\n", "package p\n\nvar hit = 1\n")
	if !slices.Equal(got, []int{3}) {
		t.Errorf("lines %v are reported, want the third of the second file", got)
	}
}

// Findings without a position, or in a file that is no Go file, pass.
func TestNowhere(t *testing.T) {
	a := &analysis.Analyzer{Name: "hits", Run: func(pass *analysis.Pass) (any, error) {
		pass.Reportf(token.NoPos, "hit")
		return "result", nil
	}}
	if got := reported(t, nolint.Wrap(a), "//nolint\npackage p\n"); len(got) != 1 {
		t.Errorf("%d findings, want 1", len(got))
	}
}

// The analyzer itself is left as it is.
func TestWrapCopies(t *testing.T) {
	a := hits()
	wrapped := nolint.Wrap(a)
	if wrapped == a || wrapped.Name != a.Name || wrapped.Doc != a.Doc {
		t.Errorf("Wrap() = %v, want a copy of %v", wrapped, a)
	}
	if got := reported(t, a, "//nolint\npackage p\n\nvar hit = 1\n"); len(got) != 1 {
		t.Errorf("the wrapped analyzer reports %d findings, want 1", len(got))
	}
}
