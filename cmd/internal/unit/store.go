package unit

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/types/objectpath"
)

// A store holds the facts of objects: those of the packages below, decoded when
// one of a package is first asked for, and those of this one. It is safe for
// concurrent use.
type store struct {
	pkg   *types.Package
	below sections

	mu      sync.Mutex
	paths   objectpath.Encoder
	decoded map[string]map[key]analysis.Fact // by package
	own     map[types.Object][]analysis.Fact
}

// A key names a fact within its package.
type key struct {
	object objectpath.Path
	fact   reflect.Type
}

// An entry is a fact in a file.
type entry struct {
	Object objectpath.Path
	Fact   analysis.Fact
}

func newStore(pkg *types.Package, below sections) *store {
	return &store{pkg: pkg, below: below, decoded: make(map[string]map[key]analysis.Fact), own: make(map[types.Object][]analysis.Fact)}
}

// imported copies the fact about obj to the pointer fact, and reports whether
// there is one.
func (s *store) imported(obj types.Object, fact analysis.Fact) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if obj.Pkg() == nil {
		return false
	}
	if obj.Pkg() == s.pkg {
		for _, f := range s.own[obj] {
			if reflect.TypeOf(f) == reflect.TypeOf(fact) {
				reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(f).Elem())
				return true
			}
		}
		return false
	}
	facts := s.factsOf(obj.Pkg().Path())
	if len(facts) == 0 {
		return false
	}
	path, err := s.paths.For(obj)
	if err != nil {
		return false
	}
	f := facts[key{path, reflect.TypeOf(fact)}]
	if f == nil {
		return false
	}
	reflect.ValueOf(fact).Elem().Set(reflect.ValueOf(f).Elem())
	return true
}

// factsOf decodes the facts of a package below. What cannot be decoded was written
// by another tool, which go vet does not let happen.
func (s *store) factsOf(path string) map[key]analysis.Fact {
	if facts, ok := s.decoded[path]; ok {
		return facts
	}
	facts := make(map[key]analysis.Fact)
	s.decoded[path] = facts
	if encoded := s.below[path]; len(encoded) > 0 {
		var entries []entry
		if err := gob.NewDecoder(bytes.NewReader(encoded)).Decode(&entries); err != nil {
			panic(fmt.Sprintf("facts of %s: %v", path, err))
		}
		for _, e := range entries {
			facts[key{e.Object, reflect.TypeOf(e.Fact)}] = e.Fact
		}
	}
	return facts
}

// export keeps a fact about an object of this package.
func (s *store) export(obj types.Object, fact analysis.Fact) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if obj.Pkg() != s.pkg {
		panic(fmt.Sprintf("a fact about %v, which belongs to another package", obj))
	}
	s.own[obj] = append(s.own[obj], fact)
}

// encode returns the facts that other packages can ask for, in a fixed order.
func (s *store) encode() ([]byte, error) {
	var entries []entry
	for obj, facts := range s.own {
		path, err := s.paths.For(obj)
		if err != nil {
			continue // it cannot be reached from outside
		}
		for _, f := range facts {
			entries = append(entries, entry{path, f})
		}
	}
	if len(entries) == 0 {
		return nil, nil
	}
	slices.SortFunc(entries, func(a, b entry) int {
		if c := strings.Compare(string(a.Object), string(b.Object)); c != 0 {
			return c
		}
		return strings.Compare(reflect.TypeOf(a.Fact).String(), reflect.TypeOf(b.Fact).String())
	})
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(entries)
	return b.Bytes(), err
}
