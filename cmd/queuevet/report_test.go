package main

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func at(file string, line, column int) position { return position{file, line, column} }

// Findings are sorted by position, then by analyzer, and printed once.
func TestWriteText(t *testing.T) {
	r := result{findings: []finding{
		{note{at("b.go", 1, 1), "m"}, "x", nil},
		{note{at("a.go", 10, 2), "m"}, "x", nil},
		{note{at("a.go", 9, 12), "m"}, "x", nil},
		{note{at("a.go", 9, 2), "n"}, "x", []note{{at("c.go", 3, 1), "because"}}},
		{note{at("a.go", 9, 2), "m"}, "y", nil},
		{note{at("a.go", 9, 2), "n"}, "x", []note{{at("c.go", 3, 1), "because"}}}, // the test variant
	}}
	var b strings.Builder
	if err := writeText(&b, r.sorted()); err != nil {
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
	if err := writeText(fullDisk{}, []finding{{note{at("a.go", 1, 1), "m"}, "x", nil}}); err == nil {
		t.Error("no error for a writer that fails")
	}
}

func TestLines(t *testing.T) {
	r := result{errors: []string{"b", "a", "b"}, warnings: []string{"w"}}
	if got := r.lines(); !slices.Equal(got, []string{"w", "b", "a"}) {
		t.Errorf("lines() = %q", got)
	}
}

func TestPrint(t *testing.T) {
	found := []finding{{note{at("a.go", 1, 1), "m"}, "x", nil}}
	tests := map[string]struct {
		result
		code int
	}{
		"nothing":             {result{}, exitClean},
		"a warning":           {result{warnings: []string{"w"}}, exitClean},
		"a finding":           {result{findings: found}, exitFindings},
		"an error":            {result{errors: []string{"e"}}, exitError},
		"an error, a finding": {result{errors: []string{"e"}, findings: found}, exitError},
		"a wrong flag":        {result{errors: []string{"e"}, badUsage: true}, exitUsage},
	}
	for name, test := range tests {
		var stdout, stderr strings.Builder
		c := command{stdout: &stdout, stderr: &stderr}
		if got := c.print(test.result); got != test.code {
			t.Errorf("%s: exit code %d, want %d", name, got, test.code)
		}
		if got := stdout.Len() > 0; got != (len(test.findings) > 0) {
			t.Errorf("%s: stdout is %q", name, stdout.String())
		}
	}
}

func TestPrintFails(t *testing.T) {
	var stderr strings.Builder
	c := command{stdout: fullDisk{}, stderr: &stderr}
	code := c.print(result{findings: []finding{{note{at("a.go", 1, 1), "m"}, "x", nil}}})
	if code != exitError || stderr.String() != "queuevet: disk full\n" {
		t.Errorf("code %d, stderr %q", code, stderr.String())
	}
}
