package norecover

import (
	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

func (c *checker) wrapFix(h queuemodel.Hazard) []analysis.SuggestedFix { return nil }

func (c *checker) moveFix(r queuemodel.Round, h queuemodel.Hazard, e queuemodel.Escape) []analysis.SuggestedFix {
	return nil
}

func (c *checker) deferFix(cur inspector.Cursor) []analysis.SuggestedFix { return nil }

func (c *checker) lostFix(cur inspector.Cursor) []analysis.SuggestedFix { return nil }

func (c *checker) roundFix(cur inspector.Cursor) []analysis.SuggestedFix { return nil }

func (c *checker) earlierFix(cur inspector.Cursor) []analysis.SuggestedFix { return nil }

func (c *checker) intoGoFix(d, start inspector.Cursor) []analysis.SuggestedFix { return nil }
