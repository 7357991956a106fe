// Package silent holds handlers that look as if they could wait for ever and
// cannot, or that wait for what they have started themselves.
package silent

import (
	"context"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

type job struct {
	id    int
	reply chan error
}

type server struct {
	jobs   chan job
	stop   chan struct{}
	ready  chan struct{}
	tokens chan struct{}
	pool   chan *[]byte
	last   chan int
	names  []string
}

func newServer() *server {
	s := &server{
		jobs: make(chan job, 8), stop: make(chan struct{}), ready: make(chan struct{}),
		tokens: make(chan struct{}, 4), pool: make(chan *[]byte, 4), last: make(chan int, 1),
	}
	go s.work()
	go func() {
		time.Sleep(time.Second)
		close(s.ready)
	}()
	return s
}

func (s *server) work() {
	for j := range s.jobs {
		j.reply <- nil
	}
}

// The wait ends with the request.
func (s *server) selectContext(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- job{}:
	case <-r.Context().Done():
		return
	}
}

// A full queue is an answer.
func (s *server) selectDefault(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- job{}:
	default:
		http.Error(w, "busy", http.StatusServiceUnavailable)
	}
}

// A timer ends it.
func (s *server) selectTimer(w http.ResponseWriter, r *http.Request) {
	timer := time.NewTimer(time.Second)
	defer timer.Stop()
	select {
	case s.jobs <- job{}:
	case <-timer.C:
	}
}

func (s *server) selectAfter(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- job{}:
	case <-time.After(time.Second):
	}
}

// The server's own end ends it.
func (s *server) selectStop(w http.ResponseWriter, r *http.Request) {
	select {
	case s.jobs <- job{}:
	case <-s.stop:
	}
}

// The same in a helper, and in one that is given the context.
func (s *server) offer(j job) bool {
	select {
	case s.jobs <- j:
		return true
	default:
		return false
	}
}

func (s *server) put(ctx context.Context, j job) error {
	select {
	case s.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *server) byHelper(w http.ResponseWriter, r *http.Request) {
	if !s.offer(job{}) {
		return
	}
	_ = s.put(r.Context(), job{})
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = s.put(ctx, job{})
}

// The handler's own goroutines answer, each once, into room for all.
func (s *server) twoResults(w http.ResponseWriter, r *http.Request) {
	results := make(chan int, 2)
	go func() { results <- 1 }()
	go func() { results <- 2 }()
	<-results
	<-results
}

func (s *server) sized(w http.ResponseWriter, r *http.Request) {
	errs := make(chan error, len(s.names))
	for range s.names {
		go func() { errs <- nil }()
	}
	for range s.names {
		<-errs
	}
}

// Its own goroutine always sends.
func (s *server) ownResult(w http.ResponseWriter, r *http.Request) {
	done := make(chan error)
	go func() { done <- work() }()
	if err := <-done; err != nil {
		return
	}
}

// The same by a named function and by a helper that starts it.
func (s *server) ownNamed(w http.ResponseWriter, r *http.Request) {
	done := make(chan error)
	go produce(done)
	<-done
}

func produce(out chan<- error) { out <- work() }

func start() <-chan error {
	out := make(chan error, 1)
	go func() { out <- work() }()
	return out
}

func (s *server) started(w http.ResponseWriter, r *http.Request) {
	<-start()
	errs := start()
	<-errs
}

// A channel with room, each branch sends once.
func (s *server) branches(w http.ResponseWriter, r *http.Request) {
	out := make(chan string, 1)
	if r.Method == http.MethodGet {
		out <- "get"
	} else {
		out <- "other"
	}
	_, _ = w.Write([]byte(<-out))
}

// Workers of the handler's own take what it sends.
func (s *server) fanOut(w http.ResponseWriter, r *http.Request) {
	in := make(chan string)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range in {
				_ = work()
			}
		})
	}
	for _, name := range s.names {
		in <- name
	}
	close(in)
	wg.Wait()
}

// It waits for the goroutines that it started.
func (s *server) waits(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = work()
	}()
	wg.Wait()
	var g errgroup.Group
	g.Go(work)
	_ = g.Wait()
}

// Waiting for the end of a context is what these do.
func (s *server) stream(w http.ResponseWriter, r *http.Request) {
	<-r.Context().Done()
}

// A channel that is closed says done, whatever it is called.
func (s *server) untilReady(w http.ResponseWriter, r *http.Request) {
	<-s.ready
}

type request struct {
	answer int
	heard  chan struct{}
}

var requests = make(chan *request, 1)

func answers() {
	for req := range requests {
		req.answer = 1
		close(req.heard)
	}
}

func (s *server) doneLike(w http.ResponseWriter, r *http.Request) {
	req := &request{heard: make(chan struct{})}
	select {
	case requests <- req:
	case <-r.Context().Done():
		return
	}
	<-req.heard
}

// A token is given back: there is room for it.
func (s *server) limited(w http.ResponseWriter, r *http.Request) {
	select {
	case s.tokens <- struct{}{}:
	case <-r.Context().Done():
		return
	}
	defer func() { <-s.tokens }()
	_ = work()
}

// The other way round: tokens are taken out and put back, as buffers are.
func (s *server) buffered(w http.ResponseWriter, r *http.Request) {
	var buf *[]byte
	select {
	case buf = <-s.pool:
	case <-r.Context().Done():
		return
	}
	defer func() { s.pool <- buf }()
	_, _ = w.Write(*buf)
}

func (s *server) release(buf *[]byte) { s.pool <- buf }

func (s *server) borrowed(w http.ResponseWriter, r *http.Request) {
	select {
	case buf := <-s.pool:
		defer s.release(buf)
	case <-r.Context().Done():
	}
}

// Only the newest counts: room is made first.
func (s *server) newest(w http.ResponseWriter, r *http.Request) {
	select {
	case s.last <- 1:
	default:
		<-s.last
		s.last <- 1
	}
}

// What happens in a goroutine that nobody waits for is not the handler's wait.
func (s *server) async(w http.ResponseWriter, r *http.Request) {
	go func() { s.jobs <- job{} }()
	go s.send()
}

func (s *server) send() { s.jobs <- job{} }

// A stage of a pipeline sends on what it reads.
func (s *server) stage(w http.ResponseWriter, r *http.Request) {
	out := make(chan job)
	go consume(out)
	for j := range s.jobs {
		out <- j
	}
}

func consume(in <-chan job) {
	for range in {
		_ = work()
	}
}

// A channel of the handler's own object, made for this request.
type session struct {
	events chan string
	done   chan bool
}

func newSession() *session {
	se := &session{events: make(chan string, 4), done: make(chan bool)}
	go se.pump()
	return se
}

func (se *session) pump() {
	for range se.events {
		_ = work()
	}
	se.done <- true
}

func (s *server) ownSession(w http.ResponseWriter, r *http.Request) {
	se := newSession()
	se.events <- "hello"
	se.emit("world")
	close(se.events)
	<-se.done
}

func (se *session) emit(text string) { se.events <- text }

// One place for one answer: whoever waits takes it out of the map.
type waiters struct {
	mu sync.Mutex
	m  map[int]chan string
}

func (ws *waiters) wait(ctx context.Context, id int) string {
	ch := make(chan string, 1)
	ws.mu.Lock()
	ws.m[id] = ch
	ws.mu.Unlock()
	select {
	case text := <-ch:
		return text
	case <-ctx.Done():
		return ""
	}
}

func (ws *waiters) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ws.mu.Lock()
	ch, ok := ws.m[1]
	delete(ws.m, 1)
	ws.mu.Unlock()
	if ok {
		ch <- r.URL.Path
	}
}

// A condition that the end of the queue also ends.
type gate struct {
	mu     sync.Mutex
	cond   *sync.Cond
	items  []int
	closed bool
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.items) == 0 && !g.closed {
		g.cond.Wait()
	}
}

// A short sleep in a goroutine of the request's own.
func (s *server) throttled(w http.ResponseWriter, r *http.Request) {
	time.Sleep(50 * time.Millisecond)
	for range 3 {
		if work() == nil {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// A worker is no handler: it may wait.
func (s *server) run(ctx context.Context) {
	for {
		s.jobs <- job{}
		time.Sleep(time.Minute)
	}
}

func work() error { return nil }

var _ = []any{newServer, (*server).run, answers, (*waiters).wait}

// Whoever logs in waits for the browser once, and the program goes on.
func login() string {
	codes := make(chan string)
	http.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		codes <- r.FormValue("code")
	})
	return <-codes
}

// Tries that are counted, or that a deadline ends.
func (s *server) deadline(w http.ResponseWriter, r *http.Request) {
	deadline := time.Now().Add(time.Second)
	for time.Now().Before(deadline) {
		time.Sleep(20 * time.Millisecond)
	}
	attempt := 0
	for {
		if attempt++; attempt > 3 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// The loop ends with the request, at most one pause later.
func (s *server) watched(w http.ResponseWriter, r *http.Request) {
	drained(r.Context(), s)
	for len(s.jobs) != 0 && r.Context().Err() == nil {
		time.Sleep(time.Second)
	}
}

func drained(ctx context.Context, s *server) {
	for len(s.last) != 0 && !gone(ctx) {
		time.Sleep(time.Second)
	}
}

func gone(ctx context.Context) bool { return ctx.Err() != nil }

// A lock is held for as long as somebody works.
type keyed struct {
	mu   sync.Mutex
	cond *sync.Cond
	busy bool
}

func (k *keyed) Lock() {
	k.mu.Lock()
	for k.busy {
		k.cond.Wait()
	}
	k.busy = true
	k.mu.Unlock()
}

func (k *keyed) ServeHTTP(w http.ResponseWriter, r *http.Request) { k.Lock() }

var _ = login

// Each request has its own channel, with room.
type outcome struct {
	next http.Handler
	errs chan error
}

func (o *outcome) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.next.ServeHTTP(w, r)
	o.errs <- r.Context().Err()
}

func timed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		o := &outcome{next, make(chan error, 1)}
		http.TimeoutHandler(o, time.Second, "late").ServeHTTP(w, r)
		select {
		case <-o.errs:
		case <-r.Context().Done():
		}
	})
}

// The reader keeps what nobody takes yet: it always receives.
type pump struct{ in, out chan int }

func newPump() *pump {
	p := &pump{make(chan int), make(chan int)}
	go p.run()
	return p
}

func (p *pump) run() {
	var waiting []int
	var out chan int
	next := 0
	for {
		select {
		case out <- next:
			out = nil
			if len(waiting) > 0 {
				out, next, waiting = p.out, waiting[0], waiting[1:]
			}
		case v := <-p.in:
			if out == nil {
				out, next = p.out, v
			} else {
				waiting = append(waiting, v)
			}
		}
	}
}

func (p *pump) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.in <- 1 }

// The future of one call, found by its number: it has room for its one answer.
type future struct{ done chan error }

type futures struct {
	mu  sync.Mutex
	all map[int]*future
}

func (f *futures) add(id int) *future {
	u := &future{make(chan error, 1)}
	f.all[id] = u
	return u
}

func (f *futures) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	u := f.all[1]
	delete(f.all, 1)
	u.finish(nil)
}

func (u *future) finish(err error) { u.done <- err }

var _ = []any{timed, newPump, (*futures).add}

// A channel as a mutex.
type mutex chan struct{}

func (m mutex) Lock()   { m <- struct{}{} }
func (m mutex) Unlock() { <-m }

type guarded struct{ mu mutex }

func (g *guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	defer g.mu.Unlock()
}

// A worker leaves when it is given nil: until then it receives.
type crew struct {
	mu      sync.Mutex
	workers []chan func()
}

func (c *crew) work(in chan func()) {
	for {
		f, ok := <-in
		if !ok {
			return
		}
		if f == nil {
			return
		}
		f()
	}
}

func (c *crew) resize(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.workers) < n {
		in := make(chan func(), 16)
		c.workers = append(c.workers, in)
		go c.work(in)
	}
	for len(c.workers) > n {
		last := c.workers[len(c.workers)-1]
		c.workers = c.workers[:len(c.workers)-1]
		last <- nil
	}
}

func (c *crew) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.resize(4) }
