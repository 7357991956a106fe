// Package fixes holds one finding for every shape of suggested fix, and the
// look-alikes that get none.
package fixes

import (
	"bytes"
	"time"
)

type job struct{ id int }

func use(job)  {}
func refuse()  {}
func missing() {}

type pool struct {
	jobs chan job
	bufs chan *bytes.Buffer
	done bool
}

// Fixed.

func (p *pool) Take() {
	if len(p.jobs) > 0 { // want `"p.jobs" can be emptied`
		j := <-p.jobs
		use(j)
	}
}

func (p *pool) TakeOrElse() {
	if len(p.jobs) > 0 { // want `"p.jobs" can be emptied`
		j, ok := <-p.jobs
		if ok {
			use(j)
		}
	} else {
		missing()
	}
}

func (p *pool) TakeLast() (last job) {
	if len(p.jobs) != 0 { // want `"p.jobs" can be emptied`
		last = <-p.jobs
	}
	return last
}

func (p *pool) TryTake() (job, bool) {
	if len(p.jobs) == 0 { // want `"p.jobs" can be emptied`
		return job{}, false
	}
	return <-p.jobs, true
}

func (p *pool) TakeBuffer() *bytes.Buffer {
	if len(p.bufs) == 0 { // want `"p.bufs" can be emptied`
		return new(bytes.Buffer)
	}
	buf := <-p.bufs
	buf.Reset()
	return buf
}

func (p *pool) Add(j job) bool {
	if len(p.jobs) == cap(p.jobs) { // want `"p.jobs" can be filled`
		refuse()
		return false
	}
	p.jobs <- j
	return true
}

func (p *pool) AddWhenRoom(j job) bool {
	if len(p.jobs) < cap(p.jobs) { // want `"p.jobs" can be filled`
		p.jobs <- j
		return true
	}
	return false
}

func guarded(ch chan job) {
	for {
		if len(ch) == 0 { // want `the length of "ch" is polled`
			time.Sleep(time.Millisecond)
			continue
		}
		j := <-ch
		use(j)
	}
}

func wrapped(ch chan job) {
	for {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			j := <-ch
			use(j)
		} else {
			time.Sleep(time.Millisecond)
		}
	}
}

func sleepBehind(ch chan job) {
	for {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
		time.Sleep(time.Millisecond)
	}
}

func waits(ch chan job) {
	for len(ch) == 0 { // want `waiting for "ch" to look filled`
		time.Sleep(time.Millisecond)
	}
	use(<-ch)
}

func drains(ch chan job) (ids []int) {
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		<-ch
	}
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		ids = append(ids, i+(<-ch).id)
	}
	return ids
}

// Not fixed.

// The condition says more than the length.
func (p *pool) More() {
	if !p.done && len(p.jobs) > 0 { // want `"p.jobs" can be emptied`
		use(<-p.jobs)
	}
}

// A break would end the select instead of the loop.
func (p *pool) Breaks() {
	for range 3 {
		if len(p.jobs) == 0 { // want `"p.jobs" can be emptied`
			break
		}
		use(<-p.jobs)
	}
}

// The act is not the first thing.
func (p *pool) Second(j job) {
	if len(p.jobs) < cap(p.jobs) { // want `"p.jobs" can be filled`
		use(j)
		p.jobs <- j
	}
}

// The loop looks at something else each round.
func (p *pool) stops() {
	for !p.done {
		if len(p.jobs) == 0 { // want `the length of "p.jobs" is polled`
			time.Sleep(time.Millisecond)
			continue
		}
		use(<-p.jobs)
	}
}

// The body counts by itself.
func counts(ch chan job) {
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		if (<-ch).id == 0 {
			i--
		}
	}
}
