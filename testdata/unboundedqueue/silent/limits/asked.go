package limits

import (
	"errors"
	"sync"

	"unboundedqueue/bound"
)

// A function is asked whether there is room.

// A method.
type Buffer struct {
	mu    sync.Mutex
	items []int
	max   int
}

func (b *Buffer) full() bool { return len(b.items) >= b.max }

func (b *Buffer) Put(v int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.full() {
		return errFull
	}
	b.items = append(b.items, v)
	return nil
}

func (b *Buffer) Get() (int, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.items) == 0 {
		return 0, false
	}
	v := b.items[0]
	b.items = b.items[1:]
	return v, true
}

// Two methods are compared.
type Sized struct {
	sync.RWMutex
	q     []string
	limit func() int
}

func (s *Sized) Len() int { return len(s.q) }

func (s *Sized) size() int { return s.limit() }

func (s *Sized) Add(v string) bool {
	s.Lock()
	defer s.Unlock()
	if s.Len() < s.size() {
		s.q = append(s.q, v)
		return true
	}
	return false
}

func (s *Sized) Remove() (v string) {
	s.Lock()
	defer s.Unlock()
	if s.Len() > 0 {
		v, s.q = s.q[0], s.q[1:]
	}
	return v
}

// An interface admits every item.
type Admitted struct {
	mu  sync.Mutex
	lim Limiter
	q   []any
}

type Limiter interface {
	Acquire() bool
	Release()
}

func (a *Admitted) Push(v any) error {
	if !a.lim.Acquire() {
		return errFull
	}
	a.mu.Lock()
	a.q = append(a.q, v)
	a.mu.Unlock()
	return nil
}

func (a *Admitted) Pop() any {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.q) == 0 {
		return nil
	}
	v := a.q[0]
	a.q = a.q[1:]
	a.lim.Release()
	return v
}

// A method of an embedded struct.
type Bounded struct {
	bounds
	mu sync.Mutex
	q  []string
}

type bounds struct{ max int }

func (b bounds) hasRoom(n int) bool { return n < b.max }

func (b *Bounded) Write(line string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.hasRoom(len(b.q)) {
		return errFull
	}
	b.q = append(b.q, line)
	return nil
}

func (b *Bounded) Read() (string, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.q) == 0 {
		return "", errors.New("empty")
	}
	line := b.q[0]
	b.q = b.q[1:]
	return line, nil
}

// A function in a field decides what stays.
type Policy struct {
	mu       sync.Mutex
	q        []int
	overflow func(q []int) []int
}

func NewPolicy(n int) *Policy {
	return &Policy{overflow: func(q []int) []int {
		if len(q) > n {
			return q[len(q)-n:]
		}
		return q
	}}
}

func (p *Policy) Add(v int) {
	p.mu.Lock()
	p.q = p.overflow(append(p.q, v))
	p.mu.Unlock()
}

func (p *Policy) Take() (v int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.q) > 0 {
		v, p.q = p.q[0], p.q[1:]
	}
	return v
}

// A method makes room.
type Dropper struct {
	mu      sync.Mutex
	q       []string
	max     int
	onDrop  func(string)
	dropped int
}

func (d *Dropper) makeRoom() {
	if len(d.q) < d.max {
		return
	}
	d.onDrop(d.q[0])
	d.dropped++
	d.q = d.q[1:]
}

func (d *Dropper) Push(v string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.makeRoom()
	d.q = append(d.q, v)
}

func (d *Dropper) Pop() (v string, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.q) == 0 {
		return "", false
	}
	v, d.q = d.q[0], d.q[1:]
	return v, true
}

// An interface is told the length.
type Spacious struct {
	mu   sync.Mutex
	room Room
	q    []string
}

type Room interface{ Available(used int) bool }

func (a *Spacious) Put(s string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.room.Available(len(a.q)) {
		return errFull
	}
	a.q = append(a.q, s)
	return nil
}

func (a *Spacious) Take() (s string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.q) > 0 {
		s, a.q = a.q[0], a.q[1:]
	}
	return s
}

// The type parameter knows the limit.
type Configured[C interface{ Limit() int }] struct {
	mu  sync.Mutex
	cfg C
	q   []string
}

func (f *Configured[C]) Put(s string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.q) >= f.cfg.Limit() {
		return false
	}
	f.q = append(f.q, s)
	return true
}

func (f *Configured[C]) Take() (s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.q) > 0 {
		s, f.q = f.q[0], f.q[1:]
	}
	return s
}

// A function of another package.
type Counted struct {
	mu sync.Mutex
	q  []string
}

func (a *Counted) Put(s string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if bound.Over(len(a.q)+1, 40) {
		return errFull
	}
	a.q = append(a.q, s)
	return nil
}

func (a *Counted) Take() (s string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.q) > 0 {
		s, a.q = a.q[0], a.q[1:]
	}
	return s
}

// A function of another package cuts.
type Cut struct {
	mu sync.Mutex
	q  []int
}

func (b *Cut) Put(v int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.q = bound.Last(append(b.q, v), 9)
}

func (b *Cut) Take() (v int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.q) > 0 {
		v, b.q = b.q[0], b.q[1:]
	}
	return v
}
