package libs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"sync/atomic"
	"testing"
)

// What becomes of a process in which a library runs a task that panics.
const (
	dies     = "the process dies"
	goesOn   = "the next task runs"
	rethrown = "the next task runs and the panic comes out of Wait"
)

// A panicCase hands a library the same task n times, one after the other. The
// first run of the task panics.
type panicCase struct {
	name string
	want string
	run  func(n int, task func())
}

// processCase is the variable by which a process of this test is told its case.
const processCase = "LIBS_PANIC_CASE"

var panicCases = slices.Concat(plainPanics, poolPanics, kubernetesPanics, brokerPanics)

func TestMain(m *testing.M) {
	if name := os.Getenv(processCase); name != "" {
		panicProcess(name)
	}
	os.Exit(m.Run())
}

// panicProcess is the process of one case. Where the process is to die it gets
// the task once and then waits for that, so that no second task can be faster.
func panicProcess(name string) {
	i := slices.IndexFunc(panicCases, func(c panicCase) bool { return c.name == name })
	c := panicCases[i]
	var runs atomic.Int64
	next := make(chan struct{})
	task := func() {
		switch runs.Add(1) {
		case 1:
			panic("boom")
		case 2:
			close(next)
		}
	}
	n := 2
	if c.want == dies {
		n = 1
	}
	func() {
		defer func() {
			if r := recover(); r != nil {
				<-next
				say(rethrown)
			}
		}()
		c.run(n, task)
	}()
	<-next
	say(goesOn)
}

// say ends the process of a case.
func say(what string) {
	fmt.Println(what)
	os.Exit(0)
}

// crash is how the runtime begins its report of a panic that nobody recovers.
var crash = regexp.MustCompile(`(?m)^panic: boom`)

// TestPanics holds the table's rows on who recovers against the libraries.
func TestPanics(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range panicCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cmd := exec.CommandContext(t.Context(), self)
			cmd.Env = append(os.Environ(), processCase+"="+c.name)
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			if got := fate(cmd.Run(), out.Bytes()); got != c.want {
				t.Errorf("%s; want: %s\n%s", got, c.want, out.Bytes())
			}
		})
	}
}

// fate is what became of a process, by its end and its output.
func fate(err error, out []byte) string {
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit) && exit.ExitCode() == 2 && crash.Match(out):
		return dies
	case err == nil && bytes.HasSuffix(out, []byte(rethrown+"\n")):
		return rethrown
	case err == nil && bytes.HasSuffix(out, []byte(goesOn+"\n")):
		return goesOn
	}
	return fmt.Sprintf("the process ends unexpectedly (%v)", err)
}
