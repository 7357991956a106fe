package limits

import (
	"bytes"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// A sum or a difference is compared.

// All of them have room or none is taken.
type BatchQueue struct {
	mu   sync.Mutex
	recs []string
	cap  int
}

var errFull = errors.New("full")

func (b *BatchQueue) PutAll(recs []string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.recs)+len(recs) > b.cap {
		return fmt.Errorf("%d records: %w", len(recs), errFull)
	}
	b.recs = append(b.recs, recs...)
	return nil
}

func (b *BatchQueue) Get() (string, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.recs) == 0 {
		return "", false
	}
	r := b.recs[0]
	b.recs = b.recs[1:]
	return r, true
}

// As many of the oldest go as have no room.
type AlertQueue struct {
	mtx    sync.RWMutex
	alerts []*Alert
	cap    int
	more   chan struct{}
}

type Alert struct{ Name string }

func (a *AlertQueue) Send(alerts ...*Alert) {
	a.mtx.Lock()
	defer a.mtx.Unlock()
	if d := len(alerts) - a.cap; d > 0 {
		alerts = alerts[d:]
	}
	if d := (len(a.alerts) + len(alerts)) - a.cap; d > 0 {
		a.alerts = a.alerts[d:]
	}
	a.alerts = append(a.alerts, alerts...)
	select {
	case a.more <- struct{}{}:
	default:
	}
}

func (a *AlertQueue) Next(n int) []*Alert {
	a.mtx.Lock()
	defer a.mtx.Unlock()
	n = min(n, len(a.alerts))
	batch := append([]*Alert(nil), a.alerts[:n]...)
	a.alerts = a.alerts[n:]
	return batch
}

// Every item costs a credit.
type Credits struct {
	mu     sync.Mutex
	frames [][]byte
	free   int
}

func (c *Credits) Queue(f []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.free == 0 {
		return false
	}
	c.free--
	c.frames = append(c.frames, f)
	return true
}

func (c *Credits) Next() []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.frames) == 0 {
		return nil
	}
	f := c.frames[0]
	c.frames = c.frames[1:]
	c.free++
	return f
}

// The size of what waits is compared.

// Bytes, before.
type PayloadQueue struct {
	mu       sync.Mutex
	payloads [][]byte
	size     int
	maxSize  int
}

var errTooBig = errors.New("queue has no room")

func (p *PayloadQueue) Push(b []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size+len(b) > p.maxSize {
		return errTooBig
	}
	p.payloads = append(p.payloads, b)
	p.size += len(b)
	return nil
}

func (p *PayloadQueue) Pop() []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.payloads) == 0 {
		return nil
	}
	b := p.payloads[0]
	p.payloads = p.payloads[1:]
	p.size -= len(b)
	return b
}

// Bytes, after.
type SpanBuffer struct {
	mu     sync.Mutex
	spans  []span
	bytes  int64
	budget int64
}

type span struct {
	name string
	data []byte
}

func (s span) size() int64 { return int64(len(s.name) + len(s.data)) }

func (s *SpanBuffer) Add(name string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sp := span{name, data}
	s.spans = append(s.spans, sp)
	s.bytes += sp.size()
	for s.bytes > s.budget {
		s.bytes -= s.spans[0].size()
		s.spans = s.spans[1:]
	}
}

func (s *SpanBuffer) Next() (span, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.spans) == 0 {
		return span{}, false
	}
	sp := s.spans[0]
	s.spans = s.spans[1:]
	s.bytes -= sp.size()
	return sp, true
}

// Bytes in an atomic counter.
type WriteQueue struct {
	mu      sync.Mutex
	bufs    []*bytes.Buffer
	pending atomic.Int64
	max     int64
	wake    chan struct{}
}

func (w *WriteQueue) Write(b *bytes.Buffer) error {
	if w.pending.Add(int64(b.Len())) > w.max {
		w.pending.Add(-int64(b.Len()))
		return errTooBig
	}
	w.mu.Lock()
	w.bufs = append(w.bufs, b)
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
	return nil
}

func (w *WriteQueue) Drain(out func([]byte)) {
	for range w.wake {
		w.mu.Lock()
		for len(w.bufs) > 0 {
			b := w.bufs[0]
			w.bufs = w.bufs[1:]
			w.mu.Unlock()
			out(b.Bytes())
			w.pending.Add(-int64(b.Len()))
			w.mu.Lock()
		}
		w.mu.Unlock()
	}
}
