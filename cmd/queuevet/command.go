package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/cmd/internal/govet"
)

// The exit codes.
const (
	exitClean    = 0
	exitError    = 1 // could not run, load, compile, analyze or print
	exitUsage    = 2 // wrong command line, settings, baseline, patch or revision
	exitFindings = 3
)

// A command is the front end in its surroundings.
type command struct {
	suite          []*analysis.Analyzer
	tool           string // path of the executable, the tool of go vet
	cwd            string // paths are printed relative to it
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         screen
	started        time.Time
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
	p, err := c.plan(ctx, opts)
	if err != nil {
		return c.refused(err)
	}
	result, err := govet.Run(ctx, p.config)
	c.screen.clear()
	switch {
	case err != nil:
		return c.failed(err)
	case opts.writeBaseline != "":
		return c.writeBaseline(p, result)
	case opts.fix || opts.diff:
		return c.change(ctx, p, result)
	}
	return c.print(ctx, p, p.choose(result))
}

// usage reports a wrong command line.
func (c *command) usage(err error) int {
	fmt.Fprintf(c.stderr, "queuevet: %v (see queuevet -help)\n", err)
	return exitUsage
}

// refused reports what is wrong with a file, or a revision, that the command line
// names.
func (c *command) refused(err error) int {
	fmt.Fprintln(c.stderr, "queuevet:", err)
	return exitUsage
}

// failed reports why queuevet could not do its work.
func (c *command) failed(err error) int {
	fmt.Fprintln(c.stderr, "queuevet:", err)
	return exitError
}
