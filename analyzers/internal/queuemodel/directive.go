package queuemodel

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
)

const (
	directivePrefix = "//queuevet:"
	nonblockingName = "nonblocking"
)

// A directive is a comment //queuevet:… and the function that it is about, nil
// for none.
type directive struct {
	comment *ast.Comment
	verb    string
	fn      *inspector.Cursor
}

// directives reads the directives of the package that are for analyzers.
func (m *Model) directives() []directive {
	var found []directive
	for file := range m.in.Root().Children() {
		n := file.Node().(*ast.File)
		for _, group := range n.Comments {
			for _, c := range group.List {
				text, ok := strings.CutPrefix("//"+strings.TrimLeft(strings.TrimPrefix(c.Text, "//"), " \t"), directivePrefix)
				if !ok || !strings.HasPrefix(c.Text, "//") {
					continue
				}
				verb, _, _ := strings.Cut(text, " ")
				d := directive{comment: c, verb: strings.TrimSpace(verb)}
				exact := strings.HasPrefix(c.Text, directivePrefix)
				if !exact && d.verb != nonblockingName {
					continue // prose
				}
				if d.verb == nonblockingName && exact {
					d.fn = m.functionBelow(file, group, c)
				}
				found = append(found, d)
			}
		}
	}
	return found
}

// functionBelow is the declaration whose comment holds c, or the first function
// literal in the line below c.
func (m *Model) functionBelow(file inspector.Cursor, group *ast.CommentGroup, c *ast.Comment) *inspector.Cursor {
	line := m.fset.Position(c.End()).Line
	for fn := range file.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n := fn.Node().(type) {
		case *ast.FuncDecl:
			if n.Doc == group && n.Body != nil {
				return &fn
			}
		case *ast.FuncLit:
			if m.fset.Position(n.Pos()).Line == line+1 {
				return &fn
			}
		}
	}
	return nil
}

// IdleDirectives lists the comments that look like a directive and have no
// effect: not on a function with a body, or misspelled.
func (m *Model) IdleDirectives() []IdleDirective {
	var idle []IdleDirective
	for _, d := range m.directives() {
		if d.fn == nil {
			idle = append(idle, IdleDirective{d.comment.Pos(), d.comment.End(), d.verb, d.verb == nonblockingName})
		}
	}
	return idle
}

// An IdleDirective is a directive that has no effect.
type IdleDirective struct {
	Pos, End token.Pos
	Verb     string
	Known    bool // the verb is one, only the place is wrong
}
