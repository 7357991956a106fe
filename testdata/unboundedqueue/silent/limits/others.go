package limits

import (
	"errors"
	"sync"
	"sync/atomic"
)

// Something else is counted.

// Everything that waits stands in a map, too.
type SessionQueue struct {
	mu       sync.Mutex
	sessions map[string]*session
	order    []string
	max      int
}

var errBusy = errors.New("busy")

type session struct{ user string }

func (s *SessionQueue) Open(id, user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sessions) >= s.max {
		return errBusy
	}
	s.sessions[id] = &session{user}
	s.order = append(s.order, id)
	return nil
}

func (s *SessionQueue) Next() *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.order) == 0 {
		return nil
	}
	id := s.order[0]
	s.order = s.order[1:]
	ses := s.sessions[id]
	delete(s.sessions, id)
	return ses
}

// Two lists have one limit.
type PriorityQueue struct {
	mu        sync.Mutex
	high, low []func()
	limit     int
}

func (p *PriorityQueue) depth() int { return len(p.high) + len(p.low) }

func (p *PriorityQueue) Submit(fn func(), urgent bool) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.depth() >= p.limit {
		return errBusy
	}
	if urgent {
		p.high = append(p.high, fn)
	} else {
		p.low = append(p.low, fn)
	}
	return nil
}

func (p *PriorityQueue) Next() func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	var fn func()
	switch {
	case len(p.high) > 0:
		fn = p.high[0]
		p.high = p.high[1:]
	case len(p.low) > 0:
		fn = p.low[0]
		p.low = p.low[1:]
	}
	return fn
}

// Another list of the same length.
type Columns struct {
	mu    sync.Mutex
	times []int64
	vals  []float64
	max   int
}

func (c *Columns) Add(t int64, v float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.times) >= c.max {
		c.times = c.times[1:]
		c.vals = c.vals[1:]
	}
	c.times = append(c.times, t)
	c.vals = append(c.vals, v)
}

func (c *Columns) Pop() (t int64, v float64, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.vals) == 0 {
		return
	}
	t, v = c.times[0], c.vals[0]
	c.times, c.vals = c.times[1:], c.vals[1:]
	return t, v, true
}

// Compared and swapped.
type Cas struct {
	used atomic.Uint64
	cap  uint64
	mu   sync.Mutex
	q    []any
}

func (c *Cas) reserve() bool {
	for {
		u := c.used.Load()
		if u >= c.cap {
			return false
		}
		if c.used.CompareAndSwap(u, u+1) {
			return true
		}
	}
}

func (c *Cas) Put(v any) bool {
	if !c.reserve() {
		return false
	}
	c.mu.Lock()
	c.q = append(c.q, v)
	c.mu.Unlock()
	return true
}

func (c *Cas) Get() any {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.q) == 0 {
		return nil
	}
	v := c.q[0]
	c.q = c.q[1:]
	c.used.Add(^uint64(0))
	return v
}

// What is left.
type Budget struct {
	left atomic.Int64
	mu   sync.Mutex
	q    []string
}

func NewBudget(n int64) *Budget {
	b := &Budget{}
	b.left.Store(n)
	return b
}

func (b *Budget) Put(s string) bool {
	if b.left.Add(-1) < 0 {
		b.left.Add(1)
		return false
	}
	b.mu.Lock()
	b.q = append(b.q, s)
	b.mu.Unlock()
	return true
}

func (b *Budget) Get() (s string, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.q) == 0 {
		return "", false
	}
	s, b.q = b.q[0], b.q[1:]
	b.left.Add(1)
	return s, true
}

// The limit is optional: the user decides.

// Zero is none.
type Optional struct {
	mu    sync.Mutex
	items []string
	// MaxLen limits the queue; 0 means no limit.
	MaxLen int
}

func (q *Optional) Push(s string) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.MaxLen > 0 && len(q.items) >= q.MaxLen {
		return errFull
	}
	q.items = append(q.items, s)
	return nil
}

func (q *Optional) Pop() (s string, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return "", false
	}
	s, q.items = q.items[0], q.items[1:]
	return s, true
}

// Three ways to go on at the limit.
type Policies struct {
	mu     sync.Mutex
	cond   *sync.Cond
	q      []int
	limit  int
	policy int
}

func (e *Policies) Put(v int) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	for e.limit > 0 && len(e.q) >= e.limit {
		switch e.policy {
		case 0:
			e.cond.Wait()
		case 1:
			e.q = e.q[1:]
		default:
			return errFull
		}
	}
	e.q = append(e.q, v)
	return nil
}

func (e *Policies) Take() (v int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.q) > 0 {
		v, e.q = e.q[0], e.q[1:]
		e.cond.Signal()
	}
	return v
}
