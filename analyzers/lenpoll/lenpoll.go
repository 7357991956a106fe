package lenpoll

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/doc"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

//go:embed doc.go
var source string

// Analyzer reports emptiness or fullness that is decided by a length.
var Analyzer = kind.Switched(&analysis.Analyzer{
	Name:     "lenpoll",
	Doc:      doc.Text(source, "lenpoll"),
	URL:      "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/lenpoll",
	Requires: []*analysis.Analyzer{queuemodel.Analyzer},
	Run:      run,
})

// The kinds of finding, the categories of the diagnostics.
const (
	CheckThenAct = "checkthenact" // a check by length, then an operation that can block
	BusyPoll     = "busypoll"     // a loop asks the length instead of waiting in the operation
	HalfDrain    = "halfdrain"    // a drain whose bound shrinks with every receive
	RacyDrain    = "racydrain"    // a drain beside another receiver
)

// A checker looks at the conditions of one package.
type checker struct {
	*analysis.Pass
	model *queuemodel.Model
	trial bool // the code at hand only serves tests
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{Pass: pass, model: pass.ResultOf[queuemodel.Analyzer].(*queuemodel.Model)}
	var seen []inspector.Cursor
	for _, length := range c.model.Calls(queuemodel.Len) {
		fn := queuemodel.EnclosingFunc(length.Cur)
		if slices.Contains(seen, fn) || queuemodel.Generated(fn) {
			continue
		}
		seen = append(seen, fn)
		c.trial = queuemodel.OnTrial(pass.Fset, pass.Pkg, fn)
		c.function(fn)
	}
	return nil, nil
}

// function judges every condition of fn; those of a function literal inside it
// are judged with that literal.
func (c *checker) function(fn inspector.Cursor) {
	kinds := []ast.Node{(*ast.IfStmt)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.CaseClause)(nil), (*ast.ReturnStmt)(nil)}
	for cur := range fn.Preorder(kinds...) {
		if queuemodel.EnclosingFunc(cur) != fn {
			continue
		}
		if _, loop := cur.Node().(*ast.ForStmt); loop && c.halfDrain(cur) || c.trial {
			continue
		}
		switch n := cur.Node().(type) {
		case *ast.IfStmt:
			if !c.pollBranch(cur, n) {
				c.choice(c.ifChoice(cur, n))
			}
		case *ast.CaseClause:
			if choice, ok := c.caseChoice(cur, n); ok {
				c.choice(choice)
			}
		case *ast.ForStmt:
			if !c.waitLoop(cur, n) {
				c.racyDrain(cur)
			}
		case *ast.RangeStmt:
			c.racyRange(cur, n)
		case *ast.ReturnStmt:
			c.pollResult(cur, n)
		}
	}
}

// choice judges a condition that chooses between two regions: a poll first,
// because blocking in the operation cures the race as well.
func (c *checker) choice(choice choice) {
	if choice.cond == nil {
		return
	}
	if !c.busyPoll(choice) {
		c.checkThenAct(choice)
	}
}

// report reports one finding at the length that decides.
func (c *checker) report(kind string, at ast.Node, fixes []analysis.SuggestedFix, related []analysis.RelatedInformation, format string, args ...any) {
	c.Report(analysis.Diagnostic{
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

// rivalNote says where the other goroutine comes from.
func rivalNote(rival queuemodel.Rival, q queuemodel.Queue) analysis.RelatedInformation {
	switch n := rival.Node.(type) {
	case *ast.GoStmt:
		info := note(n, "this starts more than one goroutine that uses %q", q.Name())
		info.End = n.Go + token.Pos(len("go"))
		return info
	case *ast.FuncDecl:
		return note(n.Name, "%s runs in many goroutines", n.Name.Name)
	case *ast.FuncLit:
		return note(n.Type, "this function runs in many goroutines")
	}
	return note(rival.Node, "another goroutine uses %q here", q.Name())
}
