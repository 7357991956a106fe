package slicequeue

import (
	"errors"
	"log"
	"slices"
	"sync"
	"time"
)

// Reported: the taker comes by itself, or takes some.

// The size of a batch does not limit what waits.
type exporter struct {
	mu      sync.Mutex
	pending []message
	notify  chan struct{}
}

const exportBatch = 512

func (e *exporter) Export(ms ...message) {
	e.mu.Lock()
	e.pending = append(e.pending, ms...) // want `nothing limits how many items wait in "e\.pending"`
	full := len(e.pending) >= exportBatch
	e.mu.Unlock()
	if full {
		select {
		case e.notify <- struct{}{}:
		default:
		}
	}
}

func (e *exporter) take() []message {
	e.mu.Lock()
	defer e.mu.Unlock()
	n := min(len(e.pending), exportBatch)
	batch := slices.Clone(e.pending[:n])
	e.pending = e.pending[n:]
	return batch
}

func (e *exporter) loop(send func([]message)) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case <-e.notify:
		case <-t.C:
		}
		if b := e.take(); len(b) > 0 {
			send(b)
		}
	}
}

// What failed waits for the next tick.
type retryQueue struct {
	mu     sync.Mutex
	failed []message
	timer  *time.Ticker
}

func (r *retryQueue) Failed(m message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = append(r.failed, m) // want `nothing limits how many items wait in "r\.failed"`
}

func (r *retryQueue) retry(f func(message) error) {
	for range r.timer.C {
		r.mu.Lock()
		if len(r.failed) == 0 {
			r.mu.Unlock()
			continue
		}
		m := r.failed[0]
		r.failed = slices.Delete(r.failed, 0, 1)
		r.mu.Unlock()
		if f(m) != nil {
			r.Failed(m)
		}
	}
}

// A goroutine collects until somebody asks, who may never come.
type pollBuffer struct {
	mu   sync.Mutex
	evs  []message
	subC <-chan message
}

func (p *pollBuffer) collect() {
	for m := range p.subC {
		p.mu.Lock()
		p.evs = append(p.evs, m) // want `nothing limits how many items wait in "p\.evs"`
		p.mu.Unlock()
	}
}

func (p *pollBuffer) Poll(max int) []message {
	p.mu.Lock()
	defer p.mu.Unlock()
	if max > len(p.evs) {
		max = len(p.evs)
	}
	out := p.evs[:max:max]
	p.evs = p.evs[max:]
	return out
}

// A channel with a limit is emptied into a slice without one.
type logQueue struct {
	running bool
	in      chan *message
	ctl     chan bool
	added   chan bool
	mu      sync.RWMutex
	queue   []*message
}

func (q *logQueue) start() error {
	if q.running {
		return errors.New("workers are already running")
	}
	q.running = true
	go q.collect()
	go q.deliver()
	return nil
}

func (q *logQueue) collect() {
	for {
		select {
		case m := <-q.in:
			q.mu.Lock()
			q.queue = append(q.queue, m) // want `nothing limits how many items wait in "q\.queue"`
			select {
			case q.added <- true:
			default:
			}
			q.mu.Unlock()
		case <-q.ctl:
			return
		}
	}
}

func (q *logQueue) next() *message {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.queue) == 0 {
		return nil
	}
	m := q.queue[0]
	q.queue = q.queue[1:]
	return m
}

func (q *logQueue) deliver() {
	for range q.added {
		for m := q.next(); m != nil; m = q.next() {
			log.Println(m.topic)
		}
	}
}
