package unboundedqueue

import (
	"go/ast"
	"go/types"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

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
			if made.Open.Pkg != c.Pkg.Path() && !c.model.Contained(made) {
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

// boundFix sets the option that limits a queue, where the call is one of the
// library itself and spells its options out.
func (c *checker) boundFix(call *ast.CallExpr, row *queuemodel.Row) []analysis.SuggestedFix {
	fn, ok := typeutil.Callee(c.TypesInfo, call).(*types.Func)
	if !ok || row.Bound == "" || fn.Name() != row.Name || call.Ellipsis.IsValid() || len(call.Args) == 0 {
		return nil
	}
	option, ok := fn.Pkg().Scope().Lookup(row.Bound).(*types.Func)
	if !ok || option.Signature().TypeParams().Len() > 0 {
		return nil
	}
	e := fix.New(c.Pass, call.Pos())
	for _, arg := range slices.Backward(call.Args) {
		set, ok := ast.Unparen(arg).(*ast.CallExpr)
		if !ok || typeutil.Callee(c.TypesInfo, set) != option {
			continue
		}
		if c.TypesInfo.Types[set.Args[0]].Value == nil {
			return nil
		}
		e.Replace(set.Args[0].Pos(), set.Args[0].End(), places)
		return e.Done("Limit what waits to " + places)
	}
	sel, ok := calledName(call).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	last := call.Args[len(call.Args)-1]
	e.Replace(last.End(), last.End(), ", "+e.Node(sel.X)+"."+row.Bound+"("+places+")")
	return e.Done("Limit what waits to " + places)
}

// calledName is the function of a call without its type arguments.
func calledName(call *ast.CallExpr) ast.Expr {
	fun := ast.Unparen(call.Fun)
	if index, ok := fun.(*ast.IndexExpr); ok {
		fun = index.X
	}
	return ast.Unparen(fun)
}

// capacity reports a channel that is made with room for more than memory holds,
// or for as many items as somebody outside of the program says. Items without a size,
// such as the tokens of a semaphore, need no memory.
func (c *checker) capacity(call *ast.CallExpr) {
	if len(call.Args) < 2 {
		return
	}
	if ch, ok := c.TypesInfo.TypeOf(call).Underlying().(*types.Chan); ok && queuemodel.IsEmpty(ch.Elem()) {
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
