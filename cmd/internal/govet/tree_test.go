package govet

import (
	"reflect"
	"slices"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// Go 1.26 prints objects to stdout; older versions print them to stderr, below
// the name of the package and among the errors.
func TestSplit(t *testing.T) {
	const printed = "# m/a\n{\n\t\"m/a\": {\n\t\t\"x\": [{\"posn\": \"a.go:1:2\", \"message\": \"m\"}]\n\t}\n}\n{}\n# m/b\nb.go:1:2: bad\n{ no object\n{\"m/c\": {\"x\": []}}\r\nlast"
	trees, rest := split([]byte(printed))
	if len(trees) != 3 || trees[0]["m/a"] == nil || trees[2]["m/c"] == nil {
		t.Errorf("trees %v", trees)
	}
	rest = slices.DeleteFunc(rest, func(s string) bool { return s == "" })
	if want := []string{"# m/a", "# m/b", "b.go:1:2: bad", "{ no object", "last"}; !slices.Equal(rest, want) {
		t.Errorf("rest %q, want %q", rest, want)
	}
}

func TestRead(t *testing.T) {
	trees, _ := split([]byte(`{"m/a [m/a.test]": {
		"found": [{"category": "k", "posn": "/m/a.go:1:2", "end": "/m/a.go:1:3", "message": "m",
			"suggested_fixes": [{"message": "Fix", "edits": [{"filename": "/m/a.go", "start": 1, "end": 2, "new": "x"}]}],
			"related": [{"posn": "/m/b.go:3:4", "message": "r"}]}],
		"failed": {"error": "one\ntwo"},
		"strange": 3}}`))
	var r Result
	for _, tree := range trees {
		tree.read(&r, paths{dir: "/m", cwd: "/m"})
	}
	if len(r.Findings) != 1 || len(r.Errors) != 2 {
		t.Fatalf("%+v", r)
	}
	if r.Errors[0] != "queuevet: m/a: failed: one two" {
		t.Errorf("error %q", r.Errors[0])
	}
	at := func(file string, line, column int) report.Position {
		return report.Position{File: file, Line: line, Column: column}
	}
	want := report.Finding{
		Note:     report.Note{Position: at("a.go", 1, 2), End: at("a.go", 1, 3), Message: "m"},
		Package:  "m/a",
		Analyzer: "found",
		Kind:     "k",
		Severity: report.Warning,
		Related:  []report.Note{{Position: at("b.go", 3, 4), End: at("b.go", 3, 4), Message: "r"}},
		Fixes:    []report.Fix{{Message: "Fix", Edits: []report.Edit{{File: "/m/a.go", Start: 1, End: 2, New: "x"}}}},
	}
	if got := r.Findings[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("finding %+v, want %+v", got, want)
	}
}
