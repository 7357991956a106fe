// Command blockinghandler runs the blockinghandler analyzer on its own. See blockinghandler -help, and
// queuevet for the whole suite.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/queuevet/queuevet/analyzers/blockinghandler"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() { singlechecker.Main(nolint.Wrap(blockinghandler.Analyzer)) }
