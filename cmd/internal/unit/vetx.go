package unit

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// A section is what is known of one package: the facts of its objects, and the
// words by which others can use them. A file of facts holds a section for each
// package with any, among the package itself and all below it, because go vet
// gives the tool only the files of direct imports.
type section struct {
	path  string
	hints []string
	facts []byte // as encoded by a store; opaque to whoever passes them on
}

const magic = "queuevet facts 1\n"

// errFacts is what is wrong with a file that this tool did not write.
var errFacts = errors.New("no facts of this queuevet")

// writeVetx writes sections in the order of their paths, so that the same facts
// are the same bytes.
func writeVetx(name string, sections map[string]section) error {
	var b bytes.Buffer
	b.WriteString(magic)
	paths := make([]string, 0, len(sections))
	for path := range sections {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		s := sections[path]
		for _, part := range []string{s.path, strings.Join(s.hints, "\n"), string(s.facts)} {
			b.Write(binary.AppendUvarint(nil, uint64(len(part))))
			b.WriteString(part)
		}
	}
	return os.WriteFile(name, b.Bytes(), 0o666)
}

// readVetx adds the sections of a file to those there are.
func readVetx(name string, sections map[string]section) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	rest, ok := bytes.CutPrefix(text, []byte(magic))
	if !ok {
		return fmt.Errorf("%s: %w", name, errFacts)
	}
	r := bufio.NewReader(bytes.NewReader(rest))
	for {
		path, err := part(r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		hints, err2 := part(r)
		facts, err3 := part(r)
		if err := errors.Join(err, err2, err3); err != nil {
			return fmt.Errorf("%s: %w", name, errFacts)
		}
		s := section{path: string(path), facts: facts}
		if len(hints) > 0 {
			s.hints = strings.Split(string(hints), "\n")
		}
		sections[s.path] = s
	}
}

func part(r *bufio.Reader) ([]byte, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, err
	}
	if n > 1<<30 {
		return nil, errFacts
	}
	p := make([]byte, n)
	_, err = io.ReadFull(r, p)
	return p, err
}
