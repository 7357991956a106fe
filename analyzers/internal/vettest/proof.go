package vettest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// Proves runs each of the packages main of a's testdata: as it stands it must
// not end well, as by a panic or by waiting for ever, and with the suggested
// fixes it must.
func Proves(t *testing.T, a *analysis.Analyzer, packages ...string) {
	t.Helper()
	tree := copyTree(t, dir(t, a))
	for _, pkg := range packages {
		at := filepath.Join(tree, pkg)
		if out, err := program(at); err == nil {
			t.Errorf("%s ends well as it stands; it was to die:\n%s", pkg, out)
		}
		edits := make(map[string][]edit)
		for _, f := range analyze(t, a, at) {
			for _, e := range f.edits {
				edits[e.file] = append(edits[e.file], e)
			}
		}
		for file, list := range edits {
			apply(t, file, list)
		}
		if out, err := program(at); err != nil {
			t.Errorf("%s with its fixes: %v\n%s", pkg, err, out)
		}
	}
}

// program runs the package main in a folder to its end.
func program(dir string) ([]byte, error) {
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off")
	return cmd.CombinedOutput()
}
