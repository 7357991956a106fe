// Command plain is the suite as a tool of go vet by unitchecker alone: what the
// driver of queuevet is compared with.
package main

import (
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

func main() {
	suite := analyzers.Suite()
	for i, a := range suite {
		suite[i] = nolint.Wrap(a)
	}
	unitchecker.Main(suite...)
}
