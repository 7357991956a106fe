// Package kinds has the other waits: for answers, for queues, for time.
package kinds

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"blockinghandler/helper"
)

// Reported.

type query struct {
	key   string
	reply chan string
	done  chan struct{}
}

type store struct {
	queries chan *query
	pending map[string]chan string
	waiting *query
	ready   chan string
}

func newStore() *store {
	return &store{queries: make(chan *query), pending: make(map[string]chan string), ready: make(chan string)}
}

func (s *store) run() {
	for q := range s.queries {
		q.reply <- q.key
		q.done <- struct{}{}
	}
}

func (s *store) get(w http.ResponseWriter, r *http.Request) {
	reply := make(chan string)
	s.queries <- &query{key: "x", reply: reply} // want `send on "s.queries" \(unbuffered\)`
	_, _ = w.Write([]byte(<-reply))             // want `the receive from "reply" \(unbuffered\) holds this HTTP handler and the request until an answer comes, for ever when none does: select on r.Context\(\).Done\(\) as well, and give the answer room \(capacity 1\)`
}

func (s *store) field(w http.ResponseWriter, r *http.Request) {
	q := &query{key: "x", reply: make(chan string, 1)}
	select {
	case s.queries <- q:
	case <-r.Context().Done():
		return
	}
	<-q.reply // want `the receive from "q.reply"`
}

func newQuery(key string) *query {
	return &query{key: key, reply: make(chan string, 1), done: make(chan struct{})}
}

func (s *store) constructed(w http.ResponseWriter, r *http.Request) {
	q := newQuery("x")
	s.submit(q) // want `submit leads to a send on "s.queries"`
	<-q.done    // want `the receive from "q.done"`
}

func (s *store) submit(q *query) { s.queries <- q }

// Kept in a map or a field for whoever answers.
func (s *store) stored(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string)
	s.pending["x"] = ch
	text := <-ch // want `the receive from "ch" \(unbuffered\)`
	_ = text
	q := newQuery("y")
	s.waiting = q
	<-q.reply // want `the receive from "q.reply"`
}

// Both waits of a helper are one finding, at the call.
func (s *store) ask(key string) string {
	reply := make(chan string, 1)
	s.queries <- &query{key: key, reply: reply}
	return <-reply
}

func (s *store) helped(w http.ResponseWriter, r *http.Request) {
	_ = s.ask("x") // want `ask leads to a send on "s.queries"`
}

type inbox struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []string
}

func (b *inbox) Pop() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.items) == 0 {
		b.cond.Wait()
	}
	item := b.items[0]
	b.items = b.items[1:]
	return item
}

func (b *inbox) Len() int { return len(b.items) }

func (b *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	for len(b.items) == 0 {
		b.cond.Wait() // want `the wait for "b.cond" holds this HTTP handler and the request until it is signalled`
	}
	b.mu.Unlock()
}

type front struct {
	box    *inbox
	buffer *helper.Buffer
	sem    *semaphore.Weighted
	tokens chan struct{}
}

func newFront() *front { return &front{tokens: make(chan struct{}, 10)} }

func (f *front) pop(w http.ResponseWriter, r *http.Request) {
	_ = f.box.Pop()   // want `f.box.Pop waits without a context and holds this HTTP handler and the request, for ever when nobody else moves the queue: wait with r.Context\(\)`
	f.buffer.Put("x") // want `Put leads to a wait for "b.room" at helper.go:\d+, which holds this HTTP handler`
}

func (f *front) acquire(w http.ResponseWriter, r *http.Request) {
	if err := f.sem.Acquire(context.Background(), 1); err != nil { // want `f.sem.Acquire waits with context.Background\(\), which never ends, and holds this HTTP handler and the request: pass r.Context\(\)`
		return
	}
	defer f.sem.Release(1)
	ctx := context.WithValue(context.TODO(), key{}, "x")
	_ = f.sem.Acquire(ctx, 1) // want `f.sem.Acquire waits with ctx, which never ends`
	late, cancel := context.WithCancel(context.Background())
	defer cancel()
	_ = f.sem.Acquire(late, 1) // want `f.sem.Acquire waits with late, which never ends`
	f.lock()                   // want `lock leads to f.sem.Acquire at kinds.go:\d+, which waits with context.Background\(\)`
}

type key struct{}

func (f *front) lock() { _ = f.sem.Acquire(context.Background(), 1) }

// A channel that limits how many work at once is a semaphore as well.
func (f *front) limited(w http.ResponseWriter, r *http.Request) {
	f.tokens <- struct{}{} // want `the send on "f.tokens" \(buffered 10\) holds this HTTP handler and the request until another one leaves, also when nobody waits for the answer any more: select on r.Context\(\).Done\(\) as well`
	defer func() { <-f.tokens }()
}

func sleepy(w http.ResponseWriter, r *http.Request) {
	time.Sleep(2 * time.Second) // want `the sleep of 2 . time.Second holds this HTTP handler and the request: wait for a timer in a select with r.Context\(\).Done\(\)`
	helper.Backoff()            // want `Backoff leads to a sleep of 3 . time.Second at helper.go:\d+, which holds this HTTP handler`
	<-time.After(time.Minute)   // want `the sleep of time.Minute holds this HTTP handler`
	for !up() {
		time.Sleep(100 * time.Millisecond) // want `the sleep of 100 . time.Millisecond holds this HTTP handler`
	}
}

func (f *front) tries(w http.ResponseWriter, r *http.Request) {
	for {
		select {
		case names <- "x":
			return
		default:
			time.Sleep(20 * time.Millisecond) // want `the sleep of 20 . time.Millisecond holds this HTTP handler`
		}
	}
}

var names = make(chan string)

func (f *front) enter() { f.tokens <- struct{}{} }
func (f *front) leave() { <-f.tokens }

func (f *front) wrapped(w http.ResponseWriter, r *http.Request) {
	f.enter() // want `enter leads to a send on "f.tokens" \(buffered 10\) at kinds.go:\d+, which holds this HTTP handler and the request until another one leaves`
	defer f.leave()
}

func up() bool { return true }

var _ = []any{newStore, (*store).run, newFront}

// A stream that nobody closes: the handler stays until the next event.
type broker struct{ joins chan chan string }

func (b *broker) run() {
	subs := make(map[chan string]bool)
	for sub := range b.joins {
		subs[sub] = true
	}
}

func (b *broker) events(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string, 8)
	b.joins <- ch          // want `send on "b.joins"`
	for text := range ch { // want `the receive from "ch" \(buffered 8\) holds this HTTP handler and the request until an answer comes`
		_, _ = w.Write([]byte(text))
	}
}

func (b *broker) leaves(w http.ResponseWriter, r *http.Request) {
	ch := make(chan string)
	b.joins <- ch // want `send on "b.joins"`
	go func() {
		<-r.Context().Done()
		b.joins <- ch
	}()
	for {
		_, _ = w.Write([]byte(<-ch)) // want `the receive from "ch" \(unbuffered\) holds this HTTP handler`
	}
}

// A helper that calls what it is given.
func (b *broker) locked(f func()) { f() }

func (b *broker) join(w http.ResponseWriter, r *http.Request) {
	b.locked(func() {
		b.joins <- nil // want `send on "b.joins"`
	})
}

var _ = (*broker).run

// A queue's Get that takes no context.
type results struct{ ch chan string }

func (q *results) Get() string { return <-q.ch }

func (q *results) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(q.Get())) // want `Get leads to a receive from "q.ch" at kinds.go:\d+, which holds this HTTP handler and the request until something comes`
}

// A nil that is an answer ends nobody.
type checks struct{ results chan *string }

func (c *checks) report() {
	for s := range c.results {
		if s == nil {
			continue
		}
		_ = *s
	}
}

func (c *checks) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.results <- nil // want `send on "c.results"`
}

var _ = (*checks).report

// A nil that marks the end of what is there already ends a reader who only wants that,
// not the workers of somebody else.
type watcher struct{ updates chan *string }

func (w *watcher) first() (all []string) {
	for s := range w.updates {
		if s == nil {
			return all
		}
		all = append(all, *s)
	}
	return all
}

func (w *watcher) ServeHTTP(http.ResponseWriter, *http.Request) {
	w.updates <- nil // want `send on "w.updates"`
}

var _ = (*watcher).first
