package queuemodel

import (
	"bytes"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
)

// A Text is what is known of a package before it is parsed.
type Text struct {
	Files   [][]byte        // sources, comments and all
	Imports []string        // paths of the packages that they import
	Hints   map[string]bool // what the packages below it say: see [Hints]
}

// MayHaveFacts reports whether the functions of a package from outside of the
// module can have facts. It errs on the side of true: a fact is about a channel, a
// goroutine, a panic, the wait for a condition, or about a function that has a row
// or a fact itself, and none of these can be had without the words for it.
func MayHaveFacts(t Text) bool {
	words := make(map[string]bool)
	for _, path := range t.Imports {
		for _, name := range rowNames[unvendored(path)] {
			words[name] = true
		}
	}
	for key := range userRows {
		words[key.name] = true
	}
	queue := make(map[string]bool) // the methods of an interface in the shape of a work queue
	for _, file := range t.Files {
		s := wordScan{text: file}
		for s.next() {
			switch string(s.word) { // like the lookups below, without a copy
			case "chan", "<-", "go", "recover", "close", "Wait":
				return true
			case "Add", "Get", "Done":
				queue[string(s.word)] = true
			}
			if words[string(s.word)] || t.Hints[string(s.word)] || s.measured && t.Hints[chanHint+string(s.word)] {
				return true
			}
		}
	}
	return len(queue) == 3
}

// rowNames is the names of the functions and methods with rows, by package.
var rowNames = func() map[string][]string {
	names := make(map[string][]string)
	for key, row := range rowsByKey {
		if row.counts() {
			names[key.pkg] = append(names[key.pkg], key.name)
		}
	}
	return names
}()

// counts reports whether a function outside of the module that makes the call can
// have a fact by it: to register a callback leads to none, and what it does to a
// list is not told.
func (row *Row) counts() bool {
	return row.Role != Handle && row.Role != Grow && row.Role != Shift
}

// chanHint begins the hints that are names of channels.
const chanHint = "chan "

// Hints returns the words that the packages above pkg, which was analyzed, cannot
// use its facts without: names of functions and methods with facts, of methods
// with rows, and, after "chan ", of fields and variables that hold channels. The
// facts are those that pkg exported, its info that of its type-checking.
func Hints(pkg *types.Package, info *types.Info, facts []analysis.ObjectFact) []string {
	hints := make(map[string]bool)
	for _, f := range facts {
		hints[f.Object.Name()] = true
		fact, _ := f.Fact.(*FuncFact)
		fn, isFunc := f.Object.(*types.Func)
		if named := receiverNamedOf(fn, isFunc); named != nil && fact != nil && slices.ContainsFunc(fact.Ops, func(op OpFact) bool { return op.Role == Isolate }) {
			hints[named.Obj().Name()] = true // a value of the type is a shield
		}
	}
	for _, obj := range info.Defs {
		if v, ok := obj.(*types.Var); ok && v.Exported() && (v.IsField() || isPackageLevel(v)) && isChan(v.Type()) {
			hints[chanHint+v.Name()] = true
		}
	}
	return append(sortedKeys(hints), TableHints(pkg.Path())...)
}

func receiverNamedOf(fn *types.Func, ok bool) *types.Named {
	if !ok {
		return nil
	}
	return receiverNamed(fn)
}

// TableHints is the hints of a package that come from the table alone: its methods
// can be called where it is not imported.
func TableHints(path string) []string {
	var hints []string
	for key, row := range rowsByKey {
		if key.pkg == unvendored(path) && key.recv != "" && row.counts() {
			hints = append(hints, key.name)
		}
	}
	slices.Sort(hints)
	return slices.Compact(hints)
}

func sortedKeys(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for key := range set {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// A wordScan yields the identifiers, keywords and arrows of a Go file, and nothing
// else: it is several times as fast as a scanner of all tokens.
type wordScan struct {
	text     []byte
	word     []byte
	measured bool // the word is part of what range, len or cap is about
	operand  bool // that goes on
}

// next reports whether there is another word.
func (s *wordScan) next() bool {
	for len(s.text) > 0 {
		switch c := s.text[0]; {
		case isLetter(c):
			s.identifier()
			return true
		case c == '<' && bytes.HasPrefix(s.text, []byte("<-")):
			s.word, s.measured, s.operand = s.text[:2], false, false
			s.text = s.text[2:]
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
	s.measured = s.operand
	switch string(s.word) {
	case "range", "len", "cap":
		s.operand = true
	}
}

func isLetter(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c >= 0x80
}

// skip leaves out what begins with c: a comment, a text, or one character.
func (s *wordScan) skip(c byte) {
	switch c {
	case ' ', '\t', '.', '(', '*', '&', '[', ']':
		s.text = s.text[1:]
		return
	}
	s.operand = false
	switch {
	case bytes.HasPrefix(s.text, []byte("//")):
		s.until("\n", 2)
	case bytes.HasPrefix(s.text, []byte("/*")):
		s.until("*/", 2)
	case c == '`':
		s.until("`", 1)
	case c == '"' || c == '\'':
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
