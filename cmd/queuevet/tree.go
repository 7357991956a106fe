package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A tree is what the tool of go vet prints for one package: the diagnostics, or
// the error, by package and analyzer.
type tree map[string]map[string]json.RawMessage

type jsonDiagnostic struct {
	Posn    string     `json:"posn"`
	Message string     `json:"message"`
	Related []jsonNote `json:"related"`
}

type jsonNote struct {
	Posn    string `json:"posn"`
	Message string `json:"message"`
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
func (t tree) read(r *result, p paths) {
	for _, pkg := range slices.Sorted(maps.Keys(t)) {
		for _, analyzer := range slices.Sorted(maps.Keys(t[pkg])) {
			found, err := diagnostics(t[pkg][analyzer])
			if err != nil {
				name, _, _ := strings.Cut(pkg, " ") // without the test variant
				r.errors = append(r.errors, fmt.Sprintf("queuevet: %s: %s: %v", name, analyzer, oneLine(err.Error())))
			}
			for _, d := range found {
				r.findings = append(r.findings, d.finding(analyzer, p))
			}
		}
	}
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

func (d jsonDiagnostic) finding(analyzer string, p paths) finding {
	f := finding{note: note{p.position(d.Posn), d.Message}, analyzer: analyzer}
	for _, r := range d.Related {
		f.related = append(f.related, note{p.position(r.Posn), r.Message})
	}
	return f
}
