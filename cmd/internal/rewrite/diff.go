package rewrite

import (
	"io"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
)

// Diff writes changes as a unified diff that patch -p1 and git apply read. The
// files are called what name makes of them. The error is that of w.
func Diff(w io.Writer, changes []Change, name func(file string) string) error {
	for _, c := range changes {
		file := filepath.ToSlash(name(c.File))
		if _, err := w.Write(diff.Diff("a/"+file, c.Old, "b/"+file, c.New)); err != nil {
			return err
		}
	}
	return nil
}
