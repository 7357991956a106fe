package unit

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
)

// Sections are the facts of packages, by path, as encoded by a store: opaque to
// whoever only passes them on. A file of facts holds a section for each package
// with any, among the package itself and all below it, because go vet gives the
// tool only the files of direct imports.
type sections map[string][]byte

const magic = "queuevet facts 1\n"

// errFacts is what is wrong with a file that this tool did not write.
var errFacts = errors.New("no facts of this queuevet")

// write writes the sections in the order of their paths, so that the same facts
// are the same bytes.
func (s sections) write(name string) error {
	b := []byte(magic)
	for _, path := range slices.Sorted(maps.Keys(s)) {
		b = appendPart(b, []byte(path))
		b = appendPart(b, s[path])
	}
	return os.WriteFile(name, b, 0o666)
}

// read adds the sections of a file to those there are.
func (s sections) read(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	rest, ok := bytes.CutPrefix(text, []byte(magic))
	for ok && len(rest) > 0 {
		var path, facts []byte
		if path, rest, ok = cutPart(rest); !ok {
			break
		}
		if facts, rest, ok = cutPart(rest); ok {
			s[string(path)] = facts
		}
	}
	if !ok {
		return fmt.Errorf("%s: %w", name, errFacts)
	}
	return nil
}

// A part is its length and its bytes.
func appendPart(b, part []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(part))), part...)
}

func cutPart(b []byte) (part, rest []byte, ok bool) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size) {
		return nil, nil, false
	}
	return b[size : size+int(n)], b[size+int(n):], true
}
