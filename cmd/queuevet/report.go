package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// A finding is one diagnostic of one analyzer.
type finding struct {
	note
	analyzer string
	related  []note // the witnesses
}

// A note is a message about a position.
type note struct {
	position
	message string
}

// A result is everything a run brought to light.
type result struct {
	findings []finding
	errors   []string // what kept packages from being analyzed, one per line
	warnings []string // what the go command said beside that
	badUsage bool     // the go command did not accept the flags
}

func (r *result) add(other result) {
	r.findings = append(r.findings, other.findings...)
	r.errors = append(r.errors, other.errors...)
	r.warnings = append(r.warnings, other.warnings...)
	r.badUsage = r.badUsage || other.badUsage
}

func (r *result) failed() bool { return len(r.errors) > 0 }

// lines returns the warnings and errors in order, each once: those of a package
// come again with its test variant and with every package that imports it.
func (r *result) lines() []string {
	var lines []string
	seen := make(map[string]bool)
	for _, line := range slices.Concat(r.warnings, r.errors) {
		if !seen[line] {
			seen[line] = true
			lines = append(lines, line)
		}
	}
	return lines
}

// sorted returns the findings by position, each once: a package and its test
// variant report the same.
func (r *result) sorted() []finding {
	findings := slices.Clone(r.findings)
	slices.SortFunc(findings, compare)
	return slices.CompactFunc(findings, func(a, b finding) bool { return compare(a, b) == 0 })
}

func compare(a, b finding) int {
	return cmp.Or(
		strings.Compare(a.file, b.file),
		cmp.Compare(a.line, b.line),
		cmp.Compare(a.column, b.column),
		strings.Compare(a.analyzer, b.analyzer),
		strings.Compare(a.message, b.message),
	)
}

// writeText prints findings for people and their editors, a line each and the
// witnesses indented below. It returns the first error of w.
func writeText(w io.Writer, findings []finding) error {
	out := bufio.NewWriter(w)
	for _, f := range findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", f.position, f.message, f.analyzer)
		for _, r := range f.related {
			fmt.Fprintf(out, "\t%s: %s\n", r.position, r.message)
		}
	}
	return out.Flush()
}
