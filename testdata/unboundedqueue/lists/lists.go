// Package lists holds list types without a lock and without a limit: who uses them
// brings both. None of them is reported, and what their methods do travels as facts.
package lists

// A Deque is generic.
type Deque[T any] struct{ items []T }

func (d *Deque[T]) PushBack(v T) { d.items = append(d.items, v) }

func (d *Deque[T]) PopFront() T {
	v := d.items[0]
	var zero T
	d.items[0] = zero
	d.items = d.items[1:]
	return v
}

func (d *Deque[T]) Len() int { return len(d.items) }

// Frames are bytes.
type Frames struct{ frames [][]byte }

func (f *Frames) Push(b []byte) { f.frames = append(f.frames, b) }

func (f *Frames) Shift() []byte {
	if len(f.frames) == 0 {
		return nil
	}
	b := f.frames[0]
	f.frames = f.frames[1:]
	return b
}

func (f *Frames) Size() int { return len(f.frames) }

// A Line is a named slice.
type Line []string

func (l *Line) Push(s string) { *l = append(*l, s) }

func (l *Line) Pop() string {
	s := (*l)[0]
	*l = (*l)[1:]
	return s
}

// A Ring doubles when it is full.
type Ring[T any] struct {
	buf     []T
	head, n int
}

func (r *Ring[T]) Push(v T) {
	if r.n == len(r.buf) {
		buf := make([]T, 2*r.n+1)
		for i := range r.n {
			buf[i] = r.buf[(r.head+i)%r.n]
		}
		r.buf, r.head = buf, 0
	}
	r.buf[(r.head+r.n)%len(r.buf)] = v
	r.n++
}

func (r *Ring[T]) Pop() T {
	v := r.buf[r.head]
	r.head = (r.head + 1) % len(r.buf)
	r.n--
	return v
}

func (r *Ring[T]) Len() int { return r.n }

type node struct {
	text string
	next *node
}

// Links are linked.
type Links struct{ head, tail *node }

func (l *Links) Enqueue(text string) {
	n := &node{text: text}
	if l.tail == nil {
		l.head, l.tail = n, n
		return
	}
	l.tail.next = n
	l.tail = n
}

func (l *Links) Dequeue() (string, bool) {
	n := l.head
	if n == nil {
		return "", false
	}
	l.head = l.head.next
	if l.head == nil {
		l.tail = nil
	}
	return n.text, true
}

// Append and First are functions for the list of somebody else.
func Append(to *[]string, s string) { *to = append(*to, s) }

func First(of *[]string) string {
	s := (*of)[0]
	*of = (*of)[1:]
	return s
}
