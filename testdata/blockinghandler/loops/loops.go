// Package loops has event loops.
package loops

import (
	"context"
	"sync"
	"time"
)

type event struct{ kind string }

type loop struct {
	events chan event
	now    chan event
	sized  chan event
	out    chan event
	quit   chan struct{}
}

func newLoop(n int) *loop {
	l := &loop{events: make(chan event, 16), now: make(chan event), sized: make(chan event, n), out: make(chan event), quit: make(chan struct{})}
	go l.run()
	go l.second()
	return l
}

func (l *loop) post(e event) { l.events <- e }

// Reported.

func (l *loop) run() {
	for {
		select {
		case e := <-l.events:
			if e.kind == "again" {
				l.events <- e // want `only this loop receives from "l.events" \(buffered 16\), so that this send deadlocks once it is full: keep the item in a variable of the loop, or send in a select with default`
			}
			l.post(e)    // want `only this loop receives from "l.events" \(buffered 16\), so that this send deadlocks once it is full`
			l.handle(e)  // want `only this loop receives from "l.events"`
			l.now <- e   // want `"l.now" is unbuffered and only this loop receives from it, so that this send is a certain deadlock: keep the item`
			l.sized <- e // want `only this loop receives from "l.sized", so that this send deadlocks once it is full`
		case <-l.now:
			time.Sleep(5 * time.Second) // want `this loop serves nothing for 5 . time.Second while it sleeps: wait for a timer in its select`
		case <-l.sized:
		case <-l.quit:
			return
		}
	}
}

func (l *loop) handle(e event) {
	if e.kind == "split" {
		l.post(event{"a"})
	}
}

func ranged() {
	tasks := make(chan event, 4)
	go feed(tasks)
	for t := range tasks {
		if t.kind == "retry" {
			tasks <- t // want `only this loop receives from "tasks" \(buffered 4\), so that this send deadlocks once it is full`
		}
	}
}

func feed(tasks chan<- event) {
	for {
		tasks <- event{}
	}
}

func (l *loop) Loop(ctx context.Context, in chan event) {
	for ctx.Err() == nil {
		select {
		case e := <-in:
			in <- e // want `only this loop receives from "in"`
		case <-ctx.Done():
		}
	}
}

// A hub that tells each of its clients in turn, and answers whoever has left.
type hub struct {
	joins   chan *member
	events  chan event
	asks    chan ask
	clients map[*member]bool
}

type member struct{ in chan event }

type ask struct{ answer chan int }

func (h *hub) run() {
	for {
		select {
		case m := <-h.joins:
			h.clients[m] = true
		case e := <-h.events:
			for m := range h.clients {
				m.in <- e // want `the send on "m.in" \(buffered 4\) holds this loop and all that it serves until there is room`
			}
		case a := <-h.asks:
			a.answer <- len(h.clients) // want `the send on "a.answer" \(unbuffered\) holds this loop and all that it serves until somebody receives`
		}
	}
}

func (h *hub) join() { h.joins <- &member{make(chan event, 4)} }

func (h *hub) ask(ctx context.Context) int {
	a := ask{make(chan int)}
	h.asks <- a
	select {
	case n := <-a.answer:
		return n
	case <-ctx.Done():
		return 0
	}
}

// Workers that nobody waits for may have left.
type foreman struct {
	workers map[string]*hand
	rotate  chan bool
	stop    chan bool
}

type hand struct {
	rotate chan bool
	stop   chan bool
}

func (f *foreman) add(name string) {
	h := &hand{rotate: make(chan bool), stop: make(chan bool)}
	f.workers[name] = h
	go h.run()
}

func (h *hand) run() {
	for {
		select {
		case <-h.rotate:
		case <-h.stop:
			return
		}
	}
}

func (f *foreman) run() {
	for {
		select {
		case <-f.rotate:
			for _, h := range f.workers {
				h.rotate <- true // want `send on "h.rotate" \(unbuffered\) holds this loop`
			}
		case <-f.stop:
			return
		}
	}
}

var _ = []any{(*foreman).run, (*foreman).add}

// Not reported.

// An answer that has room, and one that is waited for.
type counter struct {
	asks chan roomy
	all  chan total
}

type total struct{ sum chan int }

type roomy struct{ answer chan int }

func (c *counter) one(ctx context.Context) int {
	a := roomy{make(chan int, 1)}
	c.asks <- a
	select {
	case n := <-a.answer:
		return n
	case <-ctx.Done():
		return 0
	}
}

func (c *counter) run() {
	for {
		select {
		case a := <-c.asks:
			a.answer <- 1
		case t := <-c.all:
			t.sum <- 2
		}
	}
}

func (c *counter) sum() int {
	t := total{make(chan int)}
	c.all <- t
	return <-t.sum
}

// With a way out, in a goroutine, or to somebody else.
func (l *loop) second() {
	for {
		select {
		case e := <-l.out:
			select {
			case l.out <- e:
			default:
			}
			go func() { l.out <- e }()
			l.events <- e
			time.AfterFunc(time.Second, func() {
				select {
				case l.out <- e:
				case <-l.quit:
				}
			})
		case <-l.quit:
			return
		}
	}
}

// Several workers: another one takes it.
type pool struct{ tasks chan event }

func (p *pool) start() {
	for range 4 {
		go p.work()
	}
}

func (p *pool) work() {
	for t := range p.tasks {
		if t.kind == "retry" {
			p.tasks <- t
		}
	}
}

// Another goroutine reads too.
type shared struct{ tasks chan event }

func (s *shared) start() {
	go s.first()
	go s.other()
}

func (s *shared) first() {
	for t := range s.tasks {
		s.tasks <- t
	}
}

func (s *shared) other() {
	for {
		<-s.tasks
	}
}

// A look whether there is anything, and what came too early put back.
func poll(next func() bool) {
	errs := make(chan error, 4)
	go func() { errs <- nil }()
loop:
	for next() {
		select {
		case err := <-errs:
			errs <- err
			break loop
		default:
		}
	}
}

// A pause between rounds of a loop that only waits for its end.
func ticks(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		default:
		}
		time.Sleep(time.Second)
	}
}

// A loop that tells its own workers, for which it waits in the end.
type owner struct {
	workers map[string]*worker
	rotate  chan bool
	stop    chan bool
	wg      sync.WaitGroup
}

type worker struct {
	rotate chan bool
	stop   chan bool
}

func (o *owner) add(name string) {
	w := &worker{rotate: make(chan bool), stop: make(chan bool)}
	o.workers[name] = w
	o.wg.Add(1)
	go func(w *worker) {
		w.run()
		o.wg.Done()
	}(w)
}

func (w *worker) run() {
	for {
		select {
		case <-w.rotate:
		case <-w.stop:
			return
		}
	}
}

func (o *owner) run() {
loop:
	for {
		select {
		case <-o.rotate:
			for _, w := range o.workers {
				w.rotate <- true
			}
		case <-o.stop:
			for _, w := range o.workers {
				close(w.stop)
			}
			break loop
		}
	}
	o.wg.Wait()
}

var _ = []any{(*hub).run, (*hub).join, (*hub).ask, (*counter).run, (*counter).sum, (*counter).one, newLoop, ranged, (*pool).start, (*shared).start, poll, ticks, (*owner).run, (*owner).add}
