package unit

import (
	"fmt"
	"go/types"
	"os"
	"reflect"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
)

// A run is one package on its way through the analyzers.
type run struct {
	cfg *config
	*checked
	facts   *store
	actions map[*analysis.Analyzer]*action
}

// An action is one analyzer at work.
type action struct {
	once        sync.Once
	result      any
	err         error
	diagnostics []analysis.Diagnostic
}

// all runs the analyzers, and those that they require before them, as many at the
// same time as can.
func (r *run) all(analyzers []*analysis.Analyzer) {
	r.actions = make(map[*analysis.Analyzer]*action)
	var note func(a *analysis.Analyzer)
	note = func(a *analysis.Analyzer) {
		if r.actions[a] == nil {
			r.actions[a] = new(action)
			for _, required := range a.Requires {
				note(required)
			}
		}
	}
	for _, a := range analyzers {
		note(a)
	}
	r.together(analyzers)
}

func (r *run) together(analyzers []*analysis.Analyzer) {
	var group sync.WaitGroup
	for _, a := range analyzers {
		group.Go(func() { r.one(a) })
	}
	group.Wait()
}

// one runs an analyzer, once.
func (r *run) one(a *analysis.Analyzer) *action {
	act := r.actions[a]
	act.once.Do(func() {
		r.together(a.Requires)
		inputs := make(map[*analysis.Analyzer]any)
		var failed []string
		for _, required := range a.Requires {
			input := r.one(required)
			if input.err != nil {
				failed = append(failed, required.String())
			}
			inputs[required] = input.result
		}
		if failed != nil {
			act.err = fmt.Errorf("failed prerequisites: %s", strings.Join(failed, ", "))
			return
		}
		act.result, act.err = a.Run(r.pass(a, act, inputs))
	})
	return act
}

// pass is what an analyzer is given. Facts about packages, and lists of all facts,
// are not in use: no analyzer of the suite asks for them.
func (r *run) pass(a *analysis.Analyzer, act *action, inputs map[*analysis.Analyzer]any) *analysis.Pass {
	return &analysis.Pass{
		Analyzer:          a,
		Fset:              r.fset,
		Files:             r.files,
		OtherFiles:        r.cfg.NonGoFiles,
		IgnoredFiles:      r.cfg.IgnoredFiles,
		Pkg:               r.pkg,
		TypesInfo:         r.info,
		TypesSizes:        r.sizes,
		Module:            r.cfg.module(),
		ResultOf:          inputs,
		Report:            func(d analysis.Diagnostic) { act.diagnostics = append(act.diagnostics, d) },
		ReadFile:          os.ReadFile,
		ImportObjectFact:  r.facts.imported,
		ExportObjectFact:  r.facts.export,
		AllObjectFacts:    func() []analysis.ObjectFact { return nil },
		ImportPackageFact: func(*types.Package, analysis.Fact) bool { return false },
		ExportPackageFact: func(f analysis.Fact) { panic(fmt.Sprintf("%s: a fact about a package: %s", a, reflect.TypeOf(f))) },
		AllPackageFacts:   func() []analysis.PackageFact { return nil },
	}
}
