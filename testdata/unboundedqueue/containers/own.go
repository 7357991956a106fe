// Package containers holds queues made of list types: of this package, of package
// lists, and of libraries.
package containers

import (
	"container/heap"
	"sync"
	"time"

	"github.com/gammazero/deque"
)

// Reported: the list types of this package.

// A named slice; its methods leave the lock to whoever holds it.
type pusher struct {
	mu   sync.Mutex
	cond *sync.Cond
	q    fifo
}

type message struct {
	topic string
	body  []byte
}

type fifo []message

func (f *fifo) push(m message) { *f = append(*f, m) }

func (f *fifo) pop() message {
	m := (*f)[0]
	*f = (*f)[1:]
	return m
}

func (f fifo) empty() bool { return len(f) == 0 }

func (p *pusher) Push(m message) {
	p.mu.Lock()
	p.q.push(m) // want `nothing limits how many items wait in "p\.q"`
	p.mu.Unlock()
	p.cond.Signal()
}

func (p *pusher) serve(f func(message)) {
	for {
		p.mu.Lock()
		for p.q.empty() {
			p.cond.Wait()
		}
		m := p.q.pop()
		p.mu.Unlock()
		f(m)
	}
}

// A linked list.
type controlBuffer struct {
	mu              sync.Mutex
	consumerWaiting bool
	wakeup          chan struct{}
	list            *itemList
	done            <-chan struct{}
}

type itemNode struct {
	it   any
	next *itemNode
}

type itemList struct {
	head, tail *itemNode
}

func (l *itemList) enqueue(i any) {
	n := &itemNode{it: i}
	if l.tail == nil {
		l.head, l.tail = n, n
		return
	}
	l.tail.next = n
	l.tail = n
}

func (l *itemList) dequeue() any {
	if l.head == nil {
		return nil
	}
	i := l.head.it
	l.head = l.head.next
	if l.head == nil {
		l.tail = nil
	}
	return i
}

func (c *controlBuffer) put(it any) {
	c.mu.Lock()
	wake := c.consumerWaiting
	c.consumerWaiting = false
	c.list.enqueue(it) // want `nothing limits how many items wait in "c\.list"`
	c.mu.Unlock()
	if wake {
		select {
		case c.wakeup <- struct{}{}:
		default:
		}
	}
}

func (c *controlBuffer) get() any {
	for {
		c.mu.Lock()
		if c.list.head != nil {
			h := c.list.dequeue()
			c.mu.Unlock()
			return h
		}
		c.consumerWaiting = true
		c.mu.Unlock()
		select {
		case <-c.wakeup:
		case <-c.done:
			return nil
		}
	}
}

// A ring that doubles when it is full.
type ring struct {
	mu         sync.Mutex
	cond       *sync.Cond
	nodes      []message
	head, tail int
	cnt        int
}

func (r *ring) resize(n int) {
	nodes := make([]message, n)
	if r.head < r.tail {
		copy(nodes, r.nodes[r.head:r.tail])
	} else {
		copy(nodes, r.nodes[r.head:])
		copy(nodes[len(r.nodes)-r.head:], r.nodes[:r.tail])
	}
	r.tail = r.cnt % n
	r.head = 0
	r.nodes = nodes
}

func (r *ring) Add(m message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cnt == len(r.nodes) {
		r.resize(r.cnt * 2)
	}
	r.nodes[r.tail] = m // want `nothing limits how many items wait in "r\.nodes"`
	r.tail = (r.tail + 1) % len(r.nodes)
	r.cnt++
	r.cond.Signal()
}

func (r *ring) Wait() message {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.cnt == 0 {
		r.cond.Wait()
	}
	m := r.nodes[r.head]
	r.head = (r.head + 1) % len(r.nodes)
	r.cnt--
	return m
}

// A heap is a queue.
type delayQueue struct {
	mu   sync.Mutex
	cond *sync.Cond
	h    prioHeap
}

type prio struct {
	at time.Time
	m  message
}

type prioHeap []*prio

func (h prioHeap) Len() int { return len(h) }

func (h prioHeap) Less(i, j int) bool { return h[i].at.Before(h[j].at) }

func (h prioHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

func (h *prioHeap) Push(x any) { *h = append(*h, x.(*prio)) }

func (h *prioHeap) Pop() any {
	old := *h
	n := len(old)
	x := old[n-1]
	*h = old[:n-1]
	return x
}

func (d *delayQueue) Add(m message, after time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	heap.Push(&d.h, &prio{at: time.Now().Add(after), m: m}) // want `nothing limits how many items wait in "&d\.h"`
	d.cond.Signal()
}

func (d *delayQueue) worker(f func(message)) {
	for {
		d.mu.Lock()
		for d.h.Len() == 0 {
			d.cond.Wait()
		}
		p := heap.Pop(&d.h).(*prio)
		d.mu.Unlock()
		f(p.m)
	}
}

// A generic linked list that begins with a node of no item.
type linkedQueue[T any] struct {
	mu   sync.Mutex
	cond *sync.Cond
	head *lnode[T]
	tail *lnode[T]
	n    int
}

type lnode[T any] struct {
	v    T
	next *lnode[T]
}

func (q *linkedQueue[T]) Enqueue(v T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.tail.next = &lnode[T]{v: v} // want `nothing limits how many items wait in "q\.tail"`
	q.tail = q.tail.next
	q.n++
	q.cond.Signal()
}

func (q *linkedQueue[T]) Dequeue() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.head.next == nil {
		q.cond.Wait()
	}
	q.head = q.head.next
	q.n--
	v := q.head.v
	var zero T
	q.head.v = zero
	return v
}

// The deque of a library.
type reader struct {
	mu   sync.Mutex
	cond *sync.Cond
	dq   deque.Deque[message]
}

func (r *reader) feed(m message) {
	r.mu.Lock()
	r.dq.PushBack(m) // want `nothing limits how many items wait in "r\.dq"`
	r.mu.Unlock()
	r.cond.Signal()
}

func (r *reader) read() message {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.dq.Len() == 0 {
		r.cond.Wait()
	}
	return r.dq.PopFront()
}
