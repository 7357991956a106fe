// Package settings is what a project decides about queuevet: which analyzers and
// kinds of finding run, how bad their findings are, where they are not wanted, and
// what its own functions do. The file .queuevet.yml and the settings of the
// golangci-lint plugin say it with the same keys; all but the severity become
// flags of the analyzers, so that go vet caches by them.
package settings

import (
	"flag"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/exclude"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

// Settings are the settings, checked. The zero value changes nothing.
type Settings struct {
	Enable   []string          // only these analyzers; kinds that are off by default
	Disable  []string          // all but these analyzers and kinds
	Severity map[string]string // by "default", analyzer or kind
	Exclude  []exclude.Rule
	Models   []string // values of the flag -model
	Flags    []Flag   // of analyzers
}

// A Flag is the value of one flag of an analyzer.
type Flag struct{ Analyzer, Name, Value string }

// The flags, beside those of the analyzers, that every driver but the commands of
// single analyzers has.
const (
	ModelFlag   = "model"
	ExcludeFlag = "exclude"
)

// Declare declares these flags.
func Declare(flags *flag.FlagSet, models, excluded flag.Value) {
	flags.Var(models, ModelFlag, "what functions of your own do: `ROLE=FUNCTION...`, with the roles get, put, done, len, handler, recover and unbounded, such as 'get=(*example.com/q.Queue).Take done=(*example.com/q.Queue).Finish'; may be repeated")
	flags.Var(excluded, ExcludeFlag, "report nothing in the files that `PATTERN[=CHECK,...]` matches from the root of their module, or nothing of these checks, such as 'internal/legacy/**=lenpoll,norecover/handler'; may be repeated")
}

// Args returns the settings as flags for the tool of go vet: first those that
// choose analyzers, which a choice on the command line replaces.
func (s Settings) Args(suite []*analysis.Analyzer) (choice, others []string) {
	for _, a := range suite {
		if slices.Contains(s.Enable, a.Name) {
			choice = append(choice, "-"+a.Name+"=true")
		}
		if slices.Contains(s.Disable, a.Name) {
			choice = append(choice, "-"+a.Name+"=false")
		}
	}
	for _, f := range s.All() {
		others = append(others, "-"+f.Analyzer+"."+f.Name+"="+f.Value)
	}
	for _, r := range s.Exclude {
		others = append(others, "-"+ExcludeFlag+"="+r.String())
	}
	for _, m := range s.Models {
		others = append(others, "-"+ModelFlag+"="+m)
	}
	return choice, others
}

// All returns the flags of the analyzers, with those that switch kinds.
func (s Settings) All() []Flag {
	var all []Flag
	for _, list := range []struct {
		names []string
		value string
	}{{s.Enable, "true"}, {s.Disable, "false"}} {
		for _, name := range list.names {
			if analyzer, kind, ok := strings.Cut(name, "/"); ok {
				all = append(all, Flag{analyzer, kind, list.value})
			}
		}
	}
	return append(all, s.Flags...)
}

// Chosen returns the analyzers that are to run, in the order of suite.
func (s Settings) Chosen(suite []*analysis.Analyzer) []*analysis.Analyzer {
	only := slices.ContainsFunc(s.Enable, isAnalyzer)
	var chosen []*analysis.Analyzer
	for _, a := range suite {
		if (!only || slices.Contains(s.Enable, a.Name)) && !slices.Contains(s.Disable, a.Name) {
			chosen = append(chosen, a)
		}
	}
	return chosen
}

func isAnalyzer(check string) bool { return !strings.Contains(check, "/") }

// SeverityOf is the severity of a finding: that of its kind, its analyzer, or the
// default.
func (s Settings) SeverityOf(f report.Finding) string {
	for _, key := range []string{f.Rule(), f.Analyzer, defaultSeverity} {
		if severity := s.Severity[key]; severity != "" {
			return severity
		}
	}
	return report.Warning
}

// checkNamed finds the analyzer that a check names, and whether the kind is one of
// its.
func checkNamed(suite []*analysis.Analyzer, check string) (*analysis.Analyzer, error) {
	name, kind, some := strings.Cut(check, "/")
	var known []string
	for _, a := range suite {
		known = append(known, a.Name)
		if a.Name != name {
			continue
		}
		if !some {
			return a, nil
		}
		var kinds []string
		for _, k := range analyzers.Kinds(a) {
			if k.Name == kind {
				return a, nil
			}
			kinds = append(kinds, k.Name)
		}
		return nil, fmt.Errorf("%s has no kind %q (there are: %s)", name, kind, strings.Join(kinds, ", "))
	}
	return nil, fmt.Errorf("unknown analyzer %q (there are: %s)", name, strings.Join(known, ", "))
}

// lookup finds a flag of a by its name in any case, because golangci-lint lowers
// that of every key.
func lookup(a *analysis.Analyzer, name string) (found *flag.Flag) {
	a.Flags.VisitAll(func(f *flag.Flag) {
		if strings.EqualFold(f.Name, name) {
			found = f
		}
	})
	return found
}
