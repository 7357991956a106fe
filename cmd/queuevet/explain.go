package main

import (
	"fmt"
	"go/doc/comment"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

// say prints text to stdout and returns the exit code.
func (c *command) say(text string) int {
	if _, err := io.WriteString(c.stdout, text); err != nil {
		return c.failed(err)
	}
	return exitClean
}

// explain prints what each topic is about: an analyzer, or a kind of finding as
// ANALYZER/KIND.
func (c *command) explain(topics []string) int {
	if len(topics) == 0 {
		return c.usage(fmt.Errorf("explain what? Name an analyzer, or a kind as in lenpoll/halfdrain"))
	}
	var b strings.Builder
	for i, topic := range topics {
		if i > 0 {
			b.WriteString("\n")
		}
		name, kindName, wantsKind := strings.Cut(topic, "/")
		a := find(c.suite, name)
		if a == nil {
			return c.usage(fmt.Errorf("unknown analyzer %q", name))
		}
		if !wantsKind {
			explainAnalyzer(&b, a)
			continue
		}
		k, ok := findKind(a, kindName)
		if !ok {
			return c.usage(fmt.Errorf("%s has no kind %q", name, kindName))
		}
		explainKind(&b, a, k)
	}
	return c.say(b.String())
}

func findKind(a *analysis.Analyzer, name string) (analyzers.Kind, bool) {
	for _, k := range analyzers.Kinds(a) {
		if k.Name == name {
			return k, true
		}
	}
	return analyzers.Kind{}, false
}

func explainAnalyzer(b *strings.Builder, a *analysis.Analyzer) {
	b.WriteString(plainText(analyzers.Overview(a)))
	for _, k := range analyzers.Kinds(a) {
		fmt.Fprintf(b, "\nqueuevet explain %s/%s", a.Name, k.Name)
	}
	b.WriteString("\n")
}

func explainKind(b *strings.Builder, a *analysis.Analyzer, k analyzers.Kind) {
	fmt.Fprintf(b, "%s/%s: %s\n\n%s", a.Name, k.Name, k.Text, plainText(k.Doc))
	fmt.Fprintf(b, "\nTo keep a finding, say why on its line:\n\n    //nolint:%s // why\n", a.Name)
	if k.OptIn {
		fmt.Fprintf(b, "\nOff by default; on with -%s.%s.\n", a.Name, k.Name)
	} else {
		fmt.Fprintf(b, "\nOn by default; off with -%s.%s=false.\n", a.Name, k.Name)
	}
	fmt.Fprintf(b, "\n%s\n", k.URL)
}

// plainText sets a doc comment for a terminal.
func plainText(doc string) string {
	return string((&comment.Printer{TextWidth: 80}).Text(new(comment.Parser).Parse(doc)))
}

// list prints the analyzers and their kinds, a line each.
func (c *command) list() int {
	var b strings.Builder
	for _, a := range c.suite {
		summary, _, _ := strings.Cut(a.Doc, "\n")
		fmt.Fprintf(&b, "%s: %s\n", a.Name, strings.TrimPrefix(summary, a.Name+": "))
		for _, k := range analyzers.Kinds(a) {
			state := "on "
			if k.OptIn {
				state = "off"
			}
			text, _, _ := strings.Cut(k.Text, ". ")
			fmt.Fprintf(&b, "\t%s  %-32s %s\n", state, a.Name+"/"+k.Name, strings.TrimSuffix(text, "."))
		}
	}
	return c.say(b.String())
}

// version prints which queuevet this is: its version, the commit that it was
// built from where the build knows it, and the Go that built it.
func (c *command) version() int {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return c.say("queuevet (unknown) " + runtime.Version() + "\n")
	}
	return c.say(versionOf(info) + "\n")
}

// number is the version alone.
func (c *command) number() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// versionOf is the line that -version prints.
func versionOf(info *debug.BuildInfo) string {
	version := info.Main.Version
	if version == "" {
		version = "(devel)"
	}
	line := "queuevet " + version + " " + info.GoVersion
	settings := make(map[string]string)
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if revision := settings["vcs.revision"]; revision != "" {
		line += " " + revision
		if settings["vcs.modified"] == "true" {
			line += " (modified)"
		}
	}
	return line
}
