package slicequeue

import (
	"log"
	"sync"
)

// Reported: what looks like a token or a turn.

// The wake-up comes before the addition, and goes on where nobody waits.
type beacon struct {
	mu   sync.Mutex
	wake chan struct{}
	out  []string
}

func (b *beacon) signal(s string) {
	select {
	case b.wake <- struct{}{}:
	default:
	}
	b.mu.Lock()
	b.out = append(b.out, s) // want `nothing limits how many items wait in "b\.out"`
	b.mu.Unlock()
}

func (b *beacon) next() (s string, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.out) == 0 {
		return "", false
	}
	s, b.out = b.out[0], b.out[1:]
	return s, true
}

// The channel tells that there is something, after the addition.
type lamp struct {
	mu    sync.Mutex
	ready chan struct{}
	oil   []int
}

func (l *lamp) fill(n int) {
	l.mu.Lock()
	l.oil = append(l.oil, n) // want `nothing limits how many items wait in "l\.oil"`
	l.mu.Unlock()
	select {
	case l.ready <- struct{}{}:
	default:
		log.Print("it burns already")
	}
}

func (l *lamp) burn() {
	for range l.ready {
		l.mu.Lock()
		for len(l.oil) > 0 {
			n := l.oil[0]
			l.oil = l.oil[1:]
			l.mu.Unlock()
			log.Print(n)
			l.mu.Lock()
		}
		l.mu.Unlock()
	}
}

// A flag says that the taker runs, and the item is added all the same.
type mill struct {
	mu      sync.Mutex
	sacks   []string
	running bool
}

func (m *mill) bring(sack string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	start := !m.running
	m.running = true
	m.sacks = append(m.sacks, sack) // want `nothing limits how many items wait in "m\.sacks"`
	if start {
		go m.grind()
	}
}

func (m *mill) grind() {
	for {
		m.mu.Lock()
		if len(m.sacks) == 0 {
			m.running = false
			m.mu.Unlock()
			return
		}
		sack := m.sacks[0]
		m.sacks = m.sacks[1:]
		m.mu.Unlock()
		log.Print(sack)
	}
}

// Only one kind of item is refused.
type gate struct {
	mu   sync.Mutex
	cars []string
	open bool
}

func (g *gate) arrive(car string, ticket bool) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !ticket || !g.open {
		return false
	}
	g.cars = append(g.cars, car) // want `nothing limits how many items wait in "g\.cars"`
	return true
}

func (g *gate) leave() (car string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.cars) > 0 {
		car, g.cars = g.cars[0], g.cars[1:]
	}
	return car
}

// A condition of the caller is about the item.
type filter struct {
	mu     sync.Mutex
	passed []string
	err    error
}

func (f *filter) pass(s string, wanted func(string) bool) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return false, f.err
	}
	if wanted != nil && !wanted(s) {
		return false, nil
	}
	f.passed = append(f.passed, s) // want `nothing limits how many items wait in "f\.passed"`
	return true, nil
}

func (f *filter) next() (s string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.passed) > 0 {
		s, f.passed = f.passed[0], f.passed[1:]
	}
	return s
}

// Who takes is told no more than there is.
type archive struct {
	mu    sync.Mutex
	pages []string
}

func (a *archive) Size() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.pages)
}

func (a *archive) file(page string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pages = append(a.pages, page) // want `nothing limits how many items wait in "a\.pages"`
}

func (a *archive) remove(n int) []string {
	if a.Size() < n {
		n = a.Size()
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	out := a.pages[:n]
	a.pages = a.pages[n:]
	return out
}
