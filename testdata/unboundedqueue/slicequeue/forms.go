package slicequeue

import (
	"container/list"
	"encoding/json"
	"log"
	"sync"
)

// Reported: other ways to add, to take and to hold the list.

// The lock is taken by the callers.
type dispatcher struct {
	mu    sync.Mutex
	cond  *sync.Cond
	calls []message
}

func (d *dispatcher) pushLocked(m message) {
	d.calls = append(d.calls, m) // want `nothing limits how many items wait in "d\.calls"`
}

func (d *dispatcher) popLocked() (message, bool) {
	if len(d.calls) == 0 {
		return message{}, false
	}
	m := d.calls[0]
	d.calls = d.calls[1:]
	return m, true
}

func (d *dispatcher) Dispatch(m message) {
	d.mu.Lock()
	d.pushLocked(m)
	d.mu.Unlock()
	d.cond.Signal()
}

func (d *dispatcher) loop(f func(message)) {
	for {
		d.mu.Lock()
		m, ok := d.popLocked()
		for !ok {
			d.cond.Wait()
			m, ok = d.popLocked()
		}
		d.mu.Unlock()
		f(m)
	}
}

// Put in front of the others, and taken from the end.
type backStack struct {
	mu   sync.Mutex
	cond *sync.Cond
	xs   []message
}

func (b *backStack) put(m message) {
	b.mu.Lock()
	b.xs = append([]message{m}, b.xs...) // want `nothing limits how many items wait in "b\.xs"`
	b.mu.Unlock()
	b.cond.Signal()
}

func (b *backStack) take() message {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.xs) == 0 {
		b.cond.Wait()
	}
	m := b.xs[len(b.xs)-1]
	b.xs = b.xs[:len(b.xs)-1]
	return m
}

// Every key has its list, and keeps all.
type perKey struct {
	mu     sync.Mutex
	queues map[string][]message
	active map[string]bool
}

func (p *perKey) Submit(key string, m message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.queues[key] = append(p.queues[key], m) // want `nothing limits how many items wait in "p\.queues\[key\]"`
	if !p.active[key] {
		p.active[key] = true
		go p.serve(key)
	}
}

func (p *perKey) serve(key string) {
	for {
		p.mu.Lock()
		q := p.queues[key]
		if len(q) == 0 {
			delete(p.active, key)
			delete(p.queues, key)
			p.mu.Unlock()
			return
		}
		m := q[0]
		p.queues[key] = q[1:]
		p.mu.Unlock()
		log.Println(m.topic)
	}
}

// One list per priority.
type levels struct {
	mu   sync.Mutex
	cond *sync.Cond
	lv   [3][]message
}

func (l *levels) Push(p int, m message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lv[p] = append(l.lv[p], m) // want `nothing limits how many items wait in "l\.lv\[p\]"`
	l.cond.Signal()
}

func (l *levels) Pop() message {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		for i := range l.lv {
			if len(l.lv[i]) > 0 {
				m := l.lv[i][0]
				l.lv[i] = l.lv[i][1:]
				return m
			}
		}
		l.cond.Wait()
	}
}

// A field of a field.
type connState struct {
	out struct {
		sync.Mutex
		frames [][]byte
	}
	flushC chan struct{}
}

func (c *connState) queueFrame(f []byte) {
	c.out.Lock()
	c.out.frames = append(c.out.frames, f) // want `nothing limits how many items wait in "c\.out\.frames"`
	c.out.Unlock()
	select {
	case c.flushC <- struct{}{}:
	default:
	}
}

func (c *connState) writeLoop(w func([]byte)) {
	for range c.flushC {
		for {
			c.out.Lock()
			if len(c.out.frames) == 0 {
				c.out.Unlock()
				break
			}
			f := c.out.frames[0]
			c.out.frames = c.out.frames[1:]
			c.out.Unlock()
			w(f)
		}
	}
}

// The list lives in an embedded struct.
type gateway struct {
	base
	name string
}

type base struct {
	mu    sync.Mutex
	cond  *sync.Cond
	queue []message
}

func (g *gateway) Forward(m message) {
	g.mu.Lock()
	g.queue = append(g.queue, m) // want `nothing limits how many items wait in "g\.queue"`
	g.mu.Unlock()
	g.cond.Signal()
}

func (g *gateway) next() message {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.queue) == 0 {
		g.cond.Wait()
	}
	m := g.queue[0]
	g.queue = g.queue[1:]
	return m
}

// Added to by a method of the outer type, and taken from by one of the inner.
type collector struct{ *core }

type core struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []json.RawMessage
}

func (c *core) pop() json.RawMessage {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.items) == 0 {
		c.cond.Wait()
	}
	it := c.items[0]
	c.items = c.items[1:]
	return it
}

func (c collector) Collect(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.items = append(c.items, b) // want `nothing limits how many items wait in "c\.items"`
	c.cond.Signal()
	return nil
}

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
