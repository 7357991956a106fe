package nolint

import (
	"go/ast"
	"go/token"
)

// A span is the lines that one directive covers. Positions follow line
// directives, because that is what a driver prints and golangci-lint compares.
type span struct {
	directive
	file     string
	from, to int // lines, both covered
	column   int // of the comment group
}

func (s span) covers(at token.Position) bool {
	return at.Filename == s.file && s.from <= at.Line && at.Line <= s.to
}

// spansOf returns what the directives of file cover: the lines of their own
// comment groups, and the nodes below.
func spansOf(fset *token.FileSet, file *ast.File) []span {
	groups := groupSpans(fset, file)
	if len(groups) == 0 {
		return nil
	}
	spans := groups
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		if above, found := directlyAbove(groups, fset.Position(n.Pos())); found {
			above.to = max(above.to, fset.Position(n.End()).Line)
			spans = append(spans, above)
		}
		return true
	})
	return spans
}

func groupSpans(fset *token.FileSet, file *ast.File) []span {
	var spans []span
	for _, group := range file.Comments {
		for _, comment := range group.List {
			d, found := parse(comment.Text)
			if !found {
				continue
			}
			start, end := fset.Position(group.Pos()), fset.Position(group.End())
			spans = append(spans, span{d, start.Filename, start.Line, end.Line, start.Column})
		}
	}
	return spans
}

// directlyAbove returns the span of the group that ends in the line above a
// node and begins in its column. Of several directives in one group only the
// first covers the node, as in golangci-lint.
func directlyAbove(groups []span, node token.Position) (span, bool) {
	for _, group := range groups {
		if group.file == node.Filename && group.to == node.Line-1 && group.column == node.Column {
			return group, true
		}
	}
	return span{}, false
}
