package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/atomicfile"
	"github.com/queuevet/queuevet/cmd/internal/output"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

// print prints the findings to stdout, or to the file that p names, and the errors
// and a summary to stderr, and returns the exit code.
func (c *command) print(ctx context.Context, p plan, o outcome) int {
	c.screen.clear()
	for _, line := range o.Lines() {
		fmt.Fprintln(c.stderr, line)
	}
	stale, err := c.stale(ctx, p, o)
	if err != nil {
		return c.failed(err)
	}
	for _, e := range stale {
		fmt.Fprintf(c.stderr, "queuevet: %s: stale, %s gone: %s\n", p.options.baseline, plural(e.Count, "finding"), e)
	}
	if err := c.write(p, o); err != nil {
		return c.failed(err)
	}
	if len(o.Findings) > 0 || c.screen.stderr {
		fmt.Fprintln(c.stderr, "queuevet:", summary(o, time.Since(c.started)))
	}
	switch {
	case o.BadUsage:
		return exitUsage
	case o.Failed():
		return exitError
	case len(o.Findings) > 0:
		return exitFindings
	}
	return exitClean
}

// write writes the findings where p says, in its format.
func (c *command) write(p plan, o outcome) error {
	doc := output.Document{
		Findings: o.Findings, Rules: func() []output.Rule { return c.rules(p) }, Version: c.number(), Cwd: c.cwd, Files: o.files, Failed: o.Failed(),
		Color: c.screen.color && p.out == "", Context: p.context,
	}
	if doc.Context == contextByTerminal {
		doc.Context = -1
		if c.screen.stdout && p.out == "" {
			doc.Context = 0
		}
	}
	if p.out == "" {
		return output.Write(c.stdout, p.format, doc)
	}
	return atomicfile.Write(p.out, func(w io.Writer) error { return output.Write(w, p.format, doc) })
}

// rules describes every kind of finding of the suite, and the analyzers that have
// none.
func (c *command) rules(p plan) []output.Rule {
	var rules []output.Rule
	for _, a := range c.suite {
		kinds := analyzers.Kinds(a)
		if len(kinds) == 0 {
			summary, _, _ := strings.Cut(strings.TrimPrefix(a.Doc, a.Name+": "), "\n")
			rules = append(rules, output.Rule{ID: a.Name, Summary: summary, Help: a.Doc, URL: a.URL, Severity: p.settings.SeverityOf(report.Finding{Analyzer: a.Name})})
		}
		for _, k := range kinds {
			severity := p.settings.SeverityOf(report.Finding{Analyzer: a.Name, Kind: k.Name})
			rules = append(rules, output.Rule{ID: a.Name + "/" + k.Name, Summary: k.Text, Help: plainText(k.Doc), URL: k.URL, Severity: severity})
		}
	}
	return rules
}

// summary tells how many findings of which kind there are in how many packages,
// and what that took.
func summary(o outcome, took time.Duration) string {
	counts := make(map[string]int)
	for _, f := range o.Findings {
		counts[f.Rule()]++
	}
	var kinds []string
	for _, rule := range slices.Sorted(maps.Keys(counts)) {
		kinds = append(kinds, fmt.Sprintf("%d %s", counts[rule], rule))
	}
	text := plural(len(o.Findings), "finding")
	if len(kinds) > 0 {
		text += " (" + strings.Join(kinds, ", ") + ")"
	}
	text += " in " + plural(o.Packages, "package")
	if o.known > 0 {
		text += fmt.Sprintf(", %d not new", o.known)
	}
	return fmt.Sprintf("%s, %.1fs", text, took.Seconds())
}
