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

// rounds of a hammer: 20,000 in all, fewer with -short.
func rounds(n int) int {
	if testing.Short() {
		return n / 20
	}
	return n
}

// ledger collects who had which item. Items are small numbers from 0.
type ledger struct {
	mu                       sync.Mutex
	accepted, taken, aborted map[int]int
}

func newLedger() *ledger {
	return &ledger{accepted: map[int]int{}, taken: map[int]int{}, aborted: map[int]int{}}
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
			go cancel()
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
		n, err := 1, error(nil)
		switch rand.N(4) {
		case 0:
			batch[0], err = q.TryGet()
		case 1:
			batch[0], err = q.Get(bg)
		case 2:
			n, err = q.GetBatch(bg, batch)
		default:
			mine, cancel := context.WithCancel(bg)
			go cancel()
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

// hammer runs one life of a queue; end closes it in the middle.
func hammer(t *testing.T, end func(q *Queue[int], l *ledger)) {
	q, l := New[int](1+rand.N(3)), newLedger()
	ctx, cancel := context.WithCancel(bg)
	defer cancel()
	var wg sync.WaitGroup
	for p := range 3 {
		wg.Go(func() { l.produce(ctx, q, 4*p, 4) })
	}
	for range 2 {
		wg.Go(func() { l.consume(q) })
	}
	wg.Go(func() {
		for range rand.N(20) {
			runtime.Gosched()
			_ = q.Stats()
		}
		end(q, l)
	})
	wg.Wait()
	if err := q.Join(bg); err != nil {
		t.Fatal(err)
	}
	l.check(t, q)
}

func TestHammerClose(t *testing.T) {
	for range rounds(8000) {
		hammer(t, func(q *Queue[int], _ *ledger) { q.Close() })
	}
}

func TestHammerAbort(t *testing.T) {
	for range rounds(8000) {
		hammer(t, func(q *Queue[int], l *ledger) { l.note(l.aborted, q.Abort()...) })
	}
}

func TestHammerCloseAndAbortAndJoinAtOnce(t *testing.T) {
	for range rounds(4000) {
		hammer(t, func(q *Queue[int], l *ledger) {
			var wg sync.WaitGroup
			for range 2 {
				wg.Go(q.Close)
				wg.Go(func() { l.note(l.aborted, q.Abort()...) })
				wg.Go(func() { _ = q.Shutdown(bg) })
			}
			wg.Wait()
		})
	}
}
