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

func TestInParts(t *testing.T) {
	send := func(v any) error { return v.(error) }
	if err := inParts(Job{}, send); err != nil {
		t.Error(err)
	}
}
