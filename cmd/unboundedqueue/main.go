// Command unboundedqueue runs the unboundedqueue analyzer on its own. See
// unboundedqueue -help, and queuevet for the whole suite.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/queuevet/queuevet/analyzers/unboundedqueue"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() { singlechecker.Main(nolint.Wrap(unboundedqueue.Analyzer)) }
