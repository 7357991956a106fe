package unboundedqueue

import (
	_ "embed"
	"fmt"
	"go/ast"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/doc"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

//go:embed doc.go
var source string

// Analyzer reports queues that nothing limits.
var Analyzer = kind.Switched(&analysis.Analyzer{
	Name:     "unboundedqueue",
	Doc:      doc.Text(source, "unboundedqueue"),
	URL:      "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/unboundedqueue",
	Requires: []*analysis.Analyzer{queuemodel.Analyzer},
	Run:      run,
}, Spawn)

// The kinds of finding, the categories of the diagnostics.
const (
	Constructor = "constructor" // a library's queue or pool that takes any number of items
	SliceQueue  = "slicequeue"  // a list of the project's own that grows under a lock
	Pump        = "pump"        // a goroutine that always receives and keeps what it cannot send
	Spawn       = "spawn"       // a goroutine per item
	Capacity    = "capacity"    // a channel with room for more than memory holds
)

// A checker looks at the queues of one package.
type checker struct {
	*analysis.Pass
	model *queuemodel.Model
}

func run(pass *analysis.Pass) (any, error) {
	c := &checker{pass, pass.ResultOf[queuemodel.Analyzer].(*queuemodel.Model)}
	c.constructors()
	c.lists(c.pumps())
	c.overflows()
	if kind.On(pass, Spawn) {
		c.spawns()
	}
	return nil, nil
}

// ignored reports whether cur stands in a test, in a package for tests, or in
// generated code.
func (c *checker) ignored(cur inspector.Cursor) bool {
	return queuemodel.OnTrial(c.Fset, c.Pkg, cur) || queuemodel.Generated(cur)
}

// report reports one finding, where items come in.
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

func note(n ast.Node, message string) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: n.Pos(), End: n.End(), Message: message}
}
