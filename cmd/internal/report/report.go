// Package report is what a run of queuevet found, between the driver that finds
// it and the formats that print it.
package report

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// A Finding is one diagnostic of one analyzer.
type Finding struct {
	Note
	Package  string // import path
	Analyzer string
	Kind     string // the category: a kind of finding of the analyzer, or nothing
	Severity string // Error, Warning or Info
	Related  []Note // the witnesses
	Fixes    []Fix  // at most one in the analyzers of queuevet

	// What the finding is about, without lines: see package fingerprint.
	Function    string // declared function around it: Type.Method or Func, else nothing
	Body        Lines  // of that function; empty outside of functions
	Snippet     string // tokens of its first line, with spaces between
	Fingerprint string // of these and of how many are alike before it, in hex
}

// The severities.
const (
	Error   = "error"
	Warning = "warning"
	Info    = "info"
)

// Severities are the severities, the worst first.
var Severities = []string{Error, Warning, Info}

// Rule is the analyzer and, where there is one, the kind: lenpoll/halfdrain.
func (f Finding) Rule() string {
	if f.Kind == "" {
		return f.Analyzer
	}
	return f.Analyzer + "/" + f.Kind
}

// A Key is what findings that look alike have in common.
type Key struct{ Analyzer, Kind, Function, Snippet string }

// Key returns what f has in common with those that look alike.
func (f Finding) Key() Key { return Key{f.Analyzer, f.Kind, f.Function, f.Snippet} }

// A Note is a message about a place.
type Note struct {
	Position          // where it begins
	End      Position // where it ends; like Position where that is not known
	Message  string
}

// A Position is a place in a file.
type Position struct {
	File         string // relative to the user's directory if inside, else absolute
	Line, Column int    // from 1, the column in bytes; 0 where not known
}

// Lines are the lines of a file from First to Last, both included; none where both
// are 0.
type Lines struct{ First, Last int }

// A Fix is a change that is applied as a whole or not at all.
type Fix struct {
	Message string // an imperative
	Edits   []Edit
}

// An Edit replaces a part of a file.
type Edit struct {
	File       string // absolute
	Start, End int    // offsets in bytes, half open
	New        string
}

// String is the form that editors and terminals can jump to.
func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Short is how a file is called in a Position: relative to dir if it is inside,
// else as it is.
func Short(dir, name string) string {
	if rel, err := filepath.Rel(dir, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}

// Sorted returns the findings by position, each once: a package and its test
// variant report the same.
func Sorted(findings []Finding) []Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Finding) bool { return compare(a, b) == 0 })
}

func compare(a, b Finding) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		strings.Compare(a.Analyzer, b.Analyzer),
		strings.Compare(a.Message, b.Message),
	)
}
