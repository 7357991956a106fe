package slicequeue

import (
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
