package main

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain also makes this binary the command custom-gcl of the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"custom-gcl": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata", Setup: surroundings})
}

// surroundings gives scripts the caches of the user, and no network.
func surroundings(env *testscript.Env) error {
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		env.Setenv(name, strings.TrimSpace(string(out)))
	}
	env.Setenv("GOLANGCI_LINT_CACHE", env.WorkDir+"/cache")
	env.Setenv("GOTOOLCHAIN", "local")
	env.Setenv("GOPROXY", "off")
	env.Setenv("GOFLAGS", "")
	return nil
}
