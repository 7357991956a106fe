package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
)

// chunk is how many packages one go vet is asked for by name, because command
// lines have a limit.
const chunk = 250

// analyze runs go vet over the packages of opts. The error tells why nothing
// could be run; what is wrong with packages is in the result.
func (c *command) analyze(ctx context.Context, opts options) (result, error) {
	dir := opts.dir
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(c.cwd, dir)
	}
	g, err := newGo(dir)
	if err != nil {
		return result{}, err
	}
	v := vet{gocmd: g, tool: c.tool, flags: slices.Concat(opts.build, opts.analyzer), paths: paths{dir, c.cwd}}
	r, started, err := v.packages(ctx, opts.packages)
	if err != nil || started || !r.failed() || r.badUsage {
		return r, err
	}
	return v.without(ctx, r, opts)
}

// A vet runs go vet with one set of flags.
type vet struct {
	gocmd
	paths
	tool  string
	flags []string
}

// packages analyzes the packages that patterns match. Started is false where go
// vet gave up before the first of them.
func (v vet) packages(ctx context.Context, patterns []string) (r result, started bool, err error) {
	args := slices.Concat([]string{"vet", "-vettool=" + v.tool, "-json"}, v.flags, []string{"--"}, patterns)
	out, err := v.run(ctx, args...)
	if err != nil {
		return result{}, false, err
	}
	onStdout, text := split(out.stdout)
	onStderr, more := split(out.stderr) // where older go commands print everything
	trees := slices.Concat(onStdout, onStderr)
	for _, t := range trees {
		t.read(&r, v.paths)
	}
	r.addMessages(slices.Concat(text, more), out.code, v.paths)
	return r, len(trees) > 0, nil
}

// without analyzes the packages that load, because go vet gives all up where
// one does not; given is its result. It returns given where go list cannot tell
// which packages are to blame.
func (v vet) without(ctx context.Context, given result, opts options) (result, error) {
	whole, r, err := v.load(ctx, opts)
	if err != nil {
		return result{}, err
	}
	if !r.failed() {
		return given, nil
	}
	for names := range slices.Chunk(whole, chunk) {
		some, _, err := v.packages(ctx, names)
		if err != nil {
			return result{}, fmt.Errorf("the packages that load: %w", err)
		}
		r.add(some)
	}
	return r, nil
}
