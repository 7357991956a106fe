// Command suite runs every analyzer in one process over packages that it loads
// itself, with -test=false without their tests: .ci/labels needs that for the
// packages of dependencies.
package main

import (
	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/queuevet/queuevet/analyzers"
)

func main() { multichecker.Main(analyzers.Suite()...) }
