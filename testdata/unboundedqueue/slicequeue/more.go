package slicequeue

import "sync"

// Reported: other ways to write the same.

// An alias of the type of the list, in parentheses.
type letters = []message

type postbox struct {
	mu   sync.Mutex
	mail letters
}

func (p *postbox) post(m message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	(p.mail) = append((p.mail), m) // want `nothing limits how many items wait in "\(p\.mail\)"`
}

func (p *postbox) collect() (m message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.mail) > 0 {
		m, p.mail = (p.mail)[0], (p.mail)[1:]
	}
	return m
}

// Its methods are values for somebody else.
type porter struct {
	mu    sync.Mutex
	bags  []string
	carry func(string)
}

func newPorter(register func(put func(string), take func() string)) *porter {
	p := &porter{}
	register(p.accept, p.next)
	return p
}

func (p *porter) accept(bag string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.bags = append(p.bags, bag) // want `nothing limits how many items wait in "p\.bags"`
}

func (p *porter) next() (bag string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.bags) > 0 {
		bag, p.bags = p.bags[0], p.bags[1:]
	}
	return bag
}

// One element of a map has the list.
type rooms struct {
	mu sync.Mutex
	of map[string]*room
}

type room struct{ guests []string }

func (r *rooms) enter(name, guest string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	room := r.of[name]
	room.guests = append(room.guests, guest) // want `nothing limits how many items wait in "room\.guests"`
}

func (r *rooms) leave(name string) (guest string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if room := r.of[name]; len(room.guests) > 0 {
		guest, room.guests = room.guests[0], room.guests[1:]
	}
	return guest
}

// Zero is compared, and that is no limit.
type bell struct {
	mu    sync.Mutex
	rings []message
	ring  chan struct{}
}

func (b *bell) push(m message) {
	b.mu.Lock()
	first := len(b.rings) == 0
	b.rings = append(b.rings, m) // want `nothing limits how many items wait in "b\.rings"`
	b.mu.Unlock()
	if first {
		b.ring <- struct{}{}
	}
}

func (b *bell) answer() message {
	<-b.ring
	b.mu.Lock()
	defer b.mu.Unlock()
	m := b.rings[0]
	b.rings = b.rings[1:]
	if len(b.rings) > 0 {
		go func() { b.ring <- struct{}{} }()
	}
	return m
}

// The lock is a pointer that two objects have.
type shared struct {
	mu   *sync.Mutex
	jobs []func()
}

func (s *shared) add(f func()) {
	s.mu.Lock()
	s.jobs = append(s.jobs, f) // want `nothing limits how many items wait in "s\.jobs"`
	s.mu.Unlock()
}

func (s *shared) work() {
	for {
		s.mu.Lock()
		if len(s.jobs) == 0 {
			s.mu.Unlock()
			return
		}
		f := s.jobs[0]
		s.jobs = s.jobs[1:]
		s.mu.Unlock()
		f()
	}
}

// Not reported.

// A limit that is compared by the same methods, as values.
type shelf struct {
	mu    sync.Mutex
	books []string
	full  func(int) bool
}

func newShelf(max int) *shelf {
	s := &shelf{}
	s.full = func(n int) bool { return n >= max }
	return s
}

func (s *shelf) put(book string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.full(len(s.books)) {
		return false
	}
	s.books = append(s.books, book)
	return true
}

func (s *shelf) take() (book string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.books) > 0 {
		book, s.books = s.books[0], s.books[1:]
	}
	return book
}
