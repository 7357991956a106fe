// Package doc reads the documentation of an analyzer from its doc.go, so that
// pkg.go.dev, the command line and the README tell the same.
package doc

import (
	"fmt"
	"strings"
)

// Text returns the section "# Analyzer name" of a package comment: the part
// from "name: summary" on. It panics where source, a file that begins with a
// comment of // lines, holds none, which every test of the analyzer shows. The file is
// not parsed, because every start of a program reads those of all analyzers.
func Text(source, name string) string {
	comment, _, _ := strings.Cut(source, "\npackage ")
	var text strings.Builder
	for line := range strings.Lines(comment) {
		text.WriteString(strings.TrimPrefix(strings.TrimPrefix(line, "//"), " "))
	}
	_, section, found := strings.Cut(text.String(), "# Analyzer "+name+"\n")
	section = strings.TrimSpace(section)
	if !found || !strings.HasPrefix(section, name+": ") {
		panic(fmt.Sprintf("doc.go of %s: no section %q that begins with %q", name, "# Analyzer "+name, name+": "))
	}
	return section
}
