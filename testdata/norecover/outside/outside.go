// Package outside holds consumers that recover, but once: the first bad item
// ends them, and the others wait for ever.
package outside

import (
	"fmt"
	"log"
	"os"
	"sync"
	"sync/atomic"

	"norecover/helper"
)

type Job struct{ ID string }

// Reported.

type pool struct {
	jobs   chan Job
	handle func(Job)
	panics atomic.Int64
	wg     sync.WaitGroup
}

func (p *pool) start() {
	p.wg.Add(1)
	go p.literal()
	go p.named()
	go p.selects(nil)
	go p.own()
	go p.dropped()
	go func() {
		defer helper.Report()
		p.climbs()
	}()
	go helper.Run(p.guarded)
	helper.Go(func() {
		for job := range p.jobs {
			p.handle(job) // want `a panic in "p.handle" for one job ends this worker, which nothing starts again: recover around this call`
		}
	})
}

func (p *pool) literal() {
	defer p.wg.Done()
	defer func() {
		if r := recover(); r != nil {
			p.panics.Add(1)
			log.Printf("worker died: %v", r)
		}
	}()
	for job := range p.jobs {
		p.handle(job) // want `a panic in "p.handle" for one job ends this worker`
	}
}

func (p *pool) onPanic() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func (p *pool) named() {
	defer p.onPanic()
	for job := range p.jobs {
		p.handle(job) // want `ends this worker`
	}
}

func (p *pool) selects(quit chan struct{}) {
	defer helper.Report()
	for {
		select {
		case <-quit:
			return
		case job := <-p.jobs:
			p.handle(job) // want `ends this worker`
		}
	}
}

// Code of the package's own is code that its author wants isolated.
func (p *pool) own() {
	defer helper.Report()
	for job := range p.jobs {
		p.store(job) // want `a panic in "p.store" for one job ends this worker`
	}
}

func (p *pool) store(job Job) {
	if job.ID[0] == '-' {
		panic(job.ID)
	}
}

// Nobody looks at the result.
func (p *pool) dropped() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = nil
			log.Print(r)
		}
	}()
	for job := range p.jobs {
		p.handle(job) // want `ends this worker`
	}
	return nil
}

// The recover is around the call of the loop.
func (p *pool) climbs() {
	for job := range p.jobs {
		p.handle(job) // want `ends this worker`
	}
}

// A guard of another package has the whole loop.
func (p *pool) guarded() {
	for job := range p.jobs {
		p.handle(job) // want `ends this worker`
	}
}

// An exported worker that tells nobody.
type Worker struct {
	In     chan Job
	Handle func(Job)
}

func (w *Worker) Run() {
	defer helper.Report()
	for job := range w.In {
		w.Handle(job) // want `ends this worker`
	}
}

// Whoever recovers around the loop expects panics, also of what seems harmless.
func keep(dir string, job Job) error {
	if dir == "" {
		return fmt.Errorf("no place for %s", job.ID)
	}
	return write(dir, job.ID)
}

func write(dir, name string) error { return os.WriteFile(dir+name, nil, 0o600) }

func startArchive(dir string, jobs <-chan Job) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		for job := range jobs {
			if err := keep(dir, job); err != nil { // want `ends this worker`
				log.Print(err)
			}
		}
	}()
}

// However deep it lies, and whether it can panic or not.
func first(job Job)  { second(job) }
func second(job Job) { third(job) }
func third(job Job)  { fourth(job) }
func fourth(job Job) { fifth(job) }
func fifth(job Job)  { log.Print(job.ID) }

func startDeep(jobs <-chan Job) {
	go func() {
		defer func() { _ = recover() }()
		for job := range jobs {
			first(job) // want `ends this worker`
		}
	}()
}
