package govet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Own returns the directories of the packages of config that are the user's to
// change: those of the main modules, and not of the standard library, the module
// cache or a vendor directory.
func Own(ctx context.Context, config Config) (map[string]bool, error) {
	g, err := newGo(config.Path())
	if err != nil {
		return nil, err
	}
	args := slices.Concat([]string{"list", "-e", "-json=Dir,Standard,Module"}, config.Build, []string{"--"}, config.Packages)
	out, err := g.run(ctx, args...)
	switch {
	case err != nil:
		return nil, err
	case out.code != 0:
		return nil, fmt.Errorf("go list: %s", oneLine(string(out.stderr)))
	}
	dirs := make(map[string]bool)
	for decoder := json.NewDecoder(bytes.NewReader(out.stdout)); decoder.More(); {
		var p struct {
			Dir      string
			Standard bool
			Module   *struct{ Main bool }
		}
		if err := decoder.Decode(&p); err != nil {
			return nil, fmt.Errorf("reading the answer of go list: %w", err)
		}
		if !p.Standard && (p.Module == nil || p.Module.Main) {
			dirs[p.Dir] = true
		}
	}
	return dirs, nil
}

// Overlaid returns an error where GOFLAGS replaces source files: then what was
// analyzed is not what is on the disk.
func Overlaid(ctx context.Context, config Config) error {
	g, err := newGo(config.Path())
	if err != nil {
		return err
	}
	out, err := g.run(ctx, "env", "GOFLAGS")
	if err == nil && strings.Contains(string(out.stdout), "-overlay") {
		err = errors.New("-overlay in GOFLAGS: the files on the disk are not what is analyzed")
	}
	return err
}
