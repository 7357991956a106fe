package missingdone_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/missingdone"
)

func TestFindings(t *testing.T) { vettest.Run(t, missingdone.Analyzer) }
