package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// writeText prints a line for each finding, in the form that editors can jump
// from, with the witnesses indented below.
func writeText(w io.Writer, d Document) error {
	out := bufio.NewWriter(w)
	p := painter{on: d.Color}
	for _, f := range d.Findings {
		fmt.Fprintf(out, "%s: %s (%s)\n", p.paint(bold, f.String()), p.paint(colorOf[f.Severity], f.Message), p.paint(dim, f.Analyzer))
		d.excerpt(out, p, f)
		for _, r := range f.Related {
			fmt.Fprintf(out, "\t%s: %s\n", p.paint(bold, r.String()), r.Message)
		}
	}
	return out.Flush()
}

// excerpt prints the line of a finding with a caret below what is meant, and as
// many lines around it as d wants.
func (d Document) excerpt(w io.Writer, p painter, f report.Finding) {
	if d.Context < 0 || f.Line == 0 {
		return
	}
	file := d.Files.File(f.File)
	first, last := max(1, f.Line-d.Context), min(f.Line+d.Context, file.Lines())
	width := len(fmt.Sprint(last))
	for n := first; n <= last; n++ {
		line := file.Line(n)
		fmt.Fprintf(w, "%s %s\n", p.paint(dim, fmt.Sprintf("%*d |", width+4, n)), line)
		if n == f.Line && f.Column > 0 {
			fmt.Fprintf(w, "%s %s\n", p.paint(dim, strings.Repeat(" ", width+5)+"|"), p.paint(caretColor, carets(line, f)))
		}
	}
}

// carets is the line under line that marks what f is about: as wide as it is,
// but not beyond the line. Tabs stay tabs, so that both lines align.
func carets(line string, f report.Finding) string {
	start := min(f.Column-1, len(line))
	end := len(strings.TrimRight(line, " \t"))
	switch f.End.Line {
	case f.Line:
		end = min(f.End.Column-1, end)
	case 0:
		end = start
	}
	indent := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, line[:start])
	return indent + strings.Repeat("^", max(1, utf8.RuneCountInString(line[start:max(start, end)])))
}

// The colors, as numbers of the sequence that terminals know (ECMA-48, SGR).
const (
	bold       = "1"
	dim        = "2"
	caretColor = "32"
)

var colorOf = map[string]string{report.Error: "31", report.Warning: "33", report.Info: "36"}

// A painter colors text, where it is on.
type painter struct{ on bool }

func (p painter) paint(color, text string) string {
	if !p.on || color == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}
