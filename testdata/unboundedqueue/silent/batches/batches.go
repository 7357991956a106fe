// Package batches holds lists that are taken whole: none of them is reported.
package batches

import (
	"context"
	"slices"
	"sync"
	"time"
)

// Set to nil and written.
type Flusher struct {
	mu  sync.Mutex
	buf []string
	out func([]string)
}

func (f *Flusher) Add(s string) {
	f.mu.Lock()
	f.buf = append(f.buf, s)
	f.mu.Unlock()
}

func (f *Flusher) Flush() {
	f.mu.Lock()
	b := f.buf
	f.buf = nil
	f.mu.Unlock()
	if len(b) > 0 {
		f.out(b)
	}
}

// A new list for every tick.
type Ticked struct {
	sync.Mutex
	events []event
}

type event struct{ name string }

func (t *Ticked) Emit(name string) {
	t.Lock()
	t.events = append(t.events, event{name})
	t.Unlock()
}

func (t *Ticked) Run(ctx context.Context, send func([]event)) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			t.Lock()
			batch := t.events
			t.events = make([]event, 0, len(batch))
			t.Unlock()
			send(batch)
		}
	}
}

// All that waits runs in one round.
type Loop struct {
	mu    sync.Mutex
	cond  *sync.Cond
	funcs []func()
}

func (l *Loop) Post(fn func()) {
	l.mu.Lock()
	l.funcs = append(l.funcs, fn)
	l.mu.Unlock()
	l.cond.Signal()
}

func (l *Loop) Run() {
	for {
		l.mu.Lock()
		for len(l.funcs) == 0 {
			l.cond.Wait()
		}
		fns := l.funcs
		l.funcs = nil
		l.mu.Unlock()
		for _, fn := range fns {
			fn()
		}
	}
}

// What was not sent comes back to the front.
type Requeue struct {
	mu  sync.Mutex
	buf []string
}

func (r *Requeue) Add(s string) {
	r.mu.Lock()
	r.buf = append(r.buf, s)
	r.mu.Unlock()
}

func (r *Requeue) Flush(send func([]string) (sent int)) {
	r.mu.Lock()
	b := r.buf
	r.buf = nil
	r.mu.Unlock()
	n := send(b)
	if n == len(b) {
		return
	}
	r.mu.Lock()
	r.buf = append(slices.Clone(b[n:]), r.buf...)
	r.mu.Unlock()
}

// Generic.
type Swap[T any] struct {
	mu sync.Mutex
	ts []T
}

func (s *Swap[T]) Append(t ...T) {
	s.mu.Lock()
	s.ts = append(s.ts, t...)
	s.mu.Unlock()
}

func (s *Swap[T]) Take() (ts []T) {
	s.mu.Lock()
	ts, s.ts = s.ts, nil
	s.mu.Unlock()
	return ts
}
