// Package loop holds consumers that run code of their own, for -norecover.loop.
package loop

import (
	"database/sql"
	"log"
)

type Job struct{ Data []byte }

type pool struct {
	jobs   chan Job
	totals map[byte]int
}

func (p *pool) start() {
	go p.own()
	go p.inPlace()
	go p.assertion(nil)
	go p.library(nil)
	go p.isolated()
	go p.forwards(nil)
	go p.trivial()
}

// Reported.

func (p *pool) own() {
	for job := range p.jobs {
		p.store(job) // want `a panic in "p.store" for one job ends the process: recover around this call`
	}
}

func (p *pool) store(job Job) { p.totals[job.Data[0]]++ }

func (p *pool) inPlace() {
	for job := range p.jobs {
		kind := job.Data[1] // want `a panic in "job.Data\[1\]" for one job ends the process: recover around this`
		log.Print(kind)
	}
}

func (p *pool) assertion(in chan any) {
	for item := range in {
		log.Print(item.(Job)) // want `a panic in "item.\(Job\)" for one item`
	}
}

// What a library does is not known.
func (p *pool) library(db *sql.DB) {
	for job := range p.jobs {
		if err := p.save(db, job); err != nil { // want `a panic in "p.save" for one job`
			log.Print(err)
		}
	}
}

func (p *pool) save(db *sql.DB, job Job) error {
	_, err := db.Exec("INSERT", job.Data)
	return err
}

// Not reported.

func (p *pool) forwards(out chan<- Job) {
	for job := range p.jobs {
		out <- job
	}
}

func (p *pool) isolated() {
	for job := range p.jobs {
		func() {
			defer func() {
				if r := recover(); r != nil {
					log.Print(r)
				}
			}()
			p.store(job)
		}()
	}
}

func (p *pool) trivial() {
	n := 0
	for job := range p.jobs {
		n += len(job.Data)
	}
	log.Print(n)
}
