// Package lists has list types, which leave locks and limits to whoever holds
// them, and wrappers of constructors, which leave the limit to their callers.
package lists

import (
	"sync"

	"github.com/alitto/pond/v2"
	"github.com/panjf2000/ants/v2"
)

type FIFO []int

func (f *FIFO) Push(v int) { *f = append(*f, v) } // want Push:"^grow tail of recv$"

func (f *FIFO) Pop() int { // want Pop:"^shift head of recv$"
	v := (*f)[0]
	*f = (*f)[1:]
	return v
}

func (f *FIFO) PushFront(v int) { *f = append(FIFO{v}, *f...) } // want PushFront:"^grow head of recv$"

// A list type that refuses has no fact: it limits itself.
type Bounded struct{ items []int }

func (b *Bounded) Push(v int) bool {
	if len(b.items) >= 100 {
		return false
	}
	b.items = append(b.items, v)
	return true
}

// One that locks is a queue itself.
type Locked struct {
	mu    sync.Mutex
	items []int
}

func (l *Locked) Push(v int) {
	l.mu.Lock()
	l.items = append(l.items, v)
	l.mu.Unlock()
}

type node struct {
	v    int
	next *node
}

// A list of nodes.
type Chain struct{ head, tail *node }

func (c *Chain) Enqueue(v int) { // want Enqueue:"^grow tail of recv$"
	n := &node{v: v}
	if c.tail == nil {
		c.head, c.tail = n, n
		return
	}
	c.tail.next = n
	c.tail = n
}

func (c *Chain) Dequeue() int { // want Dequeue:"^shift head of recv$"
	v := c.head.v
	c.head = c.head.next
	return v
}

// A ring that grows.
type Ring struct {
	buf        []int
	head, tail int
	n          int
}

func (r *Ring) Push(v int) { // want Push:"^grow tail of recv$"
	if r.n == len(r.buf) {
		r.grow()
	}
	r.buf[r.tail] = v
	r.tail = (r.tail + 1) % len(r.buf)
	r.n++
}

func (r *Ring) grow() {
	bigger := make([]int, 2*len(r.buf)+1)
	n := copy(bigger, r.buf[r.head:])
	copy(bigger[n:], r.buf[:r.head])
	r.head, r.tail, r.buf = 0, r.n, bigger
}

func (r *Ring) Pop() int { // want Pop:"^shift head of recv$"
	v := r.buf[r.head]
	r.head = (r.head + 1) % len(r.buf)
	r.n--
	return v
}

func push(f *FIFO, v int) { *f = append(*f, v) } // want push:"^grow tail of param 0$"

// The options are the caller's.
func NewPool(n int, opts ...pond.Option) pond.Pool { // want NewPool:"^new github.com/alitto/pond/v2 NewPool, options in param 1, size in param -1$"
	return pond.NewPool(n, opts...)
}

// The size is the caller's.
func NewWorkers(size int) (*ants.Pool, error) { // want NewWorkers:"^new github.com/panjf2000/ants/v2 NewPool, options in param -1, size in param 0$"
	return ants.NewPool(size)
}

// Nothing is left to the caller.
func NewDefault() pond.Pool { return pond.NewPool(4) }
