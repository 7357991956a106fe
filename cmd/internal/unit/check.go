package unit

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"

	"golang.org/x/tools/go/gcexportdata"
)

// A checked package is parsed and has types.
type checked struct {
	fset  *token.FileSet
	files []*ast.File
	pkg   *types.Package
	info  *types.Info
	sizes types.Sizes
}

// check parses and type-checks the sources of cfg. What they import comes from
// export data, which the go command has made for the compiler anyway.
func check(cfg *config, sources [][]byte) (*checked, error) {
	mode := parser.ParseComments | parser.SkipObjectResolution
	if cfg.VetxOnly && cfg.foreign() {
		mode = parser.SkipObjectResolution // no fact comes from a comment
	}
	c := &checked{fset: token.NewFileSet(), sizes: types.SizesFor("gc", build.Default.GOARCH)}
	for i, name := range cfg.GoFiles {
		file, err := parser.ParseFile(c.fset, name, sources[i], mode)
		if err != nil {
			return nil, err
		}
		c.files = append(c.files, file)
	}
	c.info = &types.Info{
		Types:        make(map[ast.Expr]types.TypeAndValue),
		Defs:         make(map[*ast.Ident]types.Object),
		Uses:         make(map[*ast.Ident]types.Object),
		Implicits:    make(map[ast.Node]types.Object),
		Instances:    make(map[*ast.Ident]types.Instance),
		Scopes:       make(map[ast.Node]*types.Scope),
		Selections:   make(map[*ast.SelectorExpr]*types.Selection),
		FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: &importer{cfg: cfg, fset: c.fset, packages: make(map[string]*types.Package)}, Sizes: c.sizes, GoVersion: cfg.GoVersion}
	var err error
	c.pkg, err = conf.Check(cfg.ImportPath, c.fset, c.files, c.info)
	return c, err
}

// An importer reads packages from the export data that cfg names.
type importer struct {
	cfg      *config
	fset     *token.FileSet
	packages map[string]*types.Package
}

// Import implements [types.Importer].
func (i *importer) Import(importPath string) (*types.Package, error) {
	path, ok := i.cfg.ImportMap[importPath] // for one, of a vendored package
	if !ok {
		return nil, fmt.Errorf("can't resolve import %q", importPath)
	}
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if pkg := i.packages[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	name, ok := i.cfg.PackageFile[path]
	if !ok {
		return nil, fmt.Errorf("no export data for %q", path)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()    // it was only read
	r, err := gcexportdata.NewReader(file) //nolint:staticcheck // what it is deprecated for, lookup by the go command, has been done by go vet
	if err != nil {
		return nil, fmt.Errorf("export data of %s: %w", path, err)
	}
	return gcexportdata.Read(r, i.fset, i.packages, path)
}
