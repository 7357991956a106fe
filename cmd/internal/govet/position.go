package govet

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// parsePosition reads file:line:column or file:line. Everything else is the
// name of a file.
func parsePosition(s string) report.Position {
	file, last, ok := cutNumber(s)
	if !ok {
		return report.Position{File: s}
	}
	if outer, line, ok := cutNumber(file); ok {
		return report.Position{File: outer, Line: line, Column: last}
	}
	return report.Position{File: file, Line: last}
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

	originals map[string]string // see Config
}

// short returns path relative to the user's directory where it is inside, and
// absolute elsewhere.
func (p paths) short(path string) string {
	return report.Short(p.cwd, p.abs(path))
}

// abs returns path as an absolute one: that of the original, where it stands for
// another file.
func (p paths) abs(path string) string {
	if filepath.IsAbs(path) {
		path = filepath.Clean(path)
	} else {
		path = filepath.Join(p.dir, path)
	}
	if original, ok := p.originals[path]; ok {
		return original
	}
	return path
}

// position reads the position s of the go command.
func (p paths) position(s string) report.Position {
	at := parsePosition(s)
	at.File = p.short(at.File)
	return at
}

// leading matches the position at the start of a message of the compiler.
var leading = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\s*)((?:[A-Za-z]:)?[^:\s][^:]*\.\w+:\d+(?::\d+)?)(: .*)$`)
})

// line returns a line of the go command with the path at its start shortened,
// and whether there is one.
func (p paths) line(s string) (string, bool) {
	m := leading().FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	return m[1] + p.position(m[2]).String() + m[3], true
}
