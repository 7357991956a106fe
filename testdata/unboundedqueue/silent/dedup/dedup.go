// Package dedup holds queues that keep every key once: none of them is reported.
package dedup

import (
	"container/heap"
	"slices"
	"sync"
	"time"
)

// A set of keys beside the list.
type KeyQueue struct {
	cond       *sync.Cond
	queue      []string
	dirty      map[string]struct{}
	processing map[string]struct{}
}

func (q *KeyQueue) Add(key string) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	if _, ok := q.dirty[key]; ok {
		return
	}
	q.dirty[key] = struct{}{}
	if _, ok := q.processing[key]; ok {
		return
	}
	q.queue = append(q.queue, key)
	q.cond.Signal()
}

func (q *KeyQueue) Get() string {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	for len(q.queue) == 0 {
		q.cond.Wait()
	}
	key := q.queue[0]
	q.queue = q.queue[1:]
	q.processing[key] = struct{}{}
	delete(q.dirty, key)
	return key
}

func (q *KeyQueue) Done(key string) {
	q.cond.L.Lock()
	defer q.cond.L.Unlock()
	delete(q.processing, key)
	if _, ok := q.dirty[key]; ok {
		q.queue = append(q.queue, key)
		q.cond.Signal()
	}
}

// A set type of its own.
type UniqueQueue[K comparable] struct {
	mu    sync.Mutex
	known set[K]
	order []K
	wake  chan struct{}
}

type set[K comparable] map[K]bool

func (s set[K]) has(k K) bool { return s[k] }

func (s set[K]) insert(k K) { s[k] = true }

func (s set[K]) remove(k K) { delete(s, k) }

func (u *UniqueQueue[K]) Enqueue(k K) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.known.has(k) {
		return
	}
	u.known.insert(k)
	u.order = append(u.order, k)
	select {
	case u.wake <- struct{}{}:
	default:
	}
}

func (u *UniqueQueue[K]) Dequeue() (k K, ok bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if len(u.order) == 0 {
		return k, false
	}
	k, u.order = u.order[0], u.order[1:]
	u.known.remove(k)
	return k, true
}

// The newest value of every key waits.
type Coalescer struct {
	mu     sync.Mutex
	keys   []string
	latest map[string][]byte
}

func (c *Coalescer) Update(key string, v []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, waiting := c.latest[key]; !waiting {
		c.keys = append(c.keys, key)
	}
	c.latest[key] = v
}

func (c *Coalescer) Next() (string, []byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.keys) == 0 {
		return "", nil, false
	}
	k := c.keys[0]
	c.keys = c.keys[1:]
	v := c.latest[k]
	delete(c.latest, k)
	return k, v, true
}

// The list itself is searched.
type Pending struct {
	mu    sync.Mutex
	names []string
}

func (p *Pending) Mark(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if slices.Contains(p.names, name) {
		return
	}
	p.names = append(p.names, name)
}

func (p *Pending) Take() (name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.names) > 0 {
		name, p.names = p.names[0], p.names[1:]
	}
	return name
}

// The item knows that it waits.
type FlagQueue struct {
	mu    sync.Mutex
	nodes []*node
}

type node struct {
	name    string
	pending bool
}

func (f *FlagQueue) Touch(n *node) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if n.pending {
		return
	}
	n.pending = true
	f.nodes = append(f.nodes, n)
}

func (f *FlagQueue) Next() *node {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.nodes) == 0 {
		return nil
	}
	n := f.nodes[0]
	f.nodes = f.nodes[1:]
	n.pending = false
	return n
}

// A heap with a map of what is in it.
type Prio struct {
	mu    sync.Mutex
	heap  items
	byKey map[string]*item
}

type item struct {
	key  string
	prio int
	pos  int
}

type items []*item

func (s items) Len() int { return len(s) }

func (s items) Less(i, j int) bool { return s[i].prio < s[j].prio }

func (s items) Swap(i, j int) {
	s[i], s[j] = s[j], s[i]
	s[i].pos, s[j].pos = i, j
}

func (s *items) Push(x any) { *s = append(*s, x.(*item)) }

func (s *items) Pop() any {
	old := *s
	it := old[len(old)-1]
	*s = old[:len(old)-1]
	return it
}

func (p *Prio) Set(key string, prio int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if it, ok := p.byKey[key]; ok {
		it.prio = prio
		heap.Fix(&p.heap, it.pos)
		return
	}
	it := &item{key: key, prio: prio}
	p.byKey[key] = it
	heap.Push(&p.heap, it)
}

func (p *Prio) Take() (string, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.heap) == 0 {
		return "", false
	}
	it := heap.Pop(&p.heap).(*item)
	delete(p.byKey, it.key)
	return it.key, true
}

// The set is asked in the callers.
type Redelivery struct {
	mu      sync.Mutex
	queue   []uint64
	queued  map[uint64]struct{}
	pending map[uint64]time.Time
}

func (r *Redelivery) add(seqs ...uint64) {
	r.queue = append(r.queue, seqs...)
	for _, s := range seqs {
		r.queued[s] = struct{}{}
	}
}

func (r *Redelivery) has(seq uint64) bool {
	_, ok := r.queued[seq]
	return ok
}

func (r *Redelivery) Nak(seq uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.has(seq) {
		r.add(seq)
	}
}

func (r *Redelivery) Expire(now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var late []uint64
	for seq, at := range r.pending {
		if now.Sub(at) > time.Minute && !r.has(seq) {
			late = append(late, seq)
		}
	}
	if len(late) > 0 {
		r.add(late...)
	}
}

func (r *Redelivery) Next() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.queue) == 0 {
		return 0
	}
	seq := r.queue[0]
	r.queue = append(r.queue[:0], r.queue[1:]...)
	delete(r.queued, seq)
	return seq
}
