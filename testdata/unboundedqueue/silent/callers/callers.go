// Package callers holds lists whose limit stands where they are used: none of them
// is reported.
package callers

import (
	"errors"
	"sync"

	"unboundedqueue/lists"
)

// The only caller compares.
type Scheduler struct {
	mu    sync.Mutex
	queue []task
	max   int
}

var ErrFull = errors.New("full")

type task struct{ run func() }

func (s *Scheduler) push(t task) { s.queue = append(s.queue, t) }

func (s *Scheduler) pop() (t task, ok bool) {
	if len(s.queue) == 0 {
		return t, false
	}
	t = s.queue[0]
	s.queue = s.queue[1:]
	return t, true
}

func (s *Scheduler) Schedule(run func()) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) >= s.max {
		return ErrFull
	}
	s.push(task{run})
	return nil
}

func (s *Scheduler) Step() bool {
	s.mu.Lock()
	t, ok := s.pop()
	s.mu.Unlock()
	if ok {
		t.run()
	}
	return ok
}

// A list type of this package has one user, who compares.
type fifo struct{ items []string }

func (f *fifo) push(s string) { f.items = append(f.items, s) }

func (f *fifo) shift() string {
	s := f.items[0]
	f.items = f.items[1:]
	return s
}

func (f *fifo) len() int { return len(f.items) }

type Server struct {
	mu   sync.Mutex
	wait fifo
}

func (s *Server) Accept(req string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wait.len() >= 100 {
		return ErrFull
	}
	s.wait.push(req)
	return nil
}

func (s *Server) Next() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.wait.len() == 0 {
		return "", false
	}
	return s.wait.shift(), true
}

// The user knows the list by an interface.
type Broker struct {
	mu sync.Mutex
	q  backlog
}

type backlog interface {
	add(string)
	take() string
	depth() int
}

type sliceBacklog struct{ s []string }

func (b *sliceBacklog) add(v string) { b.s = append(b.s, v) }

func (b *sliceBacklog) take() string {
	v := b.s[0]
	b.s = b.s[1:]
	return v
}

func (b *sliceBacklog) depth() int { return len(b.s) }

func NewBroker() *Broker { return &Broker{q: &sliceBacklog{}} }

func (b *Broker) Publish(v string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.q.depth() > 1023 {
		return false
	}
	b.q.add(v)
	return true
}

func (b *Broker) Deliver() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.q.depth() == 0 {
		return ""
	}
	return b.q.take()
}

// Two callers, and both compare.
type Dual struct {
	mu sync.Mutex
	q  []int
}

func (d *Dual) enqueueLocked(v int) { d.q = append(d.q, v) }

func (d *Dual) Try(v int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.q) == 128 {
		return ErrFull
	}
	d.enqueueLocked(v)
	return nil
}

func (d *Dual) Force(v int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.q) == 128 {
		d.q = d.q[1:]
	}
	d.enqueueLocked(v)
}

func (d *Dual) Pop() (v int, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.q) == 0 {
		return 0, false
	}
	v, d.q = d.q[0], d.q[1:]
	return v, true
}

// A list type of another package.
type Client struct {
	mu  sync.Mutex
	out lists.Deque[string]
	max int
}

func (c *Client) Send(s string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.out.Len() >= c.max {
		return errors.New("send queue full")
	}
	c.out.PushBack(s)
	return nil
}

func (c *Client) Next() (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.out.Len() == 0 {
		return "", false
	}
	return c.out.PopFront(), true
}

// Cut by the caller.
type Stream struct {
	mu     sync.Mutex
	frames lists.Frames
}

func (s *Stream) OnFrame(b []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frames.Push(b)
	for s.frames.Size() > 60 {
		s.frames.Shift()
	}
}

func (s *Stream) Frame() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.frames.Shift()
}

// The caller is told the length, and drains all.
type Requests struct {
	mu   sync.Mutex
	list []string
}

func (r *Requests) push(s string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, s)
	return len(r.list)
}

func (r *Requests) popOne() (s string, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) == 0 {
		return "", false
	}
	s, r.list = r.list[0], r.list[1:]
	return s, true
}

func (r *Requests) drain() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	n := len(r.list)
	r.list = nil
	return n
}

func Dispatch(r *Requests, s string, limit int, advise func(dropped int)) {
	if pending := r.push(s); pending >= limit {
		advise(r.drain())
	}
}

func Work(r *Requests, do func(string)) {
	if s, ok := r.popOne(); ok {
		do(s)
	}
}

// Whoever schedules can wait until all is done.
type Serial struct {
	mu      sync.Mutex
	idle    *sync.Cond
	pending []task
	done    int
}

func (s *Serial) Schedule(t task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, t)
}

func (s *Serial) WaitDone(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.done < n || len(s.pending) != 0 {
		s.idle.Wait()
	}
}

func (s *Serial) next() (t task, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending) == 0 {
		return t, false
	}
	t = s.pending[0]
	s.pending = s.pending[1:]
	s.idle.Broadcast()
	return t, true
}
