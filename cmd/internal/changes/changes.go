// Package changes tells which lines of a tree are new, by git or by a patch.
package changes

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sourcegraph/go-diff/diff"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// Changes are the changed lines of files.
type Changes struct {
	cwd   string // where relative names of findings start
	files map[string]*file
}

// A file is what changed in one.
type file struct {
	whole bool         // all of it is new
	added map[int]bool // the lines that are new
	cuts  []int        // the lines behind which others were removed and none added
}

// New reports whether a finding came with the changes: it, or a place that
// explains it, is on a line that is new, or lines were only removed from the
// function around it, as a deferred Done may be.
func (c *Changes) New(f report.Finding) bool {
	if c.touches(f.Note) {
		return true
	}
	for _, r := range f.Related {
		if c.touches(r) {
			return true
		}
	}
	if changed := c.file(f.File); changed != nil && f.Function != "" {
		for _, line := range changed.cuts {
			if line >= f.Body.First && line < f.Body.Last {
				return true
			}
		}
	}
	return false
}

// touches reports whether a line of n is new.
func (c *Changes) touches(n report.Note) bool {
	changed := c.file(n.File)
	if changed == nil {
		return false
	}
	for line := n.Line; line <= max(n.Line, n.End.Line); line++ {
		if changed.whole || changed.added[line] {
			return true
		}
	}
	return false
}

func (c *Changes) file(name string) *file {
	if !filepath.IsAbs(name) {
		name = filepath.Join(c.cwd, name)
	}
	return c.files[name]
}

// FromPatch reads the changes of a patch, in the form of diff -u or of git. Its
// names start in top or, where there is no such file, in cwd; the first part of a
// name counts as long as there is such a file with it.
func FromPatch(patch io.Reader, top, cwd string) (*Changes, error) {
	text, err := io.ReadAll(patch)
	if err != nil {
		return nil, err
	}
	files, err := diff.ParseMultiFileDiff(withoutTimes(text))
	switch {
	case err != nil:
		return nil, fmt.Errorf("not a patch: %w", err)
	case len(files) == 0 && len(bytes.TrimSpace(text)) > 0:
		return nil, errors.New("not a patch: there is text but no file in it")
	}
	c := &Changes{cwd: cwd, files: make(map[string]*file)}
	for _, f := range files {
		if f.NewName == "" || f.NewName == os.DevNull {
			continue // deleted
		}
		changed, err := changed(f.Hunks)
		if err != nil {
			return nil, fmt.Errorf("not a patch: %s: %w", f.NewName, err)
		}
		c.files[located(f.NewName, top, cwd)] = changed
	}
	return c, nil
}

// withoutTimes cuts what follows the names of files, which not all programs write
// in the same way: it is none of the patch's lines that count.
func withoutTimes(patch []byte) []byte {
	var kept bytes.Buffer
	for line := range bytes.Lines(patch) {
		if name, _, ok := bytes.Cut(line, []byte("\t")); ok && (bytes.HasPrefix(line, []byte("--- ")) || bytes.HasPrefix(line, []byte("+++ "))) {
			line = append(bytes.Clone(name), '\n')
		}
		kept.Write(line)
	}
	return kept.Bytes()
}

// located is the file that a patch names. Git and diff -r put a part before each
// name, a/ and b/ by default, that is none of the tree.
func located(name, top, cwd string) string {
	name = filepath.FromSlash(name)
	names := []string{name}
	if prefix, rest, ok := strings.Cut(name, string(filepath.Separator)); ok {
		names = append(names, rest)
		if len(prefix) == 1 {
			slices.Reverse(names)
		}
	}
	for _, name := range names {
		for _, dir := range []string{top, cwd} {
			if path := filepath.Join(dir, name); exists(path) {
				return path
			}
		}
	}
	return filepath.Join(cwd, names[0])
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// changed reads the hunks of one file. Text behind the lines that a hunk announces
// is not part of it: mails have a signature there.
func changed(hunks []*diff.Hunk) (*file, error) {
	f := &file{added: make(map[int]bool)}
	for _, hunk := range hunks {
		line := int(hunk.NewStartLine)
		if hunk.NewLines == 0 {
			line++ // the position is that of the line before
		}
		old, fresh := hunk.OrigLines, hunk.NewLines // still to come
		removed, added := false, false              // in the run of changed lines so far
		end := func() {
			if removed && !added {
				f.cuts = append(f.cuts, line-1)
			}
			removed, added = false, false
		}
		for text := range bytes.Lines(hunk.Body) {
			if old <= 0 && fresh <= 0 {
				break
			}
			switch text[0] {
			case '-':
				removed = true
				old--
			case '+':
				added = true
				f.added[line] = true
				line++
				fresh--
			default: // a line of both; some programs cut the space of an empty one
				end()
				line++
				old--
				fresh--
			}
		}
		end()
		if old != 0 || fresh != 0 {
			return nil, fmt.Errorf("the hunk at line %d does not have the lines that it announces", hunk.NewStartLine)
		}
	}
	return f, nil
}
