package main

import (
	"flag"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"
)

const intro = `queuevet finds misuse of queues in Go programs.

Usage:

	queuevet [flags] [packages]
	queuevet list
	queuevet explain analyzer[/kind]...
	queuevet help [analyzer]

Without packages it looks at the one in the current directory. It runs go vet
with itself as the tool, so that results are cached; use it there directly with
go vet -vettool=$(which queuevet) [flags] [packages].

Exit codes: 0 nothing found, 1 could not run, load, or compile, 2 wrong command
line, 3 findings. To keep a finding, say why: //nolint:NAME // why
`

// help prints what there is to know about the analyzers so named, or about the
// command where there are none, and returns the exit code.
func (c *command) help(topics []string) int {
	text := overview(c.suite)
	if len(topics) > 0 {
		var b strings.Builder
		for _, name := range topics {
			a := find(c.suite, name)
			if a == nil {
				return c.usage(fmt.Errorf("unknown analyzer %q", name))
			}
			describe(&b, a)
		}
		text = b.String()
	}
	return c.say(text)
}

func find(suite []*analysis.Analyzer, name string) *analysis.Analyzer {
	for _, a := range suite {
		if a.Name == name {
			return a
		}
	}
	return nil
}

// overview is the text of -help.
func overview(suite []*analysis.Analyzer) string {
	var b strings.Builder
	b.WriteString(intro)
	b.WriteString("\nAnalyzers:\n\n")
	for _, a := range suite {
		summary, _, _ := strings.Cut(a.Doc, "\n")
		fmt.Fprintf(&b, "\t%-16s %s\n", a.Name, strings.TrimPrefix(summary, a.Name+": "))
	}
	b.WriteString("\nFlags:\n\n")
	flags := flagSet(suite, &options{})
	flags.SetOutput(&b)
	flags.PrintDefaults()
	return b.String()
}

// describe writes the documentation of a and its flags.
func describe(b *strings.Builder, a *analysis.Analyzer) {
	fmt.Fprintf(b, "%s\n", a.Doc)
	flags := flag.NewFlagSet(a.Name, flag.ContinueOnError)
	flags.SetOutput(b)
	heading := "\nFlags:\n\n"
	a.Flags.VisitAll(func(f *flag.Flag) {
		b.WriteString(heading)
		heading = ""
		flags.Var(f.Value, a.Name+"."+f.Name, f.Usage)
	})
	flags.PrintDefaults()
}
