package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

func text(s string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	}
}

func content(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Where writing fails in the middle the file is what it was, and nothing lies
// beside it.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	if err := Write(name, text("first")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, text("second")); err != nil || content(t, name) != "second" {
		t.Fatalf("%q, %v", content(t, name), err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	full := errors.New("disk full")
	err := Write(name, func(w io.Writer) error { return errors.Join(text("thi")(w), full) })
	if !errors.Is(err, full) || content(t, name) != "second" {
		t.Errorf("%q, %v", content(t, name), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestNotWritable(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "out")
	if err := os.WriteFile(name, []byte("kept"), 0o400); err != nil {
		t.Fatal(err)
	}
	if err := Write(name, text("new")); !errors.Is(err, os.ErrPermission) || content(t, name) != "kept" {
		t.Errorf("%q, %v", content(t, name), err)
	}
	missing := filepath.Join(dir, "none", "out")
	if err := Write(missing, text("new")); !errors.Is(err, os.ErrNotExist) || err.Error() != "open "+missing+": no such file or directory" {
		t.Errorf("error %v", err)
	}
}

// A link stays a link, and a device is written to.
func TestLinksAndDevices(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target"), filepath.Join(dir, "link")
	if err := errors.Join(Write(target, text("old")), os.Symlink(target, link)); err != nil {
		t.Fatal(err)
	}
	if err := Write(link, text("new")); err != nil || content(t, target) != "new" {
		t.Errorf("%q, %v", content(t, target), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info.Mode(), err)
	}
	if err := Write(os.DevNull, text("away")); err != nil {
		t.Error(err)
	}
}
