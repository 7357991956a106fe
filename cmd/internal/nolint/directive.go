package nolint

import (
	"slices"
	"strings"
)

// A directive is the list of linters that one comment silences, in lower case.
// An empty list silences all of them.
type directive []string

func (d directive) all() bool { return len(d) == 0 }

func (d directive) names(linter string) bool { return slices.Contains(d, linter) }

// parse reads the directive in the text of a comment. It is false for every
// other comment, and for a block comment.
func parse(comment string) (directive, bool) {
	text, found := strings.CutPrefix(strings.TrimLeft(comment, "/ "), "nolint")
	if !found || text != "" && text[0] != ' ' && text[0] != ':' {
		return nil, false
	}
	list, named := strings.CutPrefix(text, ":")
	if !named || strings.HasPrefix(list, "all") {
		return nil, true
	}
	list, _, _ = strings.Cut(list, "//")
	var d directive
	for name := range strings.SplitSeq(list, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "all" {
			return nil, true
		}
		d = append(d, name)
	}
	return d, true
}
