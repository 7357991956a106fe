package unboundedqueue

import (
	"go/ast"
	"path"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/fix"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// constructors judges the queues and pools of libraries, and the capacities of
// channels.
func (c *checker) constructors() {
	for _, made := range c.model.Calls(queuemodel.New) {
		if c.ignored(made.Cur) {
			continue
		}
		call := made.Cur.Node().(*ast.CallExpr)
		switch {
		case made.Open != nil:
			if !c.model.Contained(made) {
				c.open(call, made.Open)
			}
		case made.Queue.IsChan():
			c.capacity(call)
		}
	}
}

// open reports a constructor that lets any number of items wait.
func (c *checker) open(call *ast.CallExpr, row *queuemodel.Row) {
	pkg := path.Base(row.Pkg)
	if strings.HasPrefix(pkg, "v") && len(pkg) == 2 {
		pkg = path.Base(path.Dir(row.Pkg))
	}
	cure := "use a queue with a limit, or say in a waiver what limits it"
	switch {
	case row.Bound != "":
		cure = "add " + pkg + "." + row.Bound
	case row.Size > 0:
		cure = "give it a size"
	}
	c.report(Constructor, call, c.boundFix(call, row), nil, "nothing limits how much %s.%s takes in: %s", pkg, row.Name, cure)
}

// places is the limit that fixes suggest: for the reader to change.
const places = "1024"

// boundFix adds the option that limits a queue, where the call names the
// library's package and spells its options out.
func (c *checker) boundFix(call *ast.CallExpr, row *queuemodel.Row) []analysis.SuggestedFix {
	if row.Bound == "" || call.Ellipsis.IsValid() || len(call.Args) == 0 {
		return nil
	}
	fun := ast.Unparen(call.Fun)
	if index, ok := fun.(*ast.IndexExpr); ok {
		fun = index.X
	}
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != row.Name {
		return nil
	}
	e := fix.New(c.Pass, call.Pos())
	last := call.Args[len(call.Args)-1]
	for _, arg := range call.Args {
		if option, ok := ast.Unparen(arg).(*ast.CallExpr); ok {
			if named, ok := ast.Unparen(option.Fun).(*ast.SelectorExpr); ok && named.Sel.Name == row.Bound {
				e.Replace(option.Args[0].Pos(), option.Args[0].End(), places)
				return e.Done("Limit what waits to " + places)
			}
		}
	}
	e.Replace(last.End(), last.End(), ", "+e.Node(sel.X)+"."+row.Bound+"("+places+")")
	return e.Done("Limit what waits to " + places)
}

// capacity reports a channel that is made with room for more than memory holds,
// or for as many items as somebody outside of the program says.
func (c *checker) capacity(call *ast.CallExpr) {
	if len(call.Args) < 2 {
		return
	}
	size := call.Args[1]
	if n, ok := c.model.Constant(size); ok {
		if n > 1<<20 {
			c.report(Capacity, size, nil, nil, "this channel has room for %d items, which hides a consumer that is too slow: make it as large as a burst", n)
		}
		return
	}
	if source, ok := c.model.FromOutside(size); ok {
		c.report(Capacity, size, nil, []analysis.RelatedInformation{note(source, "the number comes from here")},
			"the capacity of this channel comes from outside of the program: check it against a limit first")
	}
}
