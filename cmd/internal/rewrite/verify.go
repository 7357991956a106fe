package rewrite

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// A Fault is an error of the compiler that the changes have made.
type Fault struct {
	File    string // absolute; empty where it is not in a changed file
	Line    int    // in the changed text
	Message string
}

// Verify leaves fixes out until check, which compiles the changes, finds no
// fault: first those next to the faults, and of these the innocent come back. The
// last call of check that found none had the changes of the set. The error is
// that of check.
func (s *Set) Verify(check func([]Change) ([]Fault, error)) error {
	var suspects []Skip
	for s.Len() > 0 {
		faults, err := check(s.Changes())
		if err != nil {
			return err
		}
		if len(faults) == 0 {
			break
		}
		suspects = append(suspects, s.leaveOut(faults)...)
	}
	if len(suspects) == 1 {
		s.Skipped = append(s.Skipped, suspects...) // it was tried with these very others
		return nil
	}
	for _, suspect := range suspects {
		if err := s.try(suspect, check); err != nil {
			return err
		}
	}
	return nil
}

// try takes a suspect back where the set compiles with it.
func (s *Set) try(suspect Skip, check func([]Change) ([]Fault, error)) error {
	if reason := s.refuses(suspect.Finding); reason != "" {
		s.Skipped = append(s.Skipped, Skip{suspect.Finding, reason})
		return nil
	}
	s.fixes = append(s.fixes, suspect.Finding)
	faults, err := check(s.Changes())
	if err == nil && len(faults) > 0 {
		s.fixes = s.fixes[:len(s.fixes)-1]
		s.Skipped = append(s.Skipped, Skip{suspect.Finding, doesNotCompile(faults[0])})
	}
	return err
}

func doesNotCompile(f Fault) string {
	return fmt.Sprintf("the code would not compile (%s)", f.Message)
}

// leaveOut removes the fixes that are to blame for the faults, at least one. For
// a fault elsewhere all may be.
func (s *Set) leaveOut(faults []Fault) []Skip {
	var out []Skip
	for _, fault := range faults {
		for _, f := range s.blamed(fault) {
			same := func(other report.Finding) bool { return same(f, other) }
			if slices.ContainsFunc(out, func(skip Skip) bool { return same(skip.Finding) }) {
				continue
			}
			out = append(out, Skip{f, doesNotCompile(fault)})
		}
	}
	for _, skip := range out {
		s.fixes = slices.DeleteFunc(s.fixes, func(f report.Finding) bool { return same(f, skip.Finding) })
	}
	return out
}

func same(a, b report.Finding) bool {
	return a.Position == b.Position && a.Analyzer == b.Analyzer && a.Message == b.Message
}

// blamed returns the fix that edits the file of the fault nearest to it, or all.
func (s *Set) blamed(fault Fault) []report.Finding {
	var nearest []report.Finding
	best := 0
	for _, f := range s.fixes {
		for _, e := range edits(f) {
			if e.File != fault.File {
				continue
			}
			from := s.line(e)
			to := from + bytes.Count([]byte(e.New), []byte("\n"))
			distance := max(from-fault.Line, fault.Line-to, 0)
			if nearest == nil || distance < best {
				nearest, best = []report.Finding{f}, distance
			}
		}
	}
	if nearest == nil {
		return slices.Clone(s.fixes)
	}
	return nearest
}

// line is the line in the changed text, but for formatting, where an edit begins.
func (s *Set) line(at report.Edit) int {
	src := s.sources[at.File]
	line := 1 + bytes.Count(src.text[:at.Start], []byte("\n"))
	for _, f := range s.fixes {
		for _, e := range edits(f) {
			if e.File == at.File && e.End <= at.Start && e != at {
				line += bytes.Count([]byte(e.New), []byte("\n")) - bytes.Count(src.text[e.Start:e.End], []byte("\n"))
			}
		}
	}
	return line
}
