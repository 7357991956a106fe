// Package pool runs the functions of others.
package pool

// A Pool gives jobs to a function of its user.
type Pool struct {
	jobs   chan int
	handle func(int)
}

// New starts a worker.
func New(handle func(int)) *Pool {
	p := &Pool{jobs: make(chan int), handle: handle}
	go p.work()
	return p
}

// Put waits for the worker.
func (p *Pool) Put(job int) { p.jobs <- job }

func (p *Pool) work() {
	for job := range p.jobs {
		p.handle(job) // want `ends the process`
	}
}
