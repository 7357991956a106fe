package slicequeue

import (
	"sync"
	"time"
)

// Reported: the taker is woken by a channel, started, or polls.

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
