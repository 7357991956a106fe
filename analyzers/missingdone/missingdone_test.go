package missingdone_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/missingdone"
)

func TestFindings(t *testing.T)  { vettest.Run(t, missingdone.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, missingdone.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, missingdone.Analyzer) }
