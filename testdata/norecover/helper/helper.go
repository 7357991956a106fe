// Package helper recovers for other packages, or fails to.
package helper

import (
	"log"
	"runtime/debug"
)

// Run recovers what f panics with.
func Run(f func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("panic: %v\n%s", r, debug.Stack())
		}
	}()
	f()
}

// Named recovers by a named function.
func Named(name string, f func() error) (err error) {
	defer Catch(&err)
	return f()
}

// Go starts f, and recovers what it panics with.
func Go(f func()) {
	go func() {
		defer Report()
		f()
	}()
}

// Through hands f to another guard.
func Through(f func()) { Run(f) }

// Late defers too late.
func Late(f func()) {
	f()
	defer func() { _ = recover() }() // want `is deferred behind what can panic`
}

// Report is to be deferred.
func Report() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

// Catch is to be deferred.
func Catch(err *error) {
	r := recover()
	if r == nil {
		return
	}
	log.Print(r, err)
}

// Crash is to be deferred: it logs, and panics on.
func Crash() {
	if r := recover(); r != nil {
		log.Print(r)
		panic(r)
	}
}

// Recoverer is a middleware.
func Recoverer[T any](next func(T)) func(T) {
	return func(item T) {
		defer Report()
		next(item)
	}
}

// Plain is a middleware that does not recover.
func Plain[T any](next func(T)) func(T) {
	return func(item T) { next(item) }
}

// A Handler handles jobs.
type Handler interface{ Handle(job string) error }

type isolated struct{ next Handler }

func (i isolated) Handle(job string) (err error) {
	defer Catch(&err)
	return i.next.Handle(job)
}

// Isolate wraps a handler.
func Isolate(next Handler) Handler { return isolated{next} }

// A Guard recovers by a method.
type Guard struct{ Name string }

func (g *Guard) Do(f func()) {
	defer g.Recover()
	f()
}

func (g *Guard) Recover() {
	if v := recover(); v != nil {
		log.Print(g.Name, v)
	}
}

// Supervise calls f again and again, and recovers each time.
func Supervise(f func()) {
	for {
		func() {
			defer Report()
			f()
		}()
	}
}

// Safe recovers what it does itself.
func Safe(job string, f func(string)) {
	defer Report()
	f(job)
}

// A Sink has a method that recovers.
type Sink struct{ F func(string) }

func (s *Sink) Take(job string) {
	defer Report()
	s.F(job)
}
