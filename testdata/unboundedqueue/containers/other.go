package containers

import (
	"sync"

	"github.com/eapache/queue"

	"unboundedqueue/lists"
)

// Reported: the list types of another package.

// Generic.
type inbox struct {
	mu    sync.Mutex
	cond  *sync.Cond
	mails lists.Deque[message]
}

func (i *inbox) deliver(m message) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.mails.PushBack(m) // want `nothing limits how many items wait in "i\.mails"`
	i.cond.Signal()
}

func (i *inbox) read() message {
	i.mu.Lock()
	defer i.mu.Unlock()
	for i.mails.Len() == 0 {
		i.cond.Wait()
	}
	return i.mails.PopFront()
}

// A pointer to it, by an alias.
type words = lists.Deque[string]

type speaker struct {
	mu   sync.Mutex
	say  *words
	wake chan struct{}
}

func (s *speaker) add(word string) {
	s.mu.Lock()
	s.say.PushBack(word) // want `nothing limits how many items wait in "s\.say"`
	s.mu.Unlock()
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *speaker) next() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.say.Len() == 0 {
		return "", false
	}
	return s.say.PopFront(), true
}

// Embedded.
type camera struct {
	sync.Mutex
	lists.Frames
}

func (c *camera) shoot(b []byte) {
	c.Lock()
	defer c.Unlock()
	c.Push(b) // want `nothing limits how many items wait in "c"`
}

func (c *camera) develop() []byte {
	c.Lock()
	defer c.Unlock()
	return c.Shift()
}

// A named slice.
type till struct {
	mu     sync.Mutex
	people lists.Line
}

func (t *till) stand(who string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.people.Push(who) // want `nothing limits how many items wait in "t\.people"`
}

func (t *till) serve() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.people) == 0 {
		return ""
	}
	return t.people.Pop()
}

// A ring that grows, in parentheses.
type recorder struct {
	mu   sync.Mutex
	ring lists.Ring[int64]
}

func (r *recorder) record(n int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	(r.ring).Push(n) // want `nothing limits how many items wait in "\(r\.ring\)"`
}

func (r *recorder) replay() (n int64, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ring.Len() == 0 {
		return 0, false
	}
	return (r.ring.Pop)(), true
}

// A linked list.
type rumours struct {
	mu   sync.Mutex
	told lists.Links
}

func (r *rumours) tell(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.told.Enqueue(s) // want `nothing limits how many items wait in "r\.told"`
}

func (r *rumours) hear() (string, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.told.Dequeue()
}

// Functions for a slice.
type errands struct {
	mu   sync.Mutex
	todo []string
}

func (e *errands) remember(s string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	lists.Append(&e.todo, s) // want `nothing limits how many items wait in "&e\.todo"`
}

func (e *errands) do() string {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.todo) == 0 {
		return ""
	}
	return lists.First(&e.todo)
}

// A list of a library.
type printer struct {
	mu   sync.Mutex
	jobs *queue.Queue
}

func (p *printer) print(page string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.jobs.Add(page) // want `nothing limits how many items wait in "p\.jobs"`
}

func (p *printer) next() any {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.jobs.Length() == 0 {
		return nil
	}
	return p.jobs.Remove()
}

// Not reported.

// The user of the list compares.
type desk struct {
	mu     sync.Mutex
	papers lists.Deque[string]
}

func (d *desk) put(paper string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.papers.Len() >= 100 {
		return false
	}
	d.papers.PushBack(paper)
	return true
}

func (d *desk) take() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.papers.PopFront()
}

// The user of the list drops its oldest.
type dashcam struct {
	mu   sync.Mutex
	last lists.Ring[[]byte]
}

func (d *dashcam) film(b []byte) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.last.Len() == 600 {
		d.last.Pop()
	}
	d.last.Push(b)
}

func (d *dashcam) oldest() []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.last.Pop()
}

// One goroutine has it for itself.
func countdown(n int) (last int) {
	var ring lists.Ring[int]
	ring.Push(n)
	for ring.Len() > 0 {
		if last = ring.Pop(); last > 0 {
			ring.Push(last - 1)
		}
	}
	return last
}
