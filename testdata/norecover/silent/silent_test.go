package silent

import "testing"

// Tests may die.
func TestPool(t *testing.T) {
	jobs := make(chan Job)
	handle := func(job Job) { t.Fatal(job) }
	p := &pool{jobs: jobs, handle: handle}
	go func() {
		for job := range p.jobs {
			p.handle(job)
		}
	}()
}
