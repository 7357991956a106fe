// Package waiters holds lists of blocked callers: there are as many entries as
// callers, and none of them is reported.
package waiters

import (
	"container/list"
	"context"
	"sync"
)

// The channel on which the caller waits.
type Mutex struct {
	mu      sync.Mutex
	held    bool
	waiters []chan struct{}
}

func (m *Mutex) Lock(ctx context.Context) error {
	m.mu.Lock()
	if !m.held {
		m.held = true
		m.mu.Unlock()
		return nil
	}
	ch := make(chan struct{})
	m.waiters = append(m.waiters, ch)
	m.mu.Unlock()
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (m *Mutex) Unlock() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.waiters) == 0 {
		m.held = false
		return
	}
	close(m.waiters[0])
	m.waiters = m.waiters[1:]
}

// A list of the standard library.
type Weighted struct {
	size, cur int64
	mu        sync.Mutex
	waiters   list.List
}

type waiter struct {
	n     int64
	ready chan<- struct{}
}

func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	s.mu.Lock()
	if s.size-s.cur >= n && s.waiters.Len() == 0 {
		s.cur += n
		s.mu.Unlock()
		return nil
	}
	ready := make(chan struct{})
	elem := s.waiters.PushBack(waiter{n: n, ready: ready})
	s.mu.Unlock()
	select {
	case <-ctx.Done():
		s.mu.Lock()
		s.waiters.Remove(elem)
		s.mu.Unlock()
		return ctx.Err()
	case <-ready:
		return nil
	}
}

func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cur -= n
	for next := s.waiters.Front(); next != nil; next = s.waiters.Front() {
		w := next.Value.(waiter)
		if s.size-s.cur < w.n {
			return
		}
		s.cur += w.n
		s.waiters.Remove(next)
		close(w.ready)
	}
}

// A pointer to the request of the caller.
type Pool struct {
	mu   sync.Mutex
	idle []*Conn
	reqs []*connReq
}

type connReq struct {
	conn chan *Conn
	err  chan error
}

type Conn struct{ id int }

func (p *Pool) Get() (*Conn, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	r := &connReq{make(chan *Conn, 1), make(chan error, 1)}
	p.reqs = append(p.reqs, r)
	p.mu.Unlock()
	select {
	case c := <-r.conn:
		return c, nil
	case err := <-r.err:
		return nil, err
	}
}

func (p *Pool) Put(c *Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.reqs) > 0 {
		r := p.reqs[0]
		copy(p.reqs, p.reqs[1:])
		p.reqs = p.reqs[:len(p.reqs)-1]
		r.conn <- c
		return
	}
	p.idle = append(p.idle, c)
}

// A condition for each of them.
type Turnstile struct {
	mu   sync.Mutex
	line []*parked
}

type parked struct {
	cond *sync.Cond
	woke bool
}

func (t *Turnstile) Enter() {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := &parked{cond: sync.NewCond(&t.mu)}
	t.line = append(t.line, p)
	for !p.woke {
		p.cond.Wait()
	}
}

func (t *Turnstile) Let() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.line) == 0 {
		return
	}
	p := t.line[0]
	t.line = t.line[1:]
	p.woke = true
	p.cond.Signal()
}

// The method that waits gets the channel from the one that adds.
type Barrier struct {
	mu   sync.Mutex
	wait []chan error
}

func (b *Barrier) join() <-chan error {
	b.mu.Lock()
	defer b.mu.Unlock()
	ch := make(chan error, 1)
	b.wait = append(b.wait, ch)
	return ch
}

func (b *Barrier) Wait() error { return <-b.join() }

func (b *Barrier) Pass(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.wait) > 0 {
		b.wait[0] <- err
		b.wait = b.wait[1:]
	}
}

// The caller waits until its item was taken.
type Rendezvous struct {
	mu   sync.Mutex
	cond *sync.Cond
	q    []*slot
}

type slot struct {
	v     any
	taken bool
}

func (r *Rendezvous) Push(v any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s := &slot{v: v}
	r.q = append(r.q, s)
	r.cond.Broadcast()
	for !s.taken {
		r.cond.Wait()
	}
}

func (r *Rendezvous) Pop() any {
	r.mu.Lock()
	defer r.mu.Unlock()
	for len(r.q) == 0 {
		r.cond.Wait()
	}
	s := r.q[0]
	r.q = r.q[1:]
	s.taken = true
	r.cond.Broadcast()
	return s.v
}

// Each caller waits until the taker is ready for its item.
type handshake struct {
	mu    sync.Mutex
	items []string
	turn  chan struct{}
}

func (h *handshake) put(ctx context.Context, s string) error {
	h.mu.Lock()
	h.items = append(h.items, s)
	h.mu.Unlock()
	select {
	case h.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *handshake) take() string {
	<-h.turn
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.items[0]
	h.items = h.items[1:]
	return s
}
