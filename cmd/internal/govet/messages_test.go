package govet

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestMessages(t *testing.T) {
	p := paths{dir: filepath.FromSlash("/m/sub"), cwd: filepath.FromSlash("/m")}
	tests := map[string]struct {
		printed string
		want    []string
	}{
		"headers":         {"# m/a\n# [m/a]\na.go:1:2: bad\n", []string{"sub/a.go:1:2: bad"}},
		"continued":       {"a.go:1:2: bad:\n\tgo get x\n\n", []string{"sub/a.go:1:2: bad: go get x"}},
		"another place":   {"a.go:1:2: bad\n\t./b.go:3:4: other\n", []string{"sub/a.go:1:2: bad sub/b.go:3:4: other"}},
		"a cycle":         {"package m/a\n\timports m/b from b.go\n\timports m/a from a.go: cycle\n", []string{"queuevet: package m/a imports m/b from b.go imports m/a from a.go: cycle"}},
		"of the go tool":  {"go: no module\n", []string{"go: no module"}},
		"of this tool":    {"queuevet: bad\n", []string{"queuevet: bad"}},
		"of nobody":       {"no packages to vet\n", []string{"queuevet: no packages to vet"}},
		"a lone tab":      {"\tx\n", []string{"queuevet: \tx"}},
		"nothing":         {"\n\n", nil},
		"a crash":         {"# m/a\npanic: oh\n\ngoroutine 1:\nmain.f()\n\t/x.go:3\n# m/b\nb.go:1:2: bad\n", []string{"panic: oh", "goroutine 1:", "main.f()", "\t/x.go:3", "sub/b.go:1:2: bad"}},
		"a fatal mistake": {"fatal error: oh\n\tx\n", []string{"fatal error: oh", "\tx"}},
	}
	for name, test := range tests {
		got := messages(strings.Split(test.printed, "\n"), p)
		for i := range got {
			got[i] = filepath.ToSlash(got[i])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: messages %q, want %q", name, got, test.want)
		}
	}
}

// The exit code of the go command tells errors from what is only said.
func TestAddMessages(t *testing.T) {
	usage := []string{"flag provided but not defined: -x", "usage: go vet [packages]", "Run 'go help vet' for details."}
	tests := map[string]struct {
		lines            []string
		code             int
		errors, warnings int
		badUsage         bool
	}{
		"said":          {[]string{"go: warning: x"}, 0, 0, 1, false},
		"an error":      {[]string{"a.go:1:2: bad", "go: downloading x v1.0.0"}, 1, 1, 1, false},
		"without words": {nil, 1, 1, 0, false},
		"a wrong flag":  {usage, 2, 1, 0, true},
	}
	for name, test := range tests {
		var r Result
		r.addMessages(test.lines, test.code, paths{dir: "/m", cwd: "/m"})
		if len(r.Errors) != test.errors || len(r.Warnings) != test.warnings || r.BadUsage != test.badUsage {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestOneLine(t *testing.T) {
	if got := oneLine(" a  b:\n\tc\n\nd\n"); got != "a  b: c d" {
		t.Errorf("oneLine() = %q", got)
	}
}
