// Package owners holds channels for which it matters who else works on them:
// the same goroutine, a constructor, a test, another package.
package owners

import "sync"

type job struct{ id int }

func use(job) {}

// Reported.

// Every subscriber is somebody else's channel.
type Hub struct {
	mu      sync.RWMutex
	clients map[*client]bool
	lanes   []chan job
}

type client struct{ send chan job }

func (h *Hub) Broadcast(j job) {
	for c := range h.clients {
		if len(c.send) == cap(c.send) { // want `"c.send" can be filled`
			continue
		}
		c.send <- j
	}
	for i := range h.lanes {
		if len(h.lanes[i]) < cap(h.lanes[i]) { // want `"h.lanes\[i\]" can be filled`
			h.lanes[i] <- j
		}
	}
}

// Readers share an RWMutex: it keeps no other reader out.
func (c *Conn) Publish(j job) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.closed || len(c.out) == cap(c.out) { // want `"c.out" can be filled`
		return false
	}
	c.out <- j
	return true
}

type Conn struct {
	mu     sync.RWMutex
	closed bool
	out    chan job
}

// Tokens in a channel of computed size.
type Limiter struct{ tokens chan struct{} }

func NewLimiter(n int) *Limiter { return &Limiter{tokens: make(chan struct{}, n)} }

func (l *Limiter) Allow() bool {
	if len(l.tokens) > 0 { // want `"l.tokens" can be emptied`
		<-l.tokens
		return true
	}
	return false
}

// Two go statements are two goroutines.
func pair() {
	ch := make(chan job, 8)
	go consume(ch)
	go consume(ch)
}

func consume(ch chan job) {
	for len(ch) > 0 { // want `another goroutine can take the last item of "ch"`
		use(<-ch)
	}
}

// The reader is in another package, so the lock keeps only writers out.
type Mailbox struct {
	mu     sync.Mutex
	latest chan job
}

func (m *Mailbox) Updates() <-chan job { return m.latest }

func (m *Mailbox) Set(j job) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.latest) == cap(m.latest) { // want `"m.latest" can be emptied between this check and the receive that makes room`
		<-m.latest
	}
	m.latest <- j
}

// The capacity is kept in a field.
type Sized struct {
	max int
	in  chan job
}

func NewSized(n int) *Sized { return &Sized{max: n, in: make(chan job, n)} }

func (s *Sized) Offer(j job) bool {
	if len(s.in) >= s.max { // want `"s.in" can be filled`
		return false
	}
	s.in <- j
	return true
}

// Several goroutines fill what is left.
type refill struct{ ids chan job }

func (r *refill) start() {
	for range 2 {
		go r.run()
	}
}

func (r *refill) run() {
	for len(r.ids) < cap(r.ids) { // want `"r.ids" can be filled`
		r.ids <- job{}
	}
}

// Not reported.

// One helper for two consumers, each with a channel of its own.
func batch(ch chan job) (js []job) {
	js = append(js, <-ch)
	for len(ch) > 0 {
		js = append(js, <-ch)
	}
	return js
}

type both struct{ logs, events chan job }

func (b *both) start() {
	go func() {
		for {
			batch(b.logs)
		}
	}()
	go func() {
		for {
			batch(b.events)
		}
	}()
}

// A simulation in one goroutine, on a list of its own.
func Simulate(n int) {
	nodes := make([]*client, n)
	for i := range nodes {
		nodes[i] = &client{make(chan job, 4)}
	}
	for _, nd := range nodes {
		if len(nd.send) > 0 {
			use(<-nd.send)
		}
	}
}

// The constructor starts the only consumer; its go statement takes nothing.
type Actor struct {
	in   chan job
	stop chan struct{}
}

func NewActor() *Actor {
	a := &Actor{in: make(chan job, 8)}
	a.in <- job{}
	go a.run()
	return a
}

func NewActorSize(n int) *Actor {
	a := &Actor{in: make(chan job, n)}
	go a.run()
	return a
}

func (a *Actor) run() {
	for j := range a.in {
		use(j)
		if len(a.in) > 0 {
			use(<-a.in)
		}
	}
}

// What Close takes it takes after the loop has ended.
type Loop struct {
	in   chan job
	quit chan struct{}
	wg   sync.WaitGroup
}

func (l *Loop) Start() {
	l.wg.Add(1)
	go l.run()
}

func (l *Loop) run() {
	defer l.wg.Done()
	for {
		select {
		case j := <-l.in:
			use(j)
			for len(l.in) > 0 {
				use(<-l.in)
			}
		case <-l.quit:
			return
		}
	}
}

func (l *Loop) Close() {
	close(l.quit)
	l.wg.Wait()
	for {
		select {
		case j := <-l.in:
			use(j)
		default:
			return
		}
	}
}

// A worker for each shard, started by its index.
type sharded struct{ shards []*shard }

type shard struct{ in chan job }

func newSharded(n int) *sharded {
	s := &sharded{shards: make([]*shard, n)}
	for i := range s.shards {
		s.shards[i] = &shard{in: make(chan job, 4)}
		go s.shards[i].run()
	}
	return s
}

func (s *shard) run() {
	for j := range s.in {
		use(j)
		for len(s.in) > 0 {
			use(<-s.in)
		}
	}
}

// The constructor fills the pool before it shares it; afterwards the lock holds.
type filled struct {
	mu   sync.Mutex
	free chan job
}

func newFilled(n int) *filled {
	f := &filled{free: make(chan job, n)}
	for range n {
		f.free <- job{}
	}
	return f
}

func (f *filled) Put(j job) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.free) < cap(f.free) {
		f.free <- j
	}
}

// A function literal runs under the lock around it; a wrapper locks too.
func (f *filled) Inline() (j job) {
	f.mu.Lock()
	defer f.mu.Unlock()
	func() {
		if len(f.free) > 0 {
			j = <-f.free
		}
	}()
	return j
}

type wrapped struct {
	mu sync.Mutex
	in chan job
}

func (w *wrapped) lock()   { w.mu.Lock() }
func (w *wrapped) unlock() { w.mu.Unlock() }

func (w *wrapped) Take() (j job) {
	w.lock()
	defer w.unlock()
	if len(w.in) > 0 {
		j = <-w.in
	}
	return j
}

// Locks by other ways: a try, a function that returns the unlock, a key.
type keyed interface {
	Lock(key string)
	Unlock(key string)
}

func (f *filled) lock() func() { f.mu.Lock(); return f.mu.Unlock }

func (f *filled) Try(j job) bool {
	if !f.mu.TryLock() {
		return false
	}
	defer f.mu.Unlock()
	if len(f.free) < cap(f.free) {
		f.free <- j
		return true
	}
	return false
}

func (f *filled) ByKey(k keyed, j job) {
	k.Lock("free")
	defer k.Unlock("free")
	if len(f.free) < cap(f.free) {
		f.free <- j
	}
}

func (f *filled) Returned(j job) {
	defer f.lock()()
	if len(f.free) < cap(f.free) {
		f.free <- j
	}
}

// A guard starts the consumer once, whoever calls.
type lazy struct {
	started bool
	in      chan job
}

func (l *lazy) Add(j job) {
	l.ensure()
	l.in <- j
}

func (l *lazy) ensure() {
	if l.started {
		return
	}
	l.started = true
	go l.run()
}

func (l *lazy) run() {
	for j := range l.in {
		use(j)
		if len(l.in) > 0 {
			use(<-l.in)
		}
	}
}

func addAll(l *lazy, js []job) {
	for _, j := range js {
		l.Add(j)
	}
}

// The helper of a loop that serves the queue.
type Served struct{ in chan job }

func (s *Served) Run() {
	for j := range s.in {
		s.handle(j)
	}
}

func (s *Served) handle(j job) {
	use(j)
	if len(s.in) > 0 {
		use(<-s.in)
	}
}

// Both branches send: blocking is wanted, the length chooses what is measured.
func (c *Conn) Measured(j job, waited func()) {
	if len(c.out) < cap(c.out) {
		c.out <- j
		return
	}
	waited()
	c.out <- j
}

// A helper waits for the others.
type joined struct {
	wg   sync.WaitGroup
	errs chan error
}

func (e *joined) shutdown() { e.wg.Wait() }

func (e *joined) First() error {
	e.shutdown()
	if len(e.errs) > 0 {
		return <-e.errs
	}
	return nil
}
