package queuemodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A Pace says what makes a piece of code run again and again.
type Pace uint8

// The paces.
const (
	Unpaced Pace = iota
	Spins        // nothing in the loop waits
	Sleeps       // the loop pauses between its rounds
	Ticks        // a ticker, or a helper that calls it periodically
)

// Pace says what repeats the statement at cur. A pause counts when it is on
// the way of a round that does not enter the region hit, which may be empty.
func (m *Model) Pace(cur inspector.Cursor, hit []inspector.Cursor) Pace {
	fn := EnclosingFunc(cur)
	loop, ok := Loop(cur)
	if !ok {
		if m.repeatedly(fn) {
			return Ticks
		}
		return Unpaced
	}
	for clause := range cur.Enclosing((*ast.CommClause)(nil)) {
		if loop.Contains(clause) && m.timerComm(clause.Node().(*ast.CommClause).Comm) {
			return Ticks
		}
	}
	for pause := range m.In(loop, Pause) {
		if pause.Cur == loop {
			return Ticks
		}
		if inner, _ := Loop(pause.Cur); inner != loop || within(pause.Cur, hit) {
			continue
		}
		if cur.Contains(pause.Cur) || m.eachRound(pause.Cur, loop) {
			return Sleeps
		}
	}
	if spins(cur, loop, hit) {
		return Spins
	}
	return Unpaced
}

// Loop is the innermost for or range statement around cur in its function,
// cur itself not counted.
func Loop(cur inspector.Cursor) (inspector.Cursor, bool) {
	for n := range cur.Parent().Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		switch n.Node().(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return n, true
		default:
			return cur, false
		}
	}
	return cur, false
}

func within(cur inspector.Cursor, region []inspector.Cursor) bool {
	for _, r := range region {
		if r.Contains(cur) {
			return true
		}
	}
	return false
}

// eachRound reports whether cur runs in every round of the loop that gets that
// far: it stands in no branch. A case of a select is none.
func (m *Model) eachRound(cur, loop inspector.Cursor) bool {
	for cur != loop {
		switch cur.ParentEdgeKind() {
		case edge.IfStmt_Body, edge.IfStmt_Else, edge.CaseClause_Body, edge.FuncLit_Body, edge.GoStmt_Call, edge.DeferStmt_Call:
			return false
		case edge.CommClause_Body:
			if cur.Parent().Node().(*ast.CommClause).Comm != nil {
				return false
			}
		}
		cur = cur.Parent()
	}
	return true
}

// spins reports whether nothing in the loop but the statement at cur does
// anything outside the region hit: the rest only looks at a stop signal.
func spins(cur, loop inspector.Cursor, hit []inspector.Cursor) bool {
	if s, ok := cur.Node().(*ast.IfStmt); ok && s.Else != nil && !inert(s.Else) && !within(cur.ChildAt(edge.IfStmt_Else, -1), hit) {
		return false
	}
	for cur != loop {
		switch cur.ParentEdgeKind() {
		case edge.BlockStmt_List, edge.CommClause_Body:
			if !inertSiblings(cur, hit) {
				return false
			}
		case edge.IfStmt_Body, edge.IfStmt_Else, edge.CaseClause_Body:
			return false
		}
		if clause, ok := cur.Node().(*ast.CommClause); ok && clause.Comm != nil {
			return false
		}
		cur = cur.Parent()
	}
	stmt, ok := loop.Node().(*ast.ForStmt)
	return ok && stmt.Post == nil && stmt.Init == nil
}

// OnlyWaits reports whether a loop does nothing but the statement at cur and the
// region hit, apart from pausing and looking at stop signals.
func (m *Model) OnlyWaits(cur, loop inspector.Cursor, hit []inspector.Cursor) bool {
	for ; cur != loop; cur = cur.Parent() {
		if kind := cur.ParentEdgeKind(); kind != edge.BlockStmt_List && kind != edge.CommClause_Body {
			continue
		}
		for sibling := range cur.Parent().Children() {
			if _, comm := sibling.Node().(*ast.CommClause); sibling == cur || comm || within(sibling, hit) || sibling.ParentEdgeKind() == edge.CommClause_Comm {
				continue
			}
			if !m.Idle(sibling.Node()) {
				return false
			}
		}
	}
	return true
}

// Idle reports whether a statement takes no time but for a pause: it leaves,
// goes on, looks at a signal or sleeps.
func (m *Model) Idle(n ast.Node) bool {
	idle := true
	ast.Inspect(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			idle = idle && (m.pauses(n) || m.onlyReads(n))
		case *ast.SendStmt, *ast.GoStmt, *ast.DeferStmt:
			idle = false
		}
		return idle
	})
	return idle
}

// pauses reports whether a call only lets time pass.
func (m *Model) pauses(call *ast.CallExpr) bool {
	for _, op := range m.At(call) {
		if op.Role == Pause {
			return true
		}
	}
	return false
}

// onlyReads reports whether a call is a conversion, a builtin, or of a package
// that tells the time, a state or a log line.
func (m *Model) onlyReads(call *ast.CallExpr) bool {
	if m.info.Types[call.Fun].IsType() {
		return true
	}
	switch fn := typeutil.Callee(m.info, call).(type) {
	case *types.Builtin:
		return fn.Name() != "close"
	case *types.Func:
		if fn.Pkg() == nil {
			return true // error.Error
		}
		switch fn.Pkg().Path() {
		case "time", "context", "sync/atomic", "log", "log/slog", "fmt", "errors":
			return true
		}
	}
	return false
}

func inertSiblings(cur inspector.Cursor, hit []inspector.Cursor) bool {
	for sibling, ok := cur.PrevSibling(); ok; sibling, ok = sibling.PrevSibling() {
		if !inert(sibling.Node()) && !within(sibling, hit) {
			return false
		}
	}
	for sibling, ok := cur.NextSibling(); ok; sibling, ok = sibling.NextSibling() {
		if !inert(sibling.Node()) && !within(sibling, hit) {
			return false
		}
	}
	return true
}

// inert reports whether a statement takes no time: it leaves the loop, goes on
// with it, or looks at a channel without waiting.
func inert(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BranchStmt, *ast.EmptyStmt, *ast.ReturnStmt:
		return true
	case *ast.BlockStmt:
		return inertAll(n.List)
	case *ast.CommClause:
		return inertAll(n.Body)
	case *ast.SelectStmt:
		return inertSelect(n)
	case *ast.IfStmt:
		return n.Init == nil && n.Else == nil && inertAll(n.Body.List)
	}
	return false
}

func inertAll(list []ast.Stmt) bool {
	for _, s := range list {
		if !inert(s) {
			return false
		}
	}
	return true
}

func inertSelect(s *ast.SelectStmt) bool {
	hasDefault := false
	for _, clause := range s.Body.List {
		comm := clause.(*ast.CommClause)
		hasDefault = hasDefault || comm.Comm == nil
		if !inertAll(comm.Body) {
			return false
		}
	}
	return hasDefault
}

// repeatedly reports whether fn is called periodically: given to a function
// that does so, or called by a loop that a ticker or a pause paces.
func (m *Model) repeatedly(fn inspector.Cursor) bool {
	if m.IsRepeated(fn) {
		return true
	}
	for _, ref := range m.uses(fn) {
		call, ok := callOf(ref)
		if !ok || call.ParentEdgeKind() == edge.GoStmt_Call {
			continue
		}
		if _, inLoop := Loop(call); inLoop && m.Pace(call, nil) >= Sleeps {
			return true
		}
	}
	return false
}

// IsRepeated reports whether fn is handed to a function that calls it
// periodically, such as wait.Until.
func (m *Model) IsRepeated(fn inspector.Cursor) bool { return m.givenTo(fn, Repeat) }

// givenTo reports whether fn is an argument of a call that does this with it.
func (m *Model) givenTo(fn inspector.Cursor, role Role) bool {
	for _, use := range m.uses(fn) {
		for use.ParentEdgeKind() == edge.SelectorExpr_Sel || use.ParentEdgeKind() == edge.ParenExpr_X {
			use = use.Parent()
		}
		kind, index := use.ParentEdge()
		if kind != edge.CallExpr_Args {
			continue
		}
		for _, op := range m.At(use.Parent().Node()) {
			if op.Role == role && op.Func == index {
				return true
			}
		}
	}
	return false
}

// uses lists where a function is named: for a literal, itself and the variable
// that holds it.
func (m *Model) uses(fn inspector.Cursor) []inspector.Cursor {
	switch n := fn.Node().(type) {
	case *ast.FuncDecl:
		if obj, ok := m.info.Defs[n.Name].(*types.Func); ok {
			return m.refs()[obj]
		}
	case *ast.FuncLit:
		uses := []inspector.Cursor{fn}
		switch fn.ParentEdgeKind() {
		case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
			if v := m.heldBy(fn); v != nil {
				uses = append(uses, m.refs()[v]...)
			}
		}
		return uses
	}
	return nil
}

// repeatOps is the fact of a function that calls a parameter of its own in a
// loop that pauses: for !done() { time.Sleep(d) }.
func (m *Model) repeatOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	sig := fn.Signature()
	if !hasFuncParam(sig) {
		return nil
	}
	var ops []OpFact
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
		id, ok := ast.Unparen(cur.Node().(*ast.CallExpr).Fun).(*ast.Ident)
		if !ok {
			continue
		}
		for i := range fixedParams(sig) {
			if m.info.Uses[id] == sig.Params().At(i) && m.paced(cur) {
				ops = append(ops, OpFact{Role: Repeat, Func: i})
			}
		}
	}
	return ops
}

// paced reports whether the innermost loop around cur pauses.
func (m *Model) paced(cur inspector.Cursor) bool {
	loop, ok := Loop(cur)
	if !ok {
		return false
	}
	for op := range loop.Preorder(callKinds...) {
		for _, c := range m.classify(op) {
			if c.Role == Pause {
				return true
			}
		}
	}
	return false
}
