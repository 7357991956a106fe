package missingdone

import (
	_ "embed"
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/doc"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

//go:embed doc.go
var source string

// Analyzer reports items that are taken and not given back on every path.
var Analyzer = withFlags(kind.Switched(&analysis.Analyzer{
	Name:     "missingdone",
	Doc:      doc.Text(source, "missingdone"),
	URL:      "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/missingdone",
	Requires: []*analysis.Analyzer{queuemodel.Analyzer},
	Run:      run,
}))

func withFlags(a *analysis.Analyzer) *analysis.Analyzer {
	a.Flags.Var(&queuemodel.OwnPairs, "pair", "`TAKE=SETTLE`: what the function TAKE returns must be given to SETTLE, such as (*example.com/q.Queue).Take=(*example.com/q.Queue).Finish; may be repeated")
	return a
}

// The kinds of finding, the categories of the diagnostics.
const (
	Path       = "path"       // a path without a settle
	Missing    = "missing"    // no settle at all
	LoopDefer  = "loopdefer"  // a deferred settle in the loop that takes
	Wrong      = "wrong"      // another value or another queue is settled
	Undeferred = "undeferred" // a panic on the way skips the settle
)

// A checker looks at the takings of one package.
type checker struct {
	*analysis.Pass
	model *queuemodel.Model
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass, pass.ResultOf[queuemodel.Analyzer].(*queuemodel.Model)}
	for _, t := range c.model.Takings() {
		if err := c.model.CheckPair(t); err != nil {
			return nil, err
		}
		if !queuemodel.Generated(t.Fn) {
			c.judge(newCase(c, t))
		}
	}
	return nil, nil
}

// judge reports at most one finding for one taking: the gravest.
func (c *checker) judge(k *custodyCase) {
	if k.loopDefer() {
		return
	}
	if queuemodel.OnTrial(c.Fset, c.Pkg, k.Fn) {
		return
	}
	if k.discards() || k.multiple() || k.lentLate() || k.prepared() {
		return
	}
	exits := k.leaks()
	switch {
	case k.Pair.Loose:
		k.never()
	case k.replaced():
	case len(exits) == 0 && len(k.inner) > 0:
		c.judge(newCase(c, k.inner[0]))
	case len(exits) == 0:
		k.undeferred()
	case k.settled():
		k.path(exits[0])
	case k.Certain && c.model.Evident(k.Taking) && !k.wrong():
		k.missing()
	}
}

// report reports one finding, at the place to change.
func (k *custodyCase) report(kind string, at ast.Node, related []analysis.RelatedInformation, fixes []analysis.SuggestedFix, format string, args ...any) {
	k.check.Report(analysis.Diagnostic{
		Pos:            at.Pos(),
		End:            at.End(),
		Category:       kind,
		Message:        fmt.Sprintf(format, args...),
		SuggestedFixes: fixes,
		Related:        related,
	})
}

func note(n ast.Node, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: n.Pos(), End: n.End(), Message: fmt.Sprintf(format, args...)}
}

// line is the line of n, as messages name it.
func (k *custodyCase) line(n ast.Node) int { return k.check.Fset.Position(n.Pos()).Line }
