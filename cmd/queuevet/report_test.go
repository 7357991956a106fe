package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/govet"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

func at(file string, line, column int, message string) report.Note {
	return report.Note{Position: report.Position{File: file, Line: line, Column: column}, Message: message}
}

// Findings are sorted by position, then by analyzer, and printed once.
func TestWriteText(t *testing.T) {
	r := govet.Result{Findings: []report.Finding{
		{Note: at("b.go", 1, 1, "m"), Analyzer: "x"},
		{Note: at("a.go", 10, 2, "m"), Analyzer: "x"},
		{Note: at("a.go", 9, 12, "m"), Analyzer: "x"},
		{Note: at("a.go", 9, 2, "n"), Analyzer: "x", Related: []report.Note{at("c.go", 3, 1, "because")}},
		{Note: at("a.go", 9, 2, "m"), Analyzer: "y"},
		{Note: at("a.go", 9, 2, "n"), Analyzer: "x", Related: []report.Note{at("c.go", 3, 1, "because")}}, // the test variant
	}}
	var b strings.Builder
	if err := writeText(&b, report.Sorted(r.Findings)); err != nil {
		t.Fatal(err)
	}
	want := `a.go:9:2: n (x)
	c.go:3:1: because
a.go:9:2: m (y)
a.go:9:12: m (x)
a.go:10:2: m (x)
b.go:1:1: m (x)
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteTextFails(t *testing.T) {
	if err := writeText(fullDisk{}, []report.Finding{{Note: at("a.go", 1, 1, "m"), Analyzer: "x"}}); err == nil {
		t.Error("no error for a writer that fails")
	}
}

func TestPrint(t *testing.T) {
	found := []report.Finding{{Note: at("a.go", 1, 1, "m"), Analyzer: "x"}}
	tests := map[string]struct {
		govet.Result
		code int
	}{
		"nothing":             {govet.Result{}, exitClean},
		"a warning":           {govet.Result{Warnings: []string{"w"}}, exitClean},
		"a finding":           {govet.Result{Findings: found}, exitFindings},
		"an error":            {govet.Result{Errors: []string{"e"}}, exitError},
		"an error, a finding": {govet.Result{Errors: []string{"e"}, Findings: found}, exitError},
		"a wrong flag":        {govet.Result{Errors: []string{"e"}, BadUsage: true}, exitUsage},
	}
	for name, test := range tests {
		var stdout, stderr strings.Builder
		c := command{stdout: &stdout, stderr: &stderr}
		if got := c.print(test.Result); got != test.code {
			t.Errorf("%s: exit code %d, want %d", name, got, test.code)
		}
		if got := stdout.Len() > 0; got != (len(test.Findings) > 0) {
			t.Errorf("%s: stdout is %q", name, stdout.String())
		}
	}
}

func TestPrintFails(t *testing.T) {
	var stderr strings.Builder
	c := command{stdout: fullDisk{}, stderr: &stderr}
	code := c.print(govet.Result{Findings: []report.Finding{{Note: at("a.go", 1, 1, "m"), Analyzer: "x"}}})
	if code != exitError || stderr.String() != "queuevet: disk full\n" {
		t.Errorf("code %d, stderr %q", code, stderr.String())
	}
}
