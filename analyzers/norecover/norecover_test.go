package norecover_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/norecover"
)

func TestFindings(t *testing.T)  { vettest.Run(t, norecover.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, norecover.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, norecover.Analyzer) }
