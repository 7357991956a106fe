package silent

import (
	"fmt"
	"log"
	"sync"

	"norecover/helper"
)

func work(string)   { panic("no") }
func use(...any)    {}
func broken() error { panic("no") }

// Recovers that work.

func plain(s string) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	work(s)
}

func byName(s string) {
	defer helper.Report()
	work(s)
}

func byValue(s string) {
	report := helper.Report
	defer report()
	work(s)
}

func byMethod(g *helper.Guard) {
	defer g.Recover()
	work(g.Name)
}

func byVariable(s string) {
	onPanic := func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}
	defer onPanic()
	work(s)
}

// Something before the defer can panic, and something behind it as well.
func between(s string) {
	work(s)
	defer helper.Report()
	work(s)
}

// The defer is for what the other deferred functions do.
func last() {
	defer helper.Report()
	defer work("on the way out")
}

// A send on a closed channel panics, and so does a second close.
func send(ch chan string) (ok bool) {
	defer func() { ok = recover() == nil }()
	ch <- ""
	return true
}

func closeAgain(ch chan string) {
	defer func() { _ = recover() }()
	close(ch)
}

// The loop ends with the round that defers.
func firstOnly(list []string) {
	for _, s := range list {
		if s == "" {
			continue
		}
		defer helper.Report()
		work(s)
		return
	}
}

// A literal per round holds the defer.
func eachRound(list []string) {
	for _, s := range list {
		func() {
			defer helper.Report()
			work(s)
		}()
	}
}

// The goroutine recovers as well.
func both(s string) {
	defer helper.Report()
	go func() {
		defer helper.Report()
		work(s)
	}()
	work(s)
}

// The function may be deferred in another package.
func Cleanup() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

// A function that settles either way, deferred or not.
type tx struct{ open bool }

func (t *tx) end() {
	t.open = false
	if r := recover(); r != nil {
		log.Print(r)
	}
	use(t)
}

func begin() {
	t := &tx{}
	defer t.end()
	work("")
}

func beginAndEnd() {
	t := &tx{}
	work("")
	t.end()
}

// A value that is given away may be deferred there.
func giveAway() {
	deferred(func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	})
	deferred(onEnd)
}

func onEnd() { use(recover()) }

func deferred(f func()) {
	defer f()
	work("")
}

// A deferred function that calls a recovering helper and recovers itself.
func twice() {
	defer func() {
		r := recover()
		helper.Report()
		use(r)
	}()
	work("")
}

// A deferred closure that defers the recovering helper: it is for the closure.
func cleanup() {
	defer func() {
		defer helper.Report()
		work("cleanup")
	}()
	work("")
}

// A deferred function whose argument recovers for it.
func argument() {
	defer outer()
	work("")
}

func outer() { defer use(recover()) }

// Panics as control flow.
func parse(s string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	work(s)
	return nil
}

// A once that works under a recover.
func once(o *sync.Once) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	o.Do(func() { work("") })
	return broken()
}

// What stands behind the defer is what it is for, though it looks harmless.
type node struct{ stopped bool }

func (n *node) stop() { n.stopped = true }

func stopTwice() {
	n := &node{}
	work("before")
	defer helper.Report()
	n.stop()
	n.stop()
}
