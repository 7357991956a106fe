package rewrite

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Overlay writes what becomes of the files below dir, and how the go command is
// to read them there instead of the files themselves: index is the value of its
// flag -overlay. Originals gives each file below dir the name of its original.
func Overlay(dir string, changes []Change) (index string, originals map[string]string, err error) {
	replace := make(map[string]string)
	originals = make(map[string]string)
	for i, c := range changes {
		home := filepath.Join(dir, fmt.Sprint(i)) // the base of the name says whether it is a test
		file := filepath.Join(home, filepath.Base(c.File))
		if err := errors.Join(os.MkdirAll(home, 0o700), os.WriteFile(file, c.New, 0o600)); err != nil {
			return "", nil, err
		}
		replace[c.File] = file
		originals[file] = c.File
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	index = filepath.Join(dir, "overlay.json")
	return index, originals, os.WriteFile(index, text, 0o600)
}
