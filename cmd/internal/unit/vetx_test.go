package unit

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSections(t *testing.T) {
	name := filepath.Join(t.TempDir(), "vetx")
	want := sections{"a": []byte("facts"), "b/c": bytes.Repeat([]byte("x"), 1000), "d": nil}
	if err := want.write(name); err != nil {
		t.Fatal(err)
	}
	got := sections{"z": []byte("kept"), "a": []byte("replaced")}
	if err := got.read(name); err != nil {
		t.Fatal(err)
	}
	want["z"] = []byte("kept")
	if !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("got %q, want %q", got, want)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for n := range text { // every beginning of the file
		part := slices.Clone(text[:n])
		err := errors.Join(os.WriteFile(name, part, 0o600), make(sections).read(name))
		if err != nil && !errors.Is(err, errFacts) {
			t.Errorf("%d bytes: %v", n, err)
		}
		if n < len(magic) && err == nil {
			t.Errorf("%d bytes are read", n)
		}
	}
}
