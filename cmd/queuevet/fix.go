package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/govet"
	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/rewrite"
)

// change is what -fix and -diff do with the findings. With -diff the patch has
// stdout for itself, what is left goes to stderr, and a patch that is not empty
// counts as a finding.
func (c *command) change(ctx context.Context, p plan, found govet.Result) int {
	patch := &counter{Writer: c.stdout}
	c.stdout = patch
	left, err := c.fix(ctx, p, found)
	changed := patch.n > 0
	c.stdout = patch.Writer
	if p.diff {
		c.stdout = c.stderr
	}
	code := c.print(ctx, p, left)
	switch {
	case err != nil:
		return c.failed(err)
	case code == exitClean && changed:
		return exitFindings
	}
	return code
}

// A counter counts what is written.
type counter struct {
	io.Writer
	n int
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += n
	return n, err
}

// fix applies the fixes of found, which a run by p gave, or with -diff prints what
// they change, and returns what is left to print: after -fix what the files as they
// are now would give, after -diff the findings without a fix.
//
// The files are read, then analyzed again, from the cache: so the edits are those
// for what was read, unless a file changes again, which [rewrite.Write] sees.
func (c *command) fix(ctx context.Context, p plan, found govet.Result) (outcome, error) {
	first := p.choose(found)
	sources, err := c.load(ctx, p.config, first.Findings)
	if err != nil || len(sources) == 0 {
		return first, err
	}
	result, err := govet.Run(ctx, p.config)
	if err != nil {
		return first, err
	}
	again := p.choose(result)
	set := sources.Select(again.Findings)
	trial, err := c.verify(ctx, set, p.config, again.Result)
	if err != nil {
		return again, err
	}
	c.tell(set)
	switch {
	case set.Len() == 0:
		return again, nil
	case p.diff:
		again.Findings = set.Rest(again.Findings)
		return again, rewrite.Diff(c.stdout, set.Changes(), c.short)
	}
	changes := set.Changes()
	if err := rewrite.Write(changes); err != nil {
		return again, err
	}
	fmt.Fprintf(c.stderr, "queuevet: fixed %s in %s\n", plural(set.Len(), "finding"), plural(len(changes), "file"))
	if p.changes, err = c.changesOf(ctx, p.options, p.config.Path()); err != nil {
		return again, err
	}
	return p.choose(trial), nil
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// load reads the files that have fixes, none where there are none.
func (c *command) load(ctx context.Context, config govet.Config, findings []report.Finding) (rewrite.Sources, error) {
	if !slices.ContainsFunc(findings, func(f report.Finding) bool { return len(f.Fixes) > 0 }) {
		return nil, nil
	}
	if err := govet.Overlaid(ctx, config); err != nil {
		return nil, err
	}
	own, err := govet.Own(ctx, config)
	if err != nil {
		return nil, err
	}
	return rewrite.Load(findings, func(file string) error {
		if !own[filepath.Dir(file)] {
			return errors.New("the file belongs to no main module")
		}
		return nil
	}), nil
}

// verify leaves the fixes of set out that do not compile, and returns the result
// of a run over the changed files.
func (c *command) verify(ctx context.Context, set *rewrite.Set, config govet.Config, before govet.Result) (trial govet.Result, err error) {
	dir, err := os.MkdirTemp("", "queuevet")
	if err != nil {
		return trial, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	attempt := 0
	err = set.Verify(func(changes []rewrite.Change) ([]rewrite.Fault, error) {
		attempt++
		index, originals, err := rewrite.Overlay(filepath.Join(dir, strconv.Itoa(attempt)), changes)
		if err != nil {
			return nil, err
		}
		changed := config
		changed.Build = append(slices.Clone(config.Build), "-overlay="+index)
		changed.Originals = originals
		r, err := govet.Run(ctx, changed)
		if err != nil {
			return nil, err
		}
		faults := c.faults(r.Errors, before.Errors, changes)
		if len(faults) == 0 {
			trial = r
		}
		return faults, nil
	})
	return trial, err
}

// faults finds the files and lines of the errors that were not there before.
func (c *command) faults(now, before []string, changes []rewrite.Change) []rewrite.Fault {
	var faults []rewrite.Fault
	for _, message := range now {
		if slices.Contains(before, message) {
			continue
		}
		fault := rewrite.Fault{Message: message}
		for _, change := range changes {
			if rest, ok := strings.CutPrefix(message, c.short(change.File)+":"); ok {
				line, _, _ := strings.Cut(rest, ":")
				fault.File = change.File
				fault.Line, _ = strconv.Atoi(line) // 0 is far from everything
			}
		}
		faults = append(faults, fault)
	}
	return faults
}

// tell says which fixes are left out, and why.
func (c *command) tell(set *rewrite.Set) {
	for _, skip := range set.Skipped {
		fmt.Fprintf(c.stderr, "queuevet: %s: not fixed: %s (%s)\n", skip.Finding.Position, skip.Reason, skip.Finding.Analyzer)
	}
}

// short is how a file is printed: relative to the user's directory if inside.
func (c *command) short(file string) string {
	return report.Short(c.cwd, file)
}
