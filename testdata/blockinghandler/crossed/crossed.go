// Package crossed has loops whose workers answer to the loop itself.
package crossed

type event struct{ kind string }

// Reported: a loop and its workers wait for each other.

type pool struct {
	in      chan event
	jobs    chan event
	results chan event
	quit    chan struct{}
}

func newPool(workers int) *pool {
	p := &pool{in: make(chan event), jobs: make(chan event, 256), results: make(chan event), quit: make(chan struct{})}
	for range workers {
		go p.work()
	}
	go p.dispatch()
	return p
}

func (p *pool) dispatch() {
	done := 0
	for {
		select {
		case e := <-p.in:
			p.jobs <- e // want `when "p.jobs" \(buffered 256\) is full, this send and whoever receives from it wait for each other: those send on "p.results", which only this loop receives from`
		case <-p.results:
			done++
		case <-p.quit:
			return
		}
	}
}

func (p *pool) work() {
	for e := range p.jobs {
		p.results <- e
	}
}

// In one function, and the answer in a defer.
func crossed(in <-chan event, workers int, run func(event)) {
	jobs := make(chan event, 16)
	completed := make(chan event)
	one := func(e event) {
		defer func() { completed <- e }()
		run(e)
	}
	for range workers {
		go func() {
			for {
				e := <-jobs
				one(e)
			}
		}()
	}
	for {
		select {
		case e := <-in:
			jobs <- e // want `when "jobs" \(buffered 16\) is full, this send and whoever receives from it wait for each other`
		case <-completed:
		}
	}
}

// Not reported.

// As many as there are workers, and no more.
type counted struct {
	in, jobs, results chan event
	free              int
}

func newCounted(n int) *counted {
	c := &counted{in: make(chan event), jobs: make(chan event), results: make(chan event), free: n}
	for range n {
		go c.work()
	}
	go c.dispatch()
	return c
}

func (c *counted) dispatch() {
	var waiting []event
	for {
		select {
		case e := <-c.in:
			if c.free > 0 {
				c.free--
				c.jobs <- e
				continue
			}
			waiting = append(waiting, e)
		case <-c.results:
			c.free++
			if len(waiting) > 0 {
				c.free--
				c.jobs <- waiting[0]
				waiting = waiting[1:]
			}
		}
	}
}

func (c *counted) work() {
	for e := range c.jobs {
		c.results <- e
	}
}

// The workers can leave, or have room.
type roomy struct {
	in, jobs, results, dropped chan event
	quit                       chan struct{}
}

func newRoomy(n int) *roomy {
	r := &roomy{in: make(chan event), jobs: make(chan event, 8), results: make(chan event, n), dropped: make(chan event), quit: make(chan struct{})}
	for range n {
		go r.work()
	}
	go r.dispatch()
	return r
}

func (r *roomy) dispatch() {
	for {
		select {
		case e := <-r.in:
			r.jobs <- e
		case <-r.results:
		case <-r.dropped:
		case <-r.quit:
			return
		}
	}
}

func (r *roomy) work() {
	for e := range r.jobs {
		r.results <- e
		select {
		case r.dropped <- e:
		case <-r.quit:
			return
		}
	}
}

// Somebody else receives as well.
type shared struct{ in, jobs, results chan event }

func newShared() *shared {
	s := &shared{in: make(chan event), jobs: make(chan event, 8), results: make(chan event)}
	go s.work()
	go s.dispatch()
	go s.drain()
	return s
}

func (s *shared) dispatch() {
	for {
		select {
		case e := <-s.in:
			s.jobs <- e
		case <-s.results:
		}
	}
}

func (s *shared) drain() {
	for e := range s.results {
		println(e.kind)
	}
}

func (s *shared) work() {
	for e := range s.jobs {
		s.results <- e
	}
}

// They take turns.
func turns(read func(string) (string, error), use func(string) string) {
	prompts := make(chan string)
	lines := make(chan string, 1)
	errs := make(chan error, 1)
	go func() {
		for p := range prompts {
			line, err := read(p)
			if err != nil {
				errs <- err
			} else {
				lines <- line
			}
		}
	}()
	defer close(prompts)
	prompt := ""
	for {
		prompts <- prompt
		select {
		case line := <-lines:
			prompt = use(line)
		case <-errs:
			return
		}
	}
}
