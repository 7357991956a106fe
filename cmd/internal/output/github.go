package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// The names of the severities in workflow commands of GitHub:
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
var githubCommands = map[string]string{report.Error: "error", report.Warning: "warning", report.Info: "notice"}

// What a workflow command cannot hold as it is, in a message and in a property.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub prints an annotation for each finding. GitHub shows an end column
// only where the annotation is of one line.
func writeGitHub(w io.Writer, d Document) error {
	out := bufio.NewWriter(w)
	for _, f := range d.Findings {
		fmt.Fprintf(out, "::%s file=%s,line=%d,endLine=%d", githubCommands[f.Severity], githubProperty.Replace(slashed(f.File)), f.Line, lastLine(f))
		if f.Column > 0 {
			fmt.Fprintf(out, ",col=%d", f.Column)
		}
		if f.End.Line == f.Line && f.End.Column > f.Column {
			fmt.Fprintf(out, ",endColumn=%d", f.End.Column)
		}
		fmt.Fprintf(out, ",title=%s::%s\n", githubProperty.Replace(f.Rule()), githubData.Replace(whole(f, "\n")))
	}
	return out.Flush()
}
