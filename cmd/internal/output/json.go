package output

import (
	"encoding/json"
	"io"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// The JSON format. Its fields stay; new ones may come. A change of what a field
// means changes the version.
type jsonDocument struct {
	Version  int           `json:"version"`
	Findings []jsonFinding `json:"findings"` // never null
}

type jsonFinding struct {
	Analyzer    string     `json:"analyzer"`
	Kind        string     `json:"kind"`
	Severity    string     `json:"severity"`
	Message     string     `json:"message"`
	URL         string     `json:"url,omitempty"`
	jsonPlace              // of the finding
	Function    string     `json:"function,omitempty"`
	Fingerprint string     `json:"fingerprint"`
	Related     []jsonNote `json:"related,omitempty"`
	Fixes       []jsonFix  `json:"fixes,omitempty"`
}

type jsonPlace struct {
	File      string `json:"file"` // with slashes; relative to the working directory if inside
	Line      int    `json:"line"` // from 1, as columns, which count bytes
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine,omitempty"`
	EndColumn int    `json:"endColumn,omitempty"`
}

type jsonNote struct {
	Message string `json:"message"`
	jsonPlace
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

type jsonEdit struct {
	File    string `json:"file"`
	Start   int    `json:"start"` // offsets in bytes, half open
	End     int    `json:"end"`
	NewText string `json:"newText"`
}

func writeJSON(w io.Writer, d Document) error {
	urls := make(map[string]string)
	for _, r := range d.rules() {
		urls[r.ID] = r.URL
	}
	doc := jsonDocument{Version: 1, Findings: []jsonFinding{}}
	for _, f := range d.Findings {
		one := jsonFinding{
			Analyzer: f.Analyzer, Kind: f.Kind, Severity: f.Severity, Message: f.Message, URL: urls[f.Rule()],
			jsonPlace: placeOf(f.Note), Function: f.Function, Fingerprint: f.Fingerprint,
		}
		for _, r := range f.Related {
			one.Related = append(one.Related, jsonNote{r.Message, placeOf(r)})
		}
		for _, fix := range f.Fixes {
			one.Fixes = append(one.Fixes, jsonFix{fix.Message, d.jsonEdits(fix)})
		}
		doc.Findings = append(doc.Findings, one)
	}
	return encode(w, doc)
}

func placeOf(n report.Note) jsonPlace {
	return jsonPlace{slashed(n.File), n.Line, n.Column, n.End.Line, n.End.Column}
}

func (d Document) jsonEdits(fix report.Fix) []jsonEdit {
	edits := []jsonEdit{}
	for _, e := range fix.Edits {
		edits = append(edits, jsonEdit{slashed(report.Short(d.Cwd, e.File)), e.Start, e.End, e.New})
	}
	return edits
}

// encode writes v as JSON for programs that people look over the shoulder of.
func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
