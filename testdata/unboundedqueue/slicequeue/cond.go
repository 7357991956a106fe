// Package slicequeue holds lists that one goroutine adds to and another takes
// from, with nothing that limits what waits.
package slicequeue

import (
	"container/list"
	"errors"
	"log"
	"sync"
	"sync/atomic"
)

// Reported: the taker waits on a condition.

// The remote peer decides how many messages wait.
type streamOfPeer struct {
	mu       sync.Mutex
	cond     *sync.Cond
	pending  []message
	handle   func(message)
	quit     chan struct{}
	shutdown int32
}

type message struct {
	topic string
	body  []byte
}

func (s *streamOfPeer) consume() {
	for {
		s.cond.L.Lock()
		for len(s.pending) == 0 {
			s.cond.Wait()
			if atomic.LoadInt32(&s.shutdown) == 1 {
				s.cond.L.Unlock()
				return
			}
		}
		m := s.pending[0]
		s.pending[0] = message{}
		s.pending = s.pending[1:]
		s.cond.L.Unlock()
		s.handle(m)
	}
}

func (s *streamOfPeer) Add(m message) {
	s.cond.L.Lock()
	s.pending = append(s.pending, m) // want `nothing limits how many items wait in "s\.pending"`
	s.cond.L.Unlock()
	s.cond.Signal()
}

// A list of the standard library, for a sink that may stall.
type eventQueue struct {
	dst    func(any) error
	events *list.List
	cond   *sync.Cond
	mu     sync.Mutex
	closed bool
}

var errClosed = errors.New("closed")

func (q *eventQueue) Write(e any) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return errClosed
	}
	q.events.PushBack(e) // want `nothing limits how many items wait in "q\.events"`
	q.cond.Signal()
	return nil
}

func (q *eventQueue) run() {
	for {
		e := q.next()
		if e == nil {
			return
		}
		if err := q.dst(e); err != nil {
			log.Println("dropped", e, err)
		}
	}
}

func (q *eventQueue) next() any {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.events.Len() < 1 {
		if q.closed {
			q.cond.Broadcast()
			return nil
		}
		q.cond.Wait()
	}
	front := q.events.Front()
	e := front.Value
	q.events.Remove(front)
	return e
}

// The lock is embedded.
type mailbox struct {
	sync.RWMutex
	wait    *sync.Cond
	letters []*message
}

func (m *mailbox) Deliver(l *message) {
	m.Lock()
	defer m.Unlock()
	m.letters = append(m.letters, l) // want `nothing limits how many items wait in "m\.letters"`
	m.wait.Signal()
}

func (m *mailbox) Fetch() *message {
	m.Lock()
	defer m.Unlock()
	for len(m.letters) == 0 {
		m.wait.Wait()
	}
	var l *message
	l, m.letters = m.letters[0], m.letters[1:]
	return l
}

func (m *mailbox) Len() int {
	m.RLock()
	defer m.RUnlock()
	return len(m.letters)
}

// The head is taken in one assignment with the rest.
type jobQueue struct {
	lock  sync.Mutex
	ready *sync.Cond
	items []func()
}

func (q *jobQueue) Submit(f func()) {
	q.lock.Lock()
	q.items = append(q.items, f) // want `nothing limits how many items wait in "q\.items"`
	q.lock.Unlock()
	q.ready.Signal()
}

func (q *jobQueue) worker() {
	for {
		q.lock.Lock()
		for len(q.items) == 0 {
			q.ready.Wait()
		}
		var f func()
		q.items, f = q.items[1:], q.items[0]
		q.lock.Unlock()
		f()
	}
}

func (q *jobQueue) Start(n int) {
	q.ready = sync.NewCond(&q.lock)
	for range n {
		go q.worker()
	}
}

// A generic queue.
type Queue[T any] struct {
	mu   sync.Mutex
	cond sync.Cond
	buf  []T
	done bool
}

func (q *Queue[T]) Push(v T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.buf = append(q.buf, v) // want `nothing limits how many items wait in "q\.buf"`
	q.cond.Signal()
}

func (q *Queue[T]) Pop() (v T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.buf) == 0 && !q.done {
		q.cond.Wait()
	}
	if len(q.buf) == 0 {
		return v, false
	}
	v = q.buf[0]
	var zero T
	q.buf[0] = zero
	q.buf = q.buf[1:]
	return v, true
}

func (q *Queue[T]) Close() {
	q.mu.Lock()
	q.done = true
	q.mu.Unlock()
	q.cond.Broadcast()
}

// It runs the other way round: in at the front and out at the back.
type lifoEnd struct {
	mu sync.Mutex
	l  list.List
	c  *sync.Cond
}

func (e *lifoEnd) add(v *message) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.l.PushFront(v) // want `nothing limits how many items wait in "e\.l"`
	e.c.Signal()
}

func (e *lifoEnd) take() *message {
	e.mu.Lock()
	defer e.mu.Unlock()
	for e.l.Len() == 0 {
		e.c.Wait()
	}
	b := e.l.Back()
	e.l.Remove(b)
	return b.Value.(*message)
}

// The queue is known by its interface only.
type lineList struct {
	lines  *list.List
	lock   *sync.Cond
	closed bool
}

type LineBuffer interface {
	Push(*string)
	BlockingPop() *string
	Close() error
	Len() int
}

func NewLineBuffer() LineBuffer {
	return &lineList{lines: list.New(), lock: sync.NewCond(&sync.Mutex{})}
}

func (b *lineList) Push(l *string) {
	b.lock.L.Lock()
	defer b.lock.L.Unlock()
	if !b.closed {
		b.lines.PushBack(l) // want `nothing limits how many items wait in "b\.lines"`
		b.lock.Signal()
	}
}

func (b *lineList) BlockingPop() *string {
	b.lock.L.Lock()
	defer b.lock.L.Unlock()
	if b.closed {
		return nil
	}
	for b.lines.Len() == 0 && !b.closed {
		b.lock.Wait()
	}
	if !b.closed {
		f := b.lines.Front()
		b.lines.Remove(f)
		switch l := f.Value.(type) {
		case *string:
			return l
		default:
			log.Fatal("unexpected type")
		}
	}
	return nil
}

func (b *lineList) Close() error {
	b.lock.L.Lock()
	defer b.lock.L.Unlock()
	b.closed = true
	b.lock.Signal()
	return nil
}

func (b *lineList) Len() int {
	b.lock.L.Lock()
	defer b.lock.L.Unlock()
	return b.lines.Len()
}

// The condition is embedded.
type packetQueue struct {
	*sync.Cond
	packets [][]byte
	closed  bool
}

func (c *packetQueue) push(b []byte) {
	c.L.Lock()
	defer c.L.Unlock()
	if c.closed {
		return
	}
	c.packets = append(c.packets, b) // want `nothing limits how many items wait in "c\.packets"`
	c.Signal()
}

func (c *packetQueue) pop() ([]byte, error) {
	c.L.Lock()
	defer c.L.Unlock()
	for len(c.packets) == 0 {
		if c.closed {
			return nil, errClosed
		}
		c.Wait()
	}
	if c.closed {
		return nil, errClosed
	}
	b := c.packets[0]
	c.packets = c.packets[1:]
	return b, nil
}

// That the end waits until the list is empty limits nothing.
type spool struct {
	mu    sync.Mutex
	cond  *sync.Cond
	lines []message
}

const spoolBatch = 100

func (s *spool) Write(m message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lines = append(s.lines, m) // want `nothing limits how many items wait in "s\.lines"`
	s.cond.Signal()
}

func (s *spool) batch() []message {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.lines) == 0 {
		s.cond.Wait()
	}
	n := min(spoolBatch, len(s.lines))
	b := s.lines[:n]
	s.lines = s.lines[n:]
	return b
}

func (s *spool) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.lines) > 0 {
		s.cond.Wait()
	}
}
