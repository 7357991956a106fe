// Package analyzers lists every analyzer of queuevet.
package analyzers

import (
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/blockinghandler"
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
