// Package baseline keeps the findings that a project has decided to live with, so
// that only others are reported. A finding is recognized by its analyzer and kind,
// the function around it and the tokens of its line: it may move within its
// function, with its function, and with its file.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/atomicfile"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

// An Entry is a number of findings that look alike, in one file.
type Entry struct {
	Analyzer string `json:"analyzer"`
	Kind     string `json:"kind,omitempty"`
	Function string `json:"function,omitempty"`
	Snippet  string `json:"snippet"`
	File     string `json:"file"` // with slashes, relative to the directory of the baseline
	Count    int    `json:"count"`
}

func (e Entry) key() report.Key {
	return report.Key{Analyzer: e.Analyzer, Kind: e.Kind, Function: e.Function, Snippet: e.Snippet}
}

// String tells what an entry stands for.
func (e Entry) String() string {
	rule, function := e.Analyzer, ""
	if e.Kind != "" {
		rule += "/" + e.Kind
	}
	if e.Function != "" {
		function = " in " + e.Function
	}
	return fmt.Sprintf("%s: %s%s: %s", e.File, rule, function, e.Snippet)
}

// A Baseline is the entries of a file.
type Baseline struct {
	dir     string // where the names of its files start, absolute
	entries []Entry
}

// The format of the file. Its version changes with what the fields mean.
type document struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

const version = 1

// Read reads the baseline name. The error begins with the name, and with the line
// where the file is no baseline.
func Read(name string) (*Baseline, error) {
	dir, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var doc document
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&doc)
	if err == nil {
		if _, more := decoder.Token(); more != io.EOF {
			err = errors.New("something follows the end")
		}
	}
	if err != nil {
		line := 1 + bytes.Count(text[:min(offset(err, decoder), len(text))], []byte("\n"))
		return nil, fmt.Errorf("%s:%d: no baseline of queuevet: %w", name, line, err)
	}
	if doc.Version != version {
		return nil, fmt.Errorf("%s: version %d of the baseline is not known, only %d: write it again", name, doc.Version, version)
	}
	return &Baseline{dir, doc.Findings}, nil
}

// offset is where in the text decoding failed.
func offset(err error, d *json.Decoder) int {
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return int(syntax.Offset)
	case errors.As(err, &mismatch):
		return int(mismatch.Offset)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return math.MaxInt
	}
	return int(d.InputOffset())
}

// Filter returns the findings that b does not stand for, and the entries that
// stand for more findings than there are, with how many are missing as their
// Count. Names of files are absolute or relative to cwd. An entry stands for
// findings in its own file first, then for those that look alike in others.
func (b *Baseline) Filter(findings []report.Finding, cwd string) (fresh []report.Finding, stale []Entry) {
	left := make([]int, len(b.entries))
	byKey := make(map[report.Key][]int)
	for i, e := range b.entries {
		left[i] = e.Count
		byKey[e.key()] = append(byKey[e.key()], i)
	}
	known := make([]bool, len(findings))
	for _, sameFile := range []bool{true, false} {
		for i, f := range findings {
			for _, n := range byKey[f.Key()] {
				if !known[i] && left[n] > 0 && (!sameFile || b.entries[n].File == b.relative(f.File, cwd)) {
					left[n]--
					known[i] = true
				}
			}
		}
	}
	for i, f := range findings {
		if !known[i] {
			fresh = append(fresh, f)
		}
	}
	for i, e := range b.entries {
		if e.Count = left[i]; e.Count > 0 {
			stale = append(stale, e)
		}
	}
	return fresh, stale
}

// Path is the absolute name of the file of an entry.
func (b *Baseline) Path(e Entry) string { return filepath.Join(b.dir, filepath.FromSlash(e.File)) }

// relative is how a baseline calls a file.
func (b *Baseline) relative(name, cwd string) string {
	if !filepath.IsAbs(name) {
		name = filepath.Join(cwd, name)
	}
	if rel, err := filepath.Rel(b.dir, name); err == nil {
		name = rel
	}
	return filepath.ToSlash(name)
}

// Write writes a baseline of findings, whose files are absolute or relative to
// cwd, to the file name: all of it, or nothing where that fails.
func Write(name, cwd string, findings []report.Finding) error {
	dir, err := filepath.Abs(filepath.Dir(name))
	if err != nil {
		return err
	}
	b := &Baseline{dir: dir}
	counts := make(map[Entry]int)
	for _, f := range findings {
		k := f.Key()
		counts[Entry{k.Analyzer, k.Kind, k.Function, k.Snippet, b.relative(f.File, cwd), 0}]++
	}
	doc := document{Version: version, Findings: []Entry{}}
	for e, n := range counts {
		e.Count = n
		doc.Findings = append(doc.Findings, e)
	}
	slices.SortFunc(doc.Findings, compare)
	return atomicfile.Write(name, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(doc)
	})
}

func compare(a, b Entry) int {
	return cmp.Or(
		strings.Compare(a.File, b.File), strings.Compare(a.Analyzer, b.Analyzer), strings.Compare(a.Kind, b.Kind),
		strings.Compare(a.Function, b.Function), strings.Compare(a.Snippet, b.Snippet),
	)
}
