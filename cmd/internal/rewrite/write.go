package rewrite

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Write replaces the files of changes: all, or where one fails none. It fails
// where a file is no longer what it was when it was loaded. Whoever reads a file
// meanwhile sees the old or the new one. Where queuevet is killed, or the system
// stops, files named .*.queuevet* can be left beside the others.
func Write(changes []Change) error { return write(changes, os.Rename) }

// A replacement is one file that is being replaced.
type replacement struct {
	Change
	next, back string // files beside it, with the new and the old text
}

func write(changes []Change, rename func(from, to string) error) (err error) {
	var all []replacement
	defer func() {
		for _, r := range all {
			_ = os.Remove(r.next) // gone where it was renamed
			_ = os.Remove(r.back)
		}
	}()
	for _, c := range changes {
		r := replacement{Change: c}
		if r.next, err = beside(c.source, c.New); err == nil {
			r.back, err = beside(c.source, c.Old)
		}
		all = append(all, r)
		if err != nil {
			return fmt.Errorf("nothing was written: %w", err)
		}
	}
	for _, r := range all {
		if text, err := os.ReadFile(r.source.name); err != nil || !bytes.Equal(text, r.Old) {
			return fmt.Errorf("nothing was written: %s: %w: run again", r.File, cmpErr(err, errChanged))
		}
	}
	for i, r := range all {
		if err := rename(r.next, r.source.name); err != nil {
			return undo(all[:i], err, rename)
		}
	}
	return nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// undo gives the files that were replaced their old text. The error tells which
// could not be.
func undo(done []replacement, why error, rename func(from, to string) error) error {
	var lost []error
	for _, r := range done {
		if err := rename(r.back, r.source.name); err != nil {
			lost = append(lost, fmt.Errorf("%s keeps its fixes: %w", r.File, err))
		}
	}
	if len(lost) == 0 {
		return fmt.Errorf("nothing was written: %w", why)
	}
	return errors.Join(append([]error{why}, lost...)...)
}

// beside writes text to a new file in the directory of s, which the go command
// ignores by its name, with the mode of s, and returns its name.
func beside(s *source, text []byte) (name string, err error) {
	dir, base := filepath.Split(s.name)
	f, err := os.CreateTemp(dir, "."+base+".queuevet*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(text)
	return f.Name(), errors.Join(err, f.Chmod(s.mode), f.Sync(), f.Close())
}
