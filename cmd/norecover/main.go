// Command norecover runs the norecover analyzer on its own. See norecover
// -help, and queuevet for the whole suite.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/queuevet/queuevet/analyzers/norecover"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() { singlechecker.Main(nolint.Wrap(norecover.Analyzer)) }
