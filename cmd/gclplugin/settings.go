package gclplugin

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// settings is what users write below settings.custom.queuevet.settings.
type settings struct {
	Enable  []string                    `json:"enable"`
	Disable []string                    `json:"disable"`
	Flags   map[string]map[string]value `json:"flags"` // by analyzer and name
}

// choose returns the analyzers that are to run, in the order of suite.
func (s settings) choose(suite []*analysis.Analyzer) ([]*analysis.Analyzer, error) {
	if len(s.Enable) > 0 && len(s.Disable) > 0 {
		return nil, errors.New("enable and disable: use one of them")
	}
	for _, list := range []struct {
		key   string
		names []string
	}{{"enable", s.Enable}, {"disable", s.Disable}} {
		for _, name := range list.names {
			if _, err := find(suite, list.key, name); err != nil {
				return nil, err
			}
		}
	}
	var chosen []*analysis.Analyzer
	for _, a := range suite {
		if len(s.Enable) > 0 && !slices.Contains(s.Enable, a.Name) || slices.Contains(s.Disable, a.Name) {
			continue
		}
		chosen = append(chosen, a)
	}
	if len(chosen) == 0 {
		return nil, errors.New("disable: no analyzer is left to run")
	}
	return chosen, nil
}

// setFlags sets the flags of the analyzers, whether they run or not.
func (s settings) setFlags(suite []*analysis.Analyzer) error {
	for _, name := range slices.Sorted(maps.Keys(s.Flags)) {
		a, err := find(suite, "flags", name)
		if err != nil {
			return err
		}
		for _, option := range slices.Sorted(maps.Keys(s.Flags[name])) {
			if err := setFlag(a, option, s.Flags[name][option]); err != nil {
				return fmt.Errorf("flags.%s.%s: %w", name, option, err)
			}
		}
	}
	return nil
}

// setFlag ignores the case of name, because golangci-lint lowers that of every
// key.
func setFlag(a *analysis.Analyzer, name string, v value) error {
	var found *flag.Flag
	a.Flags.VisitAll(func(f *flag.Flag) {
		if strings.EqualFold(f.Name, name) {
			found = f
		}
	})
	if found == nil {
		return errors.New("unknown flag")
	}
	if err := found.Value.Set(string(v)); err != nil {
		return fmt.Errorf("invalid value %q: %w", string(v), err)
	}
	return nil
}

func find(suite []*analysis.Analyzer, key, name string) (*analysis.Analyzer, error) {
	var known []string
	for _, a := range suite {
		if a.Name == name {
			return a, nil
		}
		known = append(known, a.Name)
	}
	return nil, fmt.Errorf("%s: unknown analyzer %q (there are: %s)", key, name, strings.Join(known, ", "))
}

// A value is that of a flag, as it would stand on the command line: a string, a
// number, true or false, or a list of those with commas.
type value string

// UnmarshalJSON refuses null and objects.
func (v *value) UnmarshalJSON(data []byte) error {
	switch data[0] {
	case '"':
		return json.Unmarshal(data, (*string)(v))
	case '[':
		var list []value
		if err := json.Unmarshal(data, &list); err != nil {
			return err
		}
		parts := make([]string, len(list))
		for i, part := range list {
			parts[i] = string(part)
		}
		*v = value(strings.Join(parts, ","))
		return nil
	case '{', 'n':
		return fmt.Errorf("flags: %s is no value of a flag: want a string, a number, true, false, or a list of those", data)
	}
	*v = value(data)
	return nil
}
