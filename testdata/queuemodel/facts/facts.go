// Package facts holds functions that do something to a queue, with what is
// known of them for callers in other packages.
package facts

import (
	"context"
	"sync"
	"time"
)

type Job struct{ ID int }

type Queue struct {
	ch   chan Job
	in   struct{ ch chan Job }
	cond *sync.Cond
}

// With a fact.

func (q *Queue) Len() int      { return len(q.ch) }              // want Len:"^len recv.ch$"
func (q *Queue) Cap() int      { return cap(q.ch) }              // want Cap:"^cap recv.ch$"
func (q *Queue) Depth() int    { return len(q.in.ch) }           // want Depth:"^len recv.in.ch$"
func (q *Queue) Empty() bool   { return len(q.ch) == 0 }         // want Empty:"true=empty false=unknown recv.ch, true=unknown false=non-empty recv.ch"
func (q *Queue) IsFull() bool  { return len(q.ch) >= cap(q.ch) } // want IsFull:"true=full false=unknown recv.ch, true=unknown false=not full recv.ch"
func (q *Queue) HasMore() bool { return !q.Empty() }             // want HasMore:"true=non-empty"
func (q *Queue) Push(j Job)    { q.ch <- j }                     // want Push:"^put recv.ch$"
func (q *Queue) Stop()         { close(q.ch) }                   // want Stop:"^close recv.ch$"

// The wait of a select is in the fact, too, but not in its text.
func (q *Queue) Take(ctx context.Context) (Job, error) { // want Take:"^get recv.ch$"
	select {
	case j := <-q.ch:
		return j, nil
	case <-ctx.Done():
		return Job{}, ctx.Err()
	}
}

func (q *Queue) push2(j Job) { q.Push(j) } // want push2:"^put recv.ch$"

func Ready(ch <-chan Job) bool { return len(ch) > 0 } // want Ready:"true=non-empty false=unknown param 0, true=unknown false=empty param 0"

func Room(ch chan Job) bool { // want Room:"true=not full false=unknown param 0, true=unknown false=full param 0"
	if len(ch) == cap(ch) {
		return false
	}
	return true
}

var Source = make(chan Job)

func Idle() bool { return len(Source) == 0 } // want Idle:"true=empty false=unknown queuemodel/facts Source"

func Nap() { time.Sleep(time.Second) } // want Nap:"^pause$"

func Start(wg *sync.WaitGroup, f func()) { wg.Go(f) } // want Start:"^spawn param 1$"

// A type whose Pop waits, with a counter that no expression explains.
type List struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []Job
}

func (l *List) Pop() Job { // want Pop:"^get recv$"
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.items) == 0 {
		l.cond.Wait()
	}
	j := l.items[0]
	l.items = l.items[1:]
	return j
}

func (l *List) Size() int { // want Size:"^len recv$"
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.items)
}

// An interface that List implements.
type Popper interface {
	Pop() Job  // want Pop:"^get recv$"
	Size() int // want Size:"^len recv$"
}

// An interface in the shape of a work queue.
type Tasks interface {
	Add(string)
	Get() (string, bool) // want Get:"^takes result 0 from recv$"
	Done(string)         // want Done:"^settles param 0 of recv$"
	Len() int            // want Len:"^len recv$"
}

// A generic queue.
type Ring[T any] struct{ ch chan T }

func (r *Ring[T]) Get() T   { return <-r.ch }    // want Get:"^get recv.ch$"
func (r *Ring[T]) Len() int { return len(r.ch) } // want Len:"^len recv.ch$"

func Guarded(name string, f func()) { // want Guarded:"^guard param 1, isolate$"
	defer func() {
		if r := recover(); r != nil {
			println(name)
		}
	}()
	f()
}

// Without a fact.

func Unguarded(f func()) {
	defer func() { println("done") }()
	f()
}

func (q *Queue) TryTake() (Job, bool) {
	select {
	case j := <-q.ch:
		return j, true
	default:
		return Job{}, false
	}
}

func (q *Queue) Maybe(j Job) {
	if j.ID > 0 {
		q.ch <- j
	}
}

func (q *Queue) Early() (j Job) {
	if len(q.ch) == 0 {
		return j
	}
	return <-q.ch
}

func (q *Queue) Async(j Job) { go func() { q.ch <- j }() }

func (q *Queue) Half() bool { return len(q.ch) > cap(q.ch)/2 }

type Stack struct{ items []Job }

func (s *Stack) Len() int { return len(s.items) }

func (s *Stack) Pop() Job { // want Pop:"^shift head of recv$"
	j := s.items[0]
	s.items = s.items[1:]
	return j
}

// A function that calls itself has the fact of its other operations only.
func Recursive(ch chan Job, n int) { // want Recursive:"^put param 0$"
	ch <- Job{n}
	Recursive(ch, n-1)
}

// Recovery: what becomes of panics.

func Catch() { // want Catch:"^recover$"
	if r := recover(); r != nil {
		println("caught")
	}
}

func End(f func()) { // want End:"^recover, among other things$"
	f()
	println(recover() != nil)
}

func Crash() { // want Crash:"^decide$"
	if r := recover(); r != nil {
		panic(r)
	}
}

func Safely(f func()) { // want Safely:"^guard param 0, isolate$"
	defer Catch()
	f()
}

func Late(f func()) {
	f()
	defer Catch()
}

func Background(f func()) { // want Background:"^spawn param 0, guard param 0, isolate$"
	go func() {
		defer Catch()
		f()
	}()
}

func Unsafely(f func()) { // want Unsafely:"^spawn param 0$"
	go f()
}

func Supervise(f func()) { // want Supervise:"guard param 0, repeat param 0"
	for {
		Safely(f)
	}
}

func Recoverer(next func(Job)) func(Job) { // want Recoverer:"guard param 0, isolate, shield"
	return func(j Job) {
		defer Catch()
		next(j)
	}
}

func Logger(next func(Job)) func(Job) {
	return func(j Job) { next(j) }
}

type handler interface{ Handle(Job) }

type isolated struct{ next handler }

func (i isolated) Handle(j Job) { // want Handle:"^isolate$"
	defer Catch()
	i.next.Handle(j)
}

func Isolate(h handler) handler { return isolated{h} } // want Isolate:"^shield$"
