package blockinghandler

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/queuevet/queuevet/analyzers/internal/doc"
	"github.com/queuevet/queuevet/analyzers/internal/kind"
	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

//go:embed doc.go
var source string

// Analyzer reports handlers that can wait for ever.
var Analyzer = kind.Switched(&analysis.Analyzer{
	Name:     "blockinghandler",
	Doc:      doc.Text(source, "blockinghandler"),
	URL:      "https://pkg.go.dev/github.com/queuevet/queuevet/analyzers/blockinghandler",
	Requires: []*analysis.Analyzer{queuemodel.StallAnalyzer},
	Run:      run,
})

// The kinds of finding, the categories of the diagnostics.
const (
	Send      = "send"      // a send that only a reader ends
	Reply     = "reply"     // a wait for an answer that may never come
	Queue     = "queue"     // a Put, Get or Acquire that no context ends
	SelfSend  = "selfsend"  // an event loop sends to itself
	Sleep     = "sleep"     // a handler sleeps
	Directive = "directive" // a directive without effect
)

// How long a sleep may be: in a callback that everything waits for, and in a
// handler that has a goroutine to itself.
const (
	shortSleep = 10 * time.Millisecond
	longSleep  = time.Second
)

// maxAlike is how many calls of handlers that lead to the same wait have a finding
// each. More than these are one finding: they are mended in one place.
const maxAlike = 5

type checker struct {
	*analysis.Pass
	stalls *queuemodel.Stalls
	seen   map[ast.Node]bool     // what has a finding already
	led    []led                 // what handlers call, and the wait that this leads to
	waits  map[ast.Node][]string // where a call of a handler leads to: file:line of each wait
}

// A led is a call in a handler that leads to a wait elsewhere.
type led struct {
	handler queuemodel.Handling
	stall   queuemodel.Stall
}

// place is the same for what is mended in one place.
func (l led) place() string { return fmt.Sprint(l.stall.At, l.stall.Kind) }

func run(pass *analysis.Pass) (any, error) {
	c := &checker{Pass: pass, stalls: pass.ResultOf[queuemodel.StallAnalyzer].(*queuemodel.Stalls), seen: make(map[ast.Node]bool), waits: make(map[ast.Node][]string)}
	for _, d := range c.stalls.IdleDirectives() {
		c.directive(d)
	}
	for _, loop := range c.stalls.EventLoops() {
		if !c.skipped(loop.Loop) {
			c.eventLoop(loop)
		}
	}
	for _, h := range c.stalls.Handlings() {
		if !c.skipped(h.Region) {
			c.handler(h)
		}
	}
	c.elsewhere()
	return nil, nil
}

// skipped reports whether nothing is reported in the file around cur.
func (c *checker) skipped(cur inspector.Cursor) bool {
	return queuemodel.OnTrial(c.Fset, c.Pkg, cur) || queuemodel.Generated(cur)
}

// handler reports where one handler can wait for ever, each place once.
func (c *checker) handler(h queuemodel.Handling) {
	worst := make(map[ast.Node]queuemodel.Stall)
	var order []ast.Node
	for _, st := range c.stalls.In(h) {
		if !c.counts(h, st) {
			continue
		}
		n := st.Cur.Node()
		if !st.Direct() && !slices.Contains(c.waits[n], st.At) {
			c.waits[n] = append(c.waits[n], st.At)
		}
		if old, ok := worst[n]; !ok || st.Kind < old.Kind {
			if !ok {
				order = append(order, n)
			}
			worst[n] = st
		}
	}
	for _, n := range order {
		switch st := worst[n]; {
		case c.seen[n]:
			continue
		case st.Direct():
			c.stall(h, st, 0)
		default:
			c.led = append(c.led, led{h, st})
		}
		c.seen[n] = true
	}
}

// elsewhere reports the calls that lead to a wait elsewhere.
func (c *checker) elsewhere() {
	alike := make(map[string]int)
	for _, l := range c.led {
		alike[l.place()]++
	}
	for _, l := range c.led {
		switch n := alike[l.place()]; {
		case n > maxAlike:
			c.stall(l.handler, l.stall, n-1)
			alike[l.place()] = 0
		case n > 0:
			c.stall(l.handler, l.stall, 0)
		}
	}
}

// counts reports whether the wait is one that this handler must not have.
func (c *checker) counts(h queuemodel.Handling, st queuemodel.Stall) bool {
	switch st.Kind {
	case queuemodel.ReceiveStall:
		if !st.Takes || st.Direct() {
			return h.Nonblocking()
		}
		fallthrough
	case queuemodel.TokenStall, queuemodel.QueueStall:
		way, ok := c.stalls.WayOut(h, st.Cur)
		return h.Nonblocking() || h.Ends && ok && way.Request
	case queuemodel.SleepStall:
		if h.Region != h.Fn && st.Counted {
			return false
		}
		if h.Serial && st.Direct() {
			return st.Pause == 0 || st.Pause >= shortSleep
		}
		return st.Pause >= longSleep || st.Retry
	}
	return true
}

// eventLoop reports what a loop sends to itself, and where it sleeps.
func (c *checker) eventLoop(loop queuemodel.EventLoop) {
	for _, st := range c.stalls.SelfSends(loop) {
		if n := st.Cur.Node(); !c.seen[n] {
			c.seen[n] = true
			c.selfSend(loop, st)
		}
	}
	for _, x := range c.stalls.Crossings(loop) {
		if n := x.To.Cur.Node(); !c.seen[n] {
			c.seen[n] = true
			related := append(c.related(x.To), note(x.Back.Cur.Node(), "who receives from %q waits here for the loop", x.To.Name))
			c.report(SelfSend, n, nil, related, "when %q%s is full, this send and whoever receives from it wait for each other: those send on %q, which only this loop receives from; keep the item in a variable of the loop and send in its select",
				x.To.Name, size(x.To.Size), x.Back.Name)
		}
	}
	for _, st := range c.stalls.HeldUp(loop) {
		if n := st.Cur.Node(); !c.seen[n] {
			c.seen[n] = true
			c.report(Send, n, nil, c.related(st), "the send on %q%s holds this loop and all that it serves until %s: use a select with another way out, or give the channel room for the answer", st.Name, size(st.Size), ending(st))
		}
	}
	for _, st := range c.stalls.Sleeps(loop) {
		n := st.Cur.Node()
		if c.seen[n] || st.Counted || st.Pause < longSleep {
			continue
		}
		c.seen[n] = true
		c.report(Sleep, n, nil, c.related(st), "this loop serves nothing for %s while it sleeps: wait for a timer in its select", st.Name)
	}
}

// selfSend reports a send on a channel that only the loop around it receives
// from.
func (c *checker) selfSend(loop queuemodel.EventLoop, st queuemodel.Stall) {
	related := c.related(st)
	for _, get := range loop.Gets {
		if get.Queue.Same(st.Queue) {
			related = append(related, note(get.Cur.Node(), "the only receive from %q", get.Queue.Name()))
			break
		}
	}
	const cure = "keep the item in a variable of the loop, or send in a select with default"
	switch {
	case st.Size == 0:
		c.report(SelfSend, st.Cur.Node(), nil, related, "%q is unbuffered and only this loop receives from it, so that this send is a certain deadlock: %s", st.Queue.Name(), cure)
	case st.Size > 0:
		c.report(SelfSend, st.Cur.Node(), nil, related, "only this loop receives from %q (buffered %d), so that this send deadlocks once it is full: %s", st.Queue.Name(), st.Size, cure)
	default:
		c.report(SelfSend, st.Cur.Node(), nil, related, "only this loop receives from %q, so that this send deadlocks once it is full: %s", st.Queue.Name(), cure)
	}
}

func (c *checker) directive(d queuemodel.IdleDirective) {
	format := "//queuevet:%s is no directive: the only one is //queuevet:nonblocking"
	if d.Known {
		format = "//queuevet:%s has no effect here: put it above a function with a body, without a space"
	}
	c.Report(analysis.Diagnostic{Pos: d.Pos, End: d.End, Category: Directive, Message: fmt.Sprintf(format, d.Verb)})
}

// report reports one finding.
func (c *checker) report(kind string, at ast.Node, fixes []analysis.SuggestedFix, related []analysis.RelatedInformation, format string, args ...any) {
	c.Report(analysis.Diagnostic{
		Pos:            at.Pos(),
		End:            at.End(),
		Category:       kind,
		Message:        fmt.Sprintf(format, args...),
		SuggestedFixes: fixes,
		Related:        related,
	})
}

func note(n ast.Node, format string, args ...any) analysis.RelatedInformation {
	return noteAt(n.Pos(), n.End(), format, args...)
}

func noteAt(pos, end token.Pos, format string, args ...any) analysis.RelatedInformation {
	return analysis.RelatedInformation{Pos: pos, End: end, Message: fmt.Sprintf(format, args...)}
}
