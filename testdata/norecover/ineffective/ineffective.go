// Package ineffective holds recovers that cannot work.
package ineffective

import (
	"fmt"
	"log"
	"sync"

	"norecover/helper"
)

func work(string) { panic("no") }
func use(...any)  {}
func report(s string) {
	if r := recover(); r != nil {
		log.Print(s, r)
	}
}

func catch() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

type pool struct {
	jobs   chan string
	handle func(string)
	n      int
}

func (p *pool) catch() {
	r := recover()
	if r == nil {
		return
	}
	log.Print(r)
}

// Reported.

// One level too deep.

func helperTooDeep(s string) {
	defer func() {
		catch() // want `"catch" recovers only when it is deferred itself`
	}()
	work(s)
}

func packageTooDeep(s string) {
	defer func() { helper.Report() }() // want `"helper.Report" recovers only when it is deferred itself`
	work(s)
}

func (p *pool) methodTooDeep() {
	defer func() { p.catch() }() // want `"p.catch" recovers only when it is deferred itself`
	work("")
}

func withMore(wg *sync.WaitGroup) {
	defer func() {
		wg.Done()
		report("worker") // want `"report" recovers only when it is deferred itself`
	}()
	work("")
}

func literalTooDeep(s string) {
	defer func() {
		func() {
			if r := recover(); r != nil { // want `this recover is not called by a deferred function`
				log.Print(r)
			}
		}()
	}()
	work(s)
}

func onceTooDeep(o *sync.Once) {
	defer func() {
		o.Do(func() {
			use(recover()) // want `this recover is not called by a deferred function`
		})
	}()
	work("")
}

func wrapped() {
	catch() // want `"catch" recovers only when it is deferred itself`
}

func useWrapped() {
	defer wrapped()
	work("")
}

// Not deferred at all.

func forgotten(s string) {
	catch() // want `"catch" recovers only when it is deferred itself: defer it`
	work(s)
}

func atTheEnd(s string) {
	work(s)
	if r := recover(); r != nil { // want `this recover is not called by a deferred function`
		log.Print(r)
	}
}

func useAtTheEnd() { atTheEnd("") }

func inGoroutine(s string) {
	go func() {
		work(s)
		if r := recover(); r != nil { // want `this recover is not called by a deferred function`
			log.Print(r)
		}
	}()
}

func variable(s string) {
	onPanic := func() {
		if r := recover(); r != nil { // want `this recover is not called by a deferred function`
			log.Print(r)
		}
	}
	work(s)
	onPanic()
}

// Recover itself is deferred, or evaluated by the defer statement.

func bare(s string) {
	defer recover() // want `a deferred recover stops no panic`
	work(s)
}

func evaluated(s string) {
	defer log.Println(recover()) // want `this recover runs with the defer statement, before anything can panic`
	work(s)
}

func passed(s string) {
	defer note(s, recover()) // want `this recover runs with the defer statement`
	work(s)
}

func note(s string, r any) { use(s, r) }

// The wrong goroutine.

func (p *pool) start() {
	defer func() { // want `this recover does not reach the goroutine that is started in line \d+`
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	for i := 0; i < p.n; i++ {
		go p.worker()
	}
}

func (p *pool) worker() {
	for job := range p.jobs {
		go p.handle(job) // want `a panic in "p.handle" for one job ends the process`
	}
}

func launch(s string) {
	defer catch() // want `does not reach the goroutine`
	go work(s)
}

func (p *pool) each() {
	for job := range p.jobs {
		func() {
			defer catch() // want `does not reach the goroutine`
			go p.handle(job)
		}()
	}
}

func (p *pool) startEach() { go p.each() }

func guarded(s string) {
	helper.Run(func() {
		go work(s) // want `the recover of "helper.Run" does not reach this goroutine`
	})
}

func ofItsOwn(s string) {
	go func() {
		defer catch() // want `nothing in this goroutine can panic`
	}()
	work(s)
}

func goInDefer(s string) {
	defer func() {
		go catch() // want `"catch" recovers only when it is deferred itself`
	}()
	work(s)
}

// Behind what panics.

func late(s string) {
	work(s)
	defer func() { // want `is deferred behind what can panic`
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
}

func lateByName(s string) {
	work(s)
	defer catch() // want `is deferred behind what can panic`
	log.Print(s)
}

// In the loop.

func (p *pool) inLoop() {
	for job := range p.jobs {
		defer func() { // want `this runs when the function returns, not in each round`
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		p.handle(job)
	}
}

func (p *pool) inLoopByName() {
	for {
		job, ok := <-p.jobs
		if !ok {
			return
		}
		defer p.catch() // want `not in each round`
		p.handle(job)
	}
}

func list(all []string) {
	for _, s := range all {
		defer catch() // want `not in each round`
		work(s)
		fmt.Println(s)
	}
}

// Its result is used, one level too deep.
func resultTooDeep(s string) {
	defer func() {
		if err := caught(); err != nil { // want `"caught" recovers only when it is deferred itself`
			log.Print(err)
		}
	}()
	work(s)
}

func caught() error {
	if r := recover(); r != nil {
		return fmt.Errorf("%v", r)
	}
	return nil
}

// Nobody defers it, and it works first.
func Process(s string) (err error) {
	work(s)
	if r := recover(); r != nil { // want `this recover is not called by a deferred function`
		err = fmt.Errorf("%v", r)
	}
	return err
}

// What is started otherwise than by a go statement.
func grouped(wg *sync.WaitGroup, s string) {
	defer catch() // want `does not reach the goroutine`
	wg.Go(func() { work(s) })
}

// It is deferred, and calls what had to be.
func (p *pool) shutdown() {
	p.catch() // want `"p.catch" recovers only when it is deferred itself`
	p.handle("last")
}

func (p *pool) serve() {
	defer p.shutdown()
	p.handle("")
}

// What does nothing but call what recovers is one call too much, whoever defers it.
func ReportAll() {
	helper.Report() // want `"helper.Report" recovers only when it is deferred itself`
}
