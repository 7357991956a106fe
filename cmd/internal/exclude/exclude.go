// Package exclude keeps findings in files that a project does not want to hear
// of from the driver, whichever it is.
package exclude

import (
	"errors"
	"fmt"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/tools/go/analysis"
)

// A Rule is the files that a pattern matches and the checks that are not wanted
// there.
type Rule struct {
	Pattern string   // of a file with slashes, from the root of its module: internal/legacy/**
	Checks  []string // analyzers, or kinds as in lenpoll/halfdrain; all where empty
}

// ParseRule reads PATTERN, or PATTERN=CHECK,CHECK.
func ParseRule(s string) (Rule, error) {
	pattern, checks, some := strings.Cut(s, "=")
	r := Rule{Pattern: pattern}
	if !doublestar.ValidatePattern(pattern) || pattern == "" {
		return Rule{}, fmt.Errorf("%q is no pattern of files", pattern)
	}
	if path.IsAbs(pattern) || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../") {
		return Rule{}, fmt.Errorf("%q is no pattern of files: it begins at the root of the module, as in internal/legacy/**", pattern)
	}
	if some {
		r.Checks = strings.Split(checks, ",")
		if slices.Contains(r.Checks, "") {
			return Rule{}, errors.New("an empty check")
		}
	}
	return r, nil
}

// String is what ParseRule reads.
func (r Rule) String() string {
	if len(r.Checks) == 0 {
		return r.Pattern
	}
	return r.Pattern + "=" + strings.Join(r.Checks, ",")
}

// Rules are a [flag.Value] that may be given again and again.
type Rules []Rule

// String implements [flag.Value].
func (rs *Rules) String() string {
	var all []string
	for _, r := range *rs {
		all = append(all, r.String())
	}
	return strings.Join(all, " ")
}

// Set implements [flag.Value].
func (rs *Rules) Set(value string) error {
	r, err := ParseRule(value)
	if err == nil {
		*rs = append(*rs, r)
	}
	return err
}

// Wrap returns a copy of a whose findings in files that rules exclude do not
// reach the driver. Rules is read when the analyzer runs.
func Wrap(a *analysis.Analyzer, rules *Rules) *analysis.Analyzer {
	wrapped := *a
	wrapped.Run = func(pass *analysis.Pass) (any, error) {
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			if len(*rules) == 0 || !rules.match(file(pass, d.Pos), a.Name, d.Category) {
				pass.Report(d)
			}
		}
		return a.Run(&inner)
	}
	return &wrapped
}

func (rs *Rules) match(file, analyzer, kind string) bool {
	return slices.ContainsFunc(*rs, func(r Rule) bool {
		about := len(r.Checks) == 0 || slices.Contains(r.Checks, analyzer) || slices.Contains(r.Checks, analyzer+"/"+kind)
		return about && doublestar.MatchUnvalidated(r.Pattern, file)
	})
}

// file is the name of the file with pos from the root of its module: so it is the
// same on every machine. A package outside of modules is named by its import path.
func file(pass *analysis.Pass, pos token.Pos) string {
	name := filepath.Base(pass.Fset.Position(pos).Filename)
	dir := pass.Pkg.Path()
	if strings.HasSuffix(name, "_test.go") && strings.HasSuffix(pass.Pkg.Name(), "_test") {
		dir = strings.TrimSuffix(dir, "_test") // tests from outside are a package beside it
	}
	if m := pass.Module; m != nil && m.Path != "" {
		if dir == m.Path {
			return name
		}
		dir = strings.TrimPrefix(dir, m.Path+"/")
	}
	return path.Join(dir, name)
}
