package main

import (
	"bufio"
	"fmt"
	"io"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// writeText prints findings for people and their editors, a line each and the
// witnesses indented below. It returns the first error of w.
func writeText(w io.Writer, findings []report.Finding) error {
	out := bufio.NewWriter(w)
	for _, f := range findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", f.Position, f.Message, f.Analyzer)
		for _, r := range f.Related {
			fmt.Fprintf(out, "\t%s: %s\n", r.Position, r.Message)
		}
	}
	return out.Flush()
}
