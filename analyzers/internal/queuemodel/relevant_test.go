package queuemodel_test

import (
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// Every package of the standard library is known as such, and nothing else.
func TestIsStandard(t *testing.T) {
	out, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(out)) {
		if !queuemodel.IsStandard(path, nil) || !queuemodel.IsForeign(path, &analysis.Module{}) {
			t.Errorf("%s is not known", path)
		}
	}
	for _, path := range []string{"command-line-arguments", "example.com/net", "cmd/go", "services/net"} {
		if queuemodel.IsStandard(path, nil) || queuemodel.IsForeign(path, nil) {
			t.Errorf("%s is taken for a package of the standard library", path)
		}
	}
	if queuemodel.IsStandard("net", &analysis.Module{Path: "net"}) {
		t.Error("a module's own package is taken for one of the standard library")
	}
}
