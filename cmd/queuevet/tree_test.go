package main

import (
	"slices"
	"testing"
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
		"found": [{"posn": "/m/a.go:1:2", "end": "/m/a.go:1:3", "message": "m", "related": [{"posn": "/m/b.go:3:4", "message": "r"}]}],
		"failed": {"error": "one\ntwo"},
		"strange": 3}}`))
	var r result
	for _, tree := range trees {
		tree.read(&r, paths{dir: "/m", cwd: "/m"})
	}
	if len(r.findings) != 1 || len(r.errors) != 2 {
		t.Fatalf("%+v", r)
	}
	if r.errors[0] != "queuevet: m/a: failed: one two" {
		t.Errorf("error %q", r.errors[0])
	}
	f := r.findings[0]
	if f.position != at("a.go", 1, 2) || f.message != "m" || f.analyzer != "found" || !slices.Equal(f.related, []note{{at("b.go", 3, 4), "r"}}) {
		t.Errorf("finding %+v", f)
	}
}
