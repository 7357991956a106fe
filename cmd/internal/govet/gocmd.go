package govet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// A gocmd runs the go command.
type gocmd struct {
	path string // of the executable
	dir  string
}

// output is what one run of the go command printed.
type output struct {
	stdout, stderr []byte
	code           int
}

// run runs the go command to its end. A code other than 0 is no error; that it
// cannot be started is one, and that ctx ended: then the go command, which
// ends its own children, was interrupted and waited for.
func (g gocmd) run(ctx context.Context, args ...string) (output, error) {
	return g.watch(ctx, io.Discard, args...)
}

// watch is run with a writer that sees stdout as it comes.
func (g gocmd) watch(ctx context.Context, sees io.Writer, args ...string) (output, error) {
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, g.path, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = g.dir, io.MultiWriter(&stdout, sees), &stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return output{}, errors.New("interrupted")
	case err != nil && !errors.As(err, &exit):
		return output{}, err
	}
	return output{stdout.Bytes(), stderr.Bytes(), cmd.ProcessState.ExitCode()}, nil
}

// newGo finds the go command, to run it in dir.
func newGo(dir string) (gocmd, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return gocmd{}, errors.New("the go command is not on PATH: install Go, or add the bin directory of its installation")
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return gocmd{}, fmt.Errorf("%s is not a directory", dir)
	}
	return gocmd{path, dir}, nil
}
