package runtimeq

import (
	"context"
	"iter"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

func TestNewNeedsABound(t *testing.T) {
	for _, capacity := range []int{0, -1, maxCapacity + 1} {
		panics(t, func() { New[int](capacity) })
	}
}

func TestOperationsDoNotAllocate(t *testing.T) {
	q := New[int](2)
	ctx, cancel := context.WithCancel(bg)
	defer cancel()
	dst := make([]int, 2)
	allocs := testing.AllocsPerRun(100, func() {
		_ = q.Put(ctx, 1)
		_ = q.TryPut(2)
		_ = q.TryPut(3) // full
		_, _ = q.Get(ctx)
		q.Done()
		_, _ = q.TryGet()
		_, _ = q.TryGet() // empty
		q.Done()
		_ = q.Put(ctx, 1)
		n, _ := q.GetBatch(ctx, dst)
		q.DoneN(n)
		_ = q.Join(ctx)
		_ = q.Stats()
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// TestAllSettlesHoweverTheBodyEnds leaves the loop in each way that there is.
func TestAllSettlesHoweverTheBodyEnds(t *testing.T) {
	ends := map[string]func(q *Queue[int]){
		"continue": func(q *Queue[int]) {
			for range q.All(bg) {
				if q.Stats().Depth == 0 {
					q.Close()
				}
				continue
			}
		},
		"break": func(q *Queue[int]) {
			for range q.All(bg) {
				break
			}
		},
		"return": func(q *Queue[int]) {
			for range q.All(bg) {
				return
			}
		},
		"panic": func(q *Queue[int]) {
			defer func() { _ = recover() }()
			for range q.All(bg) {
				panic("in the body")
			}
		},
		"Goexit": func(q *Queue[int]) {
			for range q.All(bg) {
				runtime.Goexit()
			}
		},
		"Pull": func(q *Queue[int]) {
			next, stop := iter.Pull(q.All(bg))
			defer stop()
			next()
		},
	}
	for name, end := range ends {
		t.Run(name, func(t *testing.T) {
			q := New[int](3)
			puts(t, q, 1, 2, 3)
			var wg sync.WaitGroup
			wg.Go(func() { end(q) })
			wg.Wait()
			if s := q.Stats(); s.InFlight != 0 || name != "continue" && s.Depth != 2 {
				t.Errorf("after the loop: %+v", s)
			}
		})
	}
}

func TestAllEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := New[int](2)
		puts(t, q, 1, 2)
		ctx, cancel := context.WithCancel(bg)
		loop := async(func() (n int, err error) {
			for range q.All(ctx) {
				n++
			}
			return n, ctx.Err()
		})
		loop.waits(t)
		cancel()
		loop.returns(t, 2, context.Canceled)
		settled(t, q)
	})
}

func TestDo(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	err := q.Do(bg, func(_ context.Context, v int) error {
		if v != 1 || q.Stats().InFlight != 1 {
			t.Errorf("f was given %d", v)
		}
		return errItem
	})
	fails(t, errItem, err)
	settled(t, q)
	q.Close()
	fails(t, ErrClosed, q.Do(bg, func(context.Context, int) error { t.Error("called without an item"); return nil }))
}

// TestJoinCoversThePutBefore: a Join that follows a Put returns only when that
// Put's item is settled, however the idle moments of the others are timed.
func TestJoinCoversThePutBefore(t *testing.T) {
	q := New[*atomic.Bool](2)
	var producers, consumers sync.WaitGroup
	for range 2 {
		consumers.Go(func() {
			for handled := range q.All(bg) {
				handled.Store(true)
			}
		})
	}
	for range 3 {
		producers.Go(func() {
			for range rounds(20000) {
				handled := new(atomic.Bool)
				fails(t, nil, q.Put(bg, handled))
				fails(t, nil, q.Join(bg))
				if !handled.Load() {
					t.Error("Join returned before the item was settled")
				}
			}
		})
	}
	producers.Wait()
	fails(t, nil, q.Shutdown(bg))
	consumers.Wait()
}

// TestLateReleaseSparesTheNextJoin plays the schedule that the comment at
// releaseJoins is about: the queue was idle, and before the Join of that time is
// released, there is another item and another Join.
func TestLateReleaseSparesTheNextJoin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := New[int](1)
		puts(t, q, 1)
		gets(t, q, 1)
		first := asyncJoin(bg, q)
		first.waits(t)

		q.mu.Lock()
		settle := async(func() (int, error) { q.Done(); return 0, nil })
		for !isIdle(q.state.Load()) {
			runtime.Gosched()
		}
		puts(t, q, 2)
		second := q.registerLocked()
		q.mu.Unlock()

		settle.returns(t, 0, nil)
		first.returns(t, 0, nil)
		select {
		case <-second:
			t.Error("the second Join is released, and item 2 is not settled")
		default:
		}
		gets(t, q, 2)
		q.Done()
		<-second
	})
}

func TestStrings(t *testing.T) {
	var got []string
	for r := range Abandoned + 2 {
		got = append(got, r.String())
	}
	for k := range EventDeadLetterFailed + 2 {
		got = append(got, k.String())
	}
	want := []string{
		"Reason(0)", "exhausted", "rejected", "abandoned", "Reason(4)",
		"EventKind(0)", "start", "done", "retry", "dead", "stuck", "dead letter failed", "EventKind(7)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if Permanent(nil) != nil {
		t.Error("Permanent(nil) is an error")
	}
}
