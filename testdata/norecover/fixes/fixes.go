// Package fixes holds findings that have a fix, and those that have none.
package fixes

import (
	"errors"
	"log/slog"

	"github.com/nats-io/nats.go"
)

type pool struct {
	jobs    chan string
	handle  func(string)
	try     func(string) error
	process func(string) (int, error)
	log     *slog.Logger
}

func (p *pool) start(nc *nats.Conn) {
	go p.wraps()
	go p.wrapsWithLogger()
	go p.returnsError()
	go p.returnsTwo()
	go p.moves()
	go p.movesNot()
	go p.shadowed()
	go p.rounds()
	go p.roundsNot()
	go func() {
		for job := range p.jobs {
			go p.handle(job) // want `"p.handle"`
		}
	}()
	_, _ = nc.Subscribe("s", func(m *nats.Msg) {
		p.handle(string(m.Data)) // want `"p.handle"`
	})
	_, _ = nc.Subscribe("s", func(m *nats.Msg) { p.handle(string(m.Data)) }) // want `"p.handle"`
}

func (p *pool) wraps() {
	for job := range p.jobs {
		p.handle(job) // want `"p.handle"`
	}
}

func (p *pool) wrapsWithLogger() {
	for job := range p.jobs {
		if job != "" {
			p.handle(job) // want `"p.handle"`
		}
	}
}

// The panic becomes the error.
func (p *pool) returnsError() {
	for job := range p.jobs {
		if err := p.try(job); err != nil { // want `"p.try"`
			p.log.Error("job", "err", err)
		}
	}
}

func (p *pool) returnsTwo() {
	for job := range p.jobs {
		n, err := p.process(job) // want `"p.process"`
		p.log.Info("job", "n", n, "err", err)
	}
}

// The defer moves to the call.
func (p *pool) moves() {
	defer func() {
		if r := recover(); r != nil {
			p.log.Error("panic", "value", r)
		}
	}()
	for job := range p.jobs {
		p.handle(job) // want `ends this worker`
	}
}

// The result is used: a panic is no success.
func (p *pool) movesNot() {
	defer func() {
		if r := recover(); r != nil {
			p.log.Error("panic", "value", r)
		}
	}()
	for job := range p.jobs {
		if p.try(job) == nil { // want `ends this worker`
			p.log.Info("done")
		}
	}
}

// What the defer names is something else in the loop.
func (p *pool) shadowed() {
	name := "worker"
	defer func() {
		if r := recover(); r != nil {
			p.log.Error(name, "value", r)
		}
	}()
	for name := range p.jobs {
		p.handle(name) // want `ends this worker`
	}
}

func (p *pool) rounds() {
	for job := range p.jobs {
		defer func() { // want `not in each round`
			if r := recover(); r != nil {
				p.log.Error("panic", "value", r)
			}
		}()
		p.handle(job)
	}
}

// The rest of the round leaves the loop.
func (p *pool) roundsNot() {
	for job := range p.jobs {
		defer func() { // want `not in each round`
			if r := recover(); r != nil {
				p.log.Error("panic", "value", r)
			}
		}()
		if job == "" {
			return
		}
		p.handle(job)
	}
}

func report(prefix string) {
	if r := recover(); r != nil {
		slog.Error(prefix, "value", r)
	}
}

func work() error { return errors.New("no") }

func lost() {
	defer func() { report("lost") }() // want `defer it`
	_ = work()
}

// The argument would be read too early.
func lostNot() {
	stage := "one"
	defer func() { report(stage) }() // want `defer it`
	stage = "two"
	_ = work()
}

func more() {
	defer func() {
		_ = work()
		report("more") // want `defer it`
	}()
	_ = work()
}

func forgotten(p *pool) {
	report("forgotten") // want `defer it`
	p.handle("")
}

func bare(p *pool) {
	defer recover() // want `stops no panic`
	p.handle("")
}

func late(p *pool) {
	p.handle("")
	defer report("late") // want `behind what can panic`
}

// The defer uses what is made behind the start.
func lateNot(p *pool) {
	p.handle("")
	stage := "late"
	defer func() { // want `behind what can panic`
		if r := recover(); r != nil {
			slog.Error(stage, "value", r)
		}
	}()
}

func goroutine(p *pool) {
	defer report("start") // want `does not reach the goroutine`
	go func() {
		p.handle("")
	}()
}
