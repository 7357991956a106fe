// Package racydrain holds drains beside another receiver.
package racydrain

import "sync"

type job struct{ id int }

func use(job) {}

type server struct {
	jobs chan job
	done chan struct{}
	wg   sync.WaitGroup
}

// Reported.

func (s *server) Start() {
	go func() {
		for j := range s.jobs {
			use(j)
		}
	}()
}

func (s *server) Flush() {
	for len(s.jobs) > 0 { // want `another goroutine can take the last item of "s.jobs" between this check and the receive, which then blocks: drain with a select that has a default`
		use(<-s.jobs)
	}
}

func (s *server) FlushCounted() {
	for range len(s.jobs) { // want `another goroutine can take the last item of "s.jobs"`
		<-s.jobs
	}
	n := len(s.jobs)
	for i := 0; i < n; i++ { // want `another goroutine can take the last item of "s.jobs"`
		<-s.jobs
	}
}

func (s *server) FlushSome() {
	most := min(len(s.jobs), 10)
	for i := 0; i < most; i++ { // want `another goroutine can take the last item of "s.jobs"`
		<-s.jobs
	}
	n := len(s.jobs)
	if n > 10 {
		n = 10
	}
	for range n { // want `another goroutine can take the last item of "s.jobs"`
		<-s.jobs
	}
	for i := len(s.jobs); i > 0; i-- { // want `another goroutine can take the last item of "s.jobs"`
		<-s.jobs
	}
}

// Several workers drain what is left when they are told to stop.
type workers struct {
	in   chan job
	stop chan struct{}
}

func (w *workers) start() {
	for range 4 {
		go w.run()
	}
}

func (w *workers) run() {
	for {
		select {
		case j := <-w.in:
			use(j)
		case <-w.stop:
			for len(w.in) > 0 { // want `another goroutine can take the last item of "w.in"`
				use(<-w.in)
			}
			return
		}
	}
}

// A channel that others get as well, beside a receiver of this package.
type Consumer struct{ messages chan job }

type partition struct {
	messages chan job
	clear    chan chan struct{}
}

func NewConsumer() *Consumer {
	c := &Consumer{messages: make(chan job, 10)}
	for range 4 {
		p := &partition{messages: c.messages, clear: make(chan chan struct{})}
		go p.dispatch()
	}
	return c
}

func (c *Consumer) Messages() <-chan job { return c.messages }

func (c *Consumer) Receive(quit <-chan struct{}) (j job, ok bool) {
	select {
	case j, ok = <-c.messages:
		return j, ok
	case <-quit:
		return j, false
	}
}

func (p *partition) dispatch() {
	for done := range p.clear {
		for len(p.messages) > 0 { // want `another goroutine can take the last item of "p.messages"`
			<-p.messages
		}
		close(done)
	}
}

// Not reported.

// One worker drains what is left.
type worker struct {
	in   chan job
	stop chan struct{}
}

func (w *worker) start() { go w.run() }

func (w *worker) run() {
	for {
		select {
		case j := <-w.in:
			use(j)
		case <-w.stop:
			for len(w.in) > 0 {
				use(<-w.in)
			}
			return
		}
	}
}

func (w *worker) add(j job) { w.in <- j }

// The workers have ended.
func (s *server) Stop() {
	close(s.done)
	s.wg.Wait()
	for len(s.jobs) > 0 {
		use(<-s.jobs)
	}
}

// A local channel that nobody else receives from.
func local() {
	results := make(chan job, 8)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { results <- job{} })
	}
	wg.Wait()
	for len(results) > 0 {
		use(<-results)
	}
}

// The other one only throws away what is left after the close.
type discarding struct{ in chan job }

func (d *discarding) Resume() {
	for len(d.in) > 0 {
		use(<-d.in)
	}
}

func (d *discarding) Close(once *sync.Once) {
	once.Do(func() { close(d.in) })
	go func() {
		for range d.in {
		}
	}()
}

// Closed before: a receive returns at once.
func (s *server) Close() {
	close(s.jobs)
	for len(s.jobs) > 0 {
		use(<-s.jobs)
	}
}

// The operation decides.
func (s *server) Drain() {
	for len(s.jobs) > 0 {
		select {
		case j := <-s.jobs:
			use(j)
		default:
			return
		}
	}
}
