package unboundedqueue

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// lists judges the lists of the package that are queues: added to in one
// function and taken from in another, under one lock, with nothing that limits
// what waits. The lists of pumps are judged with these.
func (c *checker) lists(pumps map[*queuemodel.List]bool) {
	type queue struct{ add, take queuemodel.Access }
	var found []queue
	outer := make(map[types.Object]bool) // the functions by which a list of a list type is added to
	for _, l := range c.model.Lists() {
		if pumps[l] || c.model.Limited(l.Key) || queuemodel.NameHas(l.Key.Name(), spares) {
			continue
		}
		if add, take, ok := c.growing(l); ok && !c.model.Awaitable(l) {
			found = append(found, queue{add, take})
			if call, ok := add.Cur.Node().(*ast.CallExpr); ok {
				outer[originOf(typeutil.Callee(c.TypesInfo, call))] = true
			}
		}
	}
	for _, q := range found {
		if outer[c.declared(q.add)] {
			continue // reported where the list type is used
		}
		c.report(SliceQueue, q.add.Cur.Node(), nil,
			[]analysis.RelatedInformation{note(q.take.Cur.Node(), "the items are taken here")},
			"nothing limits how many items wait in %q: refuse, wait or drop at a limit, or say in a waiver what limits it", name(q.add))
	}
}

func originOf(obj types.Object) types.Object {
	if fn, ok := obj.(*types.Func); ok {
		return fn.Origin()
	}
	return obj
}

// declared is the function whose body holds the access, nil inside a literal.
func (c *checker) declared(a queuemodel.Access) types.Object {
	if decl, ok := queuemodel.EnclosingFunc(a.Cur).Node().(*ast.FuncDecl); ok {
		return c.TypesInfo.Defs[decl.Name]
	}
	return nil
}

// growing finds an addition that can go on for ever while the taker is slow, and
// the taker. One addition that is admitted by something speaks for all.
func (c *checker) growing(l *queuemodel.List) (add, take queuemodel.Access, ok bool) {
	for _, a := range l.Adds {
		if c.ignored(a.Cur) || c.model.Founding(a) || c.model.TakenIn(l, queuemodel.EnclosingFunc(a.Cur)) || c.model.WorkedOff(l, a) {
			continue
		}
		if c.model.Admitted(a) || c.model.Awaited(a) || slices.ContainsFunc(a.Items, c.waits) {
			return add, take, false
		}
		if ok {
			continue
		}
		for _, t := range l.Takes {
			if !c.ignored(t.Cur) && c.model.Together(a, t) && c.consumes(t) {
				add, take, ok = a, t, true
				break
			}
		}
	}
	return add, take, ok
}

// consumes reports whether a taker takes whatever comes next, one after the
// other.
func (c *checker) consumes(t queuemodel.Access) bool {
	return c.model.Reads(t) && !c.model.Selective(t) && !c.model.AtOnce(t) && !c.model.Refills(t)
}
