// Package changes tells which lines of a tree are new, by git or by a patch.
package changes

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/bluekeyes/go-gitdiff/gitdiff"

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
// names start in top or, where there is no such file, in cwd.
func FromPatch(patch io.Reader, top, cwd string) (*Changes, error) {
	c := &Changes{cwd: cwd, files: make(map[string]*file)}
	files, preamble, err := gitdiff.Parse(patch)
	switch {
	case err != nil:
		return nil, fmt.Errorf("not a patch: %w", err)
	case len(files) == 0 && strings.TrimSpace(preamble) != "":
		return nil, errors.New("not a patch: there is text but no file in it")
	}
	for _, f := range files {
		if f.IsDelete {
			continue
		}
		name := filepath.FromSlash(f.NewName)
		path := filepath.Join(top, name)
		if _, err := os.Stat(path); err != nil {
			path = filepath.Join(cwd, name)
		}
		c.files[path] = changed(f.TextFragments)
	}
	return c, nil
}

// changed reads the fragments of one file.
func changed(fragments []*gitdiff.TextFragment) *file {
	f := &file{added: make(map[int]bool)}
	for _, fragment := range fragments {
		line := int(fragment.NewPosition)
		if fragment.NewLines == 0 {
			line++ // the position is that of the line before
		}
		removed, added := false, false // in the run of changed lines so far
		end := func() {
			if removed && !added {
				f.cuts = append(f.cuts, line-1)
			}
			removed, added = false, false
		}
		for _, l := range fragment.Lines {
			switch l.Op {
			case gitdiff.OpContext:
				end()
				line++
			case gitdiff.OpDelete:
				removed = true
			case gitdiff.OpAdd:
				added = true
				f.added[line] = true
				line++
			}
		}
		end()
	}
	return f
}
