package govet

import (
	"path/filepath"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

func TestParsePosition(t *testing.T) {
	tests := map[string]report.Position{
		"a.go:3:4":             {File: "a.go", Line: 3, Column: 4},
		"a.go:3":               {File: "a.go", Line: 3, Column: 0},
		"a.go":                 {File: "a.go", Line: 0, Column: 0},
		"-":                    {File: "-", Line: 0, Column: 0},
		`C:\m\a.go:3:4`:        {File: `C:\m\a.go`, Line: 3, Column: 4},
		"/with:colon/a.go:3:4": {File: "/with:colon/a.go", Line: 3, Column: 4},
	}
	for text, want := range tests {
		got := parsePosition(text)
		if got != want {
			t.Errorf("parsePosition(%q) = %+v, want %+v", text, got, want)
		}
		if got.String() != text {
			t.Errorf("parsePosition(%q) prints as %q", text, got)
		}
	}
}

func TestShort(t *testing.T) {
	p := paths{dir: filepath.FromSlash("/home/me/m/sub"), cwd: filepath.FromSlash("/home/me/m")}
	tests := map[string]string{
		"/home/me/m/sub/a.go": "sub/a.go",
		"/home/me/m/a.go":     "a.go",
		"/home/me/mm/a.go":    "/home/me/mm/a.go",
		"/tmp/../tmp/a.go":    "/tmp/a.go",
		"a.go":                "sub/a.go",
		"./a.go":              "sub/a.go",
		"../a.go":             "a.go",
		"../../a.go":          "/home/me/a.go",
		"/home/me/m/..a.go":   "..a.go",
	}
	for path, want := range tests {
		if got := p.short(filepath.FromSlash(path)); got != filepath.FromSlash(want) {
			t.Errorf("short(%q) = %q, want %q", path, got, want)
		}
	}
}

func TestLine(t *testing.T) {
	p := paths{dir: filepath.FromSlash("/m/sub"), cwd: filepath.FromSlash("/m")}
	tests := []struct {
		text, want string
		ok         bool
	}{
		{"./a.go:3:4: undefined: x", "sub/a.go:3:4: undefined: x", true},
		{"a.go:3: message: 4:5: more", "sub/a.go:3: message: 4:5: more", true},
		{"a b/c.s:3:4: message", "sub/a b/c.s:3:4: message", true},
		{"go: go.mod file not found", "go: go.mod file not found", false},
		{"go.mod:3: unknown directive", "sub/go.mod:3: unknown directive", true},
		{"stat /m/x: no such file", "stat /m/x: no such file", false},
		{"package m/a: no Go files", "package m/a: no Go files", false},
	}
	for _, test := range tests {
		if got, ok := p.line(test.text); filepath.ToSlash(got) != test.want || ok != test.ok {
			t.Errorf("line(%q) = %q, %t, want %q, %t", test.text, got, ok, test.want, test.ok)
		}
	}
}
