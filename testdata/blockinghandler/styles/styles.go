// Package styles has one wait in many ways to write it.
package styles

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"blockinghandler/helper"
)

// Reported.

type (
	Event   struct{ Name string }
	Events  chan Event
	alias   = chan Event
	queue   struct{ in Events }
	wrapper struct{ queue }
)

var global = make(chan Event)

func onGlobal(w http.ResponseWriter, r *http.Request) {
	global <- Event{} // want `send on "global" \(unbuffered\)`
}

func onParam(ch chan<- Event) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		(ch) <- Event{} // want `send on "ch"`
	}
}

func onAlias(q *queue, w http.ResponseWriter, r *http.Request) {
	in := q.in
	in <- Event{} // want `send on "q.in"`
	var other alias = global
	other <- Event{} // want `send on "global"`
}

func (q *wrapper) onEmbedded(w http.ResponseWriter, r *http.Request) {
	q.in <- Event{} // want `send on "q.queue.in"`
	if r.Method == http.MethodPut {
		q.push(Event{}) // want `push leads to a send on "q.in" .* which holds this HTTP handler`
	}
}

func (q *queue) push(e Event) { q.in <- e }

func (q *queue) twice(e Event) {
	q.push(e)
	q.push(e)
}

func (q *queue) chain(w http.ResponseWriter, r *http.Request) {
	q.twice(Event{}) // want `twice leads to a send on "q.in" .*: give it r.Context\(\), and select on that as well`
	push := q.push
	push(Event{})         // want `push leads to a send`
	defer q.push(Event{}) // want `push leads to a send`
	send := func(e Event) {
		q.in <- e // want `send on "q.in"`
	}
	send(Event{})
	func() {
		q.in <- Event{} // want `send on "q.in"`
	}()
	var once sync.Once
	once.Do(func() {
		q.in <- Event{} // want `send on "q.in"`
	})
}

type ring[T any] struct{ items chan T }

func newRing[T any](n int) *ring[T] { return &ring[T]{make(chan T, n)} }

func (r *ring[T]) Add(v T) { r.items <- v }

type generic struct{ r *ring[Event] }

func (g *generic) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.r.items <- Event{} // want `send on "g.r.items" \(buffered\)`
	g.r.Add(Event{})     // want `Add leads to a send on "r.items" \(buffered\)`
}

// Each of the others is told in turn: a slow one holds up all.
type room struct {
	mu   sync.Mutex
	subs map[string]*subscriber
	all  []chan Event
}

type subscriber struct{ events chan Event }

func (m *room) join(name string) *subscriber {
	s := &subscriber{events: make(chan Event, 8)}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.subs[name] = s
	return s
}

func (m *room) tell(w http.ResponseWriter, r *http.Request) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.subs {
		s.events <- Event{} // want `send on "s.events" \(buffered 8\)`
	}
	for _, ch := range m.all {
		ch <- Event{} // want `send on "ch"`
	}
	if s, ok := m.subs["admin"]; ok {
		s.events <- Event{} // want `send on "s.events" \(buffered 8\)`
	}
	one := m.find("x")
	one.events <- Event{} // want `send on "one.events" \(buffered 8\)`
}

func (m *room) find(name string) *subscriber { return m.subs[name] }

// A select whose cases all send has no way out, nor has one of a single case.
func (q *queue) selects(w http.ResponseWriter, r *http.Request) {
	select {
	case q.in <- Event{}: // want `send on "q.in"`
	case global <- Event{}:
	}
	select {
	case q.in <- Event{}: // want `send on "q.in"`
	}
}

// One implementation in sight.
type sink interface{ accept(e Event) }

type chanSink struct{ ch chan Event }

func (s chanSink) accept(e Event) { s.ch <- e }

type withSink struct {
	sink sink
	far  helper.Sink
	box  *helper.Box
	fmt.Stringer
}

func (s *withSink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.sink.accept(Event{})                   // want `accept leads to a send on "s.ch" at styles.go:\d+`
	s.far.Emit("x")                          // want `Emit leads to a send on "s.out" \(unbuffered\) at helper.go:\d+`
	s.box.Send("x")                          // want `Send leads to a send on "b.ch" \(buffered\) at helper.go:26, which holds this HTTP handler`
	s.box.Deep("x")                          // want `Deep leads to a send on "b.ch"`
	helper.Forward(names, "x")               // want `Forward leads to a send on "ch" \(unbuffered\) at helper.go:\d+`
	_ = s.box.Put(context.Background(), "x") // want `Put leads to Put at helper.go:\d+, which waits with context.Background\(\), which never ends, and holds this HTTP handler and the request: pass r.Context\(\)`
	_ = s.String()
}

var names = make(chan string)

// A channel made here, without room, that others are given.
func (q *queue) lends(w http.ResponseWriter, r *http.Request) {
	own := make(chan Event)
	streams <- own // want `send on "streams"`
	own <- Event{} // want `send on "own" \(unbuffered\)`
}

var streams = make(chan chan Event, 10)

var _ = []any{onGlobal, onParam, onAlias, (*wrapper).onEmbedded, (*queue).chain, newRing[int], (*room).join, (*room).tell, (*queue).selects, (*queue).lends}

// A closure of the function that registers the handlers sends for them.
func register(mux *http.ServeMux, jobs chan string) {
	submit := func(text string) { jobs <- text }
	try := func(text string) {
		select {
		case jobs <- text:
		default:
		}
	}
	mux.HandleFunc("/submit", func(w http.ResponseWriter, r *http.Request) {
		submit(r.URL.Path) // want `submit leads to a send on "jobs" at styles.go:\d+, which holds this HTTP handler`
	})
	mux.HandleFunc("/try", func(w http.ResponseWriter, r *http.Request) { try(r.URL.Path) })
}

// Not reported: two implementations, and one that nobody sees.

type out interface{ emit(e Event) }

type a struct{ ch chan Event }

func (x a) emit(e Event) { x.ch <- e }

type b struct{}

func (b) emit(e Event) {}

type unseen interface{ emitAll(e []Event) }

type fakeSink struct{ ch chan Event }

func (x fakeSink) accept(e Event) { x.ch <- e }

func several(o out, u unseen, w http.ResponseWriter, r *http.Request) {
	o.emit(Event{})
	u.emitAll(nil)
}

var _ = several
