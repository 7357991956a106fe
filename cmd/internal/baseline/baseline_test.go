package baseline

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

func finding(file, function, snippet string) report.Finding {
	at := report.Position{File: file, Line: 1}
	return report.Finding{Note: report.Note{Position: at}, Analyzer: "lenpoll", Kind: "busypoll", Function: function, Snippet: snippet}
}

// written returns the baseline of findings, read from its file.
func written(t *testing.T, dir string, findings ...report.Finding) *Baseline {
	t.Helper()
	name := filepath.Join(dir, "baseline.json")
	if err := Write(name, dir, findings); err != nil {
		t.Fatal(err)
	}
	b, err := Read(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFilter(t *testing.T) {
	dir := t.TempDir()
	b := written(t, dir, finding("a.go", "f", "x"), finding("a.go", "f", "x"), finding("b.go", "g", "y"))
	tests := map[string]struct {
		findings []report.Finding
		fresh    []string // files
		stale    []string
	}{
		"the same":          {[]report.Finding{finding("a.go", "f", "x"), finding("a.go", "f", "x"), finding("b.go", "g", "y")}, nil, nil},
		"moved":             {[]report.Finding{finding("c/a.go", "f", "x"), finding("d.go", "f", "x"), finding("b.go", "g", "y")}, nil, nil},
		"an absolute name":  {[]report.Finding{finding(filepath.Join(dir, "a.go"), "f", "x"), finding("a.go", "f", "x"), finding("b.go", "g", "y")}, nil, nil},
		"one more":          {[]report.Finding{finding("0.go", "f", "x"), finding("a.go", "f", "x"), finding("a.go", "f", "x"), finding("b.go", "g", "y")}, []string{"0.go"}, nil},
		"one less":          {[]report.Finding{finding("a.go", "f", "x"), finding("b.go", "g", "y")}, nil, []string{"a.go: lenpoll/busypoll in f: x"}},
		"another function":  {[]report.Finding{finding("a.go", "f", "x"), finding("a.go", "f", "x"), finding("b.go", "h", "y")}, []string{"b.go"}, []string{"b.go: lenpoll/busypoll in g: y"}},
		"nothing is there":  {nil, nil, []string{"a.go: lenpoll/busypoll in f: x", "b.go: lenpoll/busypoll in g: y"}},
		"another code line": {[]report.Finding{finding("a.go", "f", "x"), finding("a.go", "f", "x"), finding("b.go", "g", "z")}, []string{"b.go"}, []string{"b.go: lenpoll/busypoll in g: y"}},
	}
	for name, test := range tests {
		fresh, stale := b.Filter(test.findings, dir)
		var files, entries []string
		for _, f := range fresh {
			files = append(files, f.File)
		}
		for _, e := range stale {
			entries = append(entries, e.String())
		}
		if !slices.Equal(files, test.fresh) || !slices.Equal(entries, test.stale) {
			t.Errorf("%s: fresh %q, stale %q", name, files, entries)
		}
	}
}

// The file is sorted, whatever the order of the findings, and names files from
// its own directory.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "sub", "b.json")
	if err := os.Mkdir(filepath.Dir(name), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, dir, []report.Finding{finding("z.go", "", "x < y"), finding("a.go", "f", "x")}); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(name)
	want := `{
  "version": 1,
  "findings": [
    {
      "analyzer": "lenpoll",
      "kind": "busypoll",
      "function": "f",
      "snippet": "x",
      "file": "../a.go",
      "count": 1
    },
    {
      "analyzer": "lenpoll",
      "kind": "busypoll",
      "snippet": "x < y",
      "file": "../z.go",
      "count": 1
    }
  ]
}
`
	if err != nil || string(text) != want {
		t.Errorf("%s, %v", text, err)
	}
}

func TestReadFails(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "b.json")
	tests := map[string]string{
		"":                                  ":1: no baseline of queuevet: EOF",
		"{\n\"version\": 1,\n":              ":3: no baseline of queuevet: unexpected EOF",
		"{\n\"version\": one}":              ":2: no baseline of queuevet: invalid character 'o'",
		"{\"version\": 1,\n\"finding\": 3}": `: no baseline of queuevet: json: unknown field "finding"`,
		"{\"version\": 1}\n[]":              ":2: no baseline of queuevet: something follows the end",
		"{\"version\": \"1\"}":              ":1: no baseline of queuevet: json: cannot unmarshal",
		"{\"version\": 2}":                  ": version 2 of the baseline is not known, only 1",
		"<<<<<<< HEAD\n":                    ":1: no baseline of queuevet: invalid character '<'",
	}
	for text, want := range tests {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(name); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
	if _, err := Read(filepath.Join(dir, "none")); err == nil {
		t.Error("no error for a file that is not there")
	}
}
