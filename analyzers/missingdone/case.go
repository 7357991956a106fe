package missingdone

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/queuevet/queuevet/analyzers/internal/flow"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// A custodyCase is one taking with everything that happens to its item.
type custodyCase struct {
	queuemodel.Taking
	*queuemodel.Custody
	check *checker
	start flow.Start
	fates map[ast.Node]queuemodel.Fate

	settles, defers, handovers, partial []ast.Node          // partial: settles on some outcomes
	answers                             []types.Object      // tell whether a handover went well
	given                               bool                // some statement hands it over, or may do so
	inner                               []queuemodel.Taking // goroutines that settle it on some paths
}

func newCase(c *checker, t queuemodel.Taking) *custodyCase {
	k := &custodyCase{Taking: t, Custody: c.model.Custody(t), check: c, fates: make(map[ast.Node]queuemodel.Fate)}
	k.start = k.begin()
	k.walk(k.collect)
	k.dismiss()
	return k
}

// begin is where the function holds the item for the first time.
func (k *custodyCase) begin() flow.Start {
	if start, ok := k.Graph().Into(k.Node); ok {
		return start
	}
	if start, ok := k.Graph().After(k.Node); ok {
		return start
	}
	return k.Graph().Entry()
}

// collect sorts the nodes that can be reached with the item in hand.
func (k *custodyCase) collect(n ast.Node) bool {
	if _, seen := k.fates[n]; seen {
		return false
	}
	fate := k.Fate(n)
	k.fates[n] = fate
	switch fate {
	case queuemodel.Keeps:
		if k.Sometimes(n) {
			k.partial = append(k.partial, n)
		}
	case queuemodel.Settles:
		k.settles = append(k.settles, n)
	case queuemodel.Defers:
		k.defers = append(k.defers, n)
	case queuemodel.HandsOver:
		k.handovers = append(k.handovers, n)
		if start, ok := n.(*ast.GoStmt); ok {
			if inner, ok := k.Goroutine(k.Taking, start); ok {
				k.inner = append(k.inner, inner)
			}
		}
	}
	return false
}

// dismiss forgets the handovers behind which the function still answers for the
// item: it settles it later, or gives it to another method of the queue. A
// handover that may have failed stays one where its answer says that it went
// well; a helper that settles on some outcomes is none where nothing follows.
func (k *custodyCase) dismiss() {
	settles := func(n ast.Node) bool { return k.fates[n] >= queuemodel.Settles }
	kept := k.handovers[:0]
	for _, n := range k.handovers {
		k.given = true
		_, isCond := n.(ast.Expr)
		settled := k.before(n, settles)
		switch {
		case k.Sometimes(n) && !settled && !k.before(n, func(n ast.Node) bool { return k.fates[n] == queuemodel.HandsOver }):
			k.partial = append(k.partial, n)
			k.answers = append(k.answers, answersOf(k.check.TypesInfo, n)...)
		case isReturn(n) || k.Pair.Counted:
			kept = append(kept, n)
			continue
		case !k.answersBool(n) && (k.managesAfter(n) || k.deferred(k.manages)):
		case isCond || !settled && !k.before(n, k.manages):
			kept = append(kept, n)
			continue
		default:
			k.answers = append(k.answers, answersOf(k.check.TypesInfo, n)...)
		}
		k.fates[n] = queuemodel.Keeps
	}
	k.handovers = kept
}

// deferred reports whether the function defers something of the kind.
func (k *custodyCase) deferred(kind func(ast.Node) bool) bool {
	for n := range k.fates {
		if d, ok := n.(*ast.DeferStmt); ok && kind(d) {
			return true
		}
	}
	return false
}

// managesAfter reports whether the function goes on with the item although the
// handover n went well, as far as its answer tells.
func (k *custodyCase) managesAfter(n ast.Node) bool {
	start, ok := k.Graph().After(n)
	if _, isCond := n.(ast.Expr); !ok || isCond {
		return false
	}
	answers := answersOf(k.check.TypesInfo, n)
	found := false
	k.Graph().Exits(start, flow.Query{
		Again: k.again,
		Done: func(n ast.Node) bool {
			found = found || k.manages(n)
			return found
		},
		Taken: func(cond ast.Expr, value, _ bool) bool {
			return k.wentWell(answers, cond, value) || !k.wentWell(answers, cond, !value)
		},
	})
	return found
}

// answersBool reports whether a handover is answered by a bool, which may say
// either.
func (k *custodyCase) answersBool(n ast.Node) bool {
	return slices.ContainsFunc(answersOf(k.check.TypesInfo, n), isBool)
}

func isBool(obj types.Object) bool {
	b, ok := obj.Type().Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// correlated reports whether two conditions of the function ask one bool
// variable, and the item is settled or handed over under one of them: which
// paths there are then depends on more than the graph knows.
func (k *custodyCase) correlated() bool {
	asked := make(map[types.Object]int)
	for cur := range k.Fn.Preorder((*ast.IfStmt)(nil)) {
		if v := k.flag(cur.Node().(*ast.IfStmt).Cond); v != nil {
			asked[v]++
		}
	}
	for cur := range k.Fn.Preorder((*ast.AssignStmt)(nil)) { // handed = true
		assign := cur.Node().(*ast.AssignStmt)
		if len(assign.Lhs) == 1 && assign.Tok == token.ASSIGN {
			if v := k.flag(assign.Lhs[0]); v != nil && asked[v] > 0 {
				return true
			}
		}
	}
	for _, n := range slices.Concat(k.settles, k.defers, k.handovers) {
		cur, ok := k.Fn.FindNode(n)
		if !ok {
			continue
		}
		for branch := range cur.Enclosing((*ast.IfStmt)(nil)) {
			if v := k.flag(branch.Node().(*ast.IfStmt).Cond); v != nil && asked[v] > 1 {
				return true
			}
		}
	}
	return false
}

// flag is the bool variable that a condition asks, or its opposite, where that
// does not tell whether an item came.
func (k *custodyCase) flag(cond ast.Expr) types.Object {
	if not, ok := ast.Unparen(cond).(*ast.UnaryExpr); ok && not.Op == token.NOT {
		cond = not.X
	}
	id, ok := ast.Unparen(cond).(*ast.Ident)
	if !ok || !k.check.model.Came(&k.Taking, id, true) || !k.check.model.Came(&k.Taking, id, false) {
		return nil
	}
	if v, ok := k.check.TypesInfo.Uses[id].(*types.Var); ok && isBool(v) {
		return v
	}
	return nil
}

func isReturn(n ast.Node) bool {
	_, ok := n.(*ast.ReturnStmt)
	return ok
}

// before reports whether a path leads from n to a node of the kind, before the
// next item is taken.
func (k *custodyCase) before(n ast.Node, kind func(ast.Node) bool) bool {
	start, ok := k.Graph().After(n)
	return ok && k.Graph().Reaches(start, k.again, kind)
}

// answersOf lists the error and bool variables that an assignment sets.
func answersOf(info *types.Info, n ast.Node) []types.Object {
	assign, ok := n.(*ast.AssignStmt)
	if !ok {
		return nil
	}
	var answers []types.Object
	for _, lhs := range assign.Lhs {
		if id, ok := ast.Unparen(lhs).(*ast.Ident); ok && info.ObjectOf(id) != nil {
			answers = append(answers, info.ObjectOf(id))
		}
	}
	return answers
}

// wentWell reports whether a branch says that a handover with these answers went
// well: its error is nil. A bool says nothing that is known, so that it counts
// either way.
func (k *custodyCase) wentWell(answers []types.Object, cond ast.Expr, value bool) bool {
	info := k.check.TypesInfo
	switch e := ast.Unparen(cond).(type) {
	case *ast.Ident:
		return slices.Contains(answers, info.Uses[e])
	case *ast.UnaryExpr:
		return e.Op == token.NOT && k.wentWell(answers, e.X, !value)
	case *ast.BinaryExpr:
		id, ok := ast.Unparen(e.X).(*ast.Ident)
		return ok && slices.Contains(answers, info.Uses[id]) && info.Types[e.Y].IsNil() && (e.Op == token.EQL) == value
	}
	return false
}

// manages reports whether n gives the item to another method of its queue.
func (k *custodyCase) manages(n ast.Node) bool {
	found := false
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && k.Manages(call) {
			found = true
		}
		return !found
	})
	return found
}

// taken reports whether a branch can be reached with an item in hand.
func (k *custodyCase) taken(cond ast.Expr, value, fresh bool) bool {
	return !k.wentWell(k.answers, cond, value) && (!fresh || k.check.model.Came(&k.Taking, cond, value))
}

// leaks lists the ends of paths that give nothing back.
func (k *custodyCase) leaks() []flow.Exit {
	exits := k.walk(func(n ast.Node) bool { return k.fates[n] != queuemodel.Keeps })
	if len(exits) > 0 && (k.correlated() || k.Pair.Counted && k.eachOfBatch()) {
		return nil
	}
	if k.Pair.Retry && k.sometimes() {
		return nil // a later settle covers this item as well
	}
	if k.Pair.Retry || k.closes() {
		return slices.DeleteFunc(exits, func(e flow.Exit) bool { return e.Kind == flow.Return })
	}
	return exits
}

// eachOfBatch reports whether a loop behind the taking settles.
func (k *custodyCase) eachOfBatch() bool {
	for _, n := range k.settles {
		cur, ok := k.Fn.FindNode(n)
		if !ok {
			continue
		}
		if loop, ok := queuemodel.Loop(cur); ok && loop.Node().Pos() > k.Node.Pos() {
			return true
		}
	}
	return false
}

// sometimes reports whether a settle comes every so many items, or at times.
func (k *custodyCase) sometimes() bool {
	for _, n := range k.settles {
		cur, ok := k.Fn.FindNode(n)
		if !ok {
			continue
		}
		for branch := range cur.Enclosing((*ast.IfStmt)(nil)) {
			if k.Fn.Contains(branch) && counts(branch.Node().(*ast.IfStmt).Cond) {
				return true
			}
		}
	}
	return false
}

// counts reports whether a condition divides, or looks at a length or the time.
func counts(cond ast.Expr) bool {
	found := false
	ast.Inspect(cond, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			switch n.Op {
			case token.REM, token.GEQ, token.GTR, token.LEQ, token.LSS:
				found = true
			}
		case *ast.Ident:
			found = found || n.Name == "len" || n.Name == "After" || n.Name == "Before" || n.Name == "Since"
		}
		return !found
	})
	return found
}

// settled reports whether the function does anything about the item, on
// whatever path.
func (k *custodyCase) settled() bool {
	return len(k.settles)+len(k.defers)+len(k.handovers)+len(k.partial) > 0
}

// closes reports whether the function closes its end of the broker when it
// returns, which gives back what it holds.
func (k *custodyCase) closes() bool {
	for _, op := range k.check.model.Calls(queuemodel.Close) {
		_, deferred := op.Cur.Parent().Node().(*ast.DeferStmt)
		if op.Pair == k.Pair && deferred && queuemodel.EnclosingFunc(op.Cur) == k.Fn {
			return true
		}
	}
	return false
}

// prepared reports whether a settle was deferred before the item was taken.
func (k *custodyCase) prepared() bool {
	for cur := range k.Fn.Preorder((*ast.DeferStmt)(nil)) {
		if queuemodel.EnclosingFunc(cur) == k.Fn && cur.Node().Pos() < k.Node.Pos() && k.Fate(cur.Node()) == queuemodel.Defers {
			return true
		}
	}
	return false
}

// lentLate reports whether a receiver that becomes owed by a call of its own was
// handed over before that.
func (k *custodyCase) lentLate() bool {
	if k.Out != queuemodel.Receiver {
		return false
	}
	given := false
	k.Graph().Exits(k.Graph().Entry(), flow.Query{Done: func(n ast.Node) bool {
		given = given || k.Fate(n) == queuemodel.HandsOver && !isReturn(n)
		return false
	}})
	return given
}

// multiple reports whether the function settles several items by one call.
func (k *custodyCase) multiple() bool {
	return slices.ContainsFunc(k.check.model.Calls(queuemodel.Done), func(op queuemodel.Call) bool {
		return op.Multiple && op.Pair == k.Pair && k.Fn.Contains(op.Cur)
	})
}

// walk follows the paths on which the item is held until done.
func (k *custodyCase) walk(done func(ast.Node) bool) []flow.Exit {
	return k.Graph().Exits(k.start, flow.Query{
		Done:   done,
		Again:  k.again,
		Taken:  k.taken,
		Stales: func(n ast.Node) bool { return k.check.model.Overwrites(&k.Taking, n) },
	})
}

// again reports whether the next item is taken at n.
func (k *custodyCase) again(n ast.Node) bool { return k.check.model.Retakes(&k.Taking, n) }
