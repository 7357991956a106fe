package norecover

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/doc"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

//go:embed doc.go
var source string

// Analyzer reports consumers that one item that panics ends.
var Analyzer = kind.Switched(&analysis.Analyzer{
	Name:     "norecover",
	Doc:      doc.Text(source, "norecover"),
	URL:      "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/norecover",
	Requires: []*analysis.Analyzer{queuemodel.Analyzer},
	Run:      run,
}, Loop)

// The kinds of finding, the categories of the diagnostics.
const (
	Ineffective = "ineffective" // a recover that recovers nothing
	Outside     = "outside"     // a recover around the loop, not around the item
	Callback    = "callback"    // a broker's client calls it and does not recover
	Handler     = "handler"     // foreign code for each item, without a recover
	Loop        = "loop"        // own code for each item, without a recover; opt-in
)

// A checker looks at the consumers and the recovers of one package.
type checker struct {
	*analysis.Pass
	model *queuemodel.Model
	tried map[ast.Node]bool  // functions with a recover that is reported as ineffective
	seen  map[token.Pos]bool // what is reported already
	found []analysis.Diagnostic
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{Pass: pass, model: pass.ResultOf[queuemodel.Analyzer].(*queuemodel.Model), tried: make(map[ast.Node]bool), seen: make(map[token.Pos]bool)}
	c.ineffective()
	for _, s := range c.model.Subscribers() {
		if !c.leftOut(s.Fn) {
			c.subscriber(s)
		}
	}
	for _, r := range c.model.Rounds() {
		if !c.leftOut(r.Fn) {
			c.round(r)
		}
	}
	slices.SortStableFunc(c.found, func(a, b analysis.Diagnostic) int { return int(a.Pos - b.Pos) })
	for _, d := range c.found {
		pass.Report(d)
	}
	return nil, nil
}

// leftOut reports whether a function is none to judge: in a test, a package for
// tests or a generated file, or reported already for its recover.
func (c *checker) leftOut(fn inspector.Cursor) bool {
	return queuemodel.Generated(fn) || queuemodel.OnTrial(c.Fset, c.Pkg, fn) || c.tried[fn.Node()]
}

// report keeps one finding, at the place to change.
func (c *checker) report(kind string, at ast.Node, fixes []analysis.SuggestedFix, related []analysis.RelatedInformation, format string, args ...any) {
	if c.seen[at.Pos()] {
		return
	}
	c.seen[at.Pos()] = true
	c.found = append(c.found, analysis.Diagnostic{
		Pos:            at.Pos(),
		End:            at.End(),
		Category:       kind,
		Message:        fmt.Sprintf(format, args...),
		SuggestedFixes: fixes,
		Related:        related,
	})
}

func note(n ast.Node, message string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: n.Pos(), End: n.End(), Message: message}
}

// name is how the source spells what panics.
func name(n ast.Node) string {
	if call, ok := n.(*ast.CallExpr); ok {
		return types.ExprString(ast.Unparen(call.Fun))
	}
	return types.ExprString(n.(ast.Expr))
}
