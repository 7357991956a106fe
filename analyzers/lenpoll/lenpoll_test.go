package lenpoll_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/lenpoll"
)

func TestLenpoll(t *testing.T) {
	vettest.Run(t, lenpoll.Analyzer, "./...")
}
