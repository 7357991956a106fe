// Package source reads the files that findings are in: for the line under a
// finding, for columns as other tools count them, for what surrounds a place.
package source

import (
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"unicode/utf8"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// Files are source files by name, read when they are first asked for.
type Files struct {
	dir   string
	files map[string]*File
}

// A File is the text of one source file, empty where it cannot be read.
type File struct {
	Text  []byte
	lines []int // where each line begins
}

// In returns the files whose relative names start in dir.
func In(dir string) *Files { return &Files{dir: dir, files: make(map[string]*File)} }

// File returns the file with the name, never nil.
func (f *Files) File(name string) *File {
	if !filepath.IsAbs(name) {
		name = filepath.Join(f.dir, name)
	}
	file := f.files[name]
	if file == nil {
		text, _ := os.ReadFile(name) // a file that is gone has no lines to show
		file = New(text)
		f.files[name] = file
	}
	return file
}

// New returns the file with the text.
func New(text []byte) *File {
	file := &File{Text: text, lines: []int{0}}
	for i, b := range text {
		if b == '\n' {
			file.lines = append(file.lines, i+1)
		}
	}
	return file
}

// Line returns line n, from 1, without its end; nothing where there is none.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	line, _, _ := bytes.Cut(f.Text[f.lines[n-1]:], []byte("\n"))
	return string(bytes.TrimSuffix(line, []byte("\r")))
}

// Position returns where the byte at offset is: its line and column.
func (f *File) Position(offset int) report.Position {
	offset = min(max(offset, 0), len(f.Text))
	line := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > offset })
	return report.Position{Line: line, Column: offset - f.lines[line-1] + 1}
}

// UTF16 turns a column in bytes into one in UTF-16 code units, both from 1.
func (f *File) UTF16(line, column int) int {
	text := f.Line(line)
	if column < 1 || column-1 > len(text) {
		return column
	}
	units := 1
	for _, r := range text[:column-1] {
		units++
		if r >= 0x10000 && r != utf8.RuneError {
			units++
		}
	}
	return units
}

// Lines returns how many lines there are. The end of the last one begins none.
func (f *File) Lines() int {
	n := len(f.lines)
	if f.lines[n-1] == len(f.Text) {
		n--
	}
	return n
}
