package queuemodel

import (
	"bytes"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
)

// A Text is what is known of a package before it is parsed.
type Text struct {
	Files   [][]byte // sources, comments and all
	Imports []string // paths of the packages that they import
}

// MayHaveFacts reports whether the functions of a foreign package can have facts. It
// errs on the side of true: a fact is about a channel, a goroutine, a panic, the
// wait for a condition, a queue by its methods, or about a call that has a row, and
// none of these can be had without the words for it.
func MayHaveFacts(t Text) bool { return t.says("chan", "<-", "go", "recover", "close", "Wait") }

// MayHaveFindings reports whether anything can be found in a package of the standard
// library, which imports nothing that has facts. What is found is about the same as a
// fact, about a list under a lock, or about an item that is taken and given back.
func MayHaveFindings(t Text) bool {
	return t.says("chan", "<-", "go", "recover", "close", "Wait", "Lock", "RLock", "Done")
}

// says reports whether one of the words stands in the text, the name of a function
// that it imports and that has a row, or the methods of a work queue.
func (t Text) says(words ...string) bool {
	called := calledNames(t.Imports)
	for key := range userRows {
		called[key.name] = true
	}
	said := make(map[string]bool)
	for _, word := range words {
		said[word] = true
	}
	queue := make(map[string]bool) // the methods of an interface in the shape of a work queue
	for _, file := range t.Files {
		s := wordScan{text: file}
		for s.next() {
			if said[string(s.word)] || (s.selected || s.unqualified) && called[string(s.word)] { // without copies
				return true
			}
			switch string(s.word) {
			case "Add", "Get", "Done":
				queue[string(s.word)] = true
			}
		}
	}
	return len(queue) == 3
}

// calledNames is the names of the functions and methods of some packages with rows
// that can lead to a fact of a foreign caller: to register a callback leads to none,
// and what it does to a list is not told.
func calledNames(imports []string) map[string]bool {
	imported := make(map[string]bool)
	for _, path := range imports {
		imported[unvendored(path)] = true
	}
	names := make(map[string]bool)
	for row := range rows {
		if imported[row.Pkg] && row.Role != Handle && row.Role != Grow && row.Role != Shift {
			names[row.Name] = true
		}
	}
	return names
}

// IsStandard reports whether a package belongs to the standard library; module is nil,
// or has no path, where it belongs to none. No facts are told of these, so that they
// are never parsed for them: what matters of what they do has rows. A package of no
// module, as other build systems have them, counts by the first element of its path.
func IsStandard(path string, module *analysis.Module) bool {
	first, _, _ := strings.Cut(path, "/")
	return (module == nil || module.Path == "") && slices.Contains(standard[:], first)
}

// standard is the folders at the top of the standard library (Go 1.26). A package in
// one that is missing here counts as the user's own, and is only read in vain.
var standard = [...]string{
	"archive", "bufio", "bytes", "cmp", "compress", "container", "context", "crypto", "database", "debug",
	"embed", "encoding", "errors", "expvar", "flag", "fmt", "go", "hash", "html", "image", "index", "internal",
	"io", "iter", "log", "maps", "math", "mime", "net", "os", "path", "plugin", "reflect", "regexp", "runtime",
	"slices", "sort", "strconv", "strings", "structs", "sync", "syscall", "testing", "text", "time", "unicode",
	"unique", "unsafe", "vendor", "weak",
}

// IsForeign reports whether a package belongs to the standard library or to a
// module that is required. Of the latter fewer facts are told, so that most can be left
// before they are parsed: none about lists, none that follow from the facts of other
// packages, none about their own panics. What is found in them does not change by
// that.
func IsForeign(path string, module *analysis.Module) bool {
	return module != nil && module.Version != "" || IsStandard(path, module)
}

// rowOf is the row of a function. A foreign package calls only what it imports: the
// methods of a value that it has from elsewhere have no rows there.
func (m *Model) rowOf(fn *types.Func) *Row {
	if m.foreign && fn.Pkg() != m.pkg && !slices.Contains(m.pkg.Imports(), fn.Pkg()) {
		return nil
	}
	return rowOf(fn)
}

// told is what a fact tells to other packages, nil where that is nothing.
func (m *Model) told(fact *FuncFact) *FuncFact {
	if fact == nil || !m.foreign {
		return fact
	}
	ops := slices.DeleteFunc(slices.Clone(fact.Ops), func(op OpFact) bool { return op.Role == Isolate })
	if len(ops) == 0 {
		return nil
	}
	return &FuncFact{ops}
}

// A wordScan yields the identifiers, keywords and arrows of a Go file, and nothing
// else: it is several times as fast as a scanner of all tokens.
type wordScan struct {
	text        []byte
	word        []byte
	selected    bool // the word stands behind a dot
	unqualified bool // a package is imported so that its names need none
	dot         bool // the last character was one
}

// next reports whether there is another word.
func (s *wordScan) next() bool {
	for len(s.text) > 0 {
		switch c := s.text[0]; {
		case isLetter(c):
			s.identifier()
			return true
		case c == '<' && bytes.HasPrefix(s.text, []byte("<-")):
			s.word, s.text = s.text[:2], s.text[2:]
			s.selected, s.dot = false, false
			return true
		default:
			s.skip(c)
		}
	}
	return false
}

func (s *wordScan) identifier() {
	n := 1
	for n < len(s.text) && (isLetter(s.text[n]) || s.text[n] >= '0' && s.text[n] <= '9') {
		n++
	}
	s.word, s.text = s.text[:n], s.text[n:]
	s.selected, s.dot = s.dot, false
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

// skip leaves out what begins with c: a comment, a text, or one character.
func (s *wordScan) skip(c byte) {
	switch {
	case c == '.' || s.dot && (c == ' ' || c == '\t' || c == '\r' || c == '\n'):
		s.dot, s.text = true, s.text[1:]
		return
	case bytes.HasPrefix(s.text, []byte("//")):
		s.until("\n", 2)
	case bytes.HasPrefix(s.text, []byte("/*")):
		s.until("*/", 2)
	case c == '`':
		s.unqualified = s.unqualified || s.dot
		s.until("`", 1)
	case c == '"' || c == '\'':
		s.unqualified = s.unqualified || s.dot
		s.quoted(c)
	case '0' <= c && c <= '9':
		n := 1 // with the letters of 0x1F and 1e9
		for n < len(s.text) && (isLetter(s.text[n]) || '0' <= s.text[n] && s.text[n] <= '9') {
			n++
		}
		s.text = s.text[n:]
	default:
		s.text = s.text[1:]
	}
	s.dot = false
}

// until leaves out what ends with end and begins with n characters.
func (s *wordScan) until(end string, n int) {
	if i := bytes.Index(s.text[n:], []byte(end)); i >= 0 {
		s.text = s.text[n+i+len(end):]
		return
	}
	s.text = nil
}

func (s *wordScan) quoted(quote byte) {
	for i := 1; i < len(s.text); i++ {
		switch s.text[i] {
		case '\\':
			i++
		case quote, '\n':
			s.text = s.text[i+1:]
			return
		}
	}
	s.text = nil
}
