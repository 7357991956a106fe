package analyzers_test

import (
	"go/doc/comment"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/analyzers/internal/vettest"
)

// Every sample of the documentation compiles, what is before is reported as that
// kind and as nothing else, and what is after is not. A kind has a fix where the
// documentation says so.
func TestSamples(t *testing.T) {
	for _, a := range analyzers.Suite() {
		t.Run(a.Name, func(t *testing.T) {
			kinds := make(map[string]analyzers.Kind)
			samples := make(map[string]vettest.Sample)
			add := func(name, doc string) {
				found := vettest.SamplesOf(doc)
				if len(found) != 2 || found[0].Name != "before" || found[1].Name != "after" {
					t.Errorf("%s: want one sample before and one after", name)
				}
				for _, s := range found {
					samples[name+s.Name] = s
				}
			}
			add(a.Name, analyzers.Overview(a))
			for _, k := range analyzers.Kinds(a) {
				add(k.Name, k.Doc)
				kinds[k.Name] = k
				if k.OptIn {
					switchOn(t, a, k.Name)
				}
			}
			found := vettest.AnalyzeSamples(t, a, samples, kindOf)
			for name, sample := range samples {
				judge(t, name, sample, kinds[kindOf(name)], found[name])
			}
		})
	}
}

func kindOf(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "before"), "after")
}

// switchOn has the findings of an opt-in kind reported in this test.
func switchOn(t *testing.T, a *analysis.Analyzer, name string) {
	t.Helper()
	set := func(value string) {
		if err := a.Flags.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	set("true")
	t.Cleanup(func() { set("false") })
}

// judge holds the findings in a sample against what the documentation promises;
// a sample of the whole analyzer has the zero kind.
func judge(t *testing.T, name string, sample vettest.Sample, k analyzers.Kind, found []analysis.Diagnostic) {
	t.Helper()
	wanted := sample.Name == "before"
	if (len(found) > 0) != wanted {
		t.Errorf("%s: %d findings:%s\n%s", name, len(found), messages(found), sample.Code)
	}
	for _, d := range found {
		if k.Name != "" && (d.Category != k.Name || d.URL != k.URL) {
			t.Errorf("%s: a finding of kind %s with address %s", name, d.Category, d.URL)
		}
		if fixed := len(d.SuggestedFixes) > 0; k.Name != "" && fixed != (k.Fix != "") {
			t.Errorf("%s: a fix in the documentation is %q, the finding has one: %t", name, k.Fix, fixed)
		}
	}
}

func messages(found []analysis.Diagnostic) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString("\n\t" + d.Category + ": " + d.Message)
	}
	return b.String()
}

// The address of every kind is that of a heading, and no heading is for a kind
// that there is not.
func TestAddresses(t *testing.T) {
	for _, a := range analyzers.Suite() {
		var got, want []string
		for _, block := range new(comment.Parser).Parse(a.Doc).Content {
			if h, ok := block.(*comment.Heading); ok {
				got = append(got, a.URL+"#"+h.DefaultID())
			}
		}
		for _, k := range analyzers.Kinds(a) {
			want = append(want, k.URL)
			if k.Doc == "" {
				t.Errorf("%s: %s has no section", a.Name, k.Name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: headings %q, want %q", a.Name, got, want)
		}
	}
}
