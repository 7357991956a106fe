package limits

import (
	"errors"
	"slices"
	"sync"

	eq "github.com/eapache/queue"
)

// Other ways to hold and to name a list that has a limit.

// The head is an index.
type HeadIndex struct {
	mu   sync.Mutex
	q    []string
	head int
}

func (h *HeadIndex) Put(s string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.q)-h.head >= 1000 {
		return errFull
	}
	h.q = append(h.q, s)
	return nil
}

func (h *HeadIndex) Take() (string, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.head == len(h.q) {
		return "", false
	}
	s := h.q[h.head]
	h.q[h.head] = ""
	h.head++
	if h.head > 64 && h.head*2 > len(h.q) {
		h.q = append(h.q[:0], h.q[h.head:]...)
		h.head = 0
	}
	return s, true
}

// Inserted at the end and deleted in front.
type Inserted struct {
	mu sync.Mutex
	q  []string
}

func (i *Inserted) Put(s string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.q) >= 20 {
		return false
	}
	i.q = slices.Insert(i.q, len(i.q), s)
	return true
}

func (i *Inserted) Take() (s string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if len(i.q) > 0 {
		s = i.q[0]
		i.q = slices.Delete(i.q, 0, 1)
	}
	return s
}

// Variables of the package.
func Submit(f func()) error {
	queueMu.Lock()
	defer queueMu.Unlock()
	if len(queue) > 50 {
		return errFull
	}
	queue = append(queue, f)
	return nil
}

var (
	queueMu sync.Mutex
	queue   []func()
)

func Next() (f func()) {
	queueMu.Lock()
	defer queueMu.Unlock()
	if len(queue) > 0 {
		f, queue = queue[0], queue[1:]
	}
	return f
}

// Variables that closures capture.
func Closures(max int) (push func(int) bool, pop func() (int, bool)) {
	var (
		mu sync.Mutex
		q  []int
	)
	push = func(v int) bool {
		mu.Lock()
		defer mu.Unlock()
		if len(q) >= max {
			return false
		}
		q = append(q, v)
		return true
	}
	pop = func() (int, bool) {
		mu.Lock()
		defer mu.Unlock()
		if len(q) == 0 {
			return 0, false
		}
		v := q[0]
		q = q[1:]
		return v, true
	}
	return push, pop
}

// The list and the limit are embedded.
type Outer struct{ base }

type base struct {
	sync.Mutex
	items []string
	limit int
}

func (o *Outer) Push(s string) error {
	o.Lock()
	defer o.Unlock()
	if len(o.items) >= o.limit {
		return errFull
	}
	o.items = append(o.items, s)
	return nil
}

func (o *Outer) Pop() (s string) {
	o.Lock()
	defer o.Unlock()
	if len(o.items) > 0 {
		s, o.items = o.items[0], o.items[1:]
	}
	return s
}

// Both are behind a pointer.
type Pointed struct {
	mu sync.Mutex
	st *state
}

type state struct {
	queue []int
	max   int
}

func (n *Pointed) Add(v int) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	st := n.st
	if len(st.queue) == st.max {
		return false
	}
	st.queue = append(st.queue, v)
	return true
}

func (n *Pointed) Take() (v int, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	st := n.st
	if len(st.queue) == 0 {
		return 0, false
	}
	v, st.queue = st.queue[0], st.queue[1:]
	return v, true
}

// A list type of this package, with a limit of its holder.
type Holder[T any] struct {
	mu  sync.Mutex
	q   holderQueue[T]
	max int
}

type holderQueue[T any] []T

func (q *holderQueue[T]) push(v T) { *q = append(*q, v) }

func (q *holderQueue[T]) pop() T {
	v := (*q)[0]
	*q = (*q)[1:]
	return v
}

func (h *Holder[T]) Offer(v T) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.q) >= h.max {
		return false
	}
	h.q.push(v)
	return true
}

func (h *Holder[T]) Poll() (v T, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.q) == 0 {
		return v, false
	}
	return h.q.pop(), true
}

// One list for every key.
type PerTenant struct {
	mu sync.Mutex
	qs map[string][]string
}

func (p *PerTenant) Put(tenant, s string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.qs[tenant]) >= 10 {
		return errFull
	}
	p.qs[tenant] = append(p.qs[tenant], s)
	return nil
}

func (p *PerTenant) Take(tenant string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	q := p.qs[tenant]
	if len(q) == 0 {
		return ""
	}
	p.qs[tenant] = q[1:]
	return q[0]
}

// A linked list that is counted.
type Linked[T any] struct {
	mu         sync.Mutex
	head, tail *node[T]
	n, max     int
}

type node[T any] struct {
	v    T
	next *node[T]
}

func (q *Linked[T]) Push(v T) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.n >= q.max {
		return errFull
	}
	x := &node[T]{v: v}
	if q.tail == nil {
		q.head = x
	} else {
		q.tail.next = x
	}
	q.tail = x
	q.n++
	return nil
}

func (q *Linked[T]) Pop() (v T, ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.head == nil {
		return v, false
	}
	v = q.head.v
	q.head = q.head.next
	if q.head == nil {
		q.tail = nil
	}
	q.n--
	return v, true
}

// A list of a library.
type Jobs struct {
	mu  sync.Mutex
	q   *eq.Queue
	max int
}

func NewJobs(max int) *Jobs { return &Jobs{q: eq.New(), max: max} }

func (j *Jobs) Add(f func()) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.q.Length() >= j.max {
		return errors.New("full")
	}
	j.q.Add(f)
	return nil
}

func (j *Jobs) Next() func() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.q.Length() == 0 {
		return nil
	}
	return j.q.Remove().(func())
}

// What fits is the lesser of two numbers.
type prefetched struct {
	mu    sync.Mutex
	ids   []int
	limit int
}

func (p *prefetched) fill(ids ...int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := min(len(ids), p.limit-len(p.ids))
	p.ids = append(p.ids, ids[:n]...)
}

func (p *prefetched) take() (id int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.ids) > 0 {
		id, p.ids = p.ids[0], p.ids[1:]
	}
	return id
}

// The load is a part of the limit.
type loaded struct {
	mu    sync.Mutex
	tasks []func()
	limit int
}

func (l *loaded) load() float64 { return float64(len(l.tasks)) / float64(l.limit) }

func (l *loaded) put(f func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.load() > 0.9 {
		return false
	}
	l.tasks = append(l.tasks, f)
	return true
}

func (l *loaded) take() (f func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.tasks) > 0 {
		f, l.tasks = l.tasks[0], l.tasks[1:]
	}
	return f
}

// A full queue fails for good.
type failing struct {
	mu  sync.Mutex
	q   []string
	err error
}

func (f *failing) put(s string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return f.err
	}
	f.q = append(f.q, s)
	if len(f.q) > 1<<10 {
		f.err = errFull
	}
	return f.err
}

func (f *failing) take() (s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.q) > 0 {
		s, f.q = f.q[0], f.q[1:]
	}
	return s
}
