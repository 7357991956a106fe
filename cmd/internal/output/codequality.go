package output

import (
	"io"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// The Code Quality report of GitLab:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type codeQualityIssue struct {
	Description string              `json:"description"`
	CheckName   string              `json:"check_name"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityLocation struct {
	Path  string           `json:"path"`
	Lines codeQualityLines `json:"lines"`
}

type codeQualityLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

var codeQualitySeverities = map[string]string{report.Error: "critical", report.Warning: "major", report.Info: "info"}

func writeCodeQuality(w io.Writer, d Document) error {
	issues := []codeQualityIssue{}
	for _, f := range d.Findings {
		issues = append(issues, codeQualityIssue{
			Description: whole(f, "; "),
			CheckName:   f.Rule(),
			Fingerprint: f.Fingerprint,
			Severity:    codeQualitySeverities[f.Severity],
			Location:    codeQualityLocation{slashed(f.File), codeQualityLines{f.Line, lastLine(f)}},
		})
	}
	return encode(w, issues)
}
