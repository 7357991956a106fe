package unit

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// What go vet reads, in the form that unitchecker gives it.
type (
	diagnostic struct {
		Category string `json:"category,omitempty"`
		note
		Fixes   []fix  `json:"suggested_fixes,omitempty"`
		Related []note `json:"related,omitempty"`
	}
	note struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	}
	fix struct {
		Message string `json:"message"`
		Edits   []edit `json:"edits"`
	}
	edit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}
	failure struct {
		Error string `json:"error"`
	}
)

// print prints what the analyzers found, or why one failed.
func (r *run) print(w io.Writer, analyzers []*analysis.Analyzer) error {
	found := make(map[string]any)
	for _, a := range analyzers {
		switch act := r.actions[a]; {
		case act.err != nil:
			found[a.Name] = failure{act.err.Error()}
		case len(act.diagnostics) > 0:
			found[a.Name] = shown(r.fset, act.diagnostics)
		}
	}
	tree := make(map[string]map[string]any)
	if len(found) > 0 {
		tree[r.cfg.ID] = found
	}
	text, err := json.MarshalIndent(tree, "", "\t")
	switch {
	case err != nil:
		return err
	case r.cfg.VetxOnly && len(found) == 0:
		return nil
	case r.cfg.VetxOnly:
		text, err = Hide(text)
	}
	return errors.Join(err, line(w, text))
}

func line(w io.Writer, text []byte) error {
	_, err := fmt.Fprintf(w, "%s\n", text)
	return err
}

// hidden begins the name of a package that is none.
const hidden = "queuevet facts with findings "

// Hide puts findings in JSON where go vet, which prints findings by package, shows
// nothing: into the name of a package without any. The go command (1.26) caches
// what the tool says of a package under the same key whether findings are wanted or
// only facts, so that a run over the packages above one would lose the findings of
// a later run over it; [Hidden] brings them back.
func Hide(findings []byte) ([]byte, error) {
	return json.Marshal(map[string]struct{}{hidden + string(findings): {}})
}

// Hidden returns the findings that Hide put into the name of a package, and whether
// there are any.
func Hidden(name string) ([]byte, bool) {
	findings, ok := strings.CutPrefix(name, hidden)
	return []byte(findings), ok
}

func shown(fset *token.FileSet, diagnostics []analysis.Diagnostic) []diagnostic {
	all := make([]diagnostic, 0, len(diagnostics))
	for _, d := range diagnostics {
		one := diagnostic{Category: d.Category, note: noteOf(fset, d.Pos, d.End, d.Message)}
		for _, f := range d.SuggestedFixes {
			one.Fixes = append(one.Fixes, fixOf(fset, f))
		}
		for _, related := range d.Related {
			one.Related = append(one.Related, noteOf(fset, related.Pos, related.End, related.Message))
		}
		all = append(all, one)
	}
	return all
}

func noteOf(fset *token.FileSet, pos, end token.Pos, message string) note {
	return note{fset.Position(pos).String(), fset.Position(cmp.Or(end, pos)).String(), message}
}

func fixOf(fset *token.FileSet, f analysis.SuggestedFix) fix {
	one := fix{Message: f.Message}
	edits := slices.Clone(f.TextEdits)
	slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int { return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End)) })
	for _, e := range edits {
		from := fset.Position(e.Pos)
		one.Edits = append(one.Edits, edit{from.Filename, from.Offset, fset.Position(e.End).Offset, string(e.NewText)})
	}
	return one
}
