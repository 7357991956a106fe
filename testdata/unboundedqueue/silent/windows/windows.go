// Package windows holds histories that time, numbers or a cache cut: none of them
// is reported.
package windows

import (
	"container/list"
	"errors"
	"slices"
	"sync"
	"time"
)

// Time.

// What is too old goes before the rest is counted.
type Limiter struct {
	mu    sync.Mutex
	hits  []time.Time
	per   time.Duration
	limit int
}

func (l *Limiter) Allow(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.hits) > 0 && now.Sub(l.hits[0]) > l.per {
		l.hits = l.hits[1:]
	}
	if len(l.hits) >= l.limit {
		return false
	}
	l.hits = append(l.hits, now)
	return true
}

// Who asks drops what is too old.
type Average struct {
	mu      sync.Mutex
	samples []sample
	window  time.Duration
}

type sample struct {
	at time.Time
	v  float64
}

func (a *Average) Observe(v float64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.samples = append(a.samples, sample{time.Now(), v})
}

func (a *Average) Mean() (sum float64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	cut := time.Now().Add(-a.window)
	for len(a.samples) > 0 && a.samples[0].at.Before(cut) {
		a.samples = a.samples[1:]
	}
	for _, s := range a.samples {
		sum += s.v
	}
	if n := len(a.samples); n > 0 {
		sum /= float64(n)
	}
	return sum
}

// A cache that a tick cleans.
type TTL struct {
	mu     sync.Mutex
	byKey  map[string]*ttlEntry
	expiry []*ttlEntry
	ttl    time.Duration
}

type ttlEntry struct {
	key  string
	at   time.Time
	body []byte
}

func (t *TTL) Set(key string, body []byte) {
	e := &ttlEntry{key, time.Now().Add(t.ttl), body}
	t.mu.Lock()
	t.byKey[key] = e
	t.expiry = append(t.expiry, e)
	t.mu.Unlock()
}

func (t *TTL) expire(now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for len(t.expiry) > 0 && t.expiry[0].at.Before(now) {
		e := t.expiry[0]
		t.expiry = t.expiry[1:]
		if t.byKey[e.key] == e {
			delete(t.byKey, e.key)
		}
	}
}

func (t *TTL) Janitor(tick <-chan time.Time) {
	for now := range tick {
		t.expire(now)
	}
}

// Numbers.

// What is below a revision goes.
type Revisions struct {
	mu   sync.RWMutex
	revs []int64
}

func (r *Revisions) Append(rev int64) {
	r.mu.Lock()
	r.revs = append(r.revs, rev)
	r.mu.Unlock()
}

func (r *Revisions) Compact(rev int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i, _ := slices.BinarySearch(r.revs, rev)
	r.revs = append([]int64(nil), r.revs[i:]...)
}

// Caches.

// The least recently used goes.
type LRU[K comparable, V any] struct {
	mu    sync.Mutex
	ll    *list.List
	m     map[K]*list.Element
	limit int
}

type pair[K comparable, V any] struct {
	k K
	v V
}

func (l *LRU[K, V]) Set(k K, v V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e, ok := l.m[k]; ok {
		e.Value = pair[K, V]{k, v}
		l.ll.MoveToFront(e)
		return
	}
	l.m[k] = l.ll.PushFront(pair[K, V]{k, v})
	for l.ll.Len() > l.limit {
		last := l.ll.Back()
		delete(l.m, last.Value.(pair[K, V]).k)
		l.ll.Remove(last)
	}
}

func (l *LRU[K, V]) Get(k K) (v V, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e, ok := l.m[k]
	if !ok {
		return v, false
	}
	l.ll.MoveToFront(e)
	return e.Value.(pair[K, V]).v, true
}

// The map beside it is counted.
type Front struct {
	mu  sync.Mutex
	ll  list.List
	m   map[string]*list.Element
	max int
}

func (f *Front) evictOldest() {
	e := f.ll.Front()
	delete(f.m, e.Value.(string))
	f.ll.Remove(e)
}

func (f *Front) Touch(key string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e, ok := f.m[key]; ok {
		f.ll.MoveToBack(e)
		return
	}
	if len(f.m) >= f.max {
		f.evictOldest()
	}
	f.m[key] = f.ll.PushBack(key)
}

// By bytes.
type Handles struct {
	mu    sync.Mutex
	order *list.List
	bytes int64
	max   int64
}

type handle struct {
	size  int64
	close func()
}

func (h *Handles) Open(size int64, close func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.order.PushBack(handle{size, close})
	h.bytes += size
	for h.bytes > h.max {
		x := h.order.Remove(h.order.Front()).(handle)
		h.bytes -= x.size
		x.close()
	}
}

// Rings.

// An array.
type Ring struct {
	mu         sync.Mutex
	buf        [256]string
	head, tail int
}

func (r *Ring) Put(s string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.tail-r.head == len(r.buf) {
		return errors.New("full")
	}
	r.buf[r.tail%len(r.buf)] = s
	r.tail++
	return nil
}

func (r *Ring) Get() (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.head == r.tail {
		return "", false
	}
	s := r.buf[r.head%len(r.buf)]
	r.head++
	return s, true
}

// A channel that drops its oldest.
type ChanRing struct{ ch chan []byte }

func NewChanRing() *ChanRing { return &ChanRing{ch: make(chan []byte, 64)} }

func (c *ChanRing) Put(b []byte) {
	for {
		select {
		case c.ch <- b:
			return
		default:
		}
		select {
		case <-c.ch:
		default:
		}
	}
}
