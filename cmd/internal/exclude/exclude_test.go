package exclude

import (
	"go/parser"
	"go/token"
	"go/types"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// reports tells whether a finding of lenpoll/halfdrain in the file reaches the
// driver.
func reports(t *testing.T, rules *Rules, pkgPath, pkgName, fileName string) bool {
	t.Helper()
	a := Wrap(&analysis.Analyzer{Name: "lenpoll", Run: func(pass *analysis.Pass) (any, error) {
		pass.Report(analysis.Diagnostic{Pos: pass.Files[0].Package, Category: "halfdrain"})
		return nil, nil
	}}, rules)
	pass := &analysis.Pass{
		Analyzer: a, Fset: token.NewFileSet(), Pkg: types.NewPackage(pkgPath, pkgName),
		Module: &analysis.Module{Path: "example.com/m"},
	}
	file, err := parser.ParseFile(pass.Fset, "/anywhere/"+fileName, "package "+pkgName, 0)
	if err != nil {
		t.Fatal(err)
	}
	pass.Files = append(pass.Files, file)
	seen := false
	pass.Report = func(analysis.Diagnostic) { seen = true }
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestWrap(t *testing.T) {
	tests := []struct {
		rule, pkg, name, file string
		reported              bool
	}{
		{"internal/legacy/**", "example.com/m/internal/legacy", "legacy", "a.go", false},
		{"internal/legacy/**", "example.com/m/internal/legacy/deep/er", "er", "a.go", false},
		{"internal/legacy/**", "example.com/m/internal/legacyish", "legacyish", "a.go", true},
		{"internal/legacy/*.go=lenpoll", "example.com/m/internal/legacy", "legacy", "a.go", false},
		{"internal/legacy/*.go=norecover,lenpoll/halfdrain", "example.com/m/internal/legacy", "legacy", "a.go", false},
		{"internal/legacy/*.go=norecover,lenpoll/busypoll", "example.com/m/internal/legacy", "legacy", "a.go", true},
		{"*_gen.go", "example.com/m", "m", "a_gen.go", false},
		{"*_gen.go", "example.com/m/sub", "sub", "a_gen.go", true},
		{"**/*_gen.go", "example.com/m", "m", "a_gen.go", false},
		{"**/*_test.go", "example.com/m/sub_test", "sub_test", "a_test.go", false},
		{"sub/a_test.go", "example.com/m/sub_test", "sub_test", "a_test.go", false},
		{"other.org/x/a.go", "other.org/x", "x", "a.go", false},
	}
	for _, test := range tests {
		var rules Rules
		if err := rules.Set(test.rule); err != nil {
			t.Fatal(err)
		}
		if got := rules.String(); got != test.rule {
			t.Errorf("%s is printed as %s", test.rule, got)
		}
		if got := reports(t, &rules, test.pkg, test.name, test.file); got != test.reported {
			t.Errorf("%s: %s of %s: reported %v", test.rule, test.file, test.pkg, got)
		}
	}
	if !reports(t, &Rules{}, "example.com/m", "m", "a.go") {
		t.Error("without rules nothing is reported")
	}
}

func TestMistakes(t *testing.T) {
	for rule, want := range map[string]string{
		"":            `"" is no pattern of files`,
		"[":           `"[" is no pattern of files`,
		"/abs/**":     `"/abs/**" is no pattern of files: it begins at the root of the module, as in internal/legacy/**`,
		"./a/**":      `"./a/**" is no pattern of files: it begins at the root of the module, as in internal/legacy/**`,
		"a/**=":       "an empty check",
		"a/**=x,,y":   "an empty check",
		"a/{b,c=oops": `"a/{b,c" is no pattern of files`,
	} {
		if err := new(Rules).Set(rule); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, want %s", rule, err, want)
		}
	}
}
