package gclplugin

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

// suite are two analyzers; the first has flags.
func suite() []*analysis.Analyzer {
	a := &analysis.Analyzer{Name: "alpha", Doc: "alpha: a"}
	a.Flags.Int("size", 1, "a number")
	a.Flags.Bool("deepSea", false, "a switch")
	a.Flags.String("names", "", "a list")
	return []*analysis.Analyzer{a, {Name: "beta", Doc: "beta: b"}}
}

// decoded is what golangci-lint hands over for the settings in text.
func decoded(t *testing.T, text string) any {
	t.Helper()
	var raw any
	if err := json.Unmarshal([]byte(text), &raw); err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestChoice(t *testing.T) {
	tests := map[string][]string{
		`null`:                            {"alpha", "beta"},
		`{}`:                              {"alpha", "beta"},
		`{"enable": []}`:                  {"alpha", "beta"},
		`{"enable": ["beta"]}`:            {"beta"},
		`{"enable": ["beta", "alpha"]}`:   {"alpha", "beta"},
		`{"disable": ["beta"]}`:           {"alpha"},
		`{"flags": {"beta": {}}}`:         {"alpha", "beta"},
		`{"disable": [], "enable": null}`: {"alpha", "beta"},
	}
	for text, want := range tests {
		p, err := newPlugin(suite(), decoded(t, text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		built, err := p.BuildAnalyzers()
		if err != nil {
			t.Errorf("%s: %v", text, err)
		}
		var got []string
		for _, a := range built {
			got = append(got, a.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: analyzers %v, want %v", text, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	tests := []struct{ text, flag, want string }{
		{`{"flags": {"alpha": {"size": 1000000}}}`, "size", "1000000"},
		{`{"flags": {"alpha": {"size": "7"}}}`, "size", "7"},
		{`{"flags": {"alpha": {"deepsea": true}}}`, "deepSea", "true"}, // golangci-lint lowers keys
		{`{"flags": {"alpha": {"deepSea": true}}, "disable": ["alpha"]}`, "deepSea", "true"},
		{`{"flags": {"alpha": {"names": "x, \"y\""}}}`, "names", `x, "y"`},
		{`{"flags": {"alpha": {"names": ["x", 2, true]}}}`, "names", "x,2,true"},
		{`{"flags": {"alpha": {"names": []}}}`, "names", ""},
	}
	for _, test := range tests {
		suite := suite()
		raw := decoded(t, test.text)
		if strings.Contains(test.text, "1000000") { // JSON numbers are floats, those of YAML are not
			raw = map[string]any{"flags": map[string]any{"alpha": map[string]any{"size": 1000000}}}
		}
		if _, err := newPlugin(suite, raw); err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if got := suite[0].Flags.Lookup(test.flag).Value.String(); got != test.want {
			t.Errorf("%s: %s is %q, want %q", test.text, test.flag, got, test.want)
		}
	}
}

// Every mistake is an error that names the setting.
func TestMistakes(t *testing.T) {
	tests := map[string]string{
		`{"enabel": ["alpha"]}`:                      `unknown key "enabel"`,
		`{"enable": "alpha"}`:                        "enable: want a list",
		`{"enable": ["gamma"]}`:                      `enable: unknown analyzer "gamma" (there are: alpha, beta)`,
		`{"disable": ["gamma"]}`:                     `disable: unknown analyzer "gamma" (there are: alpha, beta)`,
		`{"enable": ["alpha"], "disable": ["beta"]}`: "enable and disable: name analyzers in one of them",
		`{"disable": ["alpha", "beta"]}`:             "disable: no analyzer is left to run",
		`{"flags": {"gamma": {}}}`:                   `flags: unknown analyzer "gamma"`,
		`{"flags": {"alpha": {"length": 3}}}`:        "flags.alpha.length: unknown flag",
		`{"flags": {"alpha": {"size": "many"}}}`:     `flags.alpha.size: invalid value "many": `,
		`{"flags": {"alpha": {"size": null}}}`:       `flags.alpha.size: invalid value ""`,
		`{"flags": {"alpha": {"size": {"x": 1}}}}`:   "flags.alpha.size: want a list, not keys with values",
		`{"flags": {"alpha": {"names": [[], {}]}}}`:  "flags.alpha.names: want a text, not a list",
		`{"flags": {"alpha.size": 3}}`:               "flags: unknown analyzer",
		`{"severity": "error"}`:                      "severity: golangci-lint has rules of its own for that",
		`{"exclude": ["/abs"]}`:                      `exclude: "/abs" is no pattern of files`,
		`{"models": [{"take": "q.Take"}]}`:           `unknown role "take"`,
		`[]`:                                         "want keys with values, not a list",
	}
	for text, want := range tests {
		_, err := newPlugin(suite(), decoded(t, text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q in it", text, err, want)
		}
	}
}

// What is excluded does not reach golangci-lint.
func TestExclude(t *testing.T) {
	for setting, want := range map[string]int{`{}`: 1, `{"exclude": ["**/*.go"]}`: 0, `{"exclude": [{"path": "**", "checks": ["beta"]}]}`: 1} {
		all := suite()
		all[0].Run = func(pass *analysis.Pass) (any, error) {
			pass.Reportf(pass.Files[0].Package, "bad")
			return nil, nil
		}
		p, err := newPlugin(all, decoded(t, setting))
		if err != nil {
			t.Fatal(err)
		}
		built, err := p.BuildAnalyzers()
		if err != nil {
			t.Fatal(err)
		}
		if got := reports(t, built[0], "package p\n"); len(got) != want {
			t.Errorf("%s: reports %q", setting, got)
		}
	}
}

// The plugin is registered under the name of the linter, and has all of the
// suite.
func TestRegistered(t *testing.T) {
	create, err := register.GetPlugin("queuevet")
	if err != nil {
		t.Fatal(err)
	}
	p, err := create(nil)
	if err != nil {
		t.Fatal(err)
	}
	built, err := p.BuildAnalyzers()
	if err != nil || len(built) != len(analyzers.Suite()) {
		t.Errorf("BuildAnalyzers() = %v, %v, want the suite", built, err)
	}
	if err := analysis.Validate(built); err != nil {
		t.Error(err)
	}
	if got := p.GetLoadMode(); got != register.LoadModeTypesInfo {
		t.Errorf("GetLoadMode() = %q", got)
	}
}

// A witness goes into the message, and a directive that names the analyzer
// silences; one that names the linter is left to golangci-lint.
func TestReports(t *testing.T) {
	const witnessed = "bad (a.go:1: because of this; a.go:3: and that)"
	tests := []struct {
		source string
		want   []string
	}{
		{"package p\n\nvar x = 1\n", []string{witnessed}},
		{"package p\n\nvar x = 1 //nolint:queuevet // why\n", []string{witnessed}},
		{"package p\n\nvar x = 1 //nolint:alpha // why\n", nil},
	}
	for _, test := range tests {
		if got := reports(t, adapt(&analysis.Analyzer{Name: "alpha", Run: witnesses}), test.source); !slices.Equal(got, test.want) {
			t.Errorf("%q: messages %q, want %q", test.source, got, test.want)
		}
	}
}

// witnesses reports the first declaration.
func witnesses(pass *analysis.Pass) (any, error) {
	file := pass.Files[0]
	at := file.Decls[0].Pos()
	pass.Report(analysis.Diagnostic{Pos: at, Message: "bad", Related: []analysis.RelatedInformation{
		{Pos: file.Package, Message: "because of this"}, {Pos: at, Message: "and that"},
	}})
	return nil, nil
}

// reports runs an analyzer over source and returns what golangci-lint would see.
func reports(t *testing.T, a *analysis.Analyzer, source string) []string {
	t.Helper()
	pass := &analysis.Pass{Analyzer: a, Fset: token.NewFileSet(), Pkg: types.NewPackage("p", "p")}
	file, err := parser.ParseFile(pass.Fset, "dir/a.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pass.Files = append(pass.Files, file)
	var messages []string
	pass.Report = func(d analysis.Diagnostic) {
		if len(d.Related) > 0 {
			t.Errorf("related information reaches golangci-lint: %v", d.Related)
		}
		messages = append(messages, d.Message)
	}
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
	return messages
}
