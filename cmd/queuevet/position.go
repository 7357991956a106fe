package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A position is a place in a file. Line and column are 0 where they are not
// known.
type position struct {
	file         string
	line, column int
}

// String is the form that editors and terminals can jump to.
func (p position) String() string {
	switch {
	case p.line == 0:
		return p.file
	case p.column == 0:
		return fmt.Sprintf("%s:%d", p.file, p.line)
	}
	return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.column)
}

// parsePosition reads file:line:column or file:line. Everything else is the
// name of a file.
func parsePosition(s string) position {
	file, last, ok := cutNumber(s)
	if !ok {
		return position{file: s}
	}
	if outer, line, ok := cutNumber(file); ok {
		return position{outer, line, last}
	}
	return position{file, last, 0}
}

func cutNumber(s string) (before string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

// Paths turns the paths of the go command into those that are printed.
type paths struct {
	dir string // where the go command ran; its relative paths start here
	cwd string // the user's directory
}

// short returns path relative to the user's directory where it is inside, and
// absolute elsewhere.
func (p paths) short(path string) string {
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.dir, path)
	}
	rel, err := filepath.Rel(p.cwd, path)
	if err != nil || !filepath.IsLocal(rel) {
		return filepath.Clean(path)
	}
	return rel
}

// position reads the position s of the go command.
func (p paths) position(s string) position {
	at := parsePosition(s)
	at.file = p.short(at.file)
	return at
}

// leading matches the position at the start of a message of the compiler.
var leading = regexp.MustCompile(`^(\s*)((?:[A-Za-z]:)?[^:\s][^:]*\.\w+:\d+(?::\d+)?)(: .*)$`)

// line returns a line of the go command with the path at its start shortened,
// and whether there is one.
func (p paths) line(s string) (string, bool) {
	m := leading.FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	return m[1] + p.position(m[2]).String() + m[3], true
}
