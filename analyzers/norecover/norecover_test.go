package norecover_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/norecover"
)

func TestFindings(t *testing.T)  { vettest.Run(t, norecover.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, norecover.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, norecover.Analyzer) }

// TestProofs shows for each kind what it is about: the program dies, or waits for
// ever, and with the suggested fix it goes on.
func TestProofs(t *testing.T) {
	vettest.Proves(t, norecover.Analyzer, "proof/handler", "proof/outside", "proof/callback", "proof/ineffective")
}

// TestLoop switches the opt-in kind on, for a module of its own.
func TestLoop(t *testing.T) {
	dir, err := filepath.Abs("../../testdata/norecover/loop")
	if err != nil {
		t.Fatal(err)
	}
	set := func(value string) {
		if err := norecover.Analyzer.Flags.Set("loop", value); err != nil {
			t.Fatal(err)
		}
	}
	set("true")
	defer set("false")
	analysistest.Run(t, dir, norecover.Analyzer, "./...")
	vettest.Proves(t, norecover.Analyzer, "loop/proof")
}
