package blockinghandler_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/queuevet/queuevet/analyzers/blockinghandler"
	"github.com/queuevet/queuevet/analyzers/internal/vettest"
)

func TestFindings(t *testing.T)  { vettest.Run(t, blockinghandler.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, blockinghandler.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, blockinghandler.Analyzer) }

// A finding names the other waits that its call leads to.
func TestSeveralWaits(t *testing.T) {
	var others []string
	for _, r := range analysistest.Run(t, filepath.Join("..", "..", "testdata", "blockinghandler"), blockinghandler.Analyzer, "./several") {
		for _, d := range r.Diagnostics {
			for _, related := range d.Related {
				if at, ok := strings.CutPrefix(related.Message, "this also leads to a wait at "); ok {
					others = append(others, at)
				}
			}
		}
	}
	if want := []string{"several.go:32", "several.go:33"}; !slices.Equal(others, want) {
		t.Errorf("other waits %v, want %v", others, want)
	}
}

// TestProof runs a server with the misuse, whose handlers outlive their clients,
// and the same server with the suggested fixes, whose handlers do not.
func TestProof(t *testing.T) {
	vettest.Fixes(t, blockinghandler.Analyzer, "./proof")
	for expected, file := range map[string]string{"held": "proof.go", "gone": "proof.go.golden"} {
		t.Run(expected, func(t *testing.T) {
			dir := t.TempDir()
			put := func(name, from string) {
				t.Helper()
				src, err := os.ReadFile(filepath.Join("..", "..", "testdata", "blockinghandler", from))
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(dir, name), src, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			put("proof.go", filepath.Join("proof", file))
			put("proof_test.go", filepath.Join("proof", "proof_test.go"))
			if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module proof\n\ngo 1.26\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			test := exec.Command("go", "test", "-count=1", ".")
			test.Dir = dir
			test.Env = append(os.Environ(), "PROOF="+expected, "GOWORK=off", "GOFLAGS=")
			if output, err := test.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, output)
			}
		})
	}
}
