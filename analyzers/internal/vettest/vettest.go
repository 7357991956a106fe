// Package vettest runs one analyzer over its testdata: a module
// testdata/<analyzer> whose packages hold want comments.
package vettest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"
)

// Run checks the findings and facts of a in every package of its testdata
// against their want comments.
func Run(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	analysistest.Run(t, dir(t, a), a, "./...")
}

// Fixes checks the suggested fixes in one package against its .golden files.
func Fixes(t *testing.T, a *analysis.Analyzer, pkg string) {
	t.Helper()
	analysistest.RunWithSuggestedFixes(t, dir(t, a), a, pkg)
}

// Converges applies every suggested fix of the testdata to a copy and analyzes
// it again: it must compile, each fixed finding must be gone, and no other
// finding may have come or gone.
func Converges(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	tree := copyTree(t, dir(t, a))
	before := analyze(t, a, tree)
	var want []string
	edits := make(map[string][]edit)
	for _, f := range before {
		if len(f.edits) == 0 {
			want = append(want, f.key)
		}
		for _, e := range f.edits {
			edits[e.file] = append(edits[e.file], e)
		}
	}
	if len(edits) == 0 {
		t.Fatalf("no finding of %s has a fix", a.Name)
	}
	for file, list := range edits {
		apply(t, file, list)
	}
	var got []string
	for _, f := range analyze(t, a, tree) {
		got = append(got, f.key)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("after the fixes:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A finding is one diagnostic without its position, which fixes move.
type finding struct {
	key   string
	edits []edit
}

type edit struct {
	file       string
	start, end int
	text       string
}

func analyze(t *testing.T, a *analysis.Analyzer, tree string) []finding {
	t.Helper()
	cfg := &packages.Config{
		Mode:  packages.LoadAllSyntax | packages.NeedModule,
		Dir:   tree,
		Tests: true,
		Env:   append(os.Environ(), "GOPROXY=off", "GOWORK=off"),
	}
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
	var findings []finding
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Errorf("%s: %v", root, root.Err)
		}
		if strings.Contains(root.Package.ID, "[") {
			continue // the same files again, as part of a test
		}
		for _, d := range root.Diagnostics {
			findings = append(findings, newFinding(root, d))
		}
	}
	return findings
}

// lineNumbers are the lines that a message names, which fixes move.
var lineNumbers = regexp.MustCompile(`line \d+|\.go:\d+`)

func newFinding(act *checker.Action, d analysis.Diagnostic) finding {
	fset := act.Package.Fset
	f := finding{key: fmt.Sprintf("%s: %s: %s", filepath.Base(fset.Position(d.Pos).Filename), d.Category, lineNumbers.ReplaceAllString(d.Message, "line N"))}
	for _, fix := range d.SuggestedFixes {
		for _, e := range fix.TextEdits {
			from, to := fset.Position(e.Pos), fset.Position(e.End)
			f.edits = append(f.edits, edit{from.Filename, from.Offset, to.Offset, string(e.NewText)})
		}
	}
	return f
}

// apply makes the edits from the last to the first; two that remove the same
// text, such as one import, are one.
func apply(t *testing.T, file string, edits []edit) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(edits, func(a, b edit) int { return b.start - a.start })
	done := make(map[edit]bool)
	for _, e := range edits {
		if done[e] {
			continue
		}
		done[e] = true
		src = slices.Concat(src[:e.start], []byte(e.text), src[e.end:])
	}
	if err := os.WriteFile(file, src, 0o644); err != nil {
		t.Fatal(err)
	}
}

// copyTree copies a module of the testdata, with the stubs beside it where its
// go.mod looks for them.
func copyTree(t *testing.T, from string) string {
	t.Helper()
	root := t.TempDir()
	to := filepath.Join(root, filepath.Base(from))
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(filepath.Dir(from), "stubs"), filepath.Join(root, "stubs")); err != nil {
		t.Fatal(err)
	}
	return to
}

func dir(t *testing.T, a *analysis.Analyzer) string {
	t.Helper()
	for up := ".."; len(up) < 12; up = filepath.Join("..", up) {
		path, err := filepath.Abs(filepath.Join(up, "testdata", a.Name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatalf("no testdata/%s above this package", a.Name)
	return ""
}
