package main

import (
	"errors"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/lenpoll"
)

// TestMain also makes this binary the commands of the scripts: queuevet, and
// stubvet, which has analyzers that do what is rare.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"queuevet": main,
		"stubvet":  func() { start(stubs()) },
	})
}

// stubs are an analyzer with flags that reports every file, and one that fails
// or panics by the name of the package. They require lenpoll because stubvet is
// the same file as queuevet: go vet takes them for one tool and shares the facts
// of dependencies between them.
func stubs() []*analysis.Analyzer {
	var word string
	facts := []*analysis.Analyzer{lenpoll.Analyzer}
	files := &analysis.Analyzer{Name: "files", Doc: "files: report every file\n\nWith its package clause.", Requires: facts}
	files.Flags.StringVar(&word, "word", "file", "`word` that the message begins with")
	loud := files.Flags.Bool("loud", false, "report in capitals")
	files.Run = func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			message := word + " of package " + pass.Pkg.Name()
			if *loud {
				message = strings.ToUpper(message)
			}
			pass.Reportf(file.Name.Pos(), "%s", message)
		}
		return nil, nil
	}
	failing := &analysis.Analyzer{Name: "failing", Doc: "failing: fail in packages named fail", Requires: facts}
	failing.Run = func(pass *analysis.Pass) (any, error) {
		switch pass.Pkg.Name() {
		case "fail":
			return nil, errors.New("no way\nto go on")
		case "crash":
			panic("crashed on purpose")
		}
		return nil, nil
	}
	return []*analysis.Analyzer{failing, files, replace(facts)}
}

// replace is an analyzer that reports every comment "replace: OLD with NEW" in a
// file that holds OLD elsewhere, with a fix that puts NEW there.
func replace(requires []*analysis.Analyzer) *analysis.Analyzer {
	a := &analysis.Analyzer{Name: "replace", Doc: "replace: report comments that ask for it", Requires: requires}
	a.Run = func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			text, err := pass.ReadFile(pass.Fset.File(file.Pos()).Name())
			if err != nil {
				return nil, err
			}
			for _, group := range file.Comments {
				for _, c := range group.List {
					wanted, _ := strings.CutPrefix(c.Text, "// replace: ")
					from, to, ok := strings.Cut(wanted, " with ")
					at := strings.Index(string(text), from)
					if pos := file.FileStart + token.Pos(at); ok && pos < c.Pos() {
						edit := analysis.TextEdit{Pos: pos, End: pos + token.Pos(len(from)), NewText: []byte(to)}
						pass.Report(analysis.Diagnostic{Pos: c.Pos(), Message: "asked for", SuggestedFixes: []analysis.SuggestedFix{{Message: "Replace", TextEdits: []analysis.TextEdit{edit}}}})
					}
				}
			}
		}
		return nil, nil
	}
	return a
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:   filepath.Join("..", "..", "testdata", "script"),
		Setup: surroundings,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"code": code},
	})
}

// surroundings gives scripts the caches of the user, no network, the path of
// queuevet for those that take PATH away, and that of the module.
func surroundings(env *testscript.Env) error {
	for _, name := range []string{"GOCACHE", "GOMODCACHE"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		env.Setenv(name, strings.TrimSpace(string(out)))
	}
	queuevet, err := exec.LookPath("queuevet")
	if err != nil {
		return err
	}
	module, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return err
	}
	env.Setenv("QUEUEVET", queuevet)
	env.Setenv("MODULE", module)
	env.Setenv("GOTOOLCHAIN", "local")
	env.Setenv("GOPROXY", "off")
	env.Setenv("GOFLAGS", "")
	env.Setenv("GOCOVERDIR", os.Getenv("GOCOVERDIR"))
	return nil
}

// code runs a program and requires its exit code: code 3 queuevet ./...
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program [args...]")
	}
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%s: %v", args[1], err)
	}
	if want := args[0]; strconv.Itoa(got) != want {
		ts.Fatalf("exit code %d, want %s", got, want)
	}
}
