// Command queuevet finds misuse of queues in Go programs.
//
// It is a front end of go vet, and the tool that go vet runs: both
//
//	queuevet ./...
//	go vet -vettool=$(which queuevet) ./...
//
// report the same findings, and share their cache. See queuevet -help for the
// flags, and queuevet help NAME for what an analyzer finds.
//
// The exit code is 0 where nothing was found, 3 where something was, 1 where
// packages do not load or do not compile or queuevet cannot run, and 2 where
// the command line, the settings or a baseline is wrong. Errors win over findings, but the findings of the
// other packages are printed all the same.
package main

import (
	"context"
	"flag"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/exclude"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
	"github.com/queuevet/queuevet/cmd/internal/settings"
	"github.com/queuevet/queuevet/cmd/internal/unit"
)

func main() { start(analyzers.Suite()) }

// start runs queuevet over suite, as whoever started the process asks: as the
// tool of go vet or as its front end. It does not return.
func start(suite []*analysis.Analyzer) {
	if vettool(os.Args[1:]) {
		var excluded exclude.Rules
		settings.Declare(flag.CommandLine, analyzers.Models(), &excluded)
		wrapped := slices.Clone(suite)
		for i, a := range wrapped {
			wrapped[i] = nolint.Wrap(exclude.Wrap(a, &excluded))
		}
		if unit.Handles(os.Args[1:]) {
			os.Exit(unit.Main(flag.CommandLine, wrapped, os.Args[1:]))
		}
		unitchecker.Main(wrapped...)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := frontEnd(ctx, suite, os.Args[1:])
	stop()
	os.Exit(code)
}

// vettool reports whether args are those with which go vet starts its tool:
// -V=full and -flags to ask about it, a .cfg file to have a package analyzed.
func vettool(args []string) bool {
	if len(args) == 0 {
		return false
	}
	last := args[len(args)-1]
	return last == "-V=full" || last == "-flags" || strings.HasSuffix(last, ".cfg")
}

// frontEnd runs the front end in the surroundings of the process, and returns
// the exit code.
func frontEnd(ctx context.Context, suite []*analysis.Analyzer, args []string) int {
	c := command{suite: suite, stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, screen: screenOf(os.Stdout, os.Stderr), started: time.Now()}
	var err error
	if c.tool, err = os.Executable(); err != nil {
		return c.failed(err)
	}
	if c.cwd, err = os.Getwd(); err != nil {
		return c.failed(err)
	}
	return c.main(ctx, args)
}
