// Package doc reads the documentation of an analyzer from its doc.go, so that
// pkg.go.dev, the command line and the README tell the same.
package doc

import (
	"fmt"
	"go/parser"
	"go/token"
	"strings"
)

// Text returns the section "# Analyzer name" of a package comment: the part
// from "name: summary" on. It panics where source holds none, which every test
// of the analyzer shows.
func Text(source, name string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", source, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		panic(fmt.Sprintf("doc.go of %s: %v", name, err))
	}
	_, section, found := strings.Cut(file.Doc.Text(), "# Analyzer "+name+"\n")
	section = strings.TrimSpace(section)
	if !found || !strings.HasPrefix(section, name+": ") {
		panic(fmt.Sprintf("doc.go of %s: no section %q that begins with %q", name, "# Analyzer "+name, name+": "))
	}
	return section
}
