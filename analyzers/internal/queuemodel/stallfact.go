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
	Pause   time.Duration // for a sleep of constant length that is not one of a loop that asks a context
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
	m        *Model
	pass     *analysis.Pass
	module   string
	memo     map[*types.Func][]Stall
	literals map[*ast.FuncLit][]Stall
	impls    map[*types.Func]*types.Func // the only implementation of an interface's method
	roots    map[ast.Node]*Handler
	all      []Handling
}

func runStalls(pass *analysis.Pass) (any, error) {
	m := pass.ResultOf[Analyzer].(*Model)
	s := &Stalls{Model: m, m: m, pass: pass, memo: make(map[*types.Func][]Stall), literals: make(map[*ast.FuncLit][]Stall), impls: make(map[*types.Func]*types.Func), roots: make(map[ast.Node]*Handler)}
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
	s.exportInterfaces()
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
		if st.own && st.Kind != ReplyStall || st.pipe || st.Via == "" && isLock(fn, st) {
			continue
		}
		st.Takes = st.Takes || st.Kind == ReceiveStall && st.Direct() && isTaker(fn) && fn.Name() != "Next" && !isNotice(st.Queue.Type)
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
