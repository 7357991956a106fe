// Package helpers has a recover of its own, which the fixes use.
package helpers

import "log"

type pool struct {
	jobs   chan string
	handle func(string)
}

// onPanic is to be deferred.
func (p *pool) onPanic() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

func (p *pool) start() { go p.run() }

func (p *pool) run() {
	for job := range p.jobs {
		p.handle(job) // want `"p.handle"`
	}
}
