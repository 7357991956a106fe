// Package worklists holds lists of one goroutine: none of them is reported.
package worklists

import (
	"container/list"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	eq "github.com/eapache/queue"
)

// Breadth first, in a variable.
func BFS(start *Node, visit func(*Node)) {
	seen := map[int]bool{start.ID: true}
	queue := []*Node{start}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		visit(n)
		for _, e := range n.Edges {
			if !seen[e.ID] {
				seen[e.ID] = true
				queue = append(queue, e)
			}
		}
	}
}

type Node struct {
	ID    int
	Edges []*Node
}

// In a struct that one call makes.
type Walker struct {
	queue []*Node
	seen  map[*Node]bool
}

func (w *Walker) push(n *Node) {
	if w.seen[n] {
		return
	}
	w.seen[n] = true
	w.queue = append(w.queue, n)
}

func (w *Walker) pop() *Node {
	n := w.queue[0]
	w.queue = w.queue[1:]
	return n
}

func Reachable(start *Node) (out []*Node) {
	w := &Walker{seen: map[*Node]bool{}}
	w.push(start)
	for len(w.queue) > 0 {
		n := w.pop()
		out = append(out, n)
		for _, e := range n.Edges {
			w.push(e)
		}
	}
	return out
}

// A list of the standard library.
func Sizes(root string) (total int64, err error) {
	dirs := list.New()
	dirs.PushBack(root)
	for e := dirs.Front(); e != nil; e = dirs.Front() {
		dir := dirs.Remove(e).(string)
		ents, err := os.ReadDir(dir)
		if err != nil {
			return total, err
		}
		for _, ent := range ents {
			p := filepath.Join(dir, ent.Name())
			if ent.Type()&fs.ModeDir != 0 {
				dirs.PushBack(p)
				continue
			}
			if info, err := ent.Info(); err == nil {
				total += info.Size()
			}
		}
	}
	return total, nil
}

// Events make events.
type Sim struct {
	events []simEvent
	now    int
}

type simEvent struct {
	at int
	do func(*Sim)
}

func (s *Sim) At(t int, do func(*Sim)) { s.events = append(s.events, simEvent{t, do}) }

func (s *Sim) Run() {
	for len(s.events) > 0 {
		e := s.events[0]
		s.events = s.events[1:]
		s.now = e.at
		e.do(s)
	}
}

// The list of a library.
func Walk(root int, children func(int) []int, visit func(int)) {
	q := eq.New()
	q.Add(root)
	for q.Length() > 0 {
		n := q.Remove().(int)
		visit(n)
		for _, c := range children(n) {
			q.Add(c)
		}
	}
}

// One goroutine adds and takes, the lock is for those who ask how many.
type Delay struct {
	in  chan string
	mu  sync.Mutex
	buf []string
}

func (l *Delay) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.buf)
}

func (l *Delay) add(s string) {
	l.mu.Lock()
	l.buf = append(l.buf, s)
	l.mu.Unlock()
}

func (l *Delay) take() (s string) {
	l.mu.Lock()
	s, l.buf = l.buf[0], l.buf[1:]
	l.mu.Unlock()
	return s
}

func (l *Delay) Run(do func(string)) {
	for s := range l.in {
		l.add(s)
		if l.Len() > 3 {
			do(l.take())
		}
	}
}

// Whoever fills the list works it off in the same call; the lock is for those who
// look on or change the order.
type jobList struct {
	mu   sync.Mutex
	jobs []string
}

func (l *jobList) Push(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.jobs = append(l.jobs, name)
}

func (l *jobList) Pop() (string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.jobs) == 0 {
		return "", false
	}
	name := l.jobs[0]
	l.jobs = l.jobs[1:]
	return name, true
}

func (l *jobList) Jobs() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]string(nil), l.jobs...)
}

type Folder struct{ queue jobList }

func (f *Folder) Pull(names []string, pull func(string)) {
	for _, name := range names {
		f.queue.Push(name)
	}
	for {
		name, ok := f.queue.Pop()
		if !ok {
			return
		}
		pull(name)
	}
}

func (f *Folder) Queued() []string { return f.queue.Jobs() }
