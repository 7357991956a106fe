package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/xeipuuv/gojsonschema"

	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

const text = `package p

func f(ch chan int) {
	/* ü */ if len(ch) > 0 {
		<-ch
	}
}
`

// document is a finding in "a b.go" with everything a finding can have, and one
// without anything.
func document(t *testing.T) Document {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a b.go"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	at := func(line, column int) report.Position {
		return report.Position{File: "a b.go", Line: line, Column: column}
	}
	offset := strings.Index(text, "if len")
	full := report.Finding{
		Note:     report.Note{Position: at(4, 14), End: at(4, 25), Message: `"ch" 100% <empty>, & so`},
		Analyzer: "lenpoll", Kind: "checkthenact", Severity: report.Error,
		Related:  []report.Note{{Position: at(5, 3), End: at(5, 7), Message: "the receive"}},
		Fixes:    []report.Fix{{Message: "Select", Edits: []report.Edit{{File: filepath.Join(dir, "a b.go"), Start: offset, End: offset + 2, New: "for"}}}},
		Function: "f", Fingerprint: "0123",
	}
	outside := report.Position{File: "/else/x.go", Line: 1}
	bare := report.Finding{Note: report.Note{Position: outside, End: outside, Message: "m"}, Analyzer: "norecover", Severity: report.Warning, Fingerprint: "4567"}
	return Document{
		Findings: []report.Finding{full, bare},
		Rules: func() []Rule {
			return []Rule{{ID: "lenpoll/checkthenact", Summary: "s", Help: "h", URL: "https://x/y", Severity: report.Warning}, {ID: "norecover", Summary: "s", Help: "h", Severity: report.Warning}}
		},
		Version: "v1", Cwd: dir, Files: source.In(dir), Context: -1,
	}
}

func written(t *testing.T, format string, d Document) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, format, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	want := map[string]string{
		"text": `a b.go:4:14: "ch" 100% <empty>, & so (lenpoll)
	a b.go:5:3: the receive
/else/x.go:1: m (norecover)
`,
		"github": `::error file=a b.go,line=4,endLine=4,col=14,endColumn=25,title=lenpoll/checkthenact::"ch" 100%25 <empty>, & so%0Aa b.go:5:3: the receive
::warning file=/else/x.go,line=1,endLine=1,title=norecover::m
`,
		"codequality": `[
  {
    "description": "\"ch\" 100% <empty>, & so; a b.go:5:3: the receive",
    "check_name": "lenpoll/checkthenact",
    "fingerprint": "0123",
    "severity": "critical",
    "location": {
      "path": "a b.go",
      "lines": {
        "begin": 4,
        "end": 4
      }
    }
  },
  {
    "description": "m",
    "check_name": "norecover",
    "fingerprint": "4567",
    "severity": "major",
    "location": {
      "path": "/else/x.go",
      "lines": {
        "begin": 1,
        "end": 1
      }
    }
  }
]
`,
		"checkstyle": `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0">
  <file name="a b.go">
    <error line="4" column="14" severity="error" message="&#34;ch&#34; 100% &lt;empty&gt;, &amp; so; a b.go:5:3: the receive" source="queuevet.lenpoll/checkthenact"></error>
  </file>
  <file name="/else/x.go">
    <error line="1" severity="warning" message="m" source="queuevet.norecover"></error>
  </file>
</checkstyle>
`,
	}
	for format, want := range want {
		if got := written(t, format, document(t)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", format, got, want)
		}
	}
	for _, format := range Formats() {
		var empty bytes.Buffer
		if err := Write(&empty, format, Document{Files: source.In(t.TempDir()), Cwd: "/"}); err != nil {
			t.Errorf("%s of nothing: %v", format, err)
		}
	}
}

func TestJSON(t *testing.T) {
	var got jsonDocument
	if err := json.Unmarshal([]byte(written(t, "json", document(t))), &got); err != nil {
		t.Fatal(err)
	}
	f := got.Findings[0]
	if got.Version != 1 || f.URL != "https://x/y" || f.jsonPlace != (jsonPlace{"a b.go", 4, 14, 4, 25}) || f.Fingerprint != "0123" {
		t.Errorf("%+v", got)
	}
	if edit := f.Fixes[0].Edits[0]; edit.File != "a b.go" || text[edit.Start:edit.End] != "if" || edit.NewText != "for" {
		t.Errorf("edit %+v", edit)
	}
	if got := written(t, "json", Document{}); got != "{\n  \"version\": 1,\n  \"findings\": []\n}\n" {
		t.Errorf("nothing is %s", got)
	}
}

// officialSchema is the schema of OASIS, which go-sarif carries as a constant
// that is its own.
func officialSchema(t *testing.T) gojsonschema.JSONLoader {
	t.Helper()
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	value := file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value
	schema, err := strconv.Unquote(value)
	if err != nil {
		t.Fatal(err)
	}
	return gojsonschema.NewStringLoader(schema)
}

// The schema refuses what is no log, so that it can be trusted below.
func TestSchemaRefuses(t *testing.T) {
	result, err := gojsonschema.Validate(officialSchema(t), gojsonschema.NewStringLoader(`{"version": "2.1.0", "runs": [{"results": []}]}`))
	if err != nil || result.Valid() {
		t.Errorf("a run without a tool is valid, %v", err)
	}
}

// The log is valid against the official schema, and columns count code units.
func TestSARIF(t *testing.T) {
	schema := officialSchema(t)
	for name, d := range map[string]Document{"findings": document(t), "nothing": {Files: source.In("/"), Cwd: "/", Version: "v1"}} {
		result, err := gojsonschema.Validate(schema, gojsonschema.NewStringLoader(written(t, "sarif", d)))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range result.Errors() {
			t.Errorf("%s: %v", name, e)
		}
	}
	log, err := sarif.FromString(written(t, "sarif", document(t)))
	if err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	result := run.Results[0]
	if *result.RuleID != *run.Tool.Driver.Rules[result.RuleIndex].ID || result.Level != "error" {
		t.Errorf("rule %v, level %v", *result.RuleID, result.Level)
	}
	place := result.Locations[0].PhysicalLocation
	if got := *place.ArtifactLocation.URI; got != "a%20b.go" {
		t.Errorf("uri %s", got)
	}
	if got := *place.Region.StartColumn; got != 13 { // ü has two bytes
		t.Errorf("column %d", got)
	}
	deleted := result.Fixes[0].ArtifactChanges[0].Replacements[0].DeletedRegion
	if *deleted.StartLine != 4 || *deleted.StartColumn != 10 || *deleted.EndColumn != 12 {
		t.Errorf("deleted %d:%d-%d", *deleted.StartLine, *deleted.StartColumn, *deleted.EndColumn)
	}
	if got := result.PartialFingerprints["queuevet/v1"]; got != "0123" {
		t.Errorf("fingerprint %s", got)
	}
}

// Line and caret, with tabs kept and the columns of a terminal, and lines around.
func TestExcerpt(t *testing.T) {
	d := document(t)
	d.Findings = d.Findings[:1]
	d.Findings[0].Related = nil
	d.Context = 1
	want := `a b.go:4:14: "ch" 100% <empty>, & so (lenpoll)
    3 | func f(ch chan int) {
    4 | 	/* ü */ if len(ch) > 0 {
      | 	           ^^^^^^^^^^^
    5 | 		<-ch
`
	if got := written(t, "text", d); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	d.Context, d.Color = 0, true
	if got := written(t, "text", d); !strings.Contains(got, "\x1b[31m\"ch\" 100% <empty>, & so\x1b[0m") || !strings.Contains(got, "\x1b[32m\t           ^^^^^^^^^^^\x1b[0m") {
		t.Errorf("colored %q", got)
	}
	d.Findings[0].End = report.Position{} // not known
	d.Color = false
	if got := written(t, "text", d); !strings.Contains(got, "  ^\n") {
		t.Errorf("without an end\n%s", got)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteFails(t *testing.T) {
	for _, format := range Formats() {
		if err := Write(fullDisk{}, format, document(t)); err == nil {
			t.Errorf("%s: no error for a writer that fails", format)
		}
	}
	if !slices.Contains(Formats(), "text") {
		t.Errorf("formats %v", Formats())
	}
}
