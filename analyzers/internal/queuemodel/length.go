package queuemodel

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"
)

// A State is what a condition on a length says about a queue.
type State uint8

// The states. Unknown is a length that decides neither emptiness nor fullness.
const (
	Unknown State = iota
	Empty
	NonEmpty
	Full
	NotFull
)

var stateNames = [...]string{"unknown", "empty", "non-empty", "full", "not full"}

func (s State) String() string { return stateNames[s] }

// Opposite is the state that holds when s does not.
func (s State) Opposite() State {
	return [...]State{Unknown, NonEmpty, Empty, NotFull, Full}[s]
}

// A Test is the state of one queue that a condition implies.
type Test struct {
	Queue Queue
	State State
	Exact bool     // the condition says neither more nor less; "len > 100" implies NonEmpty, but more
	Expr  ast.Expr // the comparison or the call that reads the length
}

// A Length is what the result of a Len operation tells.
type Length struct {
	Count    bool  // it is the number of items that wait
	Capacity bool  // it is the number of items that fit
	True     State // it is a bool, and true means this
	False    State // it is a bool, and false means this
}

// Implied returns what is known of queues when cond has the given value. The
// conjunction a && b tells both when it is true and neither when it is false.
func (m *Model) Implied(cond ast.Expr, value bool) []Test {
	return m.implied(cond, value, maxHops)
}

func (m *Model) implied(cond ast.Expr, value bool, hops int) []Test {
	if hops == 0 {
		return nil
	}
	switch e := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		if e.Op == token.NOT {
			return m.implied(e.X, !value, hops-1)
		}
	case *ast.BinaryExpr:
		if e.Op == token.LAND && value || e.Op == token.LOR && !value {
			return append(m.implied(e.X, value, hops-1), m.implied(e.Y, value, hops-1)...)
		}
		return m.comparison(e, value, hops)
	case *ast.Ident:
		if v, ok := m.info.Uses[e].(*types.Var); ok {
			return m.variableTests(v, e, value, hops)
		}
	case *ast.CallExpr:
		return m.callTests(e, value)
	}
	return nil
}

// variableTests reads a bool variable that only ever holds one condition.
func (m *Model) variableTests(v *types.Var, use ast.Expr, value bool, hops int) []Test {
	init := m.values.only(v)
	if init == nil {
		return nil
	}
	tests := m.implied(init, value, hops-1)
	for i := range tests {
		tests[i].Expr = use
	}
	return tests
}

// callTests reads a bool function such as isFull or Empty.
func (m *Model) callTests(call *ast.CallExpr, value bool) []Test {
	var tests []Test
	for _, op := range m.callOps(call) {
		state := op.length.False
		if value {
			state = op.length.True
		}
		if op.Role == Len && state != Unknown {
			tests = append(tests, Test{op.Queue, state, true, call})
		}
	}
	return tests
}

// A linear is count*len(queue) + capacity*cap(queue) + constant.
type linear struct {
	queue           Queue
	count, capacity int64
	constant        int64
}

// comparison reads a comparison of a length with a constant, with the
// capacity, or with the expression that the channel was made with.
func (m *Model) comparison(e *ast.BinaryExpr, value bool, hops int) []Test {
	op := e.Op
	switch op {
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
	default:
		return nil
	}
	x, okX := m.linear(e.X, hops-1)
	y, okY := m.linear(e.Y, hops-1)
	switch {
	case okX && !okY:
		y, okY = m.capacityOf(x, e.Y)
	case okY && !okX:
		x, okX = m.capacityOf(y, e.X)
	}
	switch {
	case okX && !okY:
		return m.atLimit(e, x, op, e.Y, value)
	case okY && !okX:
		return m.atLimit(e, y, mirrored(op), e.X, value)
	case !okX:
		return nil
	}
	d, ok := x.minus(y)
	if !ok || d.count == 0 {
		return nil
	}
	if d.count < 0 {
		d, op = d.negated(), mirrored(op)
	}
	if !value {
		op = negated(op)
	}
	state := m.state(d, op)
	if state == Unknown {
		return nil
	}
	return []Test{{d.queue, state, m.state(d, negated(op)) == state.Opposite(), e}}
}

// limitNames are what the expressions are called that a length is held against. They
// are more than 0.
var limitNames = []string{"max", "limit", "cap", "capacity", "size", "bound", "maximum"}

// atLimit reads "len op limit": at a limit of any size a queue is not empty.
func (m *Model) atLimit(e ast.Expr, x linear, op token.Token, limit ast.Expr, value bool) []Test {
	q, ok := m.queueOf(limit)
	if !ok || q.Slot == nil || !NameHas(q.Slot.Name(), limitNames) || x.count != 1 || x.capacity != 0 || x.constant != 0 {
		return nil
	}
	if !value {
		op = negated(op)
	}
	if op != token.EQL && op != token.GEQ && op != token.GTR {
		return nil
	}
	return []Test{{x.queue, NonEmpty, false, e}}
}

// state reads "d op 0", where d counts the queue once.
func (m *Model) state(d linear, op token.Token) State {
	if d.count != 1 {
		return Unknown
	}
	switch op { // integers: a > b is a >= b+1
	case token.GTR:
		d.constant, op = d.constant-1, token.GEQ
	case token.LEQ:
		d.constant, op = d.constant-1, token.LSS
	}
	switch d.capacity {
	case 0:
		if n, ok := m.capacity(d.queue); ok && n > 0 && n == -d.constant {
			return fullness(op)
		}
		return emptiness(-d.constant, op)
	case -1:
		if d.constant == 0 {
			return fullness(op)
		}
		if d.constant > 0 && op == token.LSS { // len + 3 < cap: there is room
			return NotFull
		}
	}
	return Unknown
}

// emptiness reads "len op n".
func emptiness(n int64, op token.Token) State {
	switch {
	case op == token.EQL && n == 0, op == token.LSS && n == 1:
		return Empty
	case op == token.NEQ && n == 0, op == token.GEQ && n >= 1, op == token.EQL && n > 0:
		return NonEmpty
	}
	return Unknown
}

// fullness reads "len op cap".
func fullness(op token.Token) State {
	switch op {
	case token.EQL, token.GEQ:
		return Full
	case token.NEQ, token.LSS:
		return NotFull
	}
	return Unknown
}

func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.LEQ:
		return token.GEQ
	case token.GTR:
		return token.LSS
	case token.GEQ:
		return token.LEQ
	}
	return op
}

func negated(op token.Token) token.Token {
	return map[token.Token]token.Token{
		token.EQL: token.NEQ, token.NEQ: token.EQL,
		token.LSS: token.GEQ, token.GEQ: token.LSS,
		token.GTR: token.LEQ, token.LEQ: token.GTR,
	}[op]
}

func (x linear) negated() linear {
	return linear{x.queue, -x.count, -x.capacity, -x.constant}
}

// minus is x - y; it fails when they are about two queues.
func (x linear) minus(y linear) (linear, bool) {
	switch {
	case x.queue.Root == nil:
		x.queue = y.queue
	case y.queue.Root != nil && !x.queue.Same(y.queue):
		return x, false
	}
	return linear{x.queue, x.count - y.count, x.capacity - y.capacity, x.constant - y.constant}, true
}

// linear reads e as a linear expression of one queue's length.
func (m *Model) linear(e ast.Expr, hops int) (linear, bool) {
	if hops <= 0 {
		return linear{}, false
	}
	e = ast.Unparen(e)
	if n, ok := m.constant(e); ok {
		return linear{constant: n}, true
	}
	switch e := e.(type) {
	case *ast.Ident:
		return m.linearVariable(e, hops)
	case *ast.BinaryExpr:
		return m.linearSum(e, hops)
	case *ast.CallExpr:
		if m.info.Types[e.Fun].IsType() && len(e.Args) == 1 {
			return m.linear(e.Args[0], hops-1)
		}
		for _, op := range m.callOps(e) {
			if op.Role != Len {
				continue
			}
			if op.length.Count {
				return linear{queue: op.Queue, count: 1}, true
			}
			if op.length.Capacity {
				return linear{queue: op.Queue, capacity: 1}, true
			}
		}
	}
	return linear{}, false
}

// linearVariable reads a variable whose every value is the same length.
func (m *Model) linearVariable(id *ast.Ident, hops int) (linear, bool) {
	v, ok := m.info.Uses[id].(*types.Var)
	if !ok || isPackageLevel(v) || len(m.values.assigned[v]) == 0 {
		return linear{}, false
	}
	var sum linear
	for i, value := range m.values.assigned[v] {
		if value == nil {
			return sum, false
		}
		x, ok := m.linear(value, hops-1)
		if !ok || i > 0 && (x.count != sum.count || x.capacity != sum.capacity || x.constant != sum.constant || !x.queue.Same(sum.queue)) {
			return sum, false
		}
		sum = x
	}
	return sum, sum.count != 0 || sum.capacity != 0
}

func (m *Model) linearSum(e *ast.BinaryExpr, hops int) (linear, bool) {
	if e.Op != token.ADD && e.Op != token.SUB {
		return linear{}, false
	}
	x, okX := m.linear(e.X, hops-1)
	y, okY := m.linear(e.Y, hops-1)
	if !okX || !okY {
		return linear{}, false
	}
	if e.Op == token.ADD {
		y = y.negated()
	}
	return x.minus(y)
}

func (m *Model) constant(e ast.Expr) (int64, bool) {
	tv := m.info.Types[e]
	if tv.Value == nil || tv.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(tv.Value)
}

// capacityOf reads e as the capacity of the queue of x: the variable or field
// that its make was given.
func (m *Model) capacityOf(x linear, e ast.Expr) (linear, bool) {
	if x.count == 0 || !x.queue.IsChan() {
		return linear{}, false
	}
	size, ok := m.queueOf(e)
	if !ok || size.Slot == nil {
		return linear{}, false
	}
	for _, made := range m.groups().made(x.queue) {
		if made.size == nil {
			continue
		}
		if q, ok := m.queueOf(made.size); ok && (q.Slot == size.Slot || m.initialized(size.Slot, q.Slot)) {
			return linear{queue: x.queue, capacity: 1}, true
		}
	}
	return linear{}, false
}

// initialized reports whether a struct literal sets the field to the variable,
// as in &store{size: n, ch: make(chan job, n)}.
func (m *Model) initialized(field, v *types.Var) bool {
	if !field.IsField() || v == nil {
		return false
	}
	for cur := range m.in.Root().Preorder((*ast.KeyValueExpr)(nil)) {
		kv := cur.Node().(*ast.KeyValueExpr)
		key, ok := kv.Key.(*ast.Ident)
		if !ok {
			continue
		}
		if f, ok := m.info.Uses[key].(*types.Var); ok && f.Origin() == field {
			if q, ok := m.queueOf(kv.Value); ok && q.Slot == v {
				return true
			}
		}
	}
	return false
}

// capacity is the constant that every make of the queue's channel is given.
func (m *Model) capacity(q Queue) (int64, bool) {
	if !q.IsChan() {
		return 0, false
	}
	makes := m.groups().made(q)
	if len(makes) == 0 {
		return 0, false
	}
	var size int64
	for i, made := range makes {
		n := int64(0)
		if made.size != nil {
			var ok bool
			if n, ok = m.constant(made.size); !ok {
				return 0, false
			}
		}
		if i > 0 && n != size {
			return 0, false
		}
		size = n
	}
	return size, true
}

// Counts reports whether the result of a Len operation is the number of items.
func (c Call) Counts() bool { return c.length.Count }

// Count reports whether e is at most the number of items of one queue: directly,
// through a variable that may be lowered or counted down, or by min.
func (m *Model) Count(e ast.Expr) (Queue, bool) { return m.count(e, maxHops) }

func (m *Model) count(e ast.Expr, hops int) (Queue, bool) {
	if hops == 0 {
		return Queue{}, false
	}
	if x, ok := m.linear(e, maxHops); ok && x.count == 1 && x.capacity == 0 {
		return x.queue, true
	}
	var candidates []ast.Expr
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := m.info.Uses[e].(*types.Var); ok && !isPackageLevel(v) {
			candidates = m.values.assigned[v]
		}
	case *ast.CallExpr:
		if b, ok := typeutil.Callee(m.info, e).(*types.Builtin); ok && b.Name() == "min" {
			candidates = e.Args
		}
	}
	for _, c := range candidates {
		if c == nil {
			continue
		}
		if q, ok := m.count(c, hops-1); ok {
			return q, true
		}
	}
	return Queue{}, false
}
