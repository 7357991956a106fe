package runtimeq

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"weak"
)

// TestQueueModule is test_queue.py of CPython 3.14. Its classes run there for
// three kinds of queue, in Python and in C; here there is the FIFO only.
func TestQueueModule(t *testing.T) {
	runTranslated(t, []translated{
		{source: "test_queue_task_done", test: surplusDonePanics},
		{source: "test_queue_join", test: joinAfterHundredItems},
		{source: "test_basic", test: basicTwice},
		{source: "test_negative_timeout_raises_exception", test: deadContextChangesNothing},
		{source: "test_nowait", test: fillAndDrain},
		{source: "test_shrinking_queue", none: "the capacity is fixed"},
		{source: "test_shutdown_empty", test: closeOfEmptyQueue},
		{source: "test_shutdown_nonempty", test: closeOfFullQueue},
		{source: "test_shutdown_immediate", test: abortReturnsItems},
		{source: "test_shutdown_allowed_transitions", test: closeAbortClose},
		{source: "test_shutdown_all_methods_in_one_thread", test: closeOfFullQueue},
		{source: "test_shutdown_immediate_all_methods_in_one_thread", test: abortReturnsItems},
		{source: "test_shutdown_all_methods_in_many_threads", test: closeHalfway},
		{source: "test_shutdown_immediate_all_methods_in_many_threads", test: abortHalfway},
		{source: "test_shutdown_get", test: closeWithThreeGetters},
		{source: "test_shutdown_immediate_get", test: abortBeforeThreeGetters},
		{source: "test_shutdown_put", test: closeFailsWaitingPuts},
		{source: "test_shutdown_immediate_put", test: abortFailsWaitingPuts},
		{source: "test_shutdown_join", test: closeLetsJoinersWait},
		{source: "test_shutdown_immediate_join", test: abortReleasesJoiners},
		{source: "test_shutdown_put_join", test: closeLetsJoinersWait},
		{source: "test_shutdown_immediate_put_join", test: abortReleasesJoiners},
		{source: "test_shutdown_get_task_done_join", test: takersAndJoinersEnd},
		{source: "test_shutdown_pending_get", test: closeOfEmptyQueue},
		{source: "test_failing_queue", test: panicsLeaveQueueUsable},
		{source: "SimpleQueue/test_basic", test: basicTwice},
		{source: "SimpleQueue/test_negative_timeout_raises_exception", test: deadContextChangesNothing},
		{source: "SimpleQueue/test_order", test: orderOfOneProducer},
		{source: "SimpleQueue/test_many_threads", test: manyThreads(waitingTaker)},
		{source: "SimpleQueue/test_many_threads_nonblock", test: manyThreads(tryingTaker)},
		{source: "SimpleQueue/test_many_threads_timeout", test: manyThreads(impatientTaker)},
		{source: "SimpleQueue/test_references", test: itemsAreCollectable},
		{source: "SimpleQueue/test_is_default", none: "there is one implementation"},
	})
	// The garbage collector runs cleanups outside of any bubble.
	t.Run("SimpleQueue/test_reentrancy", putFromCleanup)
}

func basicTwice(t *testing.T) {
	q := New[int](2)
	for range 2 {
		puts(t, q, 1, 2)
		fails(t, ErrFull, q.TryPut(3))
		fails(t, context.DeadlineExceeded, q.Put(within(t, time.Second), 3))
		gets(t, q, 1, 2)
		_, err := q.TryGet()
		fails(t, ErrEmpty, err)
		_, err = q.Get(within(t, time.Second))
		fails(t, context.DeadlineExceeded, err)
		puts(t, q, 1, 2)
		put := asyncPut(bg, q, 3)
		put.waits(t)
		gets(t, q, 1)
		put.returns(t, 3, nil)
		gets(t, q, 2, 3)
		get := asyncGet(bg, q)
		get.waits(t)
		puts(t, q, 4)
		get.returns(t, 4, nil)
		q.DoneN(6)
		settled(t, q)
	}
}

func deadContextChangesNothing(t *testing.T) {
	dead := within(t, -time.Second)
	q := New[int](2)
	for range 100 { // there is room and an item, and still
		fails(t, context.DeadlineExceeded, q.Put(dead, 1))
		isEmpty(t, q)
	}
	puts(t, q, 1)
	for range 100 {
		_, err := q.Get(dead)
		fails(t, context.DeadlineExceeded, err)
		_, err = q.GetBatch(dead, make([]int, 1))
		fails(t, context.DeadlineExceeded, err)
		fails(t, context.DeadlineExceeded, q.Join(dead))
	}
	gets(t, q, 1)
}

func fillAndDrain(t *testing.T) {
	q := New[int](3)
	puts(t, q, 1, 2, 3)
	fails(t, ErrFull, q.TryPut(4))
	gets(t, q, 1, 2, 3)
	_, err := q.TryGet()
	fails(t, ErrEmpty, err)
}

func closeAbortClose(t *testing.T) {
	q := New[int](1)
	q.Close()
	q.Abort()
	q.Close()
	q.Abort()
	closedForAll(t, q)
}

// halfway runs 4 writers and 6 polling readers over 65536 items, and closes
// the queue when half of them are written.
func halfway(t *testing.T, end func(q *Queue[int]) []int) {
	const items = 65536
	q := New[int](64)
	var wg sync.WaitGroup
	var accepted, taken atomic.Int64
	half := make(chan struct{})
	for range 4 {
		wg.Go(func() {
			for v := range items / 4 {
				if q.Put(bg, v) != nil {
					return
				}
				if accepted.Add(1) == items/2 {
					close(half)
				}
			}
		})
	}
	for range 6 {
		wg.Go(func() {
			for {
				_, err := q.TryGet()
				switch {
				case err == nil:
					taken.Add(1)
					q.Done()
				case errors.Is(err, ErrClosed):
					return
				default:
					runtime.Gosched()
				}
			}
		})
	}
	<-half
	aborted := end(q)
	wg.Wait()
	if a, n := accepted.Load(), taken.Load()+int64(len(aborted)); a != n || a == items {
		t.Errorf("accepted %d, taken and aborted %d", a, n)
	}
	settled(t, q)
	closedForAll(t, q)
}

func closeHalfway(t *testing.T) {
	halfway(t, func(q *Queue[int]) []int { q.Close(); return nil })
}

func abortHalfway(t *testing.T) {
	halfway(t, (*Queue[int]).Abort)
}

// threeGetters starts three Gets and says how many got an item and how many
// ErrClosed.
func threeGetters(t *testing.T, q *Queue[int], end func()) (got, closed int) {
	var getters []*call
	for range 3 {
		getters = append(getters, asyncGet(bg, q))
	}
	synctest.Wait()
	end()
	synctest.Wait()
	for _, g := range getters {
		switch {
		case !g.over.Load():
			t.Error("a getter still waits")
		case g.err == nil:
			got++
		case errors.Is(g.err, ErrClosed):
			closed++
		}
	}
	return got, closed
}

func closeWithThreeGetters(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	if got, closed := threeGetters(t, q, q.Close); got != 2 || closed != 1 {
		t.Errorf("%d got an item, %d were told that it is closed", got, closed)
	}
}

func abortBeforeThreeGetters(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	q.Abort()
	if got, closed := threeGetters(t, q, func() {}); got != 0 || closed != 3 {
		t.Errorf("%d got an item, %d were told that it is closed", got, closed)
	}
}

// failingPuts holds that waiting and later Puts fail when end closes the queue.
func failingPuts(t *testing.T, end func(q *Queue[int]) []int) {
	q := New[int](2)
	puts(t, q, 1, 2)
	a, b := asyncPut(bg, q, 3), asyncPut(within(t, time.Hour), q, 4)
	a.waits(t)
	b.waits(t)
	rest := end(q)
	synctest.Wait()
	for _, put := range []*call{a, b} {
		if put.err == nil { // Abort made room, and the Put was faster
			if !slices.Contains(rest, put.v) {
				t.Errorf("%d was accepted and is lost", put.v)
			}
			continue
		}
		put.returns(t, put.v, ErrClosed)
	}
	fails(t, ErrClosed, q.Put(bg, 5))
}

func closeFailsWaitingPuts(t *testing.T) {
	failingPuts(t, func(q *Queue[int]) []int { q.Close(); return nil })
}

func abortFailsWaitingPuts(t *testing.T) {
	failingPuts(t, (*Queue[int]).Abort)
}

func closeLetsJoinersWait(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	put := asyncPut(bg, q, 3)
	a, b := asyncJoin(bg, q), asyncJoin(bg, q)
	a.waits(t)
	q.Close()
	put.returns(t, 3, ErrClosed)
	gets(t, q, 1, 2)
	q.Done()
	a.waits(t)
	b.waits(t)
	q.Done()
	a.returns(t, 0, nil)
	b.returns(t, 0, nil)
}

func abortReleasesJoiners(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	a, b := asyncJoin(bg, q), asyncJoin(bg, q)
	a.waits(t)
	b.waits(t)
	q.Abort()
	a.returns(t, 0, nil)
	b.returns(t, 0, nil)
	fails(t, ErrClosed, q.Put(bg, 3))
}

func takersAndJoinersEnd(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	joiners := []*call{asyncJoin(bg, q), asyncJoin(bg, q)}
	joiners[0].waits(t)
	q.Close()
	for range 2 {
		go func() {
			if _, err := q.Get(bg); err != nil {
				t.Error(err)
			}
			time.Sleep(time.Second)
			q.Done()
		}()
	}
	joiners[1].waits(t)
	time.Sleep(time.Second)
	for _, j := range joiners {
		j.returns(t, 0, nil)
	}
}

func panicsLeaveQueueUsable(t *testing.T) {
	q := New[int](2)
	for range 2 {
		puts(t, q, 1, 2)
		panics(t, func() {
			for range q.All(bg) {
				panic("in the body")
			}
		})
		panics(t, func() { _ = q.Do(bg, func(context.Context, int) error { panic("in f") }) })
		panics(t, func() { _, _ = q.GetBatch(bg, nil) })
		settled(t, q)
		fails(t, nil, q.Join(bg))
	}
}

func orderOfOneProducer(t *testing.T) {
	q := New[int](3)
	go func() {
		for i := range 1000 {
			_ = q.Put(bg, i)
		}
		q.Close()
	}()
	want := 0
	for v := range q.All(bg) {
		if v != want {
			t.Fatalf("got %d; want %d", v, want)
		}
		want++
	}
	if want != 1000 {
		t.Errorf("%d items", want)
	}
}

// taker takes an item in its own way, and reports false once the queue is
// finished.
type taker func(t *testing.T, q *Queue[int]) (v int, ok bool)

func waitingTaker(_ *testing.T, q *Queue[int]) (int, bool) {
	v, err := q.Get(bg)
	return v, err == nil
}

func tryingTaker(_ *testing.T, q *Queue[int]) (int, bool) {
	for {
		v, err := q.TryGet()
		if !errors.Is(err, ErrEmpty) {
			return v, err == nil
		}
		runtime.Gosched()
	}
}

func impatientTaker(t *testing.T, q *Queue[int]) (int, bool) {
	for {
		v, err := q.Get(within(t, time.Microsecond))
		if !errors.Is(err, context.DeadlineExceeded) {
			return v, err == nil
		}
	}
}

// manyThreads moves 10,000 items from 50 producers to 50 consumers: nothing is
// lost or doubled.
func manyThreads(take taker) func(t *testing.T) {
	return func(t *testing.T) {
		const threads, each = 50, 200
		q := New[int](16)
		var seen [threads * each]atomic.Int32
		var consumers sync.WaitGroup
		for range threads {
			consumers.Go(func() {
				for v, ok := take(t, q); ok; v, ok = take(t, q) {
					seen[v].Add(1)
					q.Done()
				}
			})
		}
		var producers sync.WaitGroup
		for p := range threads {
			producers.Go(func() {
				for i := range each {
					_ = q.Put(bg, p*each+i)
				}
			})
		}
		producers.Wait()
		fails(t, nil, q.Shutdown(bg))
		consumers.Wait()
		for v := range seen {
			if n := seen[v].Load(); n != 1 {
				t.Errorf("item %d was seen %d times", v, n)
			}
		}
	}
}

type big struct{ _ [1 << 10]byte }

func itemsAreCollectable(t *testing.T) {
	q := New[*big](4)
	var gone []weak.Pointer[big]
	for range 3 {
		item := new(big)
		gone = append(gone, weak.Make(item))
		fails(t, nil, q.Put(bg, item))
	}
	_, _ = q.Get(bg)
	_, _ = q.TryGet()
	q.Abort()
	for range 3 {
		runtime.GC()
	}
	for i, p := range gone {
		if p.Value() != nil {
			t.Errorf("item %d is still held", i)
		}
	}
	runtime.KeepAlive(q)
}

func putFromCleanup(t *testing.T) {
	q := New[int](1 << 12)
	var cleanups atomic.Int64
	for i := range 1000 {
		runtime.AddCleanup(new(big), func(v int) {
			_ = q.TryPut(v)
			cleanups.Add(1)
		}, i)
		fails(t, nil, q.Put(bg, i))
		_, err := q.Get(bg)
		fails(t, nil, err)
		if i%100 == 99 {
			runtime.GC()
		}
	}
	q.DoneN(1000)
	for cleanups.Load() < 900 {
		runtime.GC()
	}
	q.Abort()
	settled(t, q)
}
