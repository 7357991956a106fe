package settings

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/exclude"
	"github.com/queuevet/queuevet/cmd/internal/report"
)

const defaultSeverity = "default"

// An Error is a mistake in the settings and the line that it is in, 0 where there
// is none.
type Error struct {
	Line int
	Err  error
}

func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the mistake.
func (e *Error) Unwrap() error { return e.Err }

// Parse reads settings for suite from YAML. Every mistake is an *Error: a key that
// is not known, an analyzer, kind or flag that is not there, a value that does not
// fit.
func Parse(text []byte, suite []*analysis.Analyzer) (Settings, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc yaml.Node
	switch err := decoder.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return Settings{}, nil
	case err != nil:
		return Settings{}, syntaxError(err)
	}
	var more yaml.Node
	if err := decoder.Decode(&more); !errors.Is(err, io.EOF) {
		return Settings{}, &Error{more.Line, errors.New("more than one document")}
	}
	p := parser{suite: suite}
	p.document(doc.Content[0])
	if p.err != nil {
		return Settings{}, p.err
	}
	return p.Settings, nil
}

// FromValue reads settings from a decoded value, as a golangci-lint plugin is
// given it; nil is none.
func FromValue(value any, suite []*analysis.Analyzer) (Settings, error) {
	if value == nil {
		return Settings{}, nil
	}
	text, err := yaml.Marshal(value)
	if err != nil {
		return Settings{}, err
	}
	return Parse(text, suite)
}

// syntaxError takes the line out of an error of the YAML decoder, which names none
// for the first.
func syntaxError(err error) *Error {
	e := &Error{Line: 1}
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	if _, scanErr := fmt.Sscanf(message, "line %d:", &e.Line); scanErr == nil {
		_, message, _ = strings.Cut(message, ": ")
	}
	e.Err = errors.New(message)
	return e
}

// A parser reads nodes until the first mistake.
type parser struct {
	Settings
	suite []*analysis.Analyzer
	err   error
}

// fail notes the first mistake.
func (p *parser) fail(n *yaml.Node, format string, args ...any) {
	if p.err == nil {
		p.err = &Error{n.Line, fmt.Errorf(format, args...)}
	}
}

func (p *parser) document(n *yaml.Node) {
	p.fields(n, "", map[string]func(*yaml.Node){
		"enable":   func(v *yaml.Node) { p.Enable = p.checks(v, "enable") },
		"disable":  func(v *yaml.Node) { p.Disable = p.checks(v, "disable") },
		"severity": p.severity,
		"exclude":  func(v *yaml.Node) { p.each(v, "exclude", p.exclusion) },
		"models":   func(v *yaml.Node) { p.each(v, "models", p.model) },
		"flags":    p.flags,
	})
	switch {
	case p.err != nil:
	case slices.ContainsFunc(p.Enable, isAnalyzer) && slices.ContainsFunc(p.Disable, isAnalyzer):
		p.fail(n, "enable and disable: name analyzers in one of them")
	case len(p.Chosen(p.suite)) == 0:
		p.fail(n, "disable: no analyzer is left to run")
	}
}

// fields calls the function for the value of each key of a mapping.
func (p *parser) fields(n *yaml.Node, where string, known map[string]func(*yaml.Node)) {
	p.pairs(n, where, func(key, value *yaml.Node) {
		read := known[key.Value]
		if read == nil {
			names := make([]string, 0, len(known))
			for name := range known {
				names = append(names, name)
			}
			slices.Sort(names)
			p.fail(key, "unknown key %q (there are: %s)", key.Value, strings.Join(names, ", "))
			return
		}
		read(value)
	})
}

// pairs calls f for each key of a mapping, which is there once; null is empty.
func (p *parser) pairs(n *yaml.Node, where string, f func(key, value *yaml.Node)) {
	if n = resolved(n); isNull(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		p.fail(n, "%swant keys with values, not %s", prefix(where), shown(n))
		return
	}
	seen := make(map[string]bool)
	for i := 0; i < len(n.Content) && p.err == nil; i += 2 {
		key := n.Content[i]
		if seen[key.Value] {
			p.fail(key, "key %q is there twice", key.Value)
			return
		}
		seen[key.Value] = true
		f(key, resolved(n.Content[i+1]))
	}
}

// each calls f for each element of a list; null is empty.
func (p *parser) each(n *yaml.Node, where string, f func(*yaml.Node)) {
	if n = resolved(n); isNull(n) {
		return
	}
	if n.Kind != yaml.SequenceNode {
		p.fail(n, "%swant a list, not %s", prefix(where), shown(n))
		return
	}
	for _, element := range n.Content {
		if p.err == nil {
			f(resolved(element))
		}
	}
}

func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

func prefix(where string) string {
	if where == "" {
		return ""
	}
	return where + ": "
}

// shown is a node in a message.
func shown(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "keys with values"
	case yaml.SequenceNode:
		return "a list"
	}
	return fmt.Sprintf("%q", n.Value)
}

// text reads one word.
func (p *parser) text(n *yaml.Node, where string) string {
	if n.Kind != yaml.ScalarNode || isNull(n) {
		p.fail(n, "%swant a text, not %s", prefix(where), shown(n))
	}
	return n.Value
}

// texts reads a word or a list of words.
func (p *parser) texts(n *yaml.Node, where string) (all []string) {
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		return []string{n.Value}
	}
	p.each(n, where, func(v *yaml.Node) { all = append(all, p.text(v, where)) })
	return all
}

// checks reads a list of analyzers and kinds.
func (p *parser) checks(n *yaml.Node, where string) (all []string) {
	p.each(n, where, func(v *yaml.Node) {
		all = append(all, p.check(v, where))
	})
	return all
}

func (p *parser) check(n *yaml.Node, where string) string {
	name := p.text(n, where)
	if _, err := checkNamed(p.suite, name); err != nil {
		p.fail(n, "%s%w", prefix(where), err)
	}
	return name
}

// severity reads one severity for all, or one for each check.
func (p *parser) severity(n *yaml.Node) {
	p.Severity = make(map[string]string)
	if n.Kind == yaml.ScalarNode && !isNull(n) {
		p.Severity[defaultSeverity] = p.oneSeverity(n)
		return
	}
	p.pairs(n, "severity", func(key, value *yaml.Node) {
		if key.Value != defaultSeverity {
			p.check(key, "severity")
		}
		p.Severity[key.Value] = p.oneSeverity(value)
	})
}

func (p *parser) oneSeverity(n *yaml.Node) string {
	value := p.text(n, "severity")
	if !slices.Contains(report.Severities, value) {
		p.fail(n, "severity: unknown severity %q (there are: %s)", value, strings.Join(report.Severities, ", "))
	}
	return value
}

// exclusion reads a pattern, or a path with checks.
func (p *parser) exclusion(n *yaml.Node) {
	var patterns, checks []string
	if n.Kind == yaml.ScalarNode {
		patterns = []string{p.text(n, "exclude")}
	} else {
		p.fields(n, "exclude", map[string]func(*yaml.Node){
			"path":   func(v *yaml.Node) { patterns = p.texts(v, "exclude: path") },
			"checks": func(v *yaml.Node) { checks = p.checks(v, "exclude: checks") },
		})
	}
	if len(patterns) == 0 {
		p.fail(n, "exclude: want a path")
	}
	for _, pattern := range patterns {
		rule, err := exclude.ParseRule(exclude.Rule{Pattern: pattern, Checks: checks}.String())
		if err != nil {
			p.fail(n, "exclude: %w", err)
		}
		p.Exclude = append(p.Exclude, rule)
	}
}

// model reads the roles of one model, each with a function or a list of them.
func (p *parser) model(n *yaml.Node) {
	var words []string
	if n.Kind == yaml.ScalarNode {
		words = strings.Fields(p.text(n, "models"))
	} else {
		p.pairs(n, "models", func(key, value *yaml.Node) {
			for _, function := range p.texts(value, "models: "+key.Value) {
				words = append(words, key.Value+"="+strings.TrimSpace(function))
			}
		})
	}
	if p.err != nil {
		return
	}
	model := strings.Join(words, " ")
	if err := analyzers.Models().Set(model); err != nil {
		p.fail(n, "models: %w", err)
	}
	p.Models = append(p.Models, model)
}

// flags reads the flags of analyzers. It sets them, which checks the values.
func (p *parser) flags(n *yaml.Node) {
	p.pairs(n, "flags", func(analyzer, flags *yaml.Node) {
		a, err := checkNamed(p.suite, analyzer.Value)
		if err != nil || a.Name != analyzer.Value {
			p.fail(analyzer, "flags: unknown analyzer %q", analyzer.Value)
			return
		}
		p.pairs(flags, "flags."+a.Name, func(name, value *yaml.Node) {
			where := "flags." + a.Name + "." + name.Value
			f := lookup(a, name.Value)
			if f == nil {
				p.fail(name, "%s: unknown flag", where)
				return
			}
			text := strings.Join(p.texts(value, where), ",")
			if p.err == nil {
				if err := f.Value.Set(text); err != nil {
					p.fail(value, "%s: invalid value %q: %w", where, text, err)
				}
			}
			p.Flags = append(p.Flags, Flag{a.Name, f.Name, text})
		})
	})
}
