// Package kind gives every kind of finding of an analyzer a flag that switches
// it on and off, in whatever driver the analyzer runs.
//
// What kinds there are stands in the documentation of the analyzer, in its list
// of items that read "name: what is reported".
package kind

import (
	"flag"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Kind is one kind of finding, the category of its diagnostics.
type Kind struct {
	Name  string
	Text  string // what is reported, on one line: sentences that begin in lower case
	OptIn bool   // off unless its flag says otherwise
}

// Switched declares a boolean flag of a for each kind in its documentation, on
// but for those that are optIn, and keeps the findings of kinds that are off
// from the driver. It returns a. It panics where optIn names a kind that the
// documentation does not, which every test of the analyzer shows.
func Switched(a *analysis.Analyzer, optIn ...string) *analysis.Analyzer {
	for _, k := range documented(a.Doc) {
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
	kinds := documented(a.Doc)
	for i, k := range kinds {
		f := a.Flags.Lookup(k.Name)
		kinds[i].OptIn = f != nil && f.DefValue == "false"
	}
	return kinds
}

// item matches an item of a list of kinds with its further lines.
var item = regexp.MustCompile(`(?m)^ +- ([a-z]+): (.*(?:\n {4,}\S.*)*)`)

func documented(text string) []Kind {
	var kinds []Kind
	for _, m := range item.FindAllStringSubmatch(text, -1) {
		kinds = append(kinds, Kind{Name: m[1], Text: strings.Join(strings.Fields(m[2]), " ")})
	}
	return kinds
}
