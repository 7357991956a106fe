package unboundedqueue_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/unboundedqueue"
)

// TestMain asks for the goroutines too, which testdata/unboundedqueue/spawn has.
func TestMain(m *testing.M) {
	setSpawn("true")
	m.Run()
}

func setSpawn(value string) {
	if err := unboundedqueue.Analyzer.Flags.Set("spawn", value); err != nil {
		panic(err)
	}
}

func TestFindings(t *testing.T)  { vettest.Run(t, unboundedqueue.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, unboundedqueue.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, unboundedqueue.Analyzer) }

// Goroutines are reported where the flag asks for them only.
func TestSpawnFlag(t *testing.T) {
	pkgs := load(t, "./spawn")
	if n := spawns(t, pkgs); n == 0 {
		t.Error("no finding of kind spawn with the flag")
	}
	setSpawn("false")
	defer setSpawn("true")
	if n := spawns(t, pkgs); n > 0 {
		t.Errorf("%d findings of kind spawn without the flag", n)
	}
}

func load(t *testing.T, pkg string) []*packages.Package {
	t.Helper()
	pkgs, err := packages.Load(&packages.Config{
		Mode: packages.LoadAllSyntax | packages.NeedModule,
		Dir:  filepath.Join("..", "..", "testdata", "unboundedqueue"),
		Env:  append(os.Environ(), "GOPROXY=off", "GOWORK=off"),
	}, pkg)
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

// spawns counts the findings of kind spawn.
func spawns(t *testing.T, pkgs []*packages.Package) (n int) {
	t.Helper()
	graph, err := checker.Analyze([]*analysis.Analyzer{unboundedqueue.Analyzer}, pkgs, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range graph.Roots {
		if root.Err != nil {
			t.Fatal(root.Err)
		}
		for _, d := range root.Diagnostics {
			if d.Category == unboundedqueue.Spawn {
				n++
			}
		}
	}
	return n
}
