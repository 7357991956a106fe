// Package atomicfile writes files whose readers see all of the new text or none.
package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// Write has fill write the text of the file name. Until fill has returned, and
// where it fails, the file is what it was. A new file gets the mode that the
// system gives new files, one that is replaced keeps its own. What is no regular
// file, such as /dev/stdout or a pipe, is written to directly.
func Write(name string, fill func(io.Writer) error) error {
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return direct(name, fill)
	}
	mode := os.FileMode(0)
	if err == nil {
		if mode = info.Mode().Perm(); mode&0o200 == 0 {
			return &os.PathError{Op: "write", Path: name, Err: os.ErrPermission}
		}
	}
	return replace(name, mode, fill)
}

func direct(name string, fill func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(fill(f), f.Close())
}

// replace writes a new file beside name and then gives it that name. The mode is
// 0 for that of new files.
func replace(name string, mode os.FileMode, fill func(io.Writer) error) (err error) {
	f, err := create(name)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // what failed counts
		}
	}()
	if err := fill(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if mode != 0 {
		err = f.Chmod(mode)
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// create makes a new file beside name. [os.CreateTemp] finds the name and
// reserves it, but its mode keeps others from reading.
func create(name string) (*os.File, error) {
	reserved, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		// The error names the file that the user knows.
		var path *os.PathError
		if errors.As(err, &path) {
			path.Path = name
		}
		return nil, err
	}
	temp := reserved.Name()
	if err := errors.Join(reserved.Close(), os.Remove(temp)); err != nil {
		return nil, err
	}
	return os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}
