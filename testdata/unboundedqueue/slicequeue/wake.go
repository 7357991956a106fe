package slicequeue

import (
	"errors"
	"log"
	"slices"
	"sync"
	"time"
)

// Reported: the taker is woken by a channel, started, or comes by itself.

// A place in a channel wakes the taker.
type writer struct {
	mu   sync.Mutex
	q    []message
	wake chan struct{}
	conn interface{ Write([]byte) (int, error) }
}

func (w *writer) send(m message) {
	w.mu.Lock()
	w.q = append(w.q, m) // want `nothing limits how many items wait in "w\.q"`
	w.mu.Unlock()
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *writer) loop() {
	for range w.wake {
		for {
			w.mu.Lock()
			if len(w.q) == 0 {
				w.mu.Unlock()
				break
			}
			m := w.q[0]
			w.q = w.q[1:]
			w.mu.Unlock()
			if _, err := w.conn.Write(m.body); err != nil {
				return
			}
		}
	}
}

// The wake-up has a method of its own, and looking at the head is none of
// taking it.
type replicator struct {
	mu      sync.Mutex
	backlog []*message
	sig     chan bool
	done    chan struct{}
}

func (r *replicator) kick() {
	select {
	case r.sig <- true:
	default:
	}
}

func (r *replicator) Replicate(m *message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.backlog = append(r.backlog, m) // want `nothing limits how many items wait in "r\.backlog"`
	r.kick()
}

func (r *replicator) head() *message {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.backlog) == 0 {
		return nil
	}
	return r.backlog[0]
}

func (r *replicator) shift() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.backlog[0] = nil
	r.backlog = r.backlog[1:]
}

func (r *replicator) run(put func(*message) error) {
	for {
		select {
		case <-r.done:
			return
		case <-r.sig:
		}
		for m := r.head(); m != nil; m = r.head() {
			if put(m) != nil {
				time.Sleep(time.Second)
				continue
			}
			r.shift()
		}
	}
}

// The first item starts the taker.
type lazyDrain struct {
	mu      sync.Mutex
	queue   []func()
	running bool
}

func (l *lazyDrain) do(f func()) {
	l.mu.Lock()
	l.queue = append(l.queue, f) // want `nothing limits how many items wait in "l\.queue"`
	if l.running {
		l.mu.Unlock()
		return
	}
	l.running = true
	l.mu.Unlock()
	go l.drain()
}

func (l *lazyDrain) drain() {
	for {
		l.mu.Lock()
		if len(l.queue) == 0 {
			l.running = false
			l.mu.Unlock()
			return
		}
		f := l.queue[0]
		l.queue = l.queue[1:]
		l.mu.Unlock()
		f()
	}
}

// What the channel has no room for waits in a slice.
type Unlimited[T any] struct {
	c       chan T
	mu      sync.Mutex
	backlog []T
}

func (b *Unlimited[T]) Put(t T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.backlog) == 0 {
		select {
		case b.c <- t:
			return
		default:
		}
	}
	b.backlog = append(b.backlog, t) // want `nothing limits how many items wait in "b\.backlog"`
}

func (b *Unlimited[T]) Load() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.backlog) > 0 {
		select {
		case b.c <- b.backlog[0]:
			var zero T
			b.backlog[0] = zero
			b.backlog = b.backlog[1:]
		default:
		}
	}
}

func (b *Unlimited[T]) Get() <-chan T { return b.c }

// Nobody is woken: the taker polls.
type outbox struct {
	mu   sync.Mutex
	msgs []message
}

func (o *outbox) Put(m message) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.msgs = append(o.msgs, m) // want `nothing limits how many items wait in "o\.msgs"`
}

func (o *outbox) TryTake() (message, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.msgs) == 0 {
		return message{}, false
	}
	m := o.msgs[0]
	o.msgs = o.msgs[1:]
	return m, true
}

// Some are read and removed later.
type InMemory struct {
	Mux   sync.Mutex
	Queue []any
}

func (i *InMemory) Add(item any) {
	i.Mux.Lock()
	i.Queue = append(i.Queue, item) // want `nothing limits how many items wait in "i\.Queue"`
	i.Mux.Unlock()
}

func (i *InMemory) Get(count int) []any {
	i.Mux.Lock()
	defer i.Mux.Unlock()
	if len(i.Queue) < count {
		count = len(i.Queue)
	}
	return append([]any(nil), i.Queue[:count]...)
}

func (i *InMemory) Remove(count int) []any {
	i.Mux.Lock()
	defer i.Mux.Unlock()
	if len(i.Queue) < count {
		count = len(i.Queue)
	}
	elem := i.Queue[:count]
	i.Queue = i.Queue[count:]
	return elem
}

func (i *InMemory) Size() int {
	i.Mux.Lock()
	defer i.Mux.Unlock()
	return len(i.Queue)
}

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
