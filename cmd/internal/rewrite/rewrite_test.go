package rewrite

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

func anywhere(string) error { return nil }

// finding is one with a fix that replaces the first old in file.
func finding(t *testing.T, file, old, text string) report.Finding {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(src), old)
	if at < 0 {
		t.Fatalf("%s holds no %q", file, old)
	}
	edit := report.Edit{File: file, Start: at, End: at + len(old), New: text}
	return report.Finding{
		Note:  report.Note{Position: report.Position{File: file, Line: at + 1}, Message: old},
		Fixes: []report.Fix{{Edits: []report.Edit{edit}}},
	}
}

// files writes files and returns their names.
func files(t *testing.T, texts ...string) []string {
	t.Helper()
	dir := t.TempDir()
	var names []string
	for i, text := range texts {
		name := filepath.Join(dir, string(rune('a'+i))+".go")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

const source1 = "package p\n\nvar a = 1\n"

// two returns the changes of two files, with their names.
func two(t *testing.T) ([]string, []Change) {
	t.Helper()
	names := files(t, source1, source1)
	found := []report.Finding{finding(t, names[0], "1", "2"), finding(t, names[1], "1", "2")}
	return names, Load(found, anywhere).Select(found).Changes()
}

func TestWrite(t *testing.T) {
	names, changes := two(t)
	if err := Write(changes); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if got := read(t, name); got != "package p\n\nvar a = 2\n" {
			t.Errorf("%s holds %q", name, got)
		}
	}
	onlyThese(t, names)
}

// onlyThese requires that nothing else is left beside the files.
func onlyThese(t *testing.T, names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(names[0]))
	if err != nil || len(entries) != len(names) {
		t.Errorf("%d files, want %d (%v)", len(entries), len(names), err)
	}
}

// Where one file cannot be replaced, those before it get their text back.
func TestWriteUndone(t *testing.T) {
	names, changes := two(t)
	full := errors.New("disk full")
	err := write(changes, func(from, to string) error {
		if to == names[1] {
			return full
		}
		return os.Rename(from, to)
	})
	if !errors.Is(err, full) || !strings.Contains(err.Error(), "nothing was written") {
		t.Errorf("error %v", err)
	}
	for _, name := range names {
		if got := read(t, name); got != source1 {
			t.Errorf("%s holds %q", name, got)
		}
	}
	onlyThese(t, names)
}

// Where that fails too, the error names the file.
func TestWriteNotUndone(t *testing.T) {
	names, changes := two(t)
	calls := 0
	err := write(changes, func(from, to string) error {
		if calls++; calls > 1 {
			return errors.New("disk gone")
		}
		return os.Rename(from, to)
	})
	if err == nil || !strings.Contains(err.Error(), names[0]+" keeps its fixes: disk gone") {
		t.Errorf("error %v", err)
	}
}

func TestWriteChanged(t *testing.T) {
	names, changes := two(t)
	if err := os.WriteFile(names[1], []byte("package q\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(changes); !errors.Is(err, errChanged) {
		t.Errorf("error %v", err)
	}
	if got := read(t, names[0]); got != source1 {
		t.Errorf("%s holds %q", names[0], got)
	}
	onlyThese(t, names)
}

func TestWriteNowhere(t *testing.T) {
	names, changes := two(t)
	if err := os.RemoveAll(filepath.Dir(names[0])); err != nil {
		t.Fatal(err)
	}
	if err := Write(changes); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

// The first of two fixes for one place wins; imports may be added at one place.
func TestSelect(t *testing.T) {
	const text = "package p\n\nimport \"os\"\n\nvar a = os.Args\n"
	name := files(t, text)[0]
	at := func(start, end int, text string) report.Finding {
		edit := report.Edit{File: name, Start: start, End: end, New: text}
		return report.Finding{
			Note:  report.Note{Position: report.Position{File: name, Line: start}, Message: text},
			Fixes: []report.Fix{{Edits: []report.Edit{edit}}},
		}
	}
	body := strings.Index(text, "a =")
	tests := map[string]struct {
		second report.Finding
		both   bool
	}{
		"the same place":     {at(body, body+3, "b ="), false},
		"inside":             {at(body+1, body+2, "b"), false},
		"inserted inside":    {at(body+1, body+1, "b"), false},
		"inserted in front":  {at(body, body, "b"), true},
		"inserted behind":    {at(body+3, body+3, "b"), true},
		"next to it":         {at(body+3, body+4, "b"), true},
		"outside the file":   {at(body, 1000, "b"), false},
		"the wrong way":      {at(body+1, body, "b"), false},
		"in an unknown file": {report.Finding{Fixes: []report.Fix{{Edits: []report.Edit{{File: "other.go"}}}}}, false},
	}
	for what, test := range tests {
		found := []report.Finding{at(body, body+3, "c ="), test.second}
		set := Load(found[:1], anywhere).Select(found)
		if both := set.Len() == 2; both != test.both || len(set.Skipped) == 1 == both {
			t.Errorf("%s: %d fixes, skipped %+v", what, set.Len(), set.Skipped)
		}
	}
	imports := []report.Finding{at(11, 11, "import \"io\"\n"), at(11, 11, "import \"fmt\"\n"), at(11, 11, "import \"io\"\n")}
	set := Load(imports, anywhere).Select(imports)
	if got := string(set.Changes()[0].New); set.Len() != 3 || strings.Count(got, "import \"io\"") != 1 || !strings.Contains(got, "import \"fmt\"") {
		t.Errorf("%d fixes make\n%s", set.Len(), got)
	}
}

// Faults leave out what is next to them; a fault elsewhere leaves out all, and
// each that is innocent comes back.
func TestVerify(t *testing.T) {
	name := files(t, "package p\n\nvar a = 1\nvar b = 2\nvar c = 3\n")[0]
	found := []report.Finding{finding(t, name, "1", "x"), finding(t, name, "2", "bad"), finding(t, name, "3", "z")}
	for _, place := range []Fault{{File: name, Line: 4}, {File: name, Line: 40}, {Message: "elsewhere"}} {
		set := Load(found, anywhere).Select(found)
		var last string
		err := set.Verify(func(changes []Change) ([]Fault, error) {
			text := string(changes[0].New)
			if strings.Contains(text, "bad") {
				return []Fault{place}, nil
			}
			last = text
			return nil, nil
		})
		if err != nil || set.Len() != 2 || len(set.Skipped) != 1 || set.Skipped[0].Finding.Message != "2" {
			t.Errorf("%+v: %d fixes, skipped %+v, %v", place, set.Len(), set.Skipped, err)
		}
		if got := string(set.Changes()[0].New); got != last {
			t.Errorf("%+v: the last that compiled was\n%swant\n%s", place, last, got)
		}
	}
	fails := errors.New("no go command")
	set := Load(found, anywhere).Select(found)
	if err := set.Verify(func([]Change) ([]Fault, error) { return nil, fails }); !errors.Is(err, fails) {
		t.Errorf("error %v", err)
	}
}

// What a file's own text forbids.
func TestLoad(t *testing.T) {
	tests := map[string]error{
		"// Code generated by x. DO NOT EDIT.\n\npackage p\n":     errGenerated,
		"package p\n\n//line x.y:1\nvar a int\n":                  errLines,
		"package p\n\nvar a /*line x.y:1:2*/ int\n":               errLines,
		"package p\n\nimport \"C\"\n":                             errLines,
		"package p\n\nvar\n":                                      errSyntax,
		"package p\n\n// The line of x.y:1 is kept.\nvar a int\n": nil,
	}
	for text, want := range tests {
		name := files(t, text)[0]
		found := []report.Finding{finding(t, name, "package", "package")}
		if got := Load(found, anywhere)[name].err; !errors.Is(got, want) {
			t.Errorf("%q: error %v, want %v", text, got, want)
		}
	}
	name := filepath.Join(t.TempDir(), "gone.go")
	gone := []report.Finding{{Fixes: []report.Fix{{Edits: []report.Edit{{File: name}}}}}}
	if err := Load(gone, anywhere)[name].err; !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is gone: %v", err)
	}
}

func TestRest(t *testing.T) {
	name := files(t, source1)[0]
	fixed := finding(t, name, "1", "2")
	other := report.Finding{Note: report.Note{Message: "other"}}
	set := Load([]report.Finding{fixed}, anywhere).Select([]report.Finding{fixed, other})
	rest := set.Rest([]report.Finding{other, fixed, fixed})
	if !slices.EqualFunc(rest, []report.Finding{other}, same) {
		t.Errorf("rest %+v", rest)
	}
}
