package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestLine(t *testing.T) {
	f := New([]byte("one\r\ntwo\n\nfour"))
	for n, want := range []string{"", "one", "two", "", "four", ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
}

func TestPosition(t *testing.T) {
	f := New([]byte("ab\ncd\n"))
	tests := []struct{ offset, line, column int }{
		{0, 1, 1}, {2, 1, 3}, {3, 2, 1}, {5, 2, 3}, {6, 3, 1}, {-1, 1, 1}, {99, 3, 1},
	}
	for _, test := range tests {
		if got := f.Position(test.offset); got.Line != test.line || got.Column != test.column {
			t.Errorf("offset %d is at %v, want %d:%d", test.offset, got, test.line, test.column)
		}
	}
}

// Other tools count code units of UTF-16: one for ü, which has two bytes, two
// for a character outside of the basic plane, which has four.
func TestUTF16(t *testing.T) {
	f := New([]byte("ü𝄞x"))
	tests := []struct{ line, column, want int }{{1, 1, 1}, {1, 3, 2}, {1, 7, 4}, {1, 8, 5}, {1, 99, 99}, {2, 1, 1}, {1, 0, 0}}
	for _, test := range tests {
		if got := f.UTF16(test.line, test.column); got != test.want {
			t.Errorf("%d:%d is column %d, want %d", test.line, test.column, got, test.want)
		}
	}
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a b.go")
	if err := os.WriteFile(name, []byte("package p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := In(dir)
	if files.File("a b.go") != files.File(name) {
		t.Error("a relative and an absolute name are two files")
	}
	if got := files.File("a b.go").Line(1); got != "package p" {
		t.Errorf("line 1 is %q", got)
	}
	if got := files.File("none.go").Line(1); got != "" {
		t.Errorf("a file that is not there has the line %q", got)
	}
}
