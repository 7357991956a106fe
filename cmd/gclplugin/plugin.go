// Package gclplugin is the golangci-lint module plugin of queuevet.
//
// The linter is called queuevet. Its findings begin with the name of the
// analyzer, and //nolint takes either name. All settings are optional, and have
// the keys of .queuevet.yml:
//
//	version: "2"
//	linters:
//	  enable:
//	    - queuevet
//	  settings:
//	    custom:
//	      queuevet:
//	        type: module
//	        settings:
//	          enable: [lenpoll]         # run only these
//	          disable: [norecover/loop] # or all but these analyzers and kinds
//	          exclude:
//	            - path: internal/legacy/**
//	              checks: [lenpoll]
//	          models:
//	            - get: (*example.com/q.Queue).Take
//	              done: (*example.com/q.Queue).Finish
//	          flags:                    # of queuevet help lenpoll, without the prefix
//	            lenpoll:
//	              name: value
//
// A setting that is not known is an error, so that a typing mistake does not
// switch a check off unseen. So is severity, which golangci-lint sets by rules of
// its own.
package gclplugin

import (
	"errors"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/exclude"
	"github.com/queuevet/queuevet/cmd/internal/settings"
)

func init() { register.Plugin("queuevet", New) }

// New reads the settings of the plugin as golangci-lint decoded them; nil runs
// every analyzer. The error names the setting that is wrong.
func New(raw any) (register.LinterPlugin, error) {
	return newPlugin(analyzers.Suite(), raw)
}

func newPlugin(suite []*analysis.Analyzer, raw any) (register.LinterPlugin, error) {
	s, err := settings.FromValue(raw, suite)
	switch {
	case err != nil:
		return nil, err
	case len(s.Severity) > 0:
		return nil, errors.New("severity: golangci-lint has rules of its own for that, see severity in its configuration")
	}
	for _, f := range s.All() {
		if err := set(suite, f); err != nil {
			return nil, err
		}
	}
	rules := exclude.Rules(s.Exclude)
	chosen := s.Chosen(suite)
	for i, a := range chosen {
		chosen[i] = adapt(exclude.Wrap(a, &rules))
	}
	return plugin(chosen), nil
}

// set sets a flag, whether its analyzer runs or not.
func set(suite []*analysis.Analyzer, f settings.Flag) error {
	for _, a := range suite {
		if a.Name == f.Analyzer {
			return a.Flags.Set(f.Name, f.Value)
		}
	}
	return nil
}

// A plugin is the analyzers it runs.
type plugin []*analysis.Analyzer

// BuildAnalyzers implements [register.LinterPlugin]. It never fails.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p, nil }

// GetLoadMode implements [register.LinterPlugin]: the analyzers need types.
func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
