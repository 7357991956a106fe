// Package limits holds lists that something limits: none of them is reported.
package limits

import (
	"container/list"
	"context"
	"errors"
	"sync"
)

// The length is compared before the item is added.

// The caller is told that there is no room.
type JobQueue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []*Job
	max   int
}

var ErrFull = errors.New("queue full")

type Job struct {
	ID   string
	Body []byte
}

func (q *JobQueue) Push(j *Job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) >= q.max {
		return ErrFull
	}
	q.items = append(q.items, j)
	q.cond.Signal()
	return nil
}

func (q *JobQueue) Pop() *Job {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	j := q.items[0]
	q.items[0] = nil
	q.items = q.items[1:]
	return j
}

// Added where there is room only, and counted where there is none.
type EventSpool struct {
	sync.Mutex
	events  []string
	dropped uint64
	wake    chan struct{}
}

const maxEvents = 512

func (s *EventSpool) Record(ev string) {
	s.Lock()
	if len(s.events) < maxEvents {
		s.events = append(s.events, ev)
	} else {
		s.dropped++
	}
	s.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *EventSpool) Run(ctx context.Context, write func(string) error) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-s.wake:
		}
		for {
			s.Lock()
			if len(s.events) == 0 {
				s.Unlock()
				break
			}
			ev := s.events[0]
			s.events = s.events[1:]
			s.Unlock()
			if err := write(ev); err != nil {
				return err
			}
		}
	}
}

// The capacity is the limit.
type SampleQueue struct {
	mu  sync.Mutex
	buf []float64
}

func NewSampleQueue(n int) *SampleQueue { return &SampleQueue{buf: make([]float64, 0, n)} }

func (s *SampleQueue) Offer(v float64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.buf) == cap(s.buf) {
		return false
	}
	s.buf = append(s.buf, v)
	return true
}

func (s *SampleQueue) Poll() (float64, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.buf) == 0 {
		return 0, false
	}
	v := s.buf[0]
	copy(s.buf, s.buf[1:])
	s.buf = s.buf[:len(s.buf)-1]
	return v, true
}

// The oldest makes room.
type TraceQueue struct {
	mu    sync.RWMutex
	spans []Span
	limit int
}

type Span struct{ Name string }

func (t *TraceQueue) OnEnd(s Span) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.spans) >= t.limit {
		t.spans = t.spans[1:]
	}
	t.spans = append(t.spans, s)
}

func (t *TraceQueue) Next() (s Span, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.spans) > 0 {
		s, t.spans, ok = t.spans[0], t.spans[1:], true
	}
	return s, ok
}

// One case of a switch.
type CommandQueue struct {
	mu     sync.Mutex
	cmds   []func()
	closed bool
	depth  uint
	ready  chan struct{}
}

func (c *CommandQueue) Submit(fn func()) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
		return errors.New("closed")
	case uint(len(c.cmds)) >= c.depth:
		return ErrFull
	default:
		c.cmds = append(c.cmds, fn)
	}
	select {
	case c.ready <- struct{}{}:
	default:
	}
	return nil
}

func (c *CommandQueue) next() func() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.cmds) == 0 {
		return nil
	}
	fn := c.cmds[0]
	c.cmds[0] = nil
	c.cmds = c.cmds[1:]
	return fn
}

func (c *CommandQueue) Serve() {
	for range c.ready {
		for fn := c.next(); fn != nil; fn = c.next() {
			fn()
		}
	}
}

// The limit stands on the left, among other conditions.
type PacketQueue struct {
	mu      sync.Mutex
	packets [][]byte
	mtu     int
	max     int
}

func (p *PacketQueue) Enqueue(pkt []byte) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(pkt) > p.mtu || p.max <= len(p.packets) {
		return false
	}
	p.packets = append(p.packets, pkt)
	return true
}

func (p *PacketQueue) Dequeue() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.packets) == 0 {
		return nil
	}
	pkt := p.packets[0]
	p.packets = p.packets[1:]
	return pkt
}

// A case of a switch over the length.
type Letters struct {
	mu sync.Mutex
	q  []rune
}

func (l *Letters) Add(r rune) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch len(l.q) {
	case 10:
		l.q = append(l.q[1:], r)
	default:
		l.q = append(l.q, r)
	}
}

func (l *Letters) Next() (r rune) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.q) > 0 {
		r, l.q = l.q[0], l.q[1:]
	}
	return r
}

// As many as there may be.
type Tasks struct {
	mu  sync.Mutex
	q   []func()
	max int
}

func (t *Tasks) Add(f func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.q) == t.max {
		return false
	}
	t.q = append(t.q, f)
	return true
}

func (t *Tasks) Next() (f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.q) > 0 {
		f, t.q = t.q[0], t.q[1:]
	}
	return f
}

// A list of the standard library that evicts its oldest.
type Evicting struct {
	mu       sync.Mutex
	l        list.List
	capacity int
}

func (f *Evicting) Push(v any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.l.Len() == f.capacity {
		f.l.Remove(f.l.Front())
	}
	f.l.PushBack(v)
}

func (f *Evicting) Pop() any {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e := f.l.Front(); e != nil {
		return f.l.Remove(e)
	}
	return nil
}
