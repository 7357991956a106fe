package govet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A listed package is what go list tells about one.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	Incomplete bool
	Error      *loadError
	DepsErrors []*loadError
}

type loadError struct {
	ImportStack []string
	Pos, Err    string
}

// load returns the packages of config that load, by import path, and a result
// with the errors of the others, which is empty where go list itself fails.
func (v vet) load(ctx context.Context, config Config) (whole []string, r Result, err error) {
	args := []string{"list", "-e", "-json=ImportPath,Dir,GoFiles,CgoFiles,Incomplete,Error,DepsErrors"}
	out, err := v.run(ctx, slices.Concat(args, config.Build, []string{"--"}, config.Packages)...)
	if err != nil || out.code != 0 {
		return nil, Result{}, err
	}
	packages, err := decode(out.stdout)
	if err != nil {
		return nil, Result{}, fmt.Errorf("reading the answer of go list: %w", err)
	}
	dirs := make(map[string]listed)
	for _, p := range packages {
		dirs[p.ImportPath] = p
		if !p.Incomplete {
			whole = append(whole, p.ImportPath)
		}
	}
	for _, p := range packages {
		for _, e := range p.errors() {
			r.Errors = append(r.Errors, e.line(dirs, v.paths))
		}
	}
	_, text := split(out.stderr)
	r.Warnings = messages(text, v.paths)
	return whole, r, nil
}

// decode reads the concatenated objects that go list prints.
func decode(printed []byte) ([]listed, error) {
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(printed)); decoder.More(); {
		var p listed
		if err := decoder.Decode(&p); err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
	return packages, nil
}

// errors returns why p does not load.
func (p listed) errors() []*loadError {
	if p.Error == nil {
		return p.DepsErrors
	}
	return append([]*loadError{p.Error}, p.DepsErrors...)
}

// line is the message of e with its position at the start.
func (e *loadError) line(packages map[string]listed, p paths) string {
	message := oneLine(e.Err)
	if strings.HasPrefix(message, "import cycle") {
		message += ": " + strings.Join(e.ImportStack, " imports ")
	}
	switch at := e.position(packages); {
	case at != "":
		return p.position(at).String() + ": " + message
	case len(e.ImportStack) > 0:
		return "queuevet: " + e.ImportStack[len(e.ImportStack)-1] + ": " + message
	}
	return named(message, p)
}

// position is where e happened. For an import cycle, for which go list tells
// none, it is the first import of the cycle.
func (e *loadError) position(packages map[string]listed) string {
	if e.Pos != "" || len(e.ImportStack) < 2 {
		return e.Pos
	}
	from := packages[e.ImportStack[0]]
	for _, name := range slices.Concat(from.GoFiles, from.CgoFiles) {
		if at := importOf(filepath.Join(from.Dir, name), e.ImportStack[1]); at != "" {
			return at
		}
	}
	return ""
}

// importOf returns the position in file where path is imported, or nothing.
func importOf(file, path string) string {
	fset := token.NewFileSet()
	parsed, err := parser.ParseFile(fset, file, nil, parser.ImportsOnly)
	if err != nil {
		return ""
	}
	for _, spec := range parsed.Imports {
		if imported, _ := strconv.Unquote(spec.Path.Value); imported == path {
			return fset.Position(spec.Pos()).String()
		}
	}
	return ""
}
