package vettest

import (
	"go/doc/comment"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// A Sample is code of a documentation, below a paragraph that is its name and a
// colon: Before, After.
type Sample struct{ Name, Code string }

// SamplesOf returns the code named before and after in a doc comment.
func SamplesOf(text string) []Sample {
	var samples []Sample
	name := ""
	for _, block := range new(comment.Parser).Parse(text).Content {
		switch b := block.(type) {
		case *comment.Paragraph:
			name = ""
			if plain, ok := b.Text[0].(comment.Plain); ok && len(b.Text) == 1 && (plain == "Before:" || plain == "After:") {
				name = strings.ToLower(strings.TrimSuffix(string(plain), ":"))
			}
		case *comment.Code:
			if name != "" {
				samples = append(samples, Sample{name, b.Text})
			}
			name = ""
		}
	}
	return samples
}

// AnalyzeSamples puts each sample, by a name of its own, into its surroundings
// and runs a over it. The surroundings are in testdata/samples/<analyzer>.txtar,
// in the file that of names for the sample, or in surroundings.go. It returns the
// findings by the name of the sample; what does not compile fails the test.
func AnalyzeSamples(t *testing.T, a *analysis.Analyzer, samples map[string]Sample, of func(name string) string) map[string][]analysis.Diagnostic {
	t.Helper()
	home := dir(t, a)
	archive, err := txtar.ParseFile(filepath.Join(filepath.Dir(home), "samples", a.Name+".txtar"))
	if err != nil {
		t.Fatal(err)
	}
	surroundings := make(map[string]string)
	for _, f := range archive.Files {
		surroundings[f.Name] = string(f.Data)
	}
	tree := emptyModule(t, home)
	for name, sample := range samples {
		around, ok := surroundings[of(name)+".go"]
		if !ok {
			around = surroundings["surroundings.go"]
		}
		head, tail, _ := strings.Cut(around, "SAMPLE\n")
		path := filepath.Join(tree, name)
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, "sample.go"), []byte(head+sample.Code+tail), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return findings(t, a, tree)
}

// emptyModule is one with the go.mod of home, and the stubs that it names.
func emptyModule(t *testing.T, home string) string {
	t.Helper()
	root := t.TempDir()
	tree := filepath.Join(root, filepath.Base(home))
	mod, err := os.ReadFile(filepath.Join(home, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(tree, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tree, "go.mod"), mod, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(filepath.Dir(home), "stubs"), filepath.Join(root, "stubs")); err != nil {
		t.Fatal(err)
	}
	return tree
}

// findings returns those of every package of a module by the package's last name.
func findings(t *testing.T, a *analysis.Analyzer, tree string) map[string][]analysis.Diagnostic {
	t.Helper()
	cfg := &packages.Config{Mode: packages.LoadAllSyntax | packages.NeedModule, Dir: tree, Env: append(os.Environ(), "GOPROXY=off", "GOWORK=off")}
	pkgs, err := packages.Load(cfg, "./...")
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("%s: %v", pkg.ID, err)
		}
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string][]analysis.Diagnostic)
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Errorf("%s: %v", root, root.Err)
		}
		found[filepath.Base(root.Package.PkgPath)] = root.Diagnostics
	}
	return found
}
