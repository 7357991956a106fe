package first

import (
	"sync"
	"time"
)

type job struct{ id int }

func use(job) {}

type pool struct {
	jobs chan job
	mu   sync.Mutex
}

func (p *pool) start() {
	for i := 0; i < 4; i++ {
		go p.work()
	}
}

func (p *pool) work() {
	if len(p.jobs) > 0 { // want `"p.jobs" can be emptied`
		j := <-p.jobs
		use(j)
	}
}

func worker(ch chan job) {
	for {
		if len(ch) == 0 { // want `the length of "ch" is polled`
			time.Sleep(time.Millisecond)
			continue
		}
		v := <-ch
		use(v)
	}
}

func drain(ch chan job) {
	for i := 0; i < len(ch); i++ { // want `the bound of this loop shrinks`
		<-ch
	}
}

func (p *pool) Add(j job) bool {
	if len(p.jobs) == cap(p.jobs) { // want `"p.jobs" can be filled`
		return false
	}
	p.jobs <- j
	return true
}

func waitAll(ch chan job) {
	for len(ch) > 0 { // want `waiting for "ch" to look empty`
		time.Sleep(time.Millisecond)
	}
}

func (p *pool) Flush() {
	for len(p.jobs) > 0 { // want `another goroutine can take the last item`
		<-p.jobs
	}
}
