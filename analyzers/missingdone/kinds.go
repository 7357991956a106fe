package missingdone

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// loopDefer reports a settle that is deferred in the loop that takes.
func (k *custodyCase) loopDefer() bool {
	for _, d := range k.defers {
		if !k.comesBack(d) {
			continue
		}
		k.report(LoopDefer, d, []analysis.RelatedInformation{k.taking()}, k.wrapFix(d),
			"this defer gives %s back when the function returns, not in each round of the loop, so %s until then: run each item in a function of its own",
			k.item(), k.Pair.Loss)
		return true
	}
	return false
}

// comesBack reports whether a path leads from n to the next taking.
func (k *custodyCase) comesBack(n ast.Node) bool {
	start, ok := k.Graph().After(n)
	if !ok {
		return false
	}
	exits := k.Graph().Exits(start, flow.Query{Done: func(ast.Node) bool { return false }, Again: k.again})
	return slices.ContainsFunc(exits, func(e flow.Exit) bool { return e.Kind == flow.Again })
}

func (k *custodyCase) path(exit flow.Exit) {
	where, end := k.exit(exit)
	related := []analysis.RelatedInformation{end}
	if len(k.partial) > 0 {
		related = append(related, note(first(k.partial), "this gives it back on some outcomes only"))
	}
	k.report(Path, k.Cur.Node(), related, k.deferFix(),
		"%s taken from %q in line %d is not given back on the way to %s, so %s: %s before that",
		k.item(), k.queue(), k.line(k.Cur.Node()), where, k.Pair.Loss, k.remedy())
}

// never reports a taking in a package that settles nothing at all.
func (k *custodyCase) never() {
	for _, done := range k.check.model.Calls(queuemodel.Done) {
		if done.Pair == k.Pair {
			return
		}
	}
	if !k.settled() {
		k.missing()
	}
}

func (k *custodyCase) missing() {
	k.report(Missing, k.Cur.Node(), nil, k.deferFix(),
		"%s taken from %q in line %d is never given back, so %s: %s", k.item(), k.queue(), k.line(k.Cur.Node()), k.Pair.Loss, k.remedy())
}

// exit says in words where a path ends.
func (k *custodyCase) exit(e flow.Exit) (string, analysis.RelatedInformation) {
	n := e.Node
	if n == nil {
		n = k.Node
	}
	ret, isReturn := n.(*ast.ReturnStmt)
	switch branch, isBranch := n.(*ast.BranchStmt); {
	case isReturn && e.Kind == flow.Return:
		info := analysis.RelatedInformation{Pos: ret.Pos(), Message: "this return leaves without giving it back"}
		return "the return in line " + strconv.Itoa(k.line(ret)), info
	case isBranch:
		return "the next Get by the " + branch.Tok.String() + " in line " + strconv.Itoa(k.line(branch)), note(branch, "this %s passes the settle by", branch.Tok)
	}
	return "the next Get, past line " + strconv.Itoa(k.line(n)), note(n, "this is the last that happens before the next Get")
}

func (k *custodyCase) taking() analysis.RelatedInformation {
	return note(k.Cur.Node(), "%s is taken here", k.item())
}

// queue is the queue as the source writes it where the item is taken.
func (k *custodyCase) queue() string {
	if call, ok := k.Cur.Node().(*ast.CallExpr); ok {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && k.check.TypesInfo.Selections[sel] != nil {
			return types.ExprString(sel.X)
		}
	}
	return k.Queue.Name()
}

// item is the item as messages call it.
func (k *custodyCase) item() string {
	if k.Var == nil || k.Var.Name() == "_" || k.Var.Name() == "" {
		return "the item"
	}
	return strconv.Quote(k.Var.Name())
}

// remedy is what to do about an item that is not given back.
func (k *custodyCase) remedy() string {
	call := k.Pair.Settle
	if text := k.settleText(); text != "" {
		call = text
	}
	if k.Pair.Panics {
		return "defer " + call
	}
	return "call " + call
}

// wrong reports a settle of another value, or on another queue, where there is
// none of the item.
func (k *custodyCase) wrong() bool {
	call := k.misdirected()
	if call == nil {
		return false
	}
	if k.GivesBack(call) {
		k.report(Wrong, call, []analysis.RelatedInformation{k.taking()}, k.argumentFix(call),
			"this gives %s back to another queue than %q, which it was taken from in line %d, so %s: give it back to %q",
			k.item(), k.queue(), k.line(k.Cur.Node()), k.Pair.Loss, k.queue())
		return true
	}
	k.reportWrong(call, k.argumentFix(call))
	return true
}

func (k *custodyCase) reportWrong(at ast.Node, fix []analysis.SuggestedFix) {
	k.report(Wrong, at, []analysis.RelatedInformation{k.taking()}, fix,
		"this gives back something else than %s, taken from %q in line %d, so %s: give back %s itself",
		k.item(), k.queue(), k.line(k.Cur.Node()), k.Pair.Loss, k.item())
}

// undeferred reports a settle on all paths that a panic in between skips.
func (k *custodyCase) undeferred() {
	if !k.Pair.Panics || len(k.defers) > 0 || len(k.settles) == 0 || len(k.handovers)+len(k.answers) > 0 {
		return
	}
	risk := k.risk()
	if risk == nil || k.check.model.UnderRecover(k.Fn) {
		return
	}
	settle := first(k.settles)
	k.report(Undeferred, settle, []analysis.RelatedInformation{note(risk, "a panic in here passes the settle by")}, k.deferFix(),
		"a panic before this leaves %s, taken from %q in line %d, in flight, so %s: defer it right behind the Get", k.item(), k.queue(), k.line(k.Cur.Node()), k.Pair.Loss)
}

// first is the node that comes first in the source.
func first(nodes []ast.Node) ast.Node {
	var least ast.Node
	pos := token.Pos(0)
	for _, n := range nodes {
		if least == nil || n.Pos() < pos {
			least, pos = n, n.Pos()
		}
	}
	return least
}
