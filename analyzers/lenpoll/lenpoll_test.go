package lenpoll_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/lenpoll"
)

func TestFindings(t *testing.T)  { vettest.Run(t, lenpoll.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, lenpoll.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, lenpoll.Analyzer) }
