package settings

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/tools/go/analysis"
)

// FileName is the name of the file with the settings of a project.
const FileName = ".queuevet.yml"

// Find returns the file with the settings for the packages in dir: that of the
// module dir is in, or of the next directory above that has one. It looks no
// further than the top of the repository. Without a file it returns nothing.
func Find(dir string) string {
	for at := moduleRoot(dir); ; at = filepath.Dir(at) {
		name := filepath.Join(at, FileName)
		if exists(name) {
			return name
		}
		if exists(filepath.Join(at, ".git")) || at == filepath.Dir(at) {
			return ""
		}
	}
}

// moduleRoot is the directory of the go.mod at or above dir, dir without one.
func moduleRoot(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		switch {
		case exists(filepath.Join(at, "go.mod")):
			return at
		case at == filepath.Dir(at):
			return dir
		}
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// Read reads the settings of a file. The error begins with the name that shown
// has for the file, and with the line of the mistake.
func Read(name, shown string, suite []*analysis.Analyzer) (Settings, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return Settings{}, err
	}
	s, err := Parse(text, suite)
	var mistake *Error
	switch {
	case errors.As(err, &mistake) && mistake.Line > 0:
		return s, fmt.Errorf("%s:%d: %w", shown, mistake.Line, err)
	case err != nil:
		return s, fmt.Errorf("%s: %w", shown, err)
	}
	return s, nil
}
