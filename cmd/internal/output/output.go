// Package output prints the findings of a run for people, for editors, and for
// the services that show findings beside the code.
package output

import (
	"io"
	"maps"
	"path/filepath"
	"slices"

	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

// A Document is what there is to print.
type Document struct {
	Findings []report.Finding // sorted, with fingerprints
	Rules    func() []Rule    // what could have been found, found or not; nil for none
	Version  string           // of queuevet
	Cwd      string           // the directory that relative names start in, absolute
	Files    *source.Files
	Failed   bool // not everything was analyzed

	// Of the text format.
	Color   bool
	Context int // lines shown before and after that of a finding; below 0 none, nor that of the finding
}

// A Rule describes an analyzer's kind of finding.
type Rule struct {
	ID       string // lenpoll/halfdrain
	Summary  string // one sentence, plain
	Help     string // plain
	URL      string
	Severity string // unless configured otherwise
}

// rules asks for the rules, which most formats do not print.
func (d Document) rules() []Rule {
	if d.Rules == nil {
		return nil
	}
	return d.Rules()
}

// formats are the formats by name.
var formats = map[string]func(io.Writer, Document) error{
	"text":        writeText,
	"json":        writeJSON,
	"sarif":       writeSARIF,
	"github":      writeGitHub,
	"codequality": writeCodeQuality,
	"checkstyle":  writeCheckstyle,
}

// Formats returns the names of the formats, sorted.
func Formats() []string { return slices.Sorted(maps.Keys(formats)) }

// Write prints d to w in a format that [Formats] names, else it panics. The error
// is that of w.
func Write(w io.Writer, format string, d Document) error { return formats[format](w, d) }

// slashed is how a file is called where other systems read it.
func slashed(name string) string { return filepath.ToSlash(name) }

// whole is the message of a finding with those of its witnesses, for formats that
// have no place of their own for them.
func whole(f report.Finding, separator string) string {
	message := f.Message
	for _, r := range f.Related {
		message += separator + r.String() + ": " + r.Message
	}
	return message
}

// lastLine is the line in which a finding ends.
func lastLine(f report.Finding) int { return max(f.Line, f.End.Line) }
