package fingerprint

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

const file = `package p

func (q *Queue[K, V]) drain() {
	for len(q.ch) > 0 { // why
		<-q.ch
	}
	func() { <-q.ch }()
}

func plain() { work() }

var x = make(chan int, 1<<30)
`

// identified returns findings at the lines of a file named name with the text.
func identified(t *testing.T, name, text string, lines ...int) []report.Finding {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var findings []report.Finding
	for _, line := range lines {
		at := report.Position{File: name, Line: line, Column: 2}
		findings = append(findings, report.Finding{Note: report.Note{Position: at}, Analyzer: "lenpoll", Kind: "racydrain"})
	}
	Add(findings, source.In(dir))
	return findings
}

func TestFunctionAndSnippet(t *testing.T) {
	drain := report.Lines{First: 3, Last: 8}
	want := []struct {
		function, snippet string
		body              report.Lines
	}{
		{"Queue.drain", "for len ( q . ch ) > 0 {", drain},
		{"Queue.drain", "func ( ) { <- q . ch } ( )", drain},
		{"plain", "func plain ( ) { work ( ) }", report.Lines{First: 10, Last: 10}},
		{"", "var x = make ( chan int , 1 << 30 )", report.Lines{}},
		{"", "", report.Lines{}}, // behind the end
	}
	for i, f := range identified(t, "a.go", file, 4, 7, 10, 12, 99) {
		if f.Function != want[i].function || f.Snippet != want[i].snippet || f.Body != want[i].body {
			t.Errorf("%d: %q, %q, %v, want %v", f.Line, f.Function, f.Snippet, f.Body, want[i])
		}
	}
}

// The fingerprint stays when the file is renamed, lines move and white space or a
// comment changes; it differs between places that look alike, and with the code.
func TestFingerprint(t *testing.T) {
	before := identified(t, "a.go", file, 4)[0].Fingerprint
	moved := "package p\n\n// New.\n\nfunc (r *Queue[A, B]) drain() {\n\n\n  for len(q.ch)>0 {\n<-q.ch}}\n"
	if got := identified(t, "b.go", moved, 8)[0].Fingerprint; got != before {
		t.Errorf("fingerprint %s after the move, before it %s", got, before)
	}
	twice := identified(t, "a.go", file, 4, 4)
	if twice[0].Fingerprint != before || twice[1].Fingerprint == before {
		t.Errorf("fingerprints of two alike: %s, %s, of one %s", twice[0].Fingerprint, twice[1].Fingerprint, before)
	}
	if got := identified(t, "a.go", file, 5)[0].Fingerprint; got == before {
		t.Error("another line has the same fingerprint")
	}
}

// A file that does not parse, or is not there, gives findings without a function.
func TestBroken(t *testing.T) {
	if got := identified(t, "a.go", "package p\nfunc f( {\n\tx(\n", 3)[0]; got.Snippet != "x (" {
		t.Errorf("snippet %q", got.Snippet)
	}
}
