package kind_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/kind"
)

const text = `sample: report something

It reports two kinds of finding:

  - first: what is first, told
    on two lines. And more of it.
  - second: what is second.

It never reports the rest:

  - This item: is none.

# Kind first

Why.

  - third: is no kind.

Fix: it is
made right.

# Kind second

Why too.
`

// sample reports one finding of each kind, and one of a kind that the
// documentation does not know.
func sample(optIn ...string) *analysis.Analyzer {
	run := func(pass *analysis.Pass) (any, error) {
		for _, category := range []string{"first", "second", "third"} {
			pass.Report(analysis.Diagnostic{Category: category})
		}
		return nil, nil
	}
	return kind.Switched(&analysis.Analyzer{Name: "sample", URL: "https://example.com/sample", Doc: text, Run: run}, optIn...)
}

// A finding leads to the section of its kind.
func TestURL(t *testing.T) {
	a := sample()
	pass := &analysis.Pass{Analyzer: a, Report: func(d analysis.Diagnostic) {
		if want := "https://example.com/sample#hdr-Kind_" + d.Category; d.URL != want {
			t.Errorf("URL %q, want %q", d.URL, want)
		}
	}}
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
}

func reported(t *testing.T, a *analysis.Analyzer) []string {
	t.Helper()
	var found []string
	pass := &analysis.Pass{Analyzer: a, Report: func(d analysis.Diagnostic) { found = append(found, d.Category) }}
	if _, err := a.Run(pass); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestSwitched(t *testing.T) {
	a := sample("second")
	for _, c := range []struct {
		flag, value string
		want        []string
	}{
		{"first", "true", []string{"first", "third"}},
		{"second", "true", []string{"first", "second", "third"}},
		{"first", "false", []string{"second", "third"}},
	} {
		if err := a.Flags.Set(c.flag, c.value); err != nil {
			t.Fatal(err)
		}
		if got := reported(t, a); !slices.Equal(got, c.want) {
			t.Errorf("after -%s=%s: %q, want %q", c.flag, c.value, got, c.want)
		}
	}
	if err := a.Flags.Set("first", "perhaps"); err == nil {
		t.Error("-first=perhaps is accepted")
	}
}

func TestOf(t *testing.T) {
	a := sample("second")
	if err := a.Flags.Set("second", "true"); err != nil { // the default stays what it was
		t.Fatal(err)
	}
	want := []kind.Kind{
		{
			Name: "first", Text: "what is first, told on two lines. And more of it.", URL: "https://example.com/sample#hdr-Kind_first",
			Doc: "Why.\n\n  - third: is no kind.\n\nFix: it is\nmade right.", Fix: "it is made right.",
		},
		{Name: "second", Text: "what is second.", OptIn: true, URL: "https://example.com/sample#hdr-Kind_second", Doc: "Why too."},
	}
	if got := kind.Of(a); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if usage, want := a.Flags.Lookup("first").Usage, "report first: what is first, told on two lines"; usage != want {
		t.Errorf("usage %q, want %q", usage, want)
	}
}

func TestOverview(t *testing.T) {
	got := kind.Overview(sample())
	if !strings.HasPrefix(got, "sample: ") || !strings.HasSuffix(got, "is none.") {
		t.Errorf("overview %q", got)
	}
}

func TestUnknownOptIn(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("an opt-in kind without documentation is accepted")
		}
	}()
	sample("nosuch")
}
