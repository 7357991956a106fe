// Package kind gives every kind of finding of an analyzer a flag that switches
// it on and off, in whatever driver the analyzer runs.
//
// What kinds there are stands in the documentation of the analyzer, in its list
// of items that read "name: what is reported". Each has a section "# Kind name"
// at the end, which tells why, before, after, and what its fix does, if any.
package kind

import (
	"flag"
	"fmt"
	"go/doc/comment"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Kind is one kind of finding, the category of its diagnostics.
type Kind struct {
	Name  string
	Text  string // what is reported, on one line: sentences that begin in lower case
	OptIn bool   // off unless its flag says otherwise
	URL   string // of its section
	Doc   string // its section, as a doc comment
	Fix   string // what its suggested fix does; empty where it never has one
}

// Overview is the documentation of an analyzer without the sections of its kinds.
func Overview(a *analysis.Analyzer) string {
	text, _, _ := strings.Cut(a.Doc, "\n# Kind ")
	return strings.TrimSpace(text)
}

// URL is where pkg.go.dev shows the section of a kind of a.
func URL(a *analysis.Analyzer, name string) string {
	return a.URL + "#" + (&comment.Heading{Text: []comment.Text{comment.Plain("Kind " + name)}}).DefaultID()
}

// Switched declares a boolean flag of a for each kind in its documentation, on
// but for those that are optIn, and keeps the findings of kinds that are off
// from the driver. The others get the address of their section. It returns a. It
// panics where optIn names a kind that the documentation does not, which every
// test of the analyzer shows.
func Switched(a *analysis.Analyzer, optIn ...string) *analysis.Analyzer {
	for _, k := range documented(a) {
		text, _, _ := strings.Cut(k.Text, ". ")
		a.Flags.Bool(k.Name, true, "report "+k.Name+": "+strings.TrimSuffix(text, "."))
	}
	for _, name := range optIn {
		f := a.Flags.Lookup(name)
		if f == nil {
			panic(fmt.Sprintf("%s: no kind %q in its documentation", a.Name, name))
		}
		f.DefValue = "false"
		_ = f.Value.Set(f.DefValue) // false is a boolean
	}
	run := a.Run
	a.Run = func(pass *analysis.Pass) (any, error) {
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			if On(pass, d.Category) {
				d.URL = URL(a, d.Category)
				pass.Report(d)
			}
		}
		return run(&inner)
	}
	return a
}

// On reports whether the findings of a kind are wanted from the analyzer of
// pass. One that the documentation does not name always is.
func On(pass *analysis.Pass, name string) bool {
	f := pass.Analyzer.Flags.Lookup(name)
	if f == nil {
		return true
	}
	on, isBool := f.Value.(flag.Getter).Get().(bool)
	return on || !isBool
}

// Of returns the kinds of an analyzer that Switched returned, in the order of
// its documentation.
func Of(a *analysis.Analyzer) []Kind {
	kinds := documented(a)
	for i, k := range kinds {
		f := a.Flags.Lookup(k.Name)
		kinds[i].OptIn = f != nil && f.DefValue == "false"
	}
	return kinds
}

// item matches an item of a list of kinds with its further lines.
var item = regexp.MustCompile(`(?m)^ +- ([a-z]+): (.*(?:\n {4,}\S.*)*)`)

// section matches the section of a kind.
var section = regexp.MustCompile(`(?m)^# Kind ([a-z]+)$`)

// documented reads the kinds from the documentation of a.
func documented(a *analysis.Analyzer) []Kind {
	sections := sections(a.Doc)
	var kinds []Kind
	for _, m := range item.FindAllStringSubmatch(Overview(a), -1) {
		text := sections[m[1]]
		_, fix, _ := strings.Cut(text, "\nFix: ")
		kinds = append(kinds, Kind{Name: m[1], Text: oneLine(m[2]), URL: URL(a, m[1]), Doc: text, Fix: oneLine(fix)})
	}
	return kinds
}

// sections returns the sections of the kinds by name.
func sections(text string) map[string]string {
	found := make(map[string]string)
	heads := section.FindAllStringSubmatchIndex(text, -1)
	for i, head := range heads {
		end := len(text)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		found[text[head[2]:head[3]]] = strings.TrimSpace(text[head[1]:end])
	}
	return found
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
