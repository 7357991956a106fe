package govet

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/unit"
)

// A tree is what the tool of go vet prints for one package: the diagnostics, or
// the error, by package and analyzer.
type tree map[string]map[string]json.RawMessage

type jsonDiagnostic struct {
	jsonNote
	Category string     `json:"category"`
	Fixes    []jsonFix  `json:"suggested_fixes"`
	Related  []jsonNote `json:"related"`
}

type jsonNote struct {
	Posn    string `json:"posn"`
	End     string `json:"end"`
	Message string `json:"message"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	Filename string `json:"filename"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	New      string `json:"new"`
}

type jsonError struct {
	Error string `json:"error"`
}

// split separates the JSON objects that begin on their own line from the other
// lines. What does not decode stays text.
func split(printed []byte) (trees []tree, rest []string) {
	for len(printed) > 0 {
		if printed[0] == '{' {
			decoder := json.NewDecoder(bytes.NewReader(printed))
			var t tree
			if decoder.Decode(&t) == nil {
				trees = append(trees, t)
				printed = bytes.TrimPrefix(printed[decoder.InputOffset():], []byte("\n"))
				continue
			}
		}
		line, after, _ := bytes.Cut(printed, []byte("\n"))
		rest = append(rest, strings.TrimSuffix(string(line), "\r"))
		printed = after
	}
	return trees, rest
}

// read adds the diagnostics and errors of t to r.
func (t tree) read(r *Result, p paths) {
	for _, pkg := range slices.Sorted(maps.Keys(t)) {
		if findings, ok := unit.Hidden(pkg); ok {
			var inner tree
			if json.Unmarshal(findings, &inner) == nil {
				inner.read(r, p)
			}
			continue
		}
		for _, analyzer := range slices.Sorted(maps.Keys(t[pkg])) {
			found, err := diagnostics(t[pkg][analyzer])
			if err != nil {
				name := packageOf(pkg)
				r.Errors = append(r.Errors, fmt.Sprintf("queuevet: %s: %s: %v", name, analyzer, oneLine(err.Error())))
			}
			for _, d := range found {
				f := d.finding(analyzer, p)
				f.Package = packageOf(pkg)
				r.Findings = append(r.Findings, f)
			}
		}
	}
}

// packageOf is the import path in the name of a package or of a test variant.
func packageOf(name string) string {
	path, _, _ := strings.Cut(name, " ")
	return path
}

// diagnostics decodes what one analyzer said of one package. The error is the
// analyzer's own, or tells that its answer cannot be read.
func diagnostics(answer json.RawMessage) ([]jsonDiagnostic, error) {
	var found []jsonDiagnostic
	err := json.Unmarshal(answer, &found)
	if err == nil {
		return found, nil
	}
	var failure jsonError
	if json.Unmarshal(answer, &failure) == nil && failure.Error != "" {
		return nil, errors.New(failure.Error)
	}
	return nil, err
}

func (d jsonDiagnostic) finding(analyzer string, p paths) report.Finding {
	f := report.Finding{Note: d.note(p), Analyzer: analyzer, Kind: d.Category, Severity: report.Warning}
	for _, r := range d.Related {
		f.Related = append(f.Related, r.note(p))
	}
	for _, fix := range d.Fixes {
		f.Fixes = append(f.Fixes, fix.fix(p))
	}
	return f
}

func (n jsonNote) note(p paths) report.Note {
	at := p.position(n.Posn)
	end := at
	if n.End != "" {
		end = p.position(n.End)
	}
	return report.Note{Position: at, End: end, Message: n.Message}
}

func (f jsonFix) fix(p paths) report.Fix {
	fix := report.Fix{Message: f.Message}
	for _, e := range f.Edits {
		fix.Edits = append(fix.Edits, report.Edit{File: p.abs(e.Filename), Start: e.Start, End: e.End, New: e.New})
	}
	return fix
}
