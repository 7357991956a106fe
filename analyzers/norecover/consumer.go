package norecover

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// round judges what a consumer does with one item.
func (c *checker) round(r queuemodel.Round) {
	foreign := c.model.Foreign(r)
	all := foreign
	if len(all) == 0 || r.Broker {
		all = c.model.Hazards(r)
	}
	known := len(all) > 0
	if !known { // a recover around the loop says that somebody expects a panic
		all = c.model.Work(r)
	}
	if len(all) == 0 {
		return
	}
	h := all[0]
	if c.isTried(h.Cur) || c.isTried(h.Source) {
		return
	}
	escape := c.model.Escape(r.Fn, h.Cur.Node(), r.Loop)
	if h.Apart { // what is around the loop does not reach it
		escape = queuemodel.Escape{Dies: true}
	}
	switch {
	case escape.Ends:
		c.outside(r, h, escape)
	case !known && !kind.On(c.Pass, Loop):
	case !escape.Dies || escape.Caller && c.callersOwn(r, h):
	case r.Broker && known:
		c.ends(Callback, r, h)
	case len(foreign) > 0 && c.model.WaitedFor(r, foreign[0]):
	case len(foreign) > 0:
		c.ends(Handler, r, foreign[0])
	case kind.On(c.Pass, Loop):
		c.ends(Loop, r, h)
	}
}

// isTried reports whether a function around cur has a recover that is reported.
func (c *checker) isTried(cur inspector.Cursor) bool {
	for fn := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if c.tried[fn.Node()] {
			return true
		}
	}
	return false
}

// callersOwn reports whether an exported function runs a parameter of its own in
// the goroutine of its caller: what that panics with is the caller's.
func (c *checker) callersOwn(r queuemodel.Round, h queuemodel.Hazard) bool {
	call, ok := h.Cur.Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	own := false
	ast.Inspect(call.Fun, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			v, isVar := c.model.RangesOver(c.TypesInfo.Uses[id]).(*types.Var)
			own = own || isVar && v.Kind() == types.ParamVar && r.Fn.Node().Pos() <= v.Pos() && v.Pos() < r.Region.Node().Pos()
		}
		return !own
	})
	return own
}

// outside reports a round whose panic ends the worker.
func (c *checker) outside(r queuemodel.Round, h queuemodel.Hazard, e queuemodel.Escape) {
	related := append(c.source(h), note(e.Recover.Node(), "this recovers when the loop is over"))
	c.report(Outside, h.Cur.Node(), c.moveFix(r, h, e), related,
		"a panic in %q for one %s ends this worker, which nothing starts again: recover around %s", c.culprit(h), item(r), this(h))
}

// ends reports a round whose panic ends the process.
func (c *checker) ends(kind string, r queuemodel.Round, h queuemodel.Hazard) {
	if fn, ok := ast.Unparen(c.funOf(h)).(*ast.Ident); ok && r.Item != nil && c.TypesInfo.Uses[fn] == r.Item {
		c.report(kind, h.Cur.Node(), c.wrapFix(h), c.source(h), "a panic in %q ends the process: recover around this call", c.culprit(h))
		return
	}
	c.report(kind, h.Cur.Node(), c.wrapFix(h), c.source(h),
		"a panic in %q for one %s ends the process: recover around %s", c.culprit(h), item(r), this(h))
}

func (c *checker) funOf(h queuemodel.Hazard) ast.Expr {
	if call, ok := h.Cur.Node().(*ast.CallExpr); ok {
		return call.Fun
	}
	return nil
}

// subscriber judges a function that a broker's client calls.
func (c *checker) subscriber(s queuemodel.Subscriber) {
	list := c.model.SubscriberHazards(s)
	if len(list) == 0 {
		return
	}
	for _, r := range c.model.Rounds() {
		if r.Fn == s.Fn {
			return // a claim loop, judged as such
		}
	}
	h := list[0]
	c.report(Callback, h.Cur.Node(), c.topFix(s.Fn, h), c.source(h),
		"a panic in %q ends the process: %s calls this function in a goroutine of its own and does not recover: recover around %s", name(h.Cur.Node()), s.Library(), this(h))
}

// culprit is the name of what panics: the foreign code, else what the round
// calls.
func (c *checker) culprit(h queuemodel.Hazard) string {
	if h.Foreign {
		return name(h.Source.Node())
	}
	return name(h.Cur.Node())
}

// this is what messages call the place to change.
func this(h queuemodel.Hazard) string {
	if _, ok := h.Cur.Node().(*ast.CallExpr); ok {
		return "this call"
	}
	return "this"
}

// source points at what panics where that is in another function.
func (c *checker) source(h queuemodel.Hazard) []analysis.RelatedInformation {
	if h.Source == h.Cur {
		return nil
	}
	return []analysis.RelatedInformation{note(h.Source.Node(), "this can panic")}
}

// item is what messages call the item.
func item(r queuemodel.Round) string {
	if r.Item == nil {
		return "item"
	}
	return r.Item.Name()
}
