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
	for _, i := range items(Overview(a)) {
		text, _, _ := strings.Cut(i.text, ". ")
		a.Flags.Bool(i.name, true, "report "+i.name+": "+strings.TrimSuffix(text, "."))
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

// documented reads the kinds from the documentation of a.
func documented(a *analysis.Analyzer) []Kind {
	sections := sections(a.Doc)
	var kinds []Kind
	for _, i := range items(Overview(a)) {
		text := sections[i.name]
		_, fix, _ := strings.Cut(text, "\nFix: ")
		kinds = append(kinds, Kind{Name: i.name, Text: i.text, URL: URL(a, i.name), Doc: text, Fix: oneLine(fix)})
	}
	return kinds
}

// An item is one of a list: "  - name: text", with its further lines. It is read
// without patterns, because every start of a program reads the items of all
// analyzers.
type item struct{ name, text string }

func items(text string) []item {
	var found []item
	inside := false
	for line := range strings.SplitSeq(text, "\n") {
		content := strings.TrimLeft(line, " ")
		indent := len(line) - len(content)
		name, rest, ok := strings.Cut(strings.TrimPrefix(content, "- "), ": ")
		switch {
		case indent > 0 && strings.HasPrefix(content, "- ") && ok && isName(name):
			found = append(found, item{name, oneLine(rest)})
			inside = true
		case inside && indent >= 4 && content != "":
			last := &found[len(found)-1]
			last.text += " " + oneLine(content)
		default:
			inside = false
		}
	}
	return found
}

func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}

// sections returns the sections of the kinds by name.
func sections(text string) map[string]string {
	found := make(map[string]string)
	parts := strings.Split("\n"+text, "\n# Kind ")
	for _, part := range parts[1:] {
		name, body, _ := strings.Cut(part, "\n")
		found[name] = strings.TrimSpace(body)
	}
	return found
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
