// Package govet runs go vet with a tool of its own and collects what it found.
package govet

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// A Config says what to analyze, and where.
type Config struct {
	Tool     string   // path of the executable that go vet runs
	Cwd      string   // the user's directory, absolute: paths are printed relative to it
	Dir      string   // where go vet runs, absolute or relative to Cwd
	Build    []string // flags of go vet and of go list
	Flags    []string // flags of the tool, for go vet alone
	Packages []string // patterns

	// Originals names the files that stand for others, as in an overlay that
	// Build asks for: messages and findings tell of the others. It may be nil.
	Originals map[string]string

	// Progress is called, if it is not nil, each time that a package has been
	// analyzed, with how many have.
	Progress func(packages int)
}

// A Result is everything a run brought to light.
type Result struct {
	Findings []report.Finding // in no order, some of them twice
	Packages int              // how many were analyzed, those of external tests too
	Errors   []string         // what kept packages from being analyzed, one per line
	Warnings []string         // what the go command said beside that
	BadUsage bool             // the go command did not accept the flags
}

// Run runs go vet over the packages of config until it ends or ctx does. The
// error tells why nothing could be run; what is wrong with packages is in the
// result, beside the findings of the others.
func Run(ctx context.Context, config Config) (Result, error) {
	g, err := newGo(config.Path())
	if err != nil {
		return Result{}, err
	}
	names := paths{dir: config.Path(), cwd: config.Cwd, originals: config.Originals}
	v := vet{gocmd: g, paths: names, tool: config.Tool, flags: slices.Concat(config.Build, config.Flags), seen: &counter{tell: config.Progress, start: true}}
	r, started, err := v.packages(ctx, config.Packages)
	if err == nil && !started && r.Failed() && !r.BadUsage {
		r, err = v.without(ctx, r, config)
	}
	if err != nil || len(r.Findings) == 0 {
		return r, err
	}
	return r, v.onlyAsked(ctx, &r, config)
}

// onlyAsked drops the findings in packages that config does not name: go vet prints
// what is cached of the packages below them as well.
func (v vet) onlyAsked(ctx context.Context, r *Result, config Config) error {
	out, err := v.run(ctx, slices.Concat([]string{"list", "-e", "-f={{.ImportPath}}"}, config.Build, []string{"--"}, config.Packages)...)
	if err != nil || out.code != 0 {
		return err
	}
	asked := make(map[string]bool)
	for path := range strings.FieldsSeq(string(out.stdout)) {
		asked[path] = true
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		return !asked[f.Package] && !asked[strings.TrimSuffix(f.Package, "_test")]
	})
	return nil
}

// Path is the absolute path of where the go command runs.
func (c Config) Path() string {
	if filepath.IsAbs(c.Dir) {
		return c.Dir
	}
	return filepath.Join(c.Cwd, c.Dir)
}

func (r *Result) add(other Result) {
	r.Findings = append(r.Findings, other.Findings...)
	r.Errors = append(r.Errors, other.Errors...)
	r.Warnings = append(r.Warnings, other.Warnings...)
	r.BadUsage = r.BadUsage || other.BadUsage
	r.Packages += other.Packages
}

// Failed reports whether something was not analyzed.
func (r *Result) Failed() bool { return len(r.Errors) > 0 }

// Lines returns the warnings and errors in order, each once: those of a package
// come again with its test variant and with every package that imports it.
func (r *Result) Lines() []string {
	var lines []string
	seen := make(map[string]bool)
	for _, line := range slices.Concat(r.Warnings, r.Errors) {
		if !seen[line] {
			seen[line] = true
			lines = append(lines, line)
		}
	}
	return lines
}

// chunk is how many packages one go vet is asked for by name, because command
// lines have a limit.
const chunk = 250

// A vet runs go vet with one set of flags.
type vet struct {
	gocmd
	paths
	tool  string
	flags []string
	seen  *counter
}

// A counter counts the objects that are written to it: one for each package that
// was analyzed, its brace at the start of a line.
type counter struct {
	n     int
	start bool // of a line
	tell  func(n int)
}

func (c *counter) Write(p []byte) (int, error) {
	for _, b := range p {
		if c.start && b == '{' {
			c.n++
			if c.tell != nil {
				c.tell(c.n)
			}
		}
		c.start = b == '\n'
	}
	return len(p), nil
}

// packages analyzes the packages that patterns match. Started is false where go
// vet gave up before the first of them.
func (v vet) packages(ctx context.Context, patterns []string) (r Result, started bool, err error) {
	args := slices.Concat([]string{"vet", "-vettool=" + v.tool, "-json"}, v.flags, []string{"--"}, patterns)
	out, err := v.watch(ctx, v.seen, args...)
	if err != nil {
		return Result{}, false, err
	}
	onStdout, text := split(out.stdout)
	onStderr, more := split(out.stderr) // where older go commands print everything
	trees := slices.Concat(onStdout, onStderr)
	r.Packages = len(trees)
	for _, t := range trees {
		t.read(&r, v.paths)
	}
	r.addMessages(slices.Concat(text, more), out.code, v.paths)
	return r, len(trees) > 0, nil
}

// without analyzes the packages that load, because go vet gives all up where
// one does not; given is its result. It returns given where go list cannot tell
// which packages are to blame.
func (v vet) without(ctx context.Context, given Result, config Config) (Result, error) {
	whole, r, err := v.load(ctx, config)
	if err != nil {
		return Result{}, err
	}
	if !r.Failed() {
		return given, nil
	}
	for names := range slices.Chunk(whole, chunk) {
		some, _, err := v.packages(ctx, names)
		if err != nil {
			return Result{}, fmt.Errorf("the packages that load: %w", err)
		}
		r.add(some)
	}
	return r, nil
}
