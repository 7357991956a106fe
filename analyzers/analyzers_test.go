package analyzers_test

import (
	"flag"
	"go/doc/comment"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

var update = flag.Bool("update", false, "write the analyzers' sections into README.md")

func TestSuite(t *testing.T) {
	suite := analyzers.Suite()
	if err := analysis.Validate(suite); err != nil {
		t.Fatal(err)
	}
	sorted := slices.IsSortedFunc(suite, func(a, b *analysis.Analyzer) int { return strings.Compare(a.Name, b.Name) })
	if !sorted {
		t.Error("the suite is not in alphabetical order")
	}
	for _, a := range suite {
		if want := "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/" + a.Name; a.URL != want {
			t.Errorf("%s: URL is %q, want %q", a.Name, a.URL, want)
		}
		for _, place := range []string{"analyzers/" + a.Name + "/doc.go", "cmd/" + a.Name + "/main.go", "testdata/" + a.Name} {
			if _, err := os.Stat(filepath.Join("..", place)); err != nil {
				t.Errorf("%s: %v", a.Name, err)
			}
		}
	}
}

// TestReadme holds the README's section of each analyzer against its doc.go.
// Run it with -update after a change of a doc.go.
func TestReadme(t *testing.T) {
	const file = "../README.md"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(src)
	for _, a := range analyzers.Suite() {
		begin, end := "<!-- begin "+a.Name+" -->\n", "<!-- end "+a.Name+" -->\n"
		head, rest, okBegin := strings.Cut(readme, begin)
		old, tail, okEnd := strings.Cut(rest, end)
		if !okBegin || !okEnd {
			t.Errorf("README.md has no section between %q and %q", begin, end)
			continue
		}
		if want := section(a); old != want {
			readme = head + begin + want + end + tail
			if !*update {
				t.Errorf("README.md and the doc.go of %s differ: run go test ./analyzers -update", a.Name)
			}
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// section is the documentation of an analyzer in Markdown; what is told of each
// kind stands on pkg.go.dev.
func section(a *analysis.Analyzer) string {
	summary, body, _ := strings.Cut(analyzers.Overview(a), "\n\n")
	doc := new(comment.Parser).Parse(body)
	text := string((&comment.Printer{HeadingLevel: 4}).Markdown(doc))
	return "### " + a.Name + "\n\n" + strings.TrimPrefix(summary, a.Name+": ") + "\n\n" + text
}
