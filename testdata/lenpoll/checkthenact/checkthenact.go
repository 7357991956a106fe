// Package checkthenact holds checks by length whose answer another goroutine
// can make wrong before the act.
package checkthenact

import "sync"

type job struct{ id int }

func use(job)    {}
func refuse()    {}
func note(int)   {}
func fail(error) {}

// Reported.

type pool struct {
	jobs chan job
	last job
}

// Four goroutines run work for one pool.
func (p *pool) start() {
	for i := 0; i < 4; i++ {
		go p.work()
	}
}

func (p *pool) work() {
	if len(p.jobs) > 0 { // want `"p.jobs" can be emptied between this check and the receive, which then blocks: receive in a select with default`
		j := <-p.jobs
		use(j)
	}
}

// The rest of the function is the branch when the if leaves.
func (p *pool) workOrLeave() {
	if len(p.jobs) == 0 { // want `"p.jobs" can be emptied`
		return
	}
	j := <-p.jobs
	use(j)
}

func (p *pool) startLeaving() {
	for range 4 {
		go p.workOrLeave()
	}
}

// Every caller of an exported method is another goroutine.
func (p *pool) Add(j job) bool {
	if len(p.jobs) == cap(p.jobs) { // want `"p.jobs" can be filled between this check and the send, which then blocks: send in a select with default`
		return false
	}
	p.jobs <- j
	return true
}

func (p *pool) AddWhenRoom(j job) bool {
	if len(p.jobs) < cap(p.jobs) { // want `"p.jobs" can be filled`
		p.jobs <- j
		return true
	}
	return false
}

// The comparison in every spelling.
func (p *pool) Spellings(j job) {
	if len(p.jobs) >= cap(p.jobs) { // want `"p.jobs" can be filled`
		refuse()
	} else {
		p.jobs <- j
	}
	if cap(p.jobs) > len(p.jobs) { // want `"p.jobs" can be filled`
		p.jobs <- j
	}
	if cap(p.jobs)-len(p.jobs) > 0 { // want `"p.jobs" can be filled`
		p.jobs <- j
	}
	if len(p.jobs)+1 <= cap(p.jobs) { // want `"p.jobs" can be filled`
		p.jobs <- j
	}
	if !(len(p.jobs) == cap(p.jobs)) { // want `"p.jobs" can be filled`
		p.jobs <- j
	}
	if 0 != len(p.jobs) { // want `"p.jobs" can be emptied`
		p.last = <-p.jobs
	}
	if len((p.jobs)) >= 1 { // want `"p.jobs" can be emptied`
		<-p.jobs
	}
	if int64(len(p.jobs)) > 0 { // want `"p.jobs" can be emptied`
		<-p.jobs
	}
}

// A length in a variable is older still.
func (p *pool) Variables(j job) {
	n := len(p.jobs)
	note(n)
	if n > 0 { // want `"p.jobs" can be emptied`
		use(<-p.jobs)
	}
	full := len(p.jobs) == cap(p.jobs)
	if full { // want `"p.jobs" can be filled`
		return
	}
	p.jobs <- j
}

// One more condition on the way does not make the check hold.
func (p *pool) Conjunction(ready bool) {
	if ready && len(p.jobs) > 0 { // want `"p.jobs" can be emptied`
		use(<-p.jobs)
	}
	if !ready || len(p.jobs) == 0 { // want `"p.jobs" can be emptied`
		return
	}
	use(<-p.jobs)
}

// A switch is a row of ifs.
func (p *pool) Switch(j job) {
	switch {
	case len(p.jobs) > 0: // want `"p.jobs" can be emptied`
		use(<-p.jobs)
	case len(p.jobs) < cap(p.jobs): // want `"p.jobs" can be filled`
		p.jobs <- j
	}
}

func (p *pool) TagSwitch() (job, bool) {
	switch len(p.jobs) { // want `"p.jobs" can be emptied`
	case 0:
		return job{}, false
	}
	return <-p.jobs, true
}

// The field under another name.
func (p *pool) Alias() {
	ch := p.jobs
	if len(ch) > 0 { // want `"p.jobs" can be emptied`
		use(<-p.jobs)
	}
}

// A mailbox that drops its oldest item: the reader may have just taken it.
type mailbox struct{ latest chan job }

func (m *mailbox) Publish(j job) {
	if len(m.latest) == cap(m.latest) { // want `"m.latest" can be emptied between this check and the receive that makes room, which then blocks`
		<-m.latest
	}
	m.latest <- j
}

func (m *mailbox) Next() job { return <-m.latest }

// Closures started in a loop share the captured channel.
func closures() {
	ch := make(chan job, 8)
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if len(ch) > 0 { // want `"ch" can be emptied`
				use(<-ch)
			}
		}()
		wg.Go(func() {
			if len(ch) != 0 { // want `"ch" can be emptied`
				use(<-ch)
			}
		})
	}
	wg.Wait()
}

// A named closure is a function as well.
func namedClosure(ch chan job) {
	worker := func() {
		if len(ch) > 0 { // want `"ch" can be emptied`
			use(<-ch)
		}
	}
	for range 2 {
		go worker()
	}
}

// The channel comes in as a parameter of a function that many run.
func fanOut() {
	ch := make(chan job, 8)
	for range 8 {
		go take(ch)
	}
}

func take(in chan job) {
	if len(in) > 0 { // want `"in" can be emptied`
		use(<-in)
	}
}

// Two different goroutines take from one channel.
type two struct{ in chan job }

func (t *two) run() {
	go func() {
		for j := range t.in {
			use(j)
		}
	}()
	go t.steal()
}

func (t *two) steal() {
	if len(t.in) > 0 { // want `"t.in" can be emptied`
		use(<-t.in)
	}
}

// A generic type is judged like any other.
type buffer[T any] struct{ ch chan T }

func (b *buffer[T]) TryGet() (v T, ok bool) {
	if len(b.ch) == 0 { // want `"b.ch" can be emptied`
		return v, false
	}
	return <-b.ch, true
}

// An embedded struct holds the channel.
type base struct{ out chan job }

type derived struct{ base }

func (d *derived) Emit(j job) {
	if len(d.out) < cap(d.out) { // want `"d.base.out" can be filled`
		d.base.out <- j
	}
}

// A limit that is the size of the make is the capacity.
const limit = 16

type limited struct {
	in   chan job
	size int
	out  chan job
}

func newLimited(size int) *limited {
	return &limited{in: make(chan job, limit), size: size, out: nil}
}

func (l *limited) open() { l.out = make(chan job, l.size) }

func (l *limited) Push(j job) bool {
	if len(l.in) >= limit { // want `"l.in" can be filled`
		return false
	}
	l.in <- j
	if len(l.out) < l.size { // want `"l.out" can be filled`
		l.out <- j
	}
	return true
}

// One shard of several.
type shards struct{ in []chan job }

func (s *shards) Send(i int, j job) {
	if len(s.in[i]) < cap(s.in[i]) { // want `"s.in\[i\]" can be filled`
		s.in[i] <- j
	}
}

// Only some of the takers hold the mutex.
type halfLocked struct {
	mu sync.Mutex
	in chan job
}

func (h *halfLocked) Take() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.in) > 0 { // want `"h.in" can be emptied`
		use(<-h.in)
	}
}

func (h *halfLocked) Run() {
	for j := range h.in {
		use(j)
	}
}

// A helper that exported methods call, without a mutex.
type conn struct{ out chan []byte }

func (c *conn) Write(b []byte) { c.write(b) }

func (c *conn) write(b []byte) {
	if len(c.out) == cap(c.out) { // want `"c.out" can be filled`
		return
	}
	c.out <- b
}

// Not reported.

// The operation itself is the check.
func (p *pool) selects(j job) {
	select {
	case v := <-p.jobs:
		use(v)
	default:
	}
	if len(p.jobs) > 0 {
		select {
		case v := <-p.jobs:
			use(v)
		default:
		}
	}
	if len(p.jobs) < cap(p.jobs) {
		select {
		case p.jobs <- j:
		default:
			refuse()
		}
	}
}

// A way out ends the wait.
func (p *pool) WayOut(done chan struct{}) {
	if len(p.jobs) > 0 {
		select {
		case v := <-p.jobs:
			use(v)
		case <-done:
		}
	}
}

// The length is only measured.
func (p *pool) Len() int { return len(p.jobs) }

func (p *pool) Report() {
	note(len(p.jobs))
	if len(p.jobs) > 100 {
		note(cap(p.jobs))
	}
}

// One goroutine takes, and it was started once.
type single struct{ in chan job }

func (s *single) start() { go s.loop() }

func (s *single) loop() {
	for j := range s.feed() {
		use(j)
		if len(s.in) > 0 {
			use(<-s.in)
		}
	}
}

func (s *single) feed() chan job { return nil }

func (s *single) add(j job) { s.in <- j }

// One goroutine sends.
func soleProducer() {
	ch := make(chan job, 4)
	go func() {
		for j := range ch {
			use(j)
		}
	}()
	for i := 0; i < 100; i++ {
		if len(ch) < cap(ch) {
			ch <- job{i}
		}
	}
}

// A fresh local channel is filled to the brim.
func fill() chan job {
	ch := make(chan job, 4)
	for len(ch) < cap(ch) {
		ch <- job{}
	}
	return ch
}

// Every taker holds the mutex.
type locked struct {
	mu sync.Mutex
	in chan job
}

func (l *locked) TryTake() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.in) > 0 {
		use(<-l.in)
	}
}

func (l *locked) TakeAll() {
	l.mu.Lock()
	for i := len(l.in); i > 0; i-- {
		use(<-l.in)
	}
	l.mu.Unlock()
}

// The callers hold it.
func (l *locked) Two() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.one()
	l.one()
}

func (l *locked) one() {
	if len(l.in) > 0 {
		use(<-l.in)
	}
}

func (l *locked) takeLocked() {
	if len(l.in) > 0 {
		use(<-l.in)
	}
}

// The others have ended.
func joined() {
	errs := make(chan error, 8)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { errs <- nil })
	}
	wg.Wait()
	if len(errs) > 0 {
		fail(<-errs)
	}
	close(errs)
	if len(errs) > 0 {
		fail(<-errs)
	}
}

// A slot that is a flag or a lock: the length is the value.
type flag struct {
	wake chan struct{}
	lock chan bool
	sem  chan struct{}
}

func newFlag() *flag {
	return &flag{wake: make(chan struct{}, 1), lock: make(chan bool, 1)}
}

func (f *flag) Wake() {
	if len(f.wake) == 0 {
		f.wake <- struct{}{}
	}
	if len(f.wake) > 0 {
		<-f.wake
	}
	if len(f.lock) == 1 {
		<-f.lock
	}
	if len(f.sem) < cap(f.sem) {
		f.sem <- struct{}{}
	}
}

// Another queue than the one that was looked at.
func (p *pool) Other(q chan job) {
	if len(p.jobs) > 0 {
		use(<-q)
	}
	if len(q) < cap(q) {
		p.jobs <- job{}
	}
}

// The worker of each channel is started once, on a channel of its own.
func ownChannels() {
	for range 4 {
		ch := make(chan job, 1)
		go func() {
			if len(ch) > 0 {
				use(<-ch)
			}
		}()
	}
}

type worker struct{ in chan job }

func startWorkers(ws []*worker) {
	for _, w := range ws {
		go w.run()
	}
}

func (w *worker) run() {
	for range 10 {
		if len(w.in) > 0 {
			use(<-w.in)
		}
	}
}

// A length of something else.
func others(s []job, m map[int]job, ch chan job) {
	if len(s) > 0 {
		use(<-ch)
	}
	if len(m) == 0 {
		ch <- job{}
	}
}

// The act belongs to another function, at another time.
func (p *pool) Later() func() job {
	if len(p.jobs) > 0 {
		return func() job { return <-p.jobs }
	}
	return nil
}

// A soft limit far below the capacity.
func (p *pool) Soft(j job) {
	if len(p.jobs) > 3 {
		return
	}
	p.jobs <- j
}
