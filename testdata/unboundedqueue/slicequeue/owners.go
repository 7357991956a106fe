package slicequeue

import (
	"container/list"
	"sync"
)

// Reported: who adds, and what holds the list.

// The items are of an interface type, and so is the queue for its users.
type memBroker struct {
	mu   sync.Mutex
	cond *sync.Cond
	msgs []interface{}
}

type Broker interface {
	Publish(any)
	Receive() any
}

func NewBroker() Broker {
	b := &memBroker{}
	b.cond = sync.NewCond(&b.mu)
	return b
}

func (b *memBroker) Publish(v any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.msgs = append(b.msgs, v) // want `nothing limits how many items wait in "b\.msgs"`
	b.cond.Signal()
}

func (b *memBroker) Receive() any {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.msgs) == 0 {
		b.cond.Wait()
	}
	v := b.msgs[0]
	b.msgs = b.msgs[1:]
	return v
}

// The publisher fills the list of every subscriber.
type pubsub struct {
	mu   sync.RWMutex
	subs map[int]*subscriber
}

type subscriber struct {
	mu   sync.Mutex
	cond *sync.Cond
	buf  []message
}

func (p *pubsub) Publish(m message) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	for _, s := range p.subs {
		s.mu.Lock()
		s.buf = append(s.buf, m) // want `nothing limits how many items wait in "s\.buf"`
		s.mu.Unlock()
		s.cond.Signal()
	}
}

func (s *subscriber) Next() message {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.buf) == 0 {
		s.cond.Wait()
	}
	m := s.buf[0]
	s.buf = s.buf[1:]
	return m
}

// Functions instead of methods.
type hubState struct {
	mu   sync.Mutex
	todo []message
	wake chan struct{}
}

func hubPut(h *hubState, m message) {
	h.mu.Lock()
	h.todo = append(h.todo, m) // want `nothing limits how many items wait in "h\.todo"`
	h.mu.Unlock()
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

func hubRun(h *hubState, f func(message)) {
	for range h.wake {
		for {
			h.mu.Lock()
			if len(h.todo) == 0 {
				h.mu.Unlock()
				break
			}
			m := h.todo[0]
			h.todo = h.todo[1:]
			h.mu.Unlock()
			f(m)
		}
	}
}

// Variables of the package.
func Audit(m message) {
	auditMu.Lock()
	auditQueue = append(auditQueue, m) // want `nothing limits how many items wait in "auditQueue"`
	auditMu.Unlock()
	auditCond.Signal()
}

var (
	auditMu    sync.Mutex
	auditQueue []message
	auditCond  = sync.NewCond(&auditMu)
)

func auditLoop(f func(message)) {
	for {
		auditMu.Lock()
		for len(auditQueue) == 0 {
			auditCond.Wait()
		}
		m := auditQueue[0]
		auditQueue = auditQueue[1:]
		auditMu.Unlock()
		f(m)
	}
}

// A callback adds.
type consumer struct {
	mu   sync.Mutex
	recv []message
	c    *sync.Cond
}

func (c *consumer) subscribe(register func(func(message))) {
	register(func(m message) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.recv = append(c.recv, m) // want `nothing limits how many items wait in "c\.recv"`
		c.c.Signal()
	})
}

func (c *consumer) ReceiveMessage() message {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.recv) == 0 {
		c.c.Wait()
	}
	m := c.recv[0]
	c.recv = c.recv[1:]
	return m
}

// Through a local copy of the list.
type fanIn struct {
	mu   sync.Mutex
	q    []message
	cond *sync.Cond
}

func (f *fanIn) In(m message) {
	f.mu.Lock()
	q := append(f.q, m) // want `nothing limits how many items wait in "q"`
	f.q = q
	f.mu.Unlock()
	f.cond.Signal()
}

func (f *fanIn) Out() message {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.q) == 0 {
		f.cond.Wait()
	}
	q := f.q
	m := q[0]
	f.q = q[1:]
	return m
}

// The head is an index.
type offsetQueue struct {
	mu   sync.Mutex
	cond *sync.Cond
	buf  []message
	off  int
}

func (o *offsetQueue) Put(m message) {
	o.mu.Lock()
	o.buf = append(o.buf, m) // want `nothing limits how many items wait in "o\.buf"`
	o.mu.Unlock()
	o.cond.Signal()
}

func (o *offsetQueue) Get() message {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.off == len(o.buf) {
		o.cond.Wait()
	}
	m := o.buf[o.off]
	o.buf[o.off] = message{}
	o.off++
	if o.off > 1024 && o.off*2 > len(o.buf) {
		o.buf = append([]message(nil), o.buf[o.off:]...)
		o.off = 0
	}
	return m
}

// Variables that two goroutines capture.
func bufferLines(in <-chan string) <-chan string {
	lines := list.New()
	cond := sync.NewCond(&sync.Mutex{})
	out := make(chan string)
	go func() {
		for l := range in {
			cond.L.Lock()
			lines.PushBack(l) // want `nothing limits how many items wait in "lines"`
			cond.Signal()
			cond.L.Unlock()
		}
	}()
	go func() {
		for {
			cond.L.Lock()
			for lines.Len() == 0 {
				cond.Wait()
			}
			first := lines.Remove(lines.Front()).(string)
			cond.L.Unlock()
			out <- first
		}
	}()
	return out
}

// Links instead of a list.
type callbacks struct {
	mu   sync.Mutex
	cond *sync.Cond
	head *callback
	tail *callback
}

type callback struct {
	f    func()
	next *callback
}

func (c *callbacks) push(f func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	cb := &callback{f: f}
	if c.tail != nil {
		c.tail.next = cb // want `nothing limits how many items wait in "c\.tail"`
	} else {
		c.head = cb
	}
	c.tail = cb
	c.cond.Signal()
}

func (c *callbacks) loop() {
	for {
		c.mu.Lock()
		for c.head == nil {
			c.cond.Wait()
		}
		cb := c.head
		c.head = cb.next
		if c.head == nil {
			c.tail = nil
		}
		c.mu.Unlock()
		if cb.f == nil {
			return
		}
		cb.f()
	}
}

// One function starts who fills the list and works it off itself, and one fills it
// that works nothing off.
type inbox struct {
	mu    sync.Mutex
	mails []message
}

func (b *inbox) Push(m message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = append(b.mails, m) // want `nothing limits how many items wait in "b\.mails"`
}

func (b *inbox) Pop() (message, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.mails) == 0 {
		return message{}, false
	}
	m := b.mails[0]
	b.mails = b.mails[1:]
	return m, true
}

func serve(b *inbox, in <-chan message, handle func(message)) {
	go func() {
		for m := range in {
			b.Push(m)
		}
	}()
	for {
		if m, ok := b.Pop(); ok {
			handle(m)
		}
	}
}

// The other way round.
type pigeonhole struct {
	mu    sync.Mutex
	mails []message
}

func (b *pigeonhole) Push(m message) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = append(b.mails, m) // want `nothing limits how many items wait in "b\.mails"`
}

func (b *pigeonhole) Pop() (message, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.mails) == 0 {
		return message{}, false
	}
	m := b.mails[0]
	b.mails = b.mails[1:]
	return m, true
}

func collect(b *pigeonhole, in <-chan message, handle func(message)) {
	go func() {
		for {
			if m, ok := b.Pop(); ok {
				handle(m)
			}
		}
	}()
	for m := range in {
		b.Push(m)
	}
}
