package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// A Call is one operation on one queue.
type Call struct {
	Cur   inspector.Cursor // the *ast.CallExpr, *ast.SendStmt, *ast.UnaryExpr (receive) or *ast.RangeStmt
	Role  Role
	Wait  Wait
	Queue Queue // zero for Pause, Repeat, Spawn and Block
	Func  int   // index of the argument that is called, -1 without one

	Pair *Pair    // for Get and Done: what they are halves of; nil where nothing is owed
	Item ast.Expr // for Done: what is given back; nil when the call does not say
	Some bool     // for Done: only some outcomes of the function give it back; for Guard: somebody is told of a panic
	Out  int      // for Get: index of the result that is the item, -1 without one
	Told Tell     // for Get
	Auto bool     // for Source: the broker may count what it delivers as settled

	Multiple bool // for Done: it may settle all earlier items too

	Open  *Row // for New: the row of the constructor that lets any number of items wait; nil for a limited one
	Param int  // for Grow and Shift: index of the argument that is the list, or Receiver
	Head  bool // for Grow and Shift: at the front

	length Length // for Len: what the result tells
}

// callKinds are the nodes that can be operations.
var callKinds = []ast.Node{(*ast.CallExpr)(nil), (*ast.SendStmt)(nil), (*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil)}

// classify says what the node at cur does; most nodes do nothing.
func (m *Model) classify(cur inspector.Cursor) []Call {
	switch n := cur.Node().(type) {
	case *ast.SendStmt:
		return m.channelOp(cur, n.Chan, Put)
	case *ast.UnaryExpr:
		if n.Op == token.ARROW {
			return m.channelOp(cur, n.X, Get)
		}
	case *ast.RangeStmt:
		if t := m.info.TypeOf(n.X); t != nil && isChan(t) {
			return m.channelOp(cur, n.X, Get)
		}
	case *ast.CallExpr:
		calls := m.classifyCall(n)
		for i := range calls {
			calls[i].Cur = cur
		}
		if cur.ParentEdgeKind() == edge.GoStmt_Call { // the new goroutine does it
			calls = slices.DeleteFunc(calls, func(c Call) bool { return c.Role == Get || c.Role == Put })
		}
		return calls
	}
	return nil
}

// classifyCall says what a call expression does; Cur is not set.
func (m *Model) classifyCall(call *ast.CallExpr) []Call {
	if builtin, ok := typeutil.Callee(m.info, call).(*types.Builtin); ok {
		return m.builtinOp(call, builtin.Name())
	}
	return m.functionOps(call)
}

func (m *Model) channelOp(cur inspector.Cursor, ch ast.Expr, role Role) []Call {
	if isTimer(m.info, ch) {
		if !m.onlyPauses(cur) {
			return nil
		}
		return []Call{{Cur: cur, Role: Pause, Wait: Forever, Func: -1}}
	}
	q, ok := m.queueOf(ch)
	if !ok || !isChan(q.Type) {
		return nil
	}
	c := Call{Cur: cur, Role: role, Wait: selectWait(cur), Queue: q, Func: -1}
	if d := deliveryOf(q.Type); d != nil && role == Get {
		c.Pair, c.Told, c.Out = d.Pair, Tell{Result: 1}, 0
	}
	return []Call{c}
}

// isTimer reports whether ch delivers the time: a receive waits for a clock.
func isTimer(info *types.Info, ch ast.Expr) bool {
	t := info.TypeOf(ch)
	if t == nil {
		return false
	}
	c, ok := t.Underlying().(*types.Chan)
	if !ok {
		return false
	}
	named := namedOf(c.Elem())
	return named != nil && named.Obj().Name() == "Time" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "time"
}

// onlyPauses reports whether the receive of the time at cur is a pause: it
// stands alone, or in a select whose other cases only end the function early
// (a context, a stop channel) or are timers too.
func (m *Model) onlyPauses(cur inspector.Cursor) bool {
	clause, ok := CommOf(cur)
	if !ok {
		return true
	}
	for sibling := range clause.Parent().Children() {
		if !m.timeOrStop(sibling.Node().(*ast.CommClause).Comm) {
			return false
		}
	}
	return true
}

// timeOrStop reports whether a select case waits for a timer or for a channel
// that carries no data.
func (m *Model) timeOrStop(comm ast.Stmt) bool {
	recv, ok := comm.(*ast.ExprStmt)
	if !ok {
		assign, ok := comm.(*ast.AssignStmt)
		return ok && isTimer(m.info, receivedFrom(assign.Rhs[0]))
	}
	ch := receivedFrom(recv.X)
	if isTimer(m.info, ch) {
		return true
	}
	c, ok := m.info.TypeOf(ch).Underlying().(*types.Chan)
	if !ok {
		return false
	}
	return IsEmpty(c.Elem())
}

// IsEmpty reports whether the values of a type have no fields, and so no size.
func IsEmpty(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

// receivedFrom is the channel of the receive expression e.
func receivedFrom(e ast.Expr) ast.Expr {
	return ast.Unparen(e).(*ast.UnaryExpr).X
}

// builtinOp is len, cap, close and make of a channel.
func (m *Model) builtinOp(call *ast.CallExpr, name string) []Call {
	if len(call.Args) == 0 {
		return nil
	}
	switch name {
	case "len", "cap", "close":
		q, ok := m.queueOf(call.Args[0])
		if !ok || !isChan(q.Type) || isTimer(m.info, call.Args[0]) {
			return nil
		}
		if name == "close" {
			return []Call{{Role: Close, Queue: q, Func: -1}}
		}
		return []Call{{Role: Len, Queue: q, Func: -1, length: Length{Count: name == "len", Capacity: name == "cap"}}}
	case "make":
		if t := m.info.TypeOf(call); t != nil && isChan(t) {
			return []Call{{Role: New, Queue: Queue{Type: t}, Func: -1}}
		}
	}
	return nil
}

// functionOps is what a function does by its row or its fact.
func (m *Model) functionOps(call *ast.CallExpr) []Call {
	fn, recv := m.callee(call)
	if fn == nil {
		return nil
	}
	if row := m.rowOf(fn); row != nil {
		return m.rowOp(call, recv, row)
	}
	fact := m.factOf(fn)
	if fact == nil {
		return nil
	}
	var calls []Call
	for _, op := range fact.Ops {
		q, ok := m.operand(call, recv, op)
		if !ok {
			continue
		}
		c := Call{Role: op.Role, Wait: op.Wait, Queue: q, Func: op.Func, Param: op.Param, Head: op.Head, Some: op.Some, length: op.Length}
		if op.Role == New {
			c.Open = m.forwarded(call, op)
		}
		if pair := pairNamed(op.Pair); pair != nil {
			c.pairUp(pair, call, recv, op.Item, op.Told)
			c.Some = op.Some
		}
		calls = append(calls, c)
	}
	return calls
}

func (m *Model) rowOp(call *ast.CallExpr, recv ast.Expr, row *Row) []Call {
	c := Call{Role: row.Role, Wait: row.Wait, Func: row.Func, Param: row.Param, Head: row.Head, Some: row.Role == Guard} // a pool has its own way to tell
	switch row.Role {
	case Put, Get, Done, Len, Close:
		q, ok := m.receiverQueue(call, recv)
		if !ok && (row.Role != Done || row.Pair == nil) {
			return nil
		}
		c.Queue = q
		c.length = Length{Count: row.Role == Len}
	}
	if row.Role == Handle || row.Role == Source {
		c.Queue, _ = m.receiverQueue(call, recv)
	}
	if row.Open && m.unlimited(call, row, 0) {
		c.Open = row
	}
	c.Auto = row.Auto > 0 && m.maybeTrue(call, row.Auto)
	if row.Pair != nil && m.optionsAllow(call, row) && (row.Role != Get || !c.Auto) {
		c.pairUp(row.Pair, call, recv, row.Item, row.Told)
		c.Item = fieldOwner(c.Item, row.Field)
		c.Multiple = row.Multiple < 0 || row.Multiple > 0 && m.maybeTrue(call, row.Multiple-1)
	}
	return []Call{c}
}

// pairUp makes c one half of a pair. The item is an argument of a Done, or the
// receiver, and a result of a Get.
func (c *Call) pairUp(pair *Pair, call *ast.CallExpr, recv ast.Expr, item int, told Tell) {
	c.Pair, c.Told, c.Out = pair, told, item
	switch {
	case c.Role != Done:
	case item == Receiver && pair.ByItem:
		c.Item = recv
	case item >= 0 && item < len(call.Args):
		c.Item = call.Args[item]
	}
}

// callee resolves the function of a call and the expression of its receiver,
// through one method value: get := q.Get; get().
func (m *Model) callee(call *ast.CallExpr) (*types.Func, ast.Expr) {
	fun := ast.Unparen(call.Fun)
	if id, ok := fun.(*ast.Ident); ok {
		if v, ok := m.info.Uses[id].(*types.Var); ok {
			sel, ok := ast.Unparen(m.values.only(v)).(*ast.SelectorExpr)
			if !ok {
				return nil, nil
			}
			fn, _ := m.info.Uses[sel.Sel].(*types.Func)
			return fn, sel.X
		}
	}
	fn, _ := typeutil.Callee(m.info, call).(*types.Func)
	if sel, ok := fun.(*ast.SelectorExpr); ok && fn != nil && fn.Signature().Recv() != nil {
		return fn, sel.X
	}
	return fn, nil
}

func (m *Model) receiverQueue(call *ast.CallExpr, recv ast.Expr) (Queue, bool) {
	if recv == nil {
		return Queue{}, false
	}
	if m.info.Types[recv].IsType() { // a method expression: T.Get(q)
		if len(call.Args) == 0 {
			return Queue{}, false
		}
		recv = call.Args[0]
	}
	return m.queueOf(recv)
}

// operand names the queue that an operation of a fact works on at this call.
func (m *Model) operand(call *ast.CallExpr, recv ast.Expr, op OpFact) (Queue, bool) {
	switch {
	case !op.Role.isOnQueue() || op.Pair != "" && pairNamed(op.Pair).ByItem:
		return Queue{}, true
	case op.Param == Receiver:
		q, ok := m.receiverQueue(call, recv)
		if !ok {
			return q, false
		}
		return q.field(op.Path, m.pkg)
	case op.Param == Global:
		return m.global(op.Path)
	case op.Param < len(call.Args):
		q, ok := m.queueOf(call.Args[op.Param])
		if !ok {
			return q, false
		}
		return q.field(op.Path, m.pkg)
	}
	return Queue{}, false
}

// selectWait says how long the channel operation at cur can take, from the
// select clause that it may be the header of.
func selectWait(cur inspector.Cursor) Wait {
	clause, ok := CommOf(cur)
	if !ok {
		return Forever
	}
	n := 0
	for sibling := range clause.Parent().Children() {
		n++
		if sibling.Node().(*ast.CommClause).Comm == nil {
			return Never
		}
	}
	if n == 1 {
		return Forever
	}
	return Escapes
}

// CommOf is the select clause whose header is the channel operation at cur.
func CommOf(cur inspector.Cursor) (inspector.Cursor, bool) {
	for {
		kind := cur.ParentEdgeKind()
		if kind == edge.CommClause_Comm {
			return cur.Parent(), true
		}
		switch kind {
		case edge.ParenExpr_X, edge.ExprStmt_X, edge.AssignStmt_Rhs:
			cur = cur.Parent()
		default:
			return cur, false
		}
	}
}
