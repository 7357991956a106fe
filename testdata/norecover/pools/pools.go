// Package pools holds consumers that give each item to a pool of a library.
package pools

import (
	"github.com/alitto/pond/v2"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc/pool"
)

type consumer struct {
	jobs    chan string
	tasks   chan func()
	handle  func(string)
	try     func(string) error
	fragile *workerpool.WorkerPool
	pond    pond.Pool
	ants    *ants.Pool
	conc    *pool.Pool
}

func (c *consumer) start() {
	go c.dies()
	go c.diesByName()
	go c.recovers()
}

// Reported.

func (c *consumer) dies() {
	for job := range c.jobs {
		c.fragile.Submit(func() {
			c.handle(job) // want `a panic in "c.handle" for one job ends the process`
		})
	}
}

func (c *consumer) diesByName() {
	for task := range c.tasks {
		c.fragile.Submit(task) // want `ends the process`
	}
}

// Not reported: the pool recovers, or hands the panic to whoever waits for it.

func (c *consumer) recovers() {
	for job := range c.jobs {
		c.pond.Submit(func() { c.handle(job) })
		c.pond.SubmitErr(func() error { return c.try(job) })
		_ = c.pond.Go(func() { c.handle(job) })
		_ = c.ants.Submit(func() { c.handle(job) })
		c.conc.Go(func() { c.handle(job) })
	}
	for task := range c.tasks {
		c.pond.Submit(task)
	}
}

// The loop itself is a task of a pool: the pool is somebody else's business.
func (c *consumer) asTask() {
	c.pond.Submit(func() {
		for job := range c.jobs {
			_ = job
		}
	})
}
