package libs

import (
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/alitto/pond/v2"
	"github.com/bytedance/gopkg/util/gopool"
	"github.com/panjf2000/ants/v2"
)

// offers is how many items are put into a queue from which nobody takes: more
// than any bound, hidden batch or initial buffer of a case holds.
const offers = 1000

// What becomes of the offers.
const (
	unbounded = "all are kept" // no put waits and no item is lost
	waits     = "a put waits"
	refuses   = "a put is refused"
	drops     = "items are dropped"
)

// A trial is a queue or pool under test, with nobody who takes yet.
type trial struct {
	put  func(item int) bool // offers one item; false when it is refused
	take func()              // lets the items go, from now on
	stop func()              // called after the last put: returns when each item that was kept has gone
}

// A boundCase is one constructor with one set of options. Its trial reports
// each item that comes out, or task that runs, to went.
type boundCase struct {
	name string
	want string
	make func(t *testing.T, went func()) trial
}

// TestBounds holds the table's rows on what bounds a queue against the
// libraries: what happens to a thousand puts while nobody takes.
func TestBounds(t *testing.T) {
	for _, cases := range [][]boundCase{channelCases, queueCases, pondCases, antsCases, poolCases} {
		for _, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					if got := outcome(t, c.make); got != c.want {
						t.Errorf("with nobody who takes, %s; want: %s", got, c.want)
					}
				})
			})
		}
	}
}

// outcome is what becomes of the offers. A put waits when every goroutine of
// the bubble is durably blocked before the last put has returned.
func outcome(t *testing.T, make func(*testing.T, func()) trial) string {
	var went, refused, returned atomic.Int64
	tried := make(t, func() { went.Add(1) })
	go func() {
		for item := range offers {
			if !tried.put(item) {
				refused.Add(1)
			}
			returned.Add(1)
		}
	}()
	synctest.Wait()
	waited := returned.Load() < offers
	tried.take()
	synctest.Wait()
	if returned.Load() < offers {
		t.Fatal("a put waits although items are taken")
	}
	tried.stop()
	switch {
	case waited:
		return waits
	case refused.Load() > 0:
		return refuses
	case went.Load() < offers:
		return drops
	}
	return unbounded
}

// channels is the trial of a queue with two ends that are channels.
func channels[T any](in chan<- T, out <-chan T, item func(int) T, end func(), went func()) trial {
	drained := make(chan struct{})
	return trial{
		put: func(i int) bool { in <- item(i); return true },
		take: func() {
			go func() {
				defer close(drained)
				for range out {
					went()
				}
			}()
		},
		stop: func() { end(); <-drained },
	}
}

// same is the item of a channel of integers, boxed that of a channel of any.
func same(i int) int  { return i }
func boxed(i int) any { return i }

// tasks is the trial of a pool: each task waits at a gate.
func tasks(submit func(task func()) bool, stop, went func()) trial {
	gate := make(chan struct{})
	return trial{
		put:  func(int) bool { return submit(func() { <-gate; went() }) },
		take: func() { close(gate) },
		stop: stop,
	}
}

// TestDefaultPools is the same for the pools of the libraries' package
// functions. They are from outside of any bubble, where only a put that returns
// can be seen: each of them returns while every task waits.
func TestDefaultPools(t *testing.T) {
	for name, submit := range map[string]func(func()){
		"pond/v2.Submit":    func(task func()) { pond.Submit(task) },
		"pond/v2.SubmitErr": func(task func()) { pond.SubmitErr(func() error { task(); return nil }) },
		"pond/v2.NewGroup":  func(task func()) { pond.NewGroup().Submit(task) },
		"ants.Submit":       func(task func()) { ants.Submit(task) },
		"gopool.Go":         gopool.Go,
		"gopool.CtxGo":      func(task func()) { gopool.CtxGo(t.Context(), task) },
	} {
		t.Run(name, func(t *testing.T) {
			gate := make(chan struct{})
			var ran sync.WaitGroup
			ran.Add(offers)
			for range offers {
				submit(func() { <-gate; ran.Done() })
			}
			close(gate)
			ran.Wait()
		})
	}
	t.Run("pond/v2.NewSubpool", func(t *testing.T) {
		sub := pond.NewSubpool(1)
		gate := make(chan struct{})
		for range offers {
			sub.Submit(func() { <-gate })
		}
		close(gate)
		sub.StopAndWait()
	})
}
