package govet

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
)

// addMessages adds what the go command printed beside the findings: errors,
// where its exit code says so.
func (r *Result) addMessages(lines []string, code int, p paths) {
	for _, m := range messages(lines, p) {
		switch {
		case code == 0 || information().MatchString(m):
			r.Warnings = append(r.Warnings, m)
		case strings.HasPrefix(m, "queuevet: usage: go "):
			r.BadUsage = true
		case !advice().MatchString(m):
			r.Errors = append(r.Errors, m)
		}
	}
	if code != 0 && !r.Failed() {
		r.Errors = append(r.Errors, fmt.Sprintf("queuevet: go vet ended with code %d", code))
	}
}

var (
	information = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^go: (warning|downloading|finding|extracting)\b`) })
	advice      = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^queuevet: Run '.*' for `) })
)

// messages turns the lines of the go command into messages of one line each,
// that begin with a position or with a name of a program. The trace of a
// crashed tool stays as it is.
func messages(lines []string, p paths) []string {
	var found []string
	crashed := false
	for _, line := range lines {
		header := strings.HasPrefix(line, "# ")
		crashed = !header && (crashed || strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: "))
		switch {
		case header || strings.TrimSpace(line) == "":
			continue
		case crashed:
			found = append(found, line)
		case line[0] == '\t' && len(found) > 0:
			more, _ := p.line(strings.TrimSpace(line))
			found[len(found)-1] += " " + more
		default:
			found = append(found, named(line, p))
		}
	}
	return found
}

// named shortens the path at the start of line; a line with no position and no
// program at its start gets the name of this one.
func named(line string, p paths) string {
	short, ok := p.line(line)
	if ok || strings.HasPrefix(line, "go: ") || strings.HasPrefix(line, "queuevet: ") {
		return short
	}
	return "queuevet: " + short
}

var breaks = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\s*\n\s*`) })

// oneLine joins the lines of a message.
func oneLine(message string) string {
	return breaks().ReplaceAllString(strings.TrimSpace(message), " ")
}
