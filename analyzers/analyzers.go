// Package analyzers lists every analyzer of queuevet.
package analyzers

import (
	"flag"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/blockinghandler"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
	"github.com/queuevet/queuevet/analyzers/lenpoll"
	"github.com/queuevet/queuevet/analyzers/missingdone"
	"github.com/queuevet/queuevet/analyzers/norecover"
	"github.com/queuevet/queuevet/analyzers/unboundedqueue"
)

// Suite returns every analyzer of queuevet, in alphabetical order. The slice
// is the caller's own; the analyzers are shared.
func Suite() []*analysis.Analyzer {
	return []*analysis.Analyzer{
		blockinghandler.Analyzer,
		lenpoll.Analyzer,
		missingdone.Analyzer,
		norecover.Analyzer,
		unboundedqueue.Analyzer,
	}
}

// A Kind is one kind of finding: the category of its diagnostics, and a flag of
// its analyzer, by which it is switched on and off.
type Kind = kind.Kind

// Kinds returns the kinds of finding of an analyzer of the suite, in the order
// of its documentation.
func Kinds(a *analysis.Analyzer) []Kind { return kind.Of(a) }

// Overview returns the documentation of an analyzer of the suite without the
// sections of its kinds.
func Overview(a *analysis.Analyzer) string { return kind.Overview(a) }

// Models is the flag by which users tell all analyzers of the suite about their
// own functions. A value is the words of one model, ROLE=FUNCTION with spaces
// between: get, put, done, len, handler, recover or unbounded, and a function as
// (*import/path.Type).Method or import/path.Func. Setting it twice adds. It must be
// set before any package is analyzed.
func Models() flag.Value { return &queuemodel.Models }

// Facts returns the analyzers whose facts the suite needs from the packages below
// the one that is analyzed: from one of the standard library, or of a module that is
// required, fewer.
func Facts(foreign bool) []*analysis.Analyzer {
	if foreign {
		return []*analysis.Analyzer{queuemodel.Facts}
	}
	return []*analysis.Analyzer{queuemodel.Facts, queuemodel.StallAnalyzer}
}

// IsForeign reports whether the package with the import path belongs to the standard
// library or to a module that is required; module is nil, or has no path, where it
// belongs to none.
func IsForeign(path string, module *analysis.Module) bool { return queuemodel.IsForeign(path, module) }

// IsStandard reports whether the package with the import path belongs to the standard
// library, which has no facts; module is nil, or has no path, where it belongs to none.
func IsStandard(path string, module *analysis.Module) bool {
	return queuemodel.IsStandard(path, module)
}

// A Text is what is known of a package before it is parsed.
type Text = queuemodel.Text

// MayHaveFacts reports whether the functions of a package of the standard library,
// or of a module that is required, can have facts for the suite. Where it is false,
// analyzing the package gives none.
func MayHaveFacts(t Text) bool { return queuemodel.MayHaveFacts(t) }

// MayHaveFindings reports whether the suite can find anything in a package of the
// standard library. Where it is false, analyzing the package finds nothing.
func MayHaveFindings(t Text) bool { return queuemodel.MayHaveFindings(t) }
