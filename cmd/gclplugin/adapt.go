package gclplugin

import (
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/cmd/internal/nolint"
)

// adapt returns a copy of a that reports as golangci-lint expects it.
//
// golangci-lint honours //nolint:queuevet and leaves //nolint:lenpoll to us. It
// prints the witnesses of a finding as findings of their own, which a directive
// on the line of the finding does not silence: they become a part of the
// message.
func adapt(a *analysis.Analyzer) *analysis.Analyzer {
	adapted := *nolint.WrapName(a)
	run := adapted.Run
	adapted.Run = func(pass *analysis.Pass) (any, error) {
		inner := *pass
		inner.Report = func(d analysis.Diagnostic) {
			d.Message, d.Related = withWitnesses(pass, d), nil
			pass.Report(d)
		}
		return run(&inner)
	}
	return &adapted
}

// withWitnesses is the message of d, followed by its related information.
func withWitnesses(pass *analysis.Pass, d analysis.Diagnostic) string {
	if len(d.Related) == 0 {
		return d.Message
	}
	var witnesses []string
	for _, r := range d.Related {
		at := pass.Fset.Position(r.Pos)
		witnesses = append(witnesses, fmt.Sprintf("%s:%d: %s", filepath.Base(at.Filename), at.Line, r.Message))
	}
	return d.Message + " (" + strings.Join(witnesses, "; ") + ")"
}
