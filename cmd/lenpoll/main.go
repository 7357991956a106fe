// Command lenpoll runs the lenpoll analyzer on its own. See lenpoll -help, and
// queuevet for the whole suite.
package main

import (
	"golang.org/x/tools/go/analysis/singlechecker"

	"github.com/queuevet/queuevet/analyzers/lenpoll"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() { singlechecker.Main(nolint.Wrap(lenpoll.Analyzer)) }
