// Package directives has functions that say that they must not wait.
package directives

import (
	"sync"
	"time"
)

type ring struct {
	in   chan int
	stop chan struct{}
}

func (r *ring) halt() { close(r.stop) }

// Reported.

// put is called with a lock held.
//
//queuevet:nonblocking
func (r *ring) put(v int) {
	r.in <- v // want `send on "r.in" holds this nonblocking function and its caller`
}

//queuevet:nonblocking // called from a signal handler
func (r *ring) take() int {
	time.Sleep(20 * time.Millisecond) // want `sleep of 20 . time.Millisecond holds this nonblocking function`
	return <-r.in                     // want `the receive from "r.in" holds this nonblocking function and its caller until something comes`
}

//queuevet:nonblocking
func plain(c chan int) {
	c <- 1 // want `send on "c"`
}

func literals(r *ring) {
	//queuevet:nonblocking
	f := func(v int) {
		r.in <- v // want `send on "r.in"`
	}
	f(1)
	each(
		//queuevet:nonblocking
		func(v int) {
			r.put(v)
			r.in <- v // want `send on "r.in"`
		})
}

func each(f func(int)) { f(1) }

/* want `//queuevet:nonblocking has no effect here: put it above a function with a body, without a space` */ //queuevet:nonblocking
type idle struct{}

/* want `//queuevet:nonblocking has no effect here` */ // queuevet:nonblocking
func spaced()                                          {}

/* want `//queuevet:noblocking is no directive: the only one is //queuevet:nonblocking` */ //queuevet:noblocking
func misspelled()                                                                          {}

// Not reported: it keeps its word, whatever it waits for elsewhere.

// queuevet: a word about the tool is no directive.
//
//queuevet:nonblocking
func (r *ring) try(v int) bool {
	select {
	case r.in <- v:
		return true
	default:
		return false
	}
}

//queuevet:nonblocking
func (r *ring) stopped() bool {
	<-r.stop
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	return true
}

var _ = []any{(*ring).halt, plain, literals, idle{}, spaced, misspelled}
