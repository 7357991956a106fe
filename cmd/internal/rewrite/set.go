package rewrite

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// A Set holds fixes that can be applied together.
type Set struct {
	sources Sources
	fixes   []report.Finding // in the order of the findings
	Skipped []Skip
}

// A Skip is a finding whose fix is left out.
type Skip struct {
	Finding report.Finding
	Reason  string
}

// A Change is what a set makes of one file.
type Change struct {
	File     string // as the findings name it: absolute
	Old, New []byte
	source   *source
}

// Select chooses the fixes of findings, which were made from what the sources
// hold. Where two want to change the same place, the first wins.
func (s Sources) Select(findings []report.Finding) *Set {
	set := &Set{sources: s}
	for _, f := range findings {
		if len(edits(f)) == 0 {
			continue
		}
		if reason := set.refuses(f); reason != "" {
			set.Skipped = append(set.Skipped, Skip{f, reason})
			continue
		}
		set.fixes = append(set.fixes, f)
	}
	return set
}

// Len is the number of fixes.
func (s *Set) Len() int { return len(s.fixes) }

// refuses tells why the fix of f cannot join the set, or nothing.
func (s *Set) refuses(f report.Finding) string {
	for _, e := range edits(f) {
		switch src := s.sources[e.File]; {
		case src == nil:
			return errChanged.Error()
		case src.err != nil:
			return src.err.Error()
		case e.Start < 0 || e.Start > e.End || e.End > len(src.text):
			return errChanged.Error()
		}
	}
	for _, other := range s.fixes {
		for _, e := range edits(f) {
			if s.conflicts(e, edits(other)) {
				return fmt.Sprintf("its fix overlaps that of %s: run again", other.Position)
			}
		}
	}
	return ""
}

// conflicts reports whether an edit and those of another fix want to change the
// same place. Among the imports two fixes may add at the same place, because the
// order does not matter there, and change the same twice.
func (s *Set) conflicts(e report.Edit, others []report.Edit) bool {
	for _, o := range others {
		if o.File != e.File || !overlap(e, o) {
			continue
		}
		insertions := e.Start == e.End && o.Start == o.End
		if e.End > s.sources[e.File].imports || !insertions && e != o {
			return true
		}
	}
	return false
}

// overlap reports whether two edits share a byte, or a place to insert at.
func overlap(a, b report.Edit) bool {
	if a.Start == b.Start && (a.Start == a.End) == (b.Start == b.End) {
		return true
	}
	return a.Start < b.End && b.Start < a.End
}

// Changes returns what becomes of the files, by name.
func (s *Set) Changes() []Change {
	byFile := make(map[string][]report.Edit)
	for _, f := range s.fixes {
		for _, e := range edits(f) {
			if !slices.Contains(byFile[e.File], e) {
				byFile[e.File] = append(byFile[e.File], e)
			}
		}
	}
	var changes []Change
	for _, file := range slices.Sorted(maps.Keys(byFile)) {
		src := s.sources[file]
		changes = append(changes, Change{File: file, Old: src.text, New: src.render(byFile[file]), source: src})
	}
	return changes
}

// ordered returns the edits of one file from its start to its end; what is
// inserted comes in front of what is replaced at the same place.
func ordered(edits []report.Edit) []report.Edit {
	sorted := slices.Clone(edits)
	slices.SortStableFunc(sorted, func(a, b report.Edit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return sorted
}

// Rest returns those of findings that the set does not fix.
func (s *Set) Rest(findings []report.Finding) []report.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f report.Finding) bool {
		return slices.ContainsFunc(s.fixes, func(fixed report.Finding) bool { return same(f, fixed) })
	})
}
