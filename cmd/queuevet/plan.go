package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/baseline"
	"github.com/queuevet/queuevet/cmd/internal/changes"
	"github.com/queuevet/queuevet/cmd/internal/fingerprint"
	"github.com/queuevet/queuevet/cmd/internal/govet"
	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/settings"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

// A plan is the command line with all that it names, read and checked before any
// time is spent on packages.
type plan struct {
	options
	config   govet.Config
	settings settings.Settings
	baseline *baseline.Baseline // nil without one
	changes  *changes.Changes   // nil where findings need not be new
}

// An outcome is the result of a run with the findings that are to be printed:
// sorted, each once, with what they are about.
type outcome struct {
	govet.Result
	known int              // how many findings are not new
	stale []baseline.Entry // that the baseline holds for nothing
	files *source.Files    // that the findings are in, as they were read for that
}

func (c *command) plan(ctx context.Context, opts options) (plan, error) {
	p := plan{options: opts, config: govet.Config{
		Tool: c.tool, Cwd: c.cwd, Dir: opts.dir, Build: opts.build, Packages: opts.packages, Progress: c.screen.progress,
	}}
	var err error
	if p.settings, err = c.readSettings(opts, p.config.Path()); err != nil {
		return p, err
	}
	choice, others := p.settings.Args(c.suite)
	if len(opts.choice) > 0 {
		choice = opts.choice
	}
	p.config.Flags = slices.Concat(choice, others, opts.analyzer)
	if opts.baseline != "" {
		if p.baseline, err = baseline.Read(opts.baseline); err != nil {
			return p, err
		}
	}
	p.changes, err = c.changesOf(ctx, opts, p.config.Path())
	return p, err
}

// readSettings reads the settings that the command line names, or those of the
// module in dir.
func (c *command) readSettings(opts options, dir string) (settings.Settings, error) {
	name := opts.config
	switch {
	case opts.noConfig:
		return settings.Settings{}, nil
	case name == "":
		name = settings.Find(dir)
	}
	if name == "" {
		return settings.Settings{}, nil
	}
	return settings.Read(name, c.short(name), c.suite)
}

// changesOf is what findings have to come with, nil where they need not.
func (c *command) changesOf(ctx context.Context, opts options, dir string) (*changes.Changes, error) {
	switch {
	case opts.newFromRev != "":
		return changes.FromRevision(ctx, dir, c.cwd, opts.newFromRev, false)
	case opts.newFromMergeBase != "":
		return changes.FromRevision(ctx, dir, c.cwd, opts.newFromMergeBase, true)
	case opts.newFromPatch == "":
		return nil, nil
	}
	patch, err := c.open(opts.newFromPatch)
	if err != nil {
		return nil, err
	}
	defer func() { _ = patch.Close() }() // it was only read
	since, err := changes.FromPatch(patch, changes.Top(ctx, dir), c.cwd)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", opts.newFromPatch, err)
	}
	return since, nil
}

// open opens a file to be read, or stdin.
func (c *command) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.stdin), nil
	}
	return os.Open(name)
}

// choose returns r with the findings that p wants.
func (p plan) choose(r govet.Result) outcome {
	o := outcome{Result: r, files: source.In(p.config.Cwd)}
	findings := report.Sorted(r.Findings)
	fingerprint.Add(findings, o.files)
	for i := range findings {
		findings[i].Severity = p.settings.SeverityOf(findings[i])
	}
	all := len(findings)
	if p.baseline != nil {
		findings, o.stale = p.baseline.Filter(findings, p.config.Cwd)
	}
	if p.changes != nil {
		findings = slices.DeleteFunc(findings, func(f report.Finding) bool { return !p.changes.New(f) })
	}
	o.Findings, o.known = findings, all-len(findings)
	return o
}

// writeBaseline writes the findings of r as the baseline, if everything was
// analyzed.
func (c *command) writeBaseline(p plan, r govet.Result) int {
	if r.Failed() || r.BadUsage {
		r.Errors = append(r.Errors, "queuevet: "+p.writeBaseline+": not written: not everything was analyzed")
		r.Findings = nil
		return c.print(context.Background(), p, p.choose(r))
	}
	for _, line := range r.Lines() {
		fmt.Fprintln(c.stderr, line)
	}
	o := p.choose(r)
	if err := baseline.Write(p.writeBaseline, c.cwd, o.Findings); err != nil {
		return c.failed(err)
	}
	fmt.Fprintf(c.stderr, "queuevet: %s: wrote %s\n", p.writeBaseline, plural(len(o.Findings), "finding"))
	return exitClean
}

// stale returns the entries of o that can be called stale: those of checks that
// ran, in directories that were looked at. It asks the go command only if it must.
func (c *command) stale(ctx context.Context, p plan, o outcome) ([]baseline.Entry, error) {
	if len(o.stale) == 0 || o.Failed() {
		return nil, nil
	}
	own, err := govet.Own(ctx, p.config)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(o.stale), func(e baseline.Entry) bool {
		return !switchedOn(c.suite, p.config.Flags, e.Analyzer, e.Kind) || !own[filepath.Dir(p.baseline.Path(e))] && exists(filepath.Dir(p.baseline.Path(e)))
	}), nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// switchedOn reports whether flags let an analyzer run and report a kind. What the
// suite does not have is off.
func switchedOn(suite []*analysis.Analyzer, flags []string, analyzer, kind string) bool {
	a := find(suite, analyzer)
	if a == nil {
		return false
	}
	on := kind == "" || slices.ContainsFunc(analyzers.Kinds(a), func(k analyzers.Kind) bool { return k.Name == kind && !k.OptIn })
	chosen, others := false, false // by name
	for _, f := range flags {
		name, value, _ := strings.Cut(strings.TrimPrefix(f, "-"), "=")
		set, err := strconv.ParseBool(value)
		switch {
		case err != nil:
		case name == analyzer && !set:
			return false
		case name == analyzer+"."+kind:
			on = set
		case name == analyzer:
			chosen = true
		case find(suite, name) != nil && set:
			others = true
		}
	}
	return on && (chosen || !others)
}
