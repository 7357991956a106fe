package queuemodel

import (
	"fmt"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
)

// StallAnalyzer finds where functions can wait for ever, through calls and from
// package to package. It reports nothing.
var StallAnalyzer = &analysis.Analyzer{
	Name:       "queuestalls",
	Doc:        "find where functions can wait for ever, for the analyzers that judge it",
	URL:        Analyzer.URL,
	Requires:   []*analysis.Analyzer{Analyzer},
	FactTypes:  []analysis.Fact{(*StallFact)(nil)},
	ResultType: reflect.TypeFor[*Stalls](),
	Run:        runStalls,
}

// A StallFact says where a function of the user's can wait for ever. It is
// written for the packages of the main module alone: what a library does inside
// is not for its users to change.
type StallFact struct {
	Ops []StallOp
}

// A StallOp is one place where a function can wait, as a caller sees it.
type StallOp struct {
	Kind    StallKind
	Param   int           // the queue: parameter index, Receiver, Global or Nowhere
	Path    string        // fields from there
	Ctx     int           // 1 + index of the context parameter that ends the wait; 0 for none
	Endless string        // the context that never ends, as it is written
	Name    string        // of the queue or the call that waits, where it waits
	Size    int64         // capacity, SizeComputed or SizeUnknown
	At      string        // file:line of the operation
	Via     string        // the functions between, outermost first
	Pause   time.Duration // for a sleep of constant length
	Retry   bool          // a sleep in a loop without end
	Counted bool          // a sleep between tries that are counted
	Takes   bool          // a receive in the Get or Pop of a queue type
}

// AFact marks StallFact as a fact of the analysis framework.
func (*StallFact) AFact() {}

func (f *StallFact) String() string {
	var words []string
	for _, op := range f.Ops {
		words = append(words, op.String())
	}
	return strings.Join(words, ", ")
}

var stallNames = [...]string{"sends", "acquires", "awaits", "receives", "waits", "queues", "sleeps"}

func (op StallOp) String() string {
	text := fmt.Sprintf("%s %s at %s", stallNames[op.Kind], op.Name, op.At)
	if op.Ctx > 0 {
		text += fmt.Sprintf(" until param %d", op.Ctx-1)
	}
	if op.Via != "" {
		text += " via " + op.Via
	}
	return text
}

// Stalls knows where the functions of one package can wait for ever.
type Stalls struct {
	*Model
	m      *Model
	pass   *analysis.Pass
	module string
	memo   map[*types.Func][]Stall
	roots  map[ast.Node]*Handler
	all    []Handling
}

func runStalls(pass *analysis.Pass) (any, error) {
	m := pass.ResultOf[Analyzer].(*Model)
	s := &Stalls{Model: m, m: m, pass: pass, memo: make(map[*types.Func][]Stall), roots: make(map[ast.Node]*Handler)}
	if pass.Module != nil {
		s.module = pass.Module.Path
	}
	s.all = m.Handlings()
	for _, h := range s.all {
		if h.Region == h.Fn {
			s.roots[h.Fn.Node()] = h.Handler
		}
	}
	if pass.Module == nil || pass.Module.Version != "" {
		return s, nil
	}
	for decl := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		fn, ok := m.info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		if !ok || !fn.Exported() || m.inTest(decl) {
			continue
		}
		if fact := factOfStalls(s.of(fn)); fact != nil {
			pass.ExportObjectFact(fn, fact)
		}
	}
	return s, nil
}

// The bounds: what a function is said to wait for, and how many calls a reader is
// asked to follow.
const (
	maxStalls = 6
	maxCalls  = 5
)

func factOfStalls(stalls []Stall) *StallFact {
	fact := new(StallFact)
	for _, st := range stalls {
		fact.Ops = append(fact.Ops, st.StallOp)
	}
	if len(fact.Ops) == 0 {
		return nil
	}
	return fact
}

// Handlings lists what somebody waits for.
func (s *Stalls) Handlings() []Handling { return s.all }

// In lists where a handler can wait for ever, in source order. One that holds
// nothing but its own goroutine may wait for a reader who stays.
func (s *Stalls) In(h Handling) []Stall {
	return slices.DeleteFunc(s.walk(h.Region, h.Fn), func(st Stall) bool {
		patient := h.Alone && st.Kind == SendStall && (st.Queue.Root == nil || !s.readerLeaves(st.Queue))
		return st.own && st.Kind != ReplyStall || st.pipe || st.Ctx > 0 || patient
	})
}

// of lists where a function of this package can wait, as its callers see it.
func (s *Stalls) of(fn *types.Func) []Stall {
	fn = fn.Origin()
	if found, ok := s.memo[fn]; ok {
		return found
	}
	s.memo[fn] = nil // while it is looked at: recursion
	decl, ok := s.m.decls[fn]
	if !ok || body(decl) == nil {
		return nil
	}
	var found []Stall
	for _, st := range s.walk(decl, decl) {
		if st.own && st.Kind != ReplyStall || st.pipe || st.Kind == CondStall && st.Via == "" && !movesItems(fn) {
			continue
		}
		st.Takes = st.Takes || st.Kind == ReceiveStall && st.Direct() && isTaker(fn) && fn.Name() != "Next" && !isSignal(st.Queue.Type)
		st.Param, st.Path = Nowhere, ""
		if st.Queue.Root != nil && st.Kind != ReplyStall {
			if param, path, ok := operandOf(fn, st.Queue); ok {
				st.Param, st.Path = param, path
			}
		}
		same := func(old Stall) bool { return old.Kind == st.Kind && old.At == st.At && old.Ctx == st.Ctx }
		if i := slices.IndexFunc(found, same); i >= 0 {
			if len(st.Steps) < len(found[i].Steps) {
				found[i] = st
			}
			continue
		}
		if len(found) < maxStalls {
			found = append(found, st)
		}
	}
	found = append(found, s.untilParam(fn, decl)...)
	s.memo[fn] = found
	return found
}

// movesItems reports whether a function is one of a queue by its name, and no
// lock: what waits for a lock waits for whoever holds it.
func movesItems(fn *types.Func) bool {
	name := strings.ToLower(fn.Name())
	for _, verb := range slices.Concat(takers, []string{"Put", "Push", "Add", "Enqueue", "Send", "Offer", "Insert", "Write", "Publish", "Submit", "Append", "Wait"}) {
		if strings.HasPrefix(name, strings.ToLower(verb)) {
			return true
		}
	}
	return false
}

// untilParam is for a function that offers an item, or waits for one, and ends
// with its context: select { case q.ch <- v: case <-ctx.Done(): }.
func (s *Stalls) untilParam(fn *types.Func, decl inspector.Cursor) []Stall {
	for sel := range decl.Preorder((*ast.SelectStmt)(nil)) {
		if EnclosingFunc(sel) != decl {
			continue
		}
		param, op := -1, inspector.Cursor{}
		clean := true
		for clause := range sel.ChildAt(selectBody, -1).Children() {
			comm := clause.Node().(*ast.CommClause).Comm
			switch p := s.doneParam(comm, decl); {
			case comm == nil || s.m.timerComm(comm):
				clean = false
			case p >= 0:
				param = p
			case s.commQueue(comm) != nil:
				op = clause
			}
		}
		if clean && param >= 0 && op.Valid() {
			st := s.stall(QueueStall, op, *s.commQueue(op.Node().(*ast.CommClause).Comm))
			st.Param, st.Ctx = Nowhere, param+1
			st.Name = fn.Name()
			st.Steps[0].End = st.Steps[0].Pos + 4
			return []Stall{st}
		}
	}
	return nil
}

// doneParam is the index of the context parameter whose end a select case
// receives, -1 for another case.
func (s *Stalls) doneParam(comm ast.Stmt, decl inspector.Cursor) int {
	recv, ok := comm.(*ast.ExprStmt)
	if !ok {
		return -1
	}
	call, ok := ast.Unparen(receivedFrom(recv.X)).(*ast.CallExpr)
	if !ok {
		return -1
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Done" || !isContext(s.m.info.TypeOf(sel.X)) {
		return -1
	}
	return s.m.contextParam(sel.X, decl)
}

// commQueue is the channel of the package's own that a select case sends to or
// takes an item from, nil for none.
func (s *Stalls) commQueue(comm ast.Stmt) *Queue {
	var ch ast.Expr
	switch c := comm.(type) {
	case *ast.SendStmt:
		ch = c.Chan
	case *ast.AssignStmt:
		ch = receivedFrom(c.Rhs[0])
	default:
		return nil
	}
	q, ok := s.m.queueOf(ch)
	if !ok || s.foreign(q) || q.Path == "" {
		return nil
	}
	return &q
}

// inside lists where a function can wait: of this package, of another one, or
// the one implementation of an interface's method.
func (s *Stalls) inside(fn *types.Func) []Stall {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return nil
	}
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		if impl := s.implementation(fn, recv.Type()); impl != nil {
			return s.inside(impl)
		}
		return nil
	}
	if fn.Pkg() == s.m.pkg {
		if decl, ok := s.m.decls[fn]; ok && s.roots[decl.Node()] != nil {
			return nil // reported there
		}
		return s.of(fn)
	}
	fact := new(StallFact)
	if !s.pass.ImportObjectFact(fn, fact) {
		return nil
	}
	var found []Stall
	for _, op := range fact.Ops {
		found = append(found, Stall{StallOp: op})
	}
	return found
}

// implementation is the method of the only type in sight, of this module, that
// implements an interface of this module; nil when there are several, or none.
func (s *Stalls) implementation(fn *types.Func, t types.Type) *types.Func {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok || !s.local(fn.Pkg()) {
		return nil
	}
	var only *types.Func
	for _, pkg := range append([]*types.Package{s.m.pkg}, s.m.pkg.Imports()...) {
		if !s.local(pkg) {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || tn.IsAlias() || s.isDouble(tn) {
				continue
			}
			named, ok := tn.Type().(*types.Named)
			if !ok || named.TypeParams().Len() > 0 || types.IsInterface(named) || !types.Implements(types.NewPointer(named), iface) {
				continue
			}
			obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, fn.Pkg(), fn.Name())
			impl, ok := obj.(*types.Func)
			if !ok || only != nil || types.IsInterface(impl.Signature().Recv().Type()) {
				return nil
			}
			only = impl
		}
	}
	return only
}

// isDouble reports whether a type stands in for another in tests.
func (s *Stalls) isDouble(tn *types.TypeName) bool {
	name := strings.ToLower(tn.Name())
	if strings.Contains(name, "mock") || strings.Contains(name, "fake") || strings.Contains(name, "stub") {
		return true
	}
	return tn.Pkg() == s.m.pkg && strings.HasSuffix(s.m.fset.Position(tn.Pos()).Filename, "_test.go")
}

// outer is a stall of a function that is called at cur, as the caller sees it.
// It fails where the caller's own channel, or its context, ends the wait.
func (s *Stalls) outer(inner Stall, cur, owner inspector.Cursor, fn *types.Func, recv ast.Expr) (Stall, bool) {
	call := cur.Node().(*ast.CallExpr)
	st := Stall{StallOp: inner.StallOp, Cur: cur}
	if strings.Count(inner.Via, " → ")+1 >= maxCalls {
		return st, false
	}
	name := calledName(fn, recv)
	st.Steps = append([]Step{{cur.Node().Pos(), cur.Node().End(), "it calls " + name + " here"}}, inner.Steps...)
	q, named := s.operandAt(call, recv, inner.StallOp)
	switch {
	case inner.Param == Nowhere:
	case named:
		st.Queue = q
		st.own = s.own(owner, q) && !(inner.Kind == SendStall && inner.Size == 0 && s.given(owner, q))
		if inner.Param >= 0 {
			st.Size = s.size(q)
		}
		if inner.Kind == SendStall && s.releases(cur, owner, q) {
			return st, false
		}
	case inner.Param >= 0, recv != nil && s.m.freshExpr(recv, maxHops):
		return st, false
	}
	st.Via = strings.TrimSuffix(fn.Name()+" → "+inner.Via, " → ")
	if inner.Ctx > 0 {
		if inner.Ctx > len(call.Args) {
			return st, false
		}
		ended := s.until(st, call.Args[inner.Ctx-1], owner)
		if len(ended) == 0 {
			return st, false
		}
		st = ended[0]
	}
	return st, true
}

// operandAt names the queue of a callee's stall at the call.
func (s *Stalls) operandAt(call *ast.CallExpr, recv ast.Expr, op StallOp) (Queue, bool) {
	switch {
	case op.Param == Nowhere:
		return Queue{}, false
	case op.Param == Receiver:
		q := s.receiver(call, recv)
		if q.Root == nil {
			return q, false
		}
		return q.field(op.Path, s.m.pkg)
	}
	return s.m.operand(call, recv, OpFact{Role: Put, Param: op.Param, Path: op.Path})
}
