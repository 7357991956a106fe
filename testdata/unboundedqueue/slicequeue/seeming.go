package slicequeue

import (
	"errors"
	"log"
	"sync"
)

// Reported: what looks like a limit.

// A warning is no limit.
type journal struct {
	mu      sync.Mutex
	cond    *sync.Cond
	entries []message
}

const journalWarn = 10000

func (j *journal) Append(m message) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.entries) > journalWarn {
		log.Printf("journal has %d entries waiting", len(j.entries))
	}
	j.entries = append(j.entries, m) // want `nothing limits how many items wait in "j\.entries"`
	j.cond.Signal()
}

func (j *journal) next() message {
	j.mu.Lock()
	defer j.mu.Unlock()
	for len(j.entries) == 0 {
		j.cond.Wait()
	}
	m := j.entries[0]
	j.entries = j.entries[1:]
	return m
}

// The capacity says when to grow.
type lineBuffer struct {
	mu    sync.Mutex
	cond  *sync.Cond
	lines []string
}

func (b *lineBuffer) WriteLine(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.lines) == cap(b.lines) {
		// room for more, at once
		grown := make([]string, len(b.lines), 2*cap(b.lines)+1)
		copy(grown, b.lines)
		b.lines = grown
	}
	b.lines = append(b.lines, s) // want `nothing limits how many items wait in "b\.lines"`
	b.cond.Signal()
}

func (b *lineBuffer) ReadLine() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.lines) == 0 {
		b.cond.Wait()
	}
	s := b.lines[0]
	b.lines = b.lines[1:]
	if len(b.lines) == 0 && cap(b.lines) > 1024 {
		b.lines = nil
	}
	return s
}

// Closed and paused are no limits.
type feed struct {
	mu     sync.Mutex
	cond   *sync.Cond
	items  []message
	closed bool
	paused bool
}

func (f *feed) Post(m message) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed || m.body == nil {
		return false
	}
	f.items = append(f.items, m) // want `nothing limits how many items wait in "f\.items"`
	if !f.paused {
		f.cond.Signal()
	}
	return true
}

func (f *feed) Next() (message, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for (len(f.items) == 0 || f.paused) && !f.closed {
		f.cond.Wait()
	}
	if f.closed {
		return message{}, false
	}
	m := f.items[0]
	f.items = f.items[1:]
	return m, true
}

// One of two lists under a lock has a limit.
type session struct {
	mu       sync.Mutex
	cond     *sync.Cond
	incoming []message
	outgoing []message
}

const maxIncoming = 512

func (s *session) receive(m message) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.incoming) >= maxIncoming {
		return errors.New("too many")
	}
	s.incoming = append(s.incoming, m)
	s.cond.Broadcast()
	return nil
}

func (s *session) read() message {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.incoming) == 0 {
		s.cond.Wait()
	}
	m := s.incoming[0]
	s.incoming = s.incoming[1:]
	return m
}

func (s *session) write(m message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outgoing = append(s.outgoing, m) // want `nothing limits how many items wait in "s\.outgoing"`
	s.cond.Broadcast()
}

func (s *session) flushOne() message {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.outgoing) == 0 {
		s.cond.Wait()
	}
	m := s.outgoing[0]
	s.outgoing = s.outgoing[1:]
	return m
}

// A blank batch says that none is there; what goes to disk first is not limited by
// that.
type ledger struct {
	mu      sync.Mutex
	batches []batchOf
	disk    interface {
		Put(key string, value []byte) error
	}
}

type batchOf struct{ messages []message }

func (l *ledger) Add(b batchOf) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.disk.Put("batch", nil); err != nil {
		return err
	}
	l.batches = append(l.batches, b) // want `nothing limits how many items wait in "l\.batches"`
	return nil
}

func (l *ledger) Next() (*batchOf, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.batches) == 0 {
		return &batchOf{messages: nil}, nil
	}
	b := l.batches[0]
	l.batches = l.batches[1:]
	return &b, nil
}
