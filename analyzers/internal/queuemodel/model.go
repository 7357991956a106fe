package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
)

// Facts derives the facts of a package: what its functions do to queues, for the
// packages above it. It reports nothing.
var Facts = &analysis.Analyzer{
	Name:       "queuemodel",
	Doc:        "tell what functions do to queues, for the packages that call them",
	URL:        "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	FactTypes:  []analysis.Fact{(*FuncFact)(nil)},
	ResultType: reflect.TypeFor[*facts](),
	Run:        runFacts,
}

// Analyzer builds the [Model] of a package. It reports nothing; the analyzers
// of queuevet require it.
var Analyzer = &analysis.Analyzer{
	Name:       "queueops",
	Doc:        "find the queue operations of a package, for the analyzers that judge them",
	URL:        "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers",
	Requires:   []*analysis.Analyzer{inspect.Analyzer, Facts},
	ResultType: reflect.TypeFor[*Model](),
	Run:        run,
}

// facts is the facts of the packages below, and the model by which those of this
// one were derived: nil where that was made for them alone.
type facts struct {
	imported func(types.Object, analysis.Fact) bool
	model    *Model
}

func runFacts(pass *analysis.Pass) (any, error) {
	if IsStandard(pass.Pkg.Path(), pass.Module) {
		return &facts{pass.ImportObjectFact, nil}, nil
	}
	m := newModel(pass, pass.ImportObjectFact, IsForeign(pass.Pkg.Path(), pass.Module))
	m.export(pass)
	m.built = true
	if m.foreign {
		return &facts{pass.ImportObjectFact, nil}, nil
	}
	return &facts{pass.ImportObjectFact, m}, nil
}

func run(pass *analysis.Pass) (any, error) {
	f := pass.ResultOf[Facts].(*facts)
	if f.model != nil {
		return f.model, nil
	}
	m := newModel(pass, f.imported, false)
	m.deriveAll()
	m.built = true
	return m, nil
}

// A Model is every queue operation of one package, by role, and what is known
// about the queues and the goroutines behind them. It is safe for concurrent
// use once it is built.
type Model struct {
	pkg        *types.Package
	info       *types.Info
	fset       *token.FileSet
	in         *inspector.Inspector
	importFact func(types.Object, analysis.Fact) bool
	foreign    bool // it is made to tell the facts of a foreign package: see IsForeign

	values    *values
	decls     map[*types.Func]inspector.Cursor
	derived   map[*types.Func]*FuncFact
	imported  map[*types.Func]*FuncFact
	importing sync.Mutex // for imported: analyzers ask for facts at the same time
	calls     map[Role][]Call
	byNode    map[ast.Node][]Call
	groups    func() *groups
	grouped   func() map[Role]map[*types.Var][]Call
	refs      func() map[types.Object][]inspector.Cursor
	frames    func() *frames
	funcs     func() *funcFlow
	lists     listing
	accessed  sync.Map // from a function to its []Access
	scans     sync.Map // from a function to its *listScan
	graphs    sync.Map // from a function to its *flow.Graph
	single    sync.Map // of runOf: those that are not repeated
	limits    limiting
	counted   func() map[*types.Var]bool
	enlarged  func() map[types.Object]bool
	shifting  func() bool
	makesOpen func() bool
	built     bool
}

// newModel reads the operations of a package, with the facts of those below it.
func newModel(pass *analysis.Pass, importFact func(types.Object, analysis.Fact) bool, foreign bool) *Model {
	m := &Model{
		pkg:        pass.Pkg,
		info:       pass.TypesInfo,
		fset:       pass.Fset,
		in:         pass.ResultOf[inspect.Analyzer].(*inspector.Inspector),
		importFact: importFact,
		foreign:    foreign,
		decls:      make(map[*types.Func]inspector.Cursor),
		derived:    make(map[*types.Func]*FuncFact),
		imported:   make(map[*types.Func]*FuncFact),
		calls:      make(map[Role][]Call),
		byNode:     make(map[ast.Node][]Call),
	}
	m.groups = sync.OnceValue(func() *groups { return newGroups(m) })
	m.grouped = sync.OnceValue(m.groupCalls)
	m.enlarged = sync.OnceValue(m.enlargedLists)
	m.makesOpen = sync.OnceValue(m.importsOpen)
	m.shifting = sync.OnceValue(m.shifts)
	m.counted = sync.OnceValue(m.countedVars)
	m.refs = sync.OnceValue(m.references)
	m.frames = sync.OnceValue(func() *frames { return newFrames(m) })
	m.funcs = sync.OnceValue(func() *funcFlow { return newFuncFlow(m) })
	m.values = newValues(m.info, m.in)
	m.declare()
	for cur := range m.in.Root().Preorder(callKinds...) {
		for _, c := range m.classify(cur) {
			m.calls[c.Role] = append(m.calls[c.Role], c)
			m.byNode[cur.Node()] = append(m.byNode[cur.Node()], c)
		}
	}
	return m
}

// declare indexes the functions of the package.
func (m *Model) declare() {
	for cur := range m.in.Root().Preorder((*ast.FuncDecl)(nil)) {
		if fn, ok := m.info.Defs[cur.Node().(*ast.FuncDecl).Name].(*types.Func); ok {
			m.decls[fn] = cur
		}
	}
}

// export writes the facts of the package's functions, where there are any.
func (m *Model) export(pass *analysis.Pass) {
	for fn, fact := range m.deriveAll() {
		if fact := m.told(fact); fact != nil {
			pass.ExportObjectFact(fn, fact)
		}
	}
}

// deriveAll derives the facts of the functions of the package and of the methods of
// its interfaces.
func (m *Model) deriveAll() map[*types.Func]*FuncFact {
	for fn := range m.decls {
		m.derive(fn)
	}
	for _, name := range m.pkg.Scope().Names() {
		iface, ok := m.pkg.Scope().Lookup(name).Type().Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for fn := range iface.ExplicitMethods() {
			if fn.Pkg() == m.pkg {
				m.derive(fn)
			}
		}
	}
	return m.derived
}

// inTest reports whether cur stands in a test file.
func (m *Model) inTest(cur inspector.Cursor) bool { return m.testFile(cur.Node()) }

// testFile reports whether a node stands in a test file.
func (m *Model) testFile(n ast.Node) bool {
	return strings.HasSuffix(m.fset.File(n.Pos()).Name(), "_test.go")
}

// Calls lists the operations with the given role in source order.
func (m *Model) Calls(role Role) []Call { return m.calls[role] }

// At lists the operations of one node, mostly none.
func (m *Model) At(n ast.Node) []Call { return m.byNode[n] }

// In yields the operations with the given role below cur, in source order,
// without those inside a function literal: they run at another time.
func (m *Model) In(cur inspector.Cursor, role Role) iter.Seq[Call] {
	return func(yield func(Call) bool) {
		stop := false
		cur.Inspect(append([]ast.Node{(*ast.FuncLit)(nil)}, callKinds...), func(c inspector.Cursor) bool {
			if _, lit := c.Node().(*ast.FuncLit); lit && c != cur || stop {
				return false
			}
			for _, op := range m.byNode[c.Node()] {
				if op.Role == role && !stop {
					stop = !yield(op)
				}
			}
			return !stop
		})
	}
}

// ops is At for a node that may be asked for while the model is being built.
func (m *Model) ops(n ast.Node) []Call {
	if call, ok := n.(*ast.CallExpr); ok {
		return m.callOps(call)
	}
	return m.byNode[n]
}

// callOps is what one call expression does. While the model is being built
// it classifies the call; afterwards it only looks it up.
func (m *Model) callOps(call *ast.CallExpr) []Call {
	if ops, ok := m.byNode[call]; ok || m.built {
		return ops
	}
	return m.classifyCall(call)
}

// Generated reports whether cur stands in a generated file. What cgo makes of
// a file that somebody wrote, which go vet hands over, is not one.
func Generated(cur inspector.Cursor) bool {
	for file := range cur.Enclosing((*ast.File)(nil)) {
		n := file.Node().(*ast.File)
		return ast.IsGenerated(n) && !strings.HasPrefix(n.Comments[0].Text(), "Code generated by cmd/cgo;")
	}
	return false
}
