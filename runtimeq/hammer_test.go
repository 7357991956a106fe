package runtimeq

import (
	"context"
	"errors"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
)

// The hammers repeat short lives of a small queue in which everything happens at
// once. What must hold at the end of each: the accepted items are exactly the
// taken and the aborted ones, each once, and the books are closed.

// rounds is n, or fewer with -short. The hammers make 20,000 in all.
func rounds(n int) int {
	if testing.Short() {
		return n / 20
	}
	return n
}

// crew is goroutines that are used over and over: with -race, each new one costs
// memory that is never given back.
type crew chan func()

func newCrew(t *testing.T) crew {
	c := make(crew)
	t.Cleanup(func() { close(c) })
	for range 20 {
		go func() {
			for f := range c {
				f()
			}
		}()
	}
	return c
}

// run runs all of them at once and waits for them.
func (c crew) run(all ...func()) {
	var wg sync.WaitGroup
	for _, f := range all {
		wg.Add(1)
		c <- func() {
			defer wg.Done()
			f()
		}
	}
	wg.Wait()
}

// ledger collects who had which item. Items are small numbers from 0.
type ledger struct {
	crew
	mu                       sync.Mutex
	accepted, taken, aborted map[int]int
}

func newLedger(c crew) *ledger {
	return &ledger{crew: c, accepted: map[int]int{}, taken: map[int]int{}, aborted: map[int]int{}}
}

func (l *ledger) note(book map[int]int, items ...int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, v := range items {
		book[v]++
	}
}

func (l *ledger) check(t *testing.T, q *Queue[int]) {
	t.Helper()
	for v, n := range l.accepted {
		if n != 1 || l.taken[v]+l.aborted[v] != 1 {
			t.Fatalf("item %d: accepted %d, taken %d, aborted %d times", v, n, l.taken[v], l.aborted[v])
		}
	}
	if len(l.taken)+len(l.aborted) != len(l.accepted) {
		t.Fatalf("%d accepted, %d taken, %d aborted", len(l.accepted), len(l.taken), len(l.aborted))
	}
	if s := q.Stats(); s.Depth != 0 || s.InFlight != 0 || s.Putting != 0 {
		t.Fatalf("at the end: %+v", s)
	}
}

// produce puts items first to first+n-1 in one of several ways each. An item
// that is refused is dropped.
func (l *ledger) produce(ctx context.Context, q *Queue[int], first, n int) {
	for v := first; v < first+n; v++ {
		var err error
		switch rand.N(3) {
		case 0:
			err = q.TryPut(v)
		case 1:
			err = q.Put(ctx, v)
		default:
			mine, cancel := context.WithCancel(ctx)
			l.crew <- cancel
			err = q.Put(mine, v)
		}
		if err == nil {
			l.note(l.accepted, v)
		}
	}
}

// consume takes in one of several ways until the queue says that it is finished,
// and settles what it took.
func (l *ledger) consume(q *Queue[int]) {
	batch := make([]int, 2)
	for {
		n := 1
		var err error
		switch rand.N(4) {
		case 0:
			batch[0], err = q.TryGet()
		case 1:
			batch[0], err = q.Get(bg)
		case 2:
			n, err = q.GetBatch(bg, batch)
		default:
			mine, cancel := context.WithCancel(bg)
			l.crew <- cancel
			batch[0], err = q.Get(mine)
		}
		switch {
		case errors.Is(err, ErrClosed):
			return
		case err == nil:
			l.note(l.taken, batch[:n]...)
			q.DoneN(n)
		}
	}
}

// hammer runs many lives of a queue; end closes it in the middle of each.
func hammer(t *testing.T, lives int, end func(q *Queue[int], l *ledger)) {
	c := newCrew(t)
	for range rounds(lives) {
		q, l := New[int](1+rand.N(3)), newLedger(c)
		l.live(q, end)
		if err := q.Join(bg); err != nil {
			t.Fatal(err)
		}
		l.check(t, q)
	}
}

func (l *ledger) live(q *Queue[int], end func(q *Queue[int], l *ledger)) {
	ctx, cancel := context.WithCancel(bg)
	defer cancel()
	l.run(
		func() { l.produce(ctx, q, 0, 4) },
		func() { l.produce(ctx, q, 4, 4) },
		func() { l.produce(ctx, q, 8, 4) },
		func() { l.consume(q) },
		func() { l.consume(q) },
		func() {
			for range rand.N(20) {
				runtime.Gosched()
				_ = q.Stats()
			}
			end(q, l)
		},
	)
}

func TestHammerClose(t *testing.T) {
	hammer(t, 8000, func(q *Queue[int], _ *ledger) { q.Close() })
}

func TestHammerAbort(t *testing.T) {
	hammer(t, 8000, func(q *Queue[int], l *ledger) { l.note(l.aborted, q.Abort()...) })
}

func TestHammerCloseAndAbortAndJoinAtOnce(t *testing.T) {
	hammer(t, 4000, func(q *Queue[int], l *ledger) {
		abort := func() { l.note(l.aborted, q.Abort()...) }
		shutdown := func() { _ = q.Shutdown(bg) }
		l.run(q.Close, abort, shutdown, q.Close, abort, shutdown)
	})
}
