// Package spares holds lists of what is used again: as long as what was made.
// None of them is reported.
package spares

import "sync"

// Objects, from the front.
type Objects struct {
	mu   sync.Mutex
	free []*object
}

type object struct{ data [64]byte }

func (o *Objects) Get() *object {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.free) == 0 {
		return new(object)
	}
	x := o.free[0]
	o.free = o.free[1:]
	return x
}

func (o *Objects) Put(x *object) {
	*x = object{}
	o.mu.Lock()
	o.free = append(o.free, x)
	o.mu.Unlock()
}

// Numbers.
type IDs struct {
	sync.Mutex
	next     uint32
	recycled []uint32
}

func (i *IDs) New() uint32 {
	i.Lock()
	defer i.Unlock()
	if len(i.recycled) > 0 {
		id := i.recycled[0]
		i.recycled = i.recycled[1:]
		return id
	}
	i.next++
	return i.next
}

func (i *IDs) Free(id uint32) {
	i.Lock()
	i.recycled = append(i.recycled, id)
	i.Unlock()
}

// Workers.
type IdleWorkers struct {
	mu      sync.Mutex
	workers [16]*worker
	idle    []*worker
}

type worker struct{ in chan func() }

func NewIdleWorkers() *IdleWorkers {
	p := &IdleWorkers{}
	for i := range p.workers {
		w := &worker{in: make(chan func())}
		p.workers[i] = w
		p.idle = append(p.idle, w)
		go p.run(w)
	}
	return p
}

func (p *IdleWorkers) run(w *worker) {
	for fn := range w.in {
		fn()
		p.mu.Lock()
		p.idle = append(p.idle, w)
		p.mu.Unlock()
	}
}

func (p *IdleWorkers) Try(fn func()) bool {
	p.mu.Lock()
	if len(p.idle) == 0 {
		p.mu.Unlock()
		return false
	}
	w := p.idle[0]
	p.idle = p.idle[1:]
	p.mu.Unlock()
	w.in <- fn
	return true
}

// Ports that the constructor lists.
type Ports struct {
	mu   sync.Mutex
	free []int
}

func NewPorts(lo, hi int) *Ports {
	p := &Ports{}
	for i := lo; i <= hi; i++ {
		p.free = append(p.free, i)
	}
	return p
}

func (p *Ports) Lease() (int, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.free) == 0 {
		return 0, false
	}
	port := p.free[0]
	p.free = p.free[1:]
	return port, true
}

func (p *Ports) Return(port int) {
	p.mu.Lock()
	p.free = append(p.free, port)
	p.mu.Unlock()
}

// A new one is made where none is there: what is there goes round, whatever the
// list is called.
type crew struct {
	mu    sync.Mutex
	ready []*hand
}

type hand struct{ buf []byte }

func (c *crew) get() *hand {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.ready) == 0 {
		return &hand{}
	}
	h := c.ready[0]
	c.ready = c.ready[1:]
	return h
}

func (c *crew) put(h *hand) {
	c.mu.Lock()
	c.ready = append(c.ready, h)
	c.mu.Unlock()
}

// One that was made for the occasion can come with an error, too.
type links struct {
	mu    sync.Mutex
	ready []*link
	to    string
}

type link struct{ to string }

func (l *links) get() (*link, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.ready) == 0 {
		return &link{to: l.to}, nil
	}
	one := l.ready[0]
	l.ready = l.ready[1:]
	return one, nil
}

func (l *links) put(one *link) {
	l.mu.Lock()
	l.ready = append(l.ready, one)
	l.mu.Unlock()
}
