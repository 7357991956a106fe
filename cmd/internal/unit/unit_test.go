package unit

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/analyzers"
)

// TestMain also makes this binary the tool of go vet.
func TestMain(m *testing.M) {
	if dir := os.Getenv(keepIn); dir != "" {
		os.Exit(kept(os.Args[1:], dir))
	}
	if Handles(os.Args[1:]) {
		os.Exit(Main(flag.NewFlagSet("", flag.ContinueOnError), analyzers.Suite(), os.Args[1:]))
	}
	os.Exit(m.Run())
}

// tools builds queuevet and the plain tool.
func tools(t *testing.T) (ours, plain string) {
	t.Helper()
	bin := t.TempDir()
	out, err := exec.Command("go", "build", "-o", bin, "../../queuevet", "./plain").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return filepath.Join(bin, "queuevet"), filepath.Join(bin, "plain")
}

// vetted is what go vet prints on packages in dir with a tool: the diagnostics by
// package, and the rest.
func vetted(t *testing.T, tool, dir string, args ...string) (findings map[string]json.RawMessage, rest string) {
	t.Helper()
	cmd := exec.Command("go", append([]string{"vet", "-json", "-vettool=" + tool}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	_ = cmd.Run() // packages that do not compile are compared as well
	findings = make(map[string]json.RawMessage)
	for decoder := json.NewDecoder(&stdout); decoder.More(); {
		var tree map[string]json.RawMessage
		if err := decoder.Decode(&tree); err != nil {
			t.Fatalf("%s: %v\n%s", tool, err, stderr.String())
		}
		for pkg, found := range tree {
			findings[pkg] = found
		}
	}
	return findings, stderr.String()
}

// This driver and unitchecker find the same, to the byte, in every module of
// testdata, with the facts of all their dependencies, and in a part of the standard
// library.
func TestSameAsUnitchecker(t *testing.T) {
	ours, plain := tools(t)
	modules, err := filepath.Glob(filepath.Join("..", "..", "..", "testdata", "*", "go.mod"))
	if err != nil || len(modules) < 6 {
		t.Fatalf("modules %v, %v", modules, err)
	}
	total := same(t, ours, plain, "/", "net/...", "context", "sync/...", "testing/...", "log/...", "database/...", "container/...")
	for _, module := range modules {
		total += same(t, ours, plain, filepath.Dir(module), "./...")
	}
	if total < 40 {
		t.Errorf("only %d packages have findings", total)
	}
}

// same compares two tools on packages, and returns how many have findings.
func same(t *testing.T, ours, plain, dir string, packages ...string) int {
	t.Helper()
	got, said := vetted(t, ours, dir, packages...)
	want, saidToo := vetted(t, plain, dir, packages...)
	if len(got) != len(want) || said != saidToo {
		t.Errorf("%s: findings in %d packages, with unitchecker in %d\n%s\nunitchecker:\n%s", dir, len(got), len(want), said, saidToo)
	}
	for pkg := range want {
		if !bytes.Equal(got[pkg], want[pkg]) {
			t.Errorf("%s: %s", pkg, difference(string(got[pkg]), string(want[pkg])))
		}
	}
	return len(want)
}

// difference is the first line in which two texts differ.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return strings.TrimSpace(g[i]) + ", with unitchecker " + strings.TrimSpace(w[i])
		}
	}
	return fmt.Sprintf("%d lines, with unitchecker %d", len(g), len(w))
}

// Mistakes are told on one line, as go vet shows it.
func TestMainFails(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	source := write("a.go", "package a\n\nvar x int = \"s\"\n")
	tests := map[string]struct{ config, want string }{
		"no JSON":     {"{", "a.cfg: unexpected end of JSON input\n"},
		"no files":    {`{"ImportPath": "a"}`, "package has no files: a\n"},
		"no file":     {`{"ImportPath": "a", "GoFiles": ["none.go"]}`, "open none.go: no such file or directory\n"},
		"types":       {`{"ImportPath": "a", "GoFiles": ["` + source + `"]}`, source + `:3:13: cannot use "s" (untyped string constant) as int value in variable declaration` + "\n"},
		"other facts": {`{"ImportPath": "a", "GoFiles": ["` + source + `"], "PackageVetx": {"b": "` + source + `"}}`, source + ": no facts of this queuevet\n"},
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range tests {
		cmd := exec.Command(self, "-json", write("a.cfg", test.config))
		out, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.HasSuffix(string(out), test.want) || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%s: %q, %v", name, out, err)
		}
	}
}

func TestHandles(t *testing.T) {
	for args, want := range map[string]bool{
		"-json a.cfg": true, "-json=true -lenpoll a.cfg": true, "-json=false a.cfg": false, "a.cfg": false, "": false, "-flags": false,
		"-json -fix a.cfg": false, "-json -diff=true a.cfg": false, "-json -fix=false a.cfg": true, "-json -V=full": false,
	} {
		if got := Handles(strings.Fields(args)); got != want {
			t.Errorf("Handles(%s) = %v", args, got)
		}
	}
}
