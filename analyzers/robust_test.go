package analyzers_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/queuevet/queuevet/analyzers"
)

// exportData is the files with the export data of the standard library, by path.
var exportData = sync.OnceValues(func() (map[string]string, error) {
	out, err := exec.Command("go", "list", "-export", "-f", "{{.ImportPath}} {{.Export}}", "std").Output()
	files := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		path, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		files[path] = file
	}
	return files, err
})

// typed parses and type-checks one file that imports only the standard library. The
// error is the first; with one the package is what could be understood of it.
func typed(fset *token.FileSet, imp types.Importer, name string, text any) (*packages.Package, error) {
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: imp, Error: func(error) {}, Sizes: types.SizesFor("gc", runtime.GOARCH)}
	pkg, err := conf.Check("example.com/robust", fset, []*ast.File{file}, info)
	return &packages.Package{
		ID: "robust", Name: pkg.Name(), PkgPath: pkg.Path(), Fset: fset, Syntax: []*ast.File{file}, Types: pkg, TypesInfo: info,
		TypesSizes: conf.Sizes, CompiledGoFiles: []string{name}, Module: &packages.Module{Path: "example.com/robust", Main: true},
	}, err
}

func newImporter(tb testing.TB, fset *token.FileSet) types.Importer {
	tb.Helper()
	files, err := exportData()
	if err != nil {
		tb.Fatal(err)
	}
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file, ok := files[path]
		if !ok {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(file)
	})
}

// whole is the suite, with the kinds that are off by default.
func whole() []*analysis.Analyzer {
	suite := analyzers.Suite()
	for _, a := range suite {
		for _, k := range analyzers.Kinds(a) {
			if k.OptIn {
				_ = a.Flags.Set(k.Name, "true") // a boolean
			}
		}
	}
	return suite
}

// check runs suite over pkg. A panic fails the test by itself, an error of an
// analyzer here.
func check(tb testing.TB, suite []*analysis.Analyzer, pkg *packages.Package) {
	tb.Helper()
	graph, err := checker.Analyze(suite, []*packages.Package{pkg}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			tb.Errorf("%s: %v", pkg.CompiledGoFiles[0], act.Err)
		}
	}
}

// Every file of the compiler's own tests that type-checks.
func TestCompilerTests(t *testing.T) {
	fset := token.NewFileSet()
	imp := newImporter(t, fset)
	n := 0
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(filepath.Join(strings.TrimSpace(string(root)), "test"), func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		if pkg, err := typed(fset, imp, name, nil); err == nil {
			check(t, whole(), pkg)
			n++
		}
		return nil
	})
	if err != nil || n < 500 {
		t.Errorf("%d files, %v", n, err)
	}
}

// seeds are the files of the corpora that import only the standard library.
func seeds(tb testing.TB) []string {
	tb.Helper()
	var found []string
	err := filepath.WalkDir(filepath.Join("..", "testdata"), func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "stubs" || d.Name() == "libs") {
			return filepath.SkipDir
		}
		if err == nil && strings.HasSuffix(name, ".go") {
			text, err := os.ReadFile(name)
			if err == nil && !bytes.Contains(text, []byte("\t\"github.com/")) && !bytes.Contains(text, []byte(".io/")) {
				found = append(found, string(text))
			}
			return err
		}
		return err
	})
	if err != nil || len(found) < 60 {
		tb.Fatalf("%d seeds, %v", len(found), err)
	}
	return found
}

// FuzzSuite mutates the corpora and generated programs: statements vanish, come twice, change places or
// get a loop, a goroutine or a closure around them, names become others. The suite
// must bear what still type-checks.
func FuzzSuite(f *testing.F) {
	texts := seeds(f)
	const generated = 20
	for i := range len(texts) + generated {
		f.Add(uint16(i), uint64(i))
	}
	f.Fuzz(func(t *testing.T, seed uint16, random uint64) {
		fset := token.NewFileSet()
		r := rand.New(rand.NewPCG(uint64(seed), random))
		var text string
		if i := int(seed) % (len(texts) + generated); i < len(texts) {
			text = texts[i]
		} else {
			text = (&generator{Rand: r}).program()
		}
		text = mutated(text, r)
		if text == "" {
			return
		}
		pkg, err := typed(fset, newImporter(t, fset), "fuzz.go", text)
		if err == nil { // no driver runs an analyzer on the rest
			check(t, whole(), pkg)
		}
	})
}

// mutated changes a few places of a file.
func mutated(text string, r *rand.Rand) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.SkipObjectResolution)
	if err != nil {
		return ""
	}
	var blocks []*[]ast.Stmt
	var names []*ast.Ident
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BlockStmt:
			blocks = append(blocks, &n.List)
		case *ast.CaseClause:
			blocks = append(blocks, &n.Body)
		case *ast.CommClause:
			blocks = append(blocks, &n.Body)
		case *ast.Ident:
			names = append(names, n)
		}
		return true
	})
	for range 1 + r.IntN(6) {
		if len(blocks) == 0 || r.IntN(3) == 0 && len(names) > 0 {
			names[r.IntN(len(names))].Name = names[r.IntN(len(names))].Name
			continue
		}
		if list := blocks[r.IntN(len(blocks))]; len(*list) > 0 {
			mutate(list, r)
		}
	}
	var b bytes.Buffer
	if format.Node(&b, fset, file) != nil {
		return ""
	}
	return b.String()
}

// mutate changes one statement of a list.
func mutate(list *[]ast.Stmt, r *rand.Rand) {
	i := r.IntN(len(*list))
	s := (*list)[i]
	body := &ast.BlockStmt{List: []ast.Stmt{s}}
	call := func() *ast.CallExpr {
		return &ast.CallExpr{Fun: &ast.FuncLit{Type: &ast.FuncType{Params: &ast.FieldList{}}, Body: body}}
	}
	switch r.IntN(8) {
	case 0:
		*list = append((*list)[:i:i], (*list)[i+1:]...)
	case 1:
		*list = append(*list, s)
	case 2:
		j := r.IntN(len(*list))
		(*list)[i], (*list)[j] = (*list)[j], s
	case 3:
		(*list)[i] = &ast.ForStmt{Body: body}
	case 4:
		(*list)[i] = &ast.GoStmt{Call: call()}
	case 5:
		(*list)[i] = &ast.DeferStmt{Call: call()}
	case 6:
		(*list)[i] = &ast.ExprStmt{X: call()}
	case 7:
		(*list)[i] = &ast.IfStmt{Cond: ast.NewIdent("true"), Body: body}
	}
}

// The shapes of generated and of odd code, n times as large as 1.
var shapes = map[string]func(n int) string{
	"cases of a switch": func(n int) string {
		return "func f(ch chan int, x int) {\n\tswitch x {\n" + times(n, "\tcase %d:\n\t\tch <- x\n") + "\t}\n}\n"
	},
	"cases of a select": func(n int) string {
		return "func f(ch chan int) {\n\tfor {\n\tselect {\n" + times(n, "\tcase v := <-ch:\n\t\tch <- v + %d\n") + "\t}\n}\n}\n"
	},
	"nested closures": func(n int) string {
		return "func f(ch chan int) {\n" + strings.Repeat("func() {\n", n) + "ch <- 1\n" + strings.Repeat("}()\n", n) + "}\n"
	},
	"lines": func(n int) string {
		return times(n, "type q%d struct{ items []int; ch chan int }\nfunc (s *q%[1]d) f(v int) {\n\ts.items = append(s.items, v)\n\tif len(s.ch) > 0 {\n\t\tv = <-s.ch\n\t}\n\tgo func() { s.ch <- v }()\n}\n")
	},
	"functions with one queue": func(n int) string {
		return "type q struct{ ch chan int }\n" + times(n, "func (s *q) f%d(v int) {\n\tif len(s.ch) > 0 {\n\t\tv = <-s.ch\n\t}\n\tgo func() { s.ch <- v }()\n}\n")
	},
	"recursive generics": func(n int) string {
		return "type t[T any] struct{ next *t[T]; ch chan T }\n" + times(n, "func g%d[T any](x *t[T]) { x.ch <- <-x.next.ch; g%[1]d(x.next) }\n")
	},
	"functions that pass a queue on": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func f%d(ch chan int) int {\n\tgo func() { <-ch }()\n\tif len(ch) > 0 {\n\t\treturn <-ch\n\t}\n\treturn f%d(ch) + f%d(ch) + f%d(ch)\n}\n", i, (i+1)%n, (i+3)%n, (i+7)%n)
		}
		return b.String()
	},
	"functions that call each other": func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "func f%d(ch chan int, g func()) {\n\tdefer func() { recover() }()\n\tf%d(ch, g)\n\tf%d(ch, g)\n\tg()\n\tch <- 1\n}\n", i, (i+1)%n, (i+7)%n)
		}
		return b.String()
	},
}

func times(n int, text string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, text, i)
	}
	return b.String()
}

// BenchmarkShapes shows that the time grows with the size of the code and not
// faster: ns/line stays.
func BenchmarkShapes(b *testing.B) {
	sizes := map[string]int{"cases of a switch": 10_000, "cases of a select": 200, "functions with one queue": 1_000, "nested closures": 2_000, "lines": 5_556, "recursive generics": 1_000, "functions that call each other": 1_000, "functions that pass a queue on": 1_000}
	for name, shape := range shapes {
		for _, part := range []int{4, 2, 1} {
			n := sizes[name] / part
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				fset := token.NewFileSet()
				text := "package p\n\n" + shape(n)
				pkg, err := typed(fset, newImporter(b, fset), "shape.go", text)
				if err != nil {
					b.Fatal(err)
				}
				for b.Loop() {
					check(b, whole(), pkg)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(strings.Count(text, "\n")), "ns/line")
			})
		}
	}
}

// Small ones of every shape are borne in every test run.
func TestShapes(t *testing.T) {
	for name, shape := range shapes {
		fset := token.NewFileSet()
		pkg, err := typed(fset, newImporter(t, fset), "shape.go", "package p\n\n"+shape(40))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		check(t, whole(), pkg)
	}
}

// measured are packages of the standard library with many queues, goroutines and
// large functions, and one without.
var measured = []string{"net/http", "net", "database/sql", "os/exec", "crypto/tls", "go/types", "encoding/json", "text/template", "log/slog", "image/png"}

// BenchmarkAnalyzers shows where the analyzers spend their time over the same
// packages, which are parsed and type-checked before: each with the model of queues
// that all require, and that alone.
func BenchmarkAnalyzers(b *testing.B) {
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax}, measured...)
	if err != nil || packages.PrintErrors(pkgs) > 0 {
		b.Fatal(err)
	}
	lines := 0
	for _, pkg := range pkgs {
		for _, file := range pkg.Syntax {
			lines += pkg.Fset.File(file.FileStart).LineCount()
		}
	}
	suite := whole()
	parts := map[string][]*analysis.Analyzer{"suite": suite, "model": suite[0].Requires[:1]}
	for _, a := range suite {
		parts[a.Name] = []*analysis.Analyzer{a}
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := checker.Analyze(parts[name], pkgs, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(lines), "ns/line")
		})
	}
}
