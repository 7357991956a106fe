// Package gclplugin is the golangci-lint module plugin of queuevet.
//
// The linter is called queuevet. Its findings begin with the name of the
// analyzer, and //nolint takes either name. All settings are optional:
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
//	          enable: [lenpoll]  # run only these
//	          disable: [lenpoll] # or all but these
//	          flags:             # of queuevet help lenpoll, without the prefix
//	            lenpoll:
//	              name: value
//
// A setting that is not known is an error, so that a typing mistake does not
// switch a check off unseen.
package gclplugin

import (
	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

func init() { register.Plugin("queuevet", New) }

// New reads the settings of the plugin as golangci-lint decoded them; nil runs
// every analyzer. The error names the setting that is wrong.
func New(raw any) (register.LinterPlugin, error) {
	return newPlugin(analyzers.Suite(), raw)
}

func newPlugin(suite []*analysis.Analyzer, raw any) (register.LinterPlugin, error) {
	s, err := register.DecodeSettings[settings](raw)
	if err != nil {
		return nil, err
	}
	if err := s.setFlags(suite); err != nil {
		return nil, err
	}
	chosen, err := s.choose(suite)
	if err != nil {
		return nil, err
	}
	for i, a := range chosen {
		chosen[i] = adapt(a)
	}
	return plugin(chosen), nil
}

// A plugin is the analyzers it runs.
type plugin []*analysis.Analyzer

// BuildAnalyzers implements [register.LinterPlugin]. It never fails.
func (p plugin) BuildAnalyzers() ([]*analysis.Analyzer, error) { return p, nil }

// GetLoadMode implements [register.LinterPlugin]: the analyzers need types.
func (p plugin) GetLoadMode() string { return register.LoadModeTypesInfo }
