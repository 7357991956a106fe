package settings

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

const everything = `# A comment.
enable: [norecover/loop]
disable: [lenpoll, unboundedqueue/constructor]
severity:
  default: info
  missingdone: error
  norecover/handler: warning
exclude:
  - "**/*_gen.go"
  - path: [internal/legacy/**, old/*.go]
    checks: [norecover]
models:
  - get: (*example.com/q.Queue).Take
    done: (*example.com/q.Queue).Finish
  - unbounded: [example.com/q.New, example.com/q.Make]
flags:
  missingdone:
    pair: (*example.com/p.Pool).Get=(*example.com/p.Pool).Put
`

func names(all []*analysis.Analyzer) (names []string) {
	for _, a := range all {
		names = append(names, a.Name)
	}
	return names
}

func TestParse(t *testing.T) {
	suite := analyzers.Suite()
	s, err := Parse([]byte(everything), suite)
	if err != nil {
		t.Fatal(err)
	}
	choice, others := s.Args(suite)
	if want := []string{"-lenpoll=false"}; !slices.Equal(choice, want) {
		t.Errorf("choice %q, want %q", choice, want)
	}
	want := []string{
		"-norecover.loop=true", "-unboundedqueue.constructor=false",
		"-missingdone.pair=(*example.com/p.Pool).Get=(*example.com/p.Pool).Put",
		"-exclude=**/*_gen.go", "-exclude=internal/legacy/**=norecover", "-exclude=old/*.go=norecover",
		"-model=get=(*example.com/q.Queue).Take done=(*example.com/q.Queue).Finish",
		"-model=unbounded=example.com/q.New unbounded=example.com/q.Make",
	}
	if !slices.Equal(others, want) {
		t.Errorf("flags %q, want %q", others, want)
	}
	if got := names(s.Chosen(suite)); slices.Contains(got, "lenpoll") || len(got) != len(suite)-1 {
		t.Errorf("chosen %v", got)
	}
	for rule, want := range map[string]string{"lenpoll/halfdrain": report.Info, "missingdone/path": report.Error, "norecover/handler": report.Warning, "norecover/loop": report.Info} {
		analyzer, kind, _ := strings.Cut(rule, "/")
		if got := s.SeverityOf(report.Finding{Analyzer: analyzer, Kind: kind}); got != want {
			t.Errorf("severity of %s is %s, want %s", rule, got, want)
		}
	}
}

// An empty file, one of comments alone, and empty keys change nothing.
func TestNothing(t *testing.T) {
	suite := analyzers.Suite()
	for _, text := range []string{"", "# nothing\n", "{}", "enable:\ndisable: []\nseverity:\nexclude:\nmodels: []\nflags: {lenpoll: }\n", "~"} {
		s, err := Parse([]byte(text), suite)
		choice, others := s.Args(suite)
		if err != nil || len(choice)+len(others) != 0 || len(s.Chosen(suite)) != len(suite) {
			t.Errorf("%q: %+v, %v", text, s, err)
		}
		if got := s.SeverityOf(report.Finding{Analyzer: "lenpoll"}); got != report.Warning {
			t.Errorf("severity %s", got)
		}
	}
	s, err := Parse([]byte("severity: error"), suite)
	if got := s.SeverityOf(report.Finding{Analyzer: "lenpoll"}); got != report.Error || err != nil {
		t.Errorf("severity %s, %v", got, err)
	}
}

func TestMistakes(t *testing.T) {
	tests := []struct {
		text string
		line int
		want string
	}{
		{"enable: [lenpoll]\nenabel: [x]\n", 2, `unknown key "enabel" (there are: disable, enable, exclude, flags, models, severity)`},
		{"enable: lenpoll", 1, `enable: want a list, not "lenpoll"`},
		{"enable:\n  - lenpol\n", 2, `enable: unknown analyzer "lenpol" (there are: blockinghandler, lenpoll`},
		{"disable:\n  - lenpoll/halfdrane\n", 2, `disable: lenpoll has no kind "halfdrane" (there are: checkthenact, busypoll, halfdrain, racydrain)`},
		{"disable:\n  - {a: b}\n", 2, `disable: want a text, not keys with values`},
		{"enable: [lenpoll]\ndisable: [norecover]\n", 1, "enable and disable: name analyzers in one of them"},
		{"disable: [blockinghandler, lenpoll, missingdone, norecover, unboundedqueue]", 1, "disable: no analyzer is left to run"},
		{"severity:\n  lenpoll: bad\n", 2, `severity: unknown severity "bad" (there are: error, warning, info)`},
		{"severity:\n  lenpol: error\n", 2, `severity: unknown analyzer "lenpol"`},
		{"severity: [error]", 1, "severity: want keys with values, not a list"},
		{"exclude:\n  - checks: [lenpoll]\n", 2, "exclude: want a path"},
		{"exclude:\n  - path: '['\n", 2, `exclude: "[" is no pattern of files`},
		{"exclude:\n  - path: a/**\n    check: [lenpoll]\n", 3, `unknown key "check" (there are: checks, path)`},
		{"models:\n  - take: example.com/q.Take\n", 2, `models: model "take=example.com/q.Take": unknown role "take" (there are: done, get, handler, len, put, recover, unbounded)`},
		{"models:\n  - get: Take\n", 2, `models: model "get=Take": "Take" is no function`},
		{"models:\n  - done: example.com/q.Done\n", 2, "a done belongs to a get"},
		{"flags:\n  gamma: {}\n", 2, `flags: unknown analyzer "gamma"`},
		{"flags:\n  lenpoll:\n    size: 3\n", 3, "flags.lenpoll.size: unknown flag"},
		{"flags:\n  lenpoll:\n    halfdrain: perhaps\n", 3, `flags.lenpoll.halfdrain: invalid value "perhaps": `},
		{"enable: [lenpoll]\nenable: [lenpoll]\n", 2, `key "enable" is there twice`},
		{"- a\n", 1, "want keys with values, not a list"},
		{"enable: [a\n", 1, "did not find expected"},
		{"\tenable:\n", 1, "found character that cannot start any token"},
		{"enable: []\n---\nenable: []\n", 2, "more than one document"},
	}
	for _, test := range tests {
		_, err := Parse([]byte(test.text), analyzers.Suite())
		var mistake *Error
		if !errors.As(err, &mistake) || mistake.Line != test.line || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: error %v, want line %d: %s", test.text, err, test.line, test.want)
			if mistake != nil {
				t.Errorf("line %d", mistake.Line)
			}
		}
	}
}

// The file of the module wins, then those above it, up to the repository.
func TestFind(t *testing.T) {
	top := t.TempDir()
	module := filepath.Join(top, "repo", "svc")
	sub := filepath.Join(module, "a", "b")
	if err := errors.Join(os.MkdirAll(sub, 0o750), os.Mkdir(filepath.Join(top, "repo", ".git"), 0o750)); err != nil {
		t.Fatal(err)
	}
	touch := func(name string) string {
		t.Helper()
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	touch(filepath.Join(module, "go.mod"))
	touch(filepath.Join(top, FileName)) // above the repository
	touch(filepath.Join(sub, FileName)) // below the module root
	if got := Find(sub); got != "" {
		t.Errorf("found %s, want nothing", got)
	}
	want := touch(filepath.Join(top, "repo", FileName))
	if got := Find(sub); got != want {
		t.Errorf("found %s, want %s", got, want)
	}
	want = touch(filepath.Join(module, FileName))
	if got := Find(sub); got != want {
		t.Errorf("found %s, want %s", got, want)
	}
}

func TestRead(t *testing.T) {
	name := filepath.Join(t.TempDir(), FileName)
	if _, err := Read(name, "x", analyzers.Suite()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
	if err := os.WriteFile(name, []byte("\nenabel: 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(name, "shown.yml", analyzers.Suite()); err == nil || !strings.HasPrefix(err.Error(), `shown.yml:2: unknown key "enabel"`) {
		t.Errorf("error %v", err)
	}
}
