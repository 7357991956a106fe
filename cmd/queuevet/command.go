package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/cmd/internal/govet"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

// The exit codes.
const (
	exitClean    = 0
	exitError    = 1 // could not run, load, compile, analyze or print
	exitUsage    = 2
	exitFindings = 3
)

// A command is the front end in its surroundings.
type command struct {
	suite          []*analysis.Analyzer
	tool           string // path of the executable, the tool of go vet
	cwd            string // paths are printed relative to it
	stdout, stderr io.Writer
}

// main runs the front end over args, which do not hold the name of the program,
// and returns the exit code.
func (c *command) main(ctx context.Context, args []string) int {
	opts, err := parse(c.suite, args)
	switch {
	case errors.Is(err, errHelp):
		return c.help(opts.topics)
	case err != nil:
		return c.usage(err)
	case opts.version:
		return c.version()
	case opts.command == explainCommand:
		return c.explain(opts.topics)
	case opts.command == listCommand:
		return c.list()
	}
	config := govet.Config{
		Tool: c.tool, Cwd: c.cwd, Dir: opts.dir, Build: opts.build, Flags: opts.analyzer, Packages: opts.packages,
	}
	result, err := govet.Run(ctx, config)
	if err != nil {
		return c.failed(err)
	}
	if opts.fix || opts.diff {
		return c.change(ctx, opts, config, result)
	}
	return c.print(result)
}

// print prints the findings to stdout and the errors to stderr, and returns the
// exit code.
func (c *command) print(r govet.Result) int {
	for _, line := range r.Lines() {
		fmt.Fprintln(c.stderr, line)
	}
	findings := report.Sorted(r.Findings)
	if err := writeText(c.stdout, findings); err != nil {
		return c.failed(err)
	}
	switch {
	case r.BadUsage:
		return exitUsage
	case r.Failed():
		return exitError
	case len(findings) > 0:
		return exitFindings
	}
	return exitClean
}

// usage reports a wrong command line.
func (c *command) usage(err error) int {
	fmt.Fprintf(c.stderr, "queuevet: %v (see queuevet -help)\n", err)
	return exitUsage
}

// failed reports why queuevet could not do its work.
func (c *command) failed(err error) int {
	fmt.Fprintln(c.stderr, "queuevet:", err)
	return exitError
}
