// Command missingdone runs the missingdone analyzer on its own. See missingdone
// -help, and queuevet for the whole suite.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/queuevet/queuevet/analyzers/missingdone"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() { singlechecker.Main(nolint.Wrap(missingdone.Analyzer)) }
