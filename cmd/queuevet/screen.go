package main

import (
	"fmt"
	"os"
	"time"

	"golang.org/x/term"
)

// A screen is what is known of where output goes.
type screen struct {
	stdout, stderr bool // are terminals
	color          bool // stdout shows colors
	progress       func(packages int)
	wipe           func() // takes the progress off the screen; nil without one
}

// screenOf looks at the streams, and at NO_COLOR (https://no-color.org) and TERM.
func screenOf(stdout, stderr *os.File) screen {
	s := screen{stdout: term.IsTerminal(int(stdout.Fd())), stderr: term.IsTerminal(int(stderr.Fd()))}
	dumb := os.Getenv("TERM") == "dumb"
	s.color = s.stdout && !dumb && os.Getenv("NO_COLOR") == ""
	if !s.stderr || dumb {
		return s
	}
	var last time.Time
	shown := false
	s.progress = func(packages int) {
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			fmt.Fprintf(stderr, "\r\x1b[Kqueuevet: %s", plural(packages, "package"))
			last, shown = now, true
		}
	}
	s.wipe = func() {
		if shown {
			fmt.Fprint(stderr, "\r\x1b[K")
			shown = false
		}
	}
	return s
}

// clear takes the progress off the screen.
func (s screen) clear() {
	if s.wipe != nil {
		s.wipe()
	}
}
