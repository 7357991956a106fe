package unit

import (
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

// A config is the file in which go vet describes one package, as far as it is
// needed here: see cmd/go/internal/work, and unitchecker.Config for what the
// fields mean.
type config struct {
	ID            string
	ImportPath    string
	GoVersion     string
	GoFiles       []string
	NonGoFiles    []string
	IgnoredFiles  []string
	ModulePath    string
	ModuleVersion string
	Module        *analysis.Module
	ImportMap     map[string]string // from import path to package path
	PackageFile   map[string]string // from package path to its export data
	PackageVetx   map[string]string // from package path to its facts
	VetxOnly      bool              // only facts are wanted
	VetxOutput    string            // where they go
	Stdout        string            // where findings go; empty for stdout
}

func readConfig(name string) (*config, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	cfg := new(config)
	if err := json.Unmarshal(text, cfg); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(cfg.GoFiles) == 0 {
		return nil, fmt.Errorf("package has no files: %s", cfg.ImportPath)
	}
	return cfg, nil
}

// module is the module of the package, nil for the standard library.
func (c *config) module() *analysis.Module {
	if c.Module == nil && c.ModulePath != "" {
		return &analysis.Module{Path: c.ModulePath, Version: c.ModuleVersion, GoVersion: c.GoVersion}
	}
	return c.Module
}

// foreign reports whether the package is not the user's own.
func (c *config) foreign() bool { return analyzers.IsForeign(c.ImportPath, c.module()) }

// standard reports whether the package belongs to the standard library.
func (c *config) standard() bool { return analyzers.IsStandard(c.ImportPath, c.module()) }
