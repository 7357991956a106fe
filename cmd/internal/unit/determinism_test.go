package unit

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"flag"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/queuevet/queuevet/analyzers"
)

// keepIn names the variable of the environment that makes this test a tool of go vet;
// its value is the folder where that keeps all that it writes, by package.
const keepIn = "QUEUEVET_KEEP_IN"

// kept is such a tool.
func kept(args []string, dir string) int {
	if !Handles(args) {
		unitchecker.Main(analyzers.Suite()...) // it does not return
	}
	code := Main(flag.NewFlagSet("", flag.ContinueOnError), analyzers.Suite(), args)
	cfg, err := readConfig(args[len(args)-1])
	if err != nil {
		return 1
	}
	name := filepath.Join(dir, url.PathEscape(cfg.ID))
	for from, to := range map[string]string{cfg.VetxOutput: name + ".facts", cfg.Stdout: name + ".findings"} {
		if from == "" {
			continue
		}
		text, err := os.ReadFile(from)
		if err == nil {
			err = os.WriteFile(to, text, 0o600)
		}
		if err != nil && !os.IsNotExist(err) {
			return 1
		}
	}
	return code
}

// salted copies this test with other bytes at its end, so that the go command does
// not take what it says out of its cache.
func salted(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "tool")
	if err := os.WriteFile(name, append(text, rand.Text()...), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

// Findings and facts are the same bytes whatever the order of the packages and
// however many are analyzed at the same time.
func TestDeterminism(t *testing.T) {
	one, other := salted(t), salted(t)
	modules, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "*", "go.mod"))
	if err != nil || len(modules) < 6 {
		t.Fatalf("modules %v, %v", modules, err)
	}
	facts, findings := 0, 0
	for _, module := range modules {
		dir := filepath.Dir(module)
		list := exec.Command("go", "list", "-e", "./...")
		list.Dir = dir
		out, err := list.Output()
		if err != nil {
			t.Fatalf("%s: %v", dir, err)
		}
		forward := bytes.Fields(out)
		want := writes(t, one, dir, "-p=1", forward)
		slices.Reverse(forward)
		got := writes(t, other, dir, "-p=7", forward)
		if !maps.EqualFunc(got, want, bytes.Equal) {
			names := differing(got, want)
			t.Errorf("%s: two runs differ in %d files, such as %s", dir, len(names), names[0])
		}
		for name := range want {
			switch filepath.Ext(name) {
			case ".facts":
				facts++
			case ".findings":
				findings++
			}
		}
	}
	if facts < 100 || findings < 40 {
		t.Errorf("only %d files of facts, %d of findings", facts, findings)
	}
}

// writes are the files that the tool writes, and what go vet prints of packages, one
// after the other by name.
func writes(t *testing.T, tool, dir, parallel string, packages [][]byte) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	cmd := exec.Command("go", "vet", "-json", "-vettool="+tool, parallel)
	for _, p := range packages {
		cmd.Args = append(cmd.Args, string(p))
	}
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", keepIn+"="+folder)
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	_ = cmd.Run() // packages that do not compile are compared as well
	files := make(map[string][]byte)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(folder, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	for decoder := json.NewDecoder(&stdout); decoder.More(); {
		var tree map[string]json.RawMessage
		if err := decoder.Decode(&tree); err != nil {
			t.Fatal(err)
		}
		for pkg, found := range tree {
			files[pkg+".printed"] = found
		}
	}
	return files
}

// differing are the names of the files that are not the same.
func differing(a, b map[string][]byte) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if !bytes.Equal(a[name], b[name]) {
			names = append(names, name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}
