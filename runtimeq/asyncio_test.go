package runtimeq

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// TestAsyncio is test_queues.py of CPython 3.14's asyncio. Its join and shutdown
// classes run there for three kinds of queue; here there is the FIFO only.
func TestAsyncio(t *testing.T) {
	runTranslated(t, []translated{
		{source: "test_repr", test: statsShowState},
		{source: "test_str", test: statsShowState},
		{source: "test_generic_alias", none: "generics are the language's"},
		{source: "test_format/join", test: statsShowState},
		{source: "test_format/shutdown", test: statsShowClosed},
		{source: "test_empty", test: emptyAroundOneItem},
		{source: "test_full", test: fullAtCapacity},
		{source: "test_order", test: firstInFirstOut},
		{source: "test_maxsize", test: thirdPutWaits},
		{source: "test_blocking_get", test: getOfReadyItem},
		{source: "test_blocking_get_wait", test: getWaitsForPut},
		{source: "test_get_with_putters", test: getWakesPutter},
		{source: "test_get_with_waiting_putters", test: waitingPutsKeepOrder},
		{source: "test_nonblocking_get", test: getOfReadyItem},
		{source: "test_nonblocking_get_exception", test: emptyAroundOneItem},
		{source: "test_nonblocking_put", test: getOfReadyItem},
		{source: "test_nonblocking_put_exception", test: fullAtCapacity},
		{source: "test_get_cancelled_race", test: itemReachesSecondGetter},
		{source: "test_why_are_getters_waiting", test: fiveThroughOne},
		{source: "test_cancelled_getters_not_being_held_in_self_getters", test: cancelledGetLeavesNothing},
		{source: "test_blocking_put", test: getOfReadyItem},
		{source: "test_blocking_put_wait", test: getWakesPutter},
		{source: "test_get_cancel_drop_one_pending_reader", test: cancelledGetLeavesItemFirst},
		{source: "test_get_cancel_drop_many_pending_readers", test: cancelledGetAmongThree},
		{source: "test_put_cancel_drop", test: cancelledPutIsInOrOut},
		{source: "test_float_maxsize", none: "the capacity is an int"},
		{source: "test_put_cancelled", test: getWakesPutter},
		{source: "test_put_cancelled_race", test: cancelledPutKeepsOrder},
		{source: "test_put_with_waiting_getters", test: getWaitsForPut},
		{source: "test_why_are_putters_waiting", test: oneWakePerPlace},
		{source: "test_cancelled_puts_not_being_held_in_self_putters", test: cancelledPutLeavesNothing},
		{source: "test_cancelled_put_silence_value_error_exception", test: cancelledPutLeavesNothing},
		{source: "LifoQueue/test_order", none: "FIFO only"},
		{source: "PriorityQueue/test_order", none: "FIFO only"},
		{source: "test_task_done_underflow", test: surplusDonePanics},
		{source: "test_join_empty_queue", test: joinOfIdleQueue},
		{source: "test_task_done", test: joinAfterHundredItems},
		{source: "test_shutdown_empty", test: closeOfEmptyQueue},
		{source: "test_shutdown_nonempty", test: closeOfFullQueue},
		{source: "test_shutdown_immediate", test: abortReturnsItems},
		{source: "test_shutdown_immediate_with_unfinished", test: abortLeavesInFlight},
	})
}

func statsShowState(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	waiting := asyncPut(bg, q, 3)
	waiting.waits(t)
	if got, want := q.Stats(), (Stats{Cap: 2, Depth: 2, Putting: 1}); got != want {
		t.Errorf("Stats = %+v; want %+v", got, want)
	}
	gets(t, q, 1, 2)
	waiting.returns(t, 3, nil)
	if got, want := q.Stats(), (Stats{Cap: 2, Depth: 1, InFlight: 2}); got != want {
		t.Errorf("Stats = %+v; want %+v", got, want)
	}
}

func statsShowClosed(t *testing.T) {
	q := New[int](1)
	q.Close()
	if got, want := q.Stats(), (Stats{Cap: 1, Closed: true}); got != want {
		t.Errorf("Stats = %+v; want %+v", got, want)
	}
}

func emptyAroundOneItem(t *testing.T) {
	q := New[int](1)
	_, err := q.TryGet()
	fails(t, ErrEmpty, err)
	puts(t, q, 1)
	gets(t, q, 1)
	_, err = q.TryGet()
	fails(t, ErrEmpty, err)
}

func fullAtCapacity(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	fails(t, ErrFull, q.TryPut(2))
	gets(t, q, 1)
	puts(t, q, 2)
}

func firstInFirstOut(t *testing.T) {
	q := New[int](3)
	puts(t, q, 1, 3, 2)
	gets(t, q, 1, 3, 2)
}

func thirdPutWaits(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	third := asyncPut(bg, q, 3)
	third.waits(t)
	gets(t, q, 1)
	third.returns(t, 3, nil)
	gets(t, q, 2, 3)
}

func getOfReadyItem(t *testing.T) {
	q := New[int](1)
	fails(t, nil, q.Put(bg, 1))
	if v, err := q.Get(bg); v != 1 || err != nil {
		t.Errorf("Get = %d, %v", v, err)
	}
}

func getWaitsForPut(t *testing.T) {
	q := New[int](1)
	get := asyncGet(bg, q)
	get.waits(t)
	puts(t, q, 1)
	get.returns(t, 1, nil)
}

func getWakesPutter(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	put := asyncPut(bg, q, 2)
	put.waits(t)
	gets(t, q, 1)
	put.returns(t, 2, nil)
	gets(t, q, 2)
}

func waitingPutsKeepOrder(t *testing.T) {
	q := New[int](1)
	puts(t, q, 0)
	a := asyncPut(bg, q, 1)
	a.waits(t)
	b := asyncPut(bg, q, 2)
	b.waits(t)
	gets(t, q, 0)
	a.returns(t, 1, nil)
	b.waits(t)
	gets(t, q, 1, 2)
	b.returns(t, 2, nil)
}

func itemReachesSecondGetter(t *testing.T) {
	q := New[int](1)
	ctx, cancel := context.WithCancel(bg)
	first := asyncGet(ctx, q)
	first.waits(t)
	second := asyncGet(bg, q)
	second.waits(t)
	cancel()
	first.returns(t, 0, context.Canceled)
	puts(t, q, 1)
	second.returns(t, 1, nil)
}

func fiveThroughOne(t *testing.T) {
	q := New[int](1)
	producer := async(func() (int, error) {
		for i := range 5 {
			if err := q.Put(bg, i); err != nil {
				return i, err
			}
		}
		return 5, nil
	})
	consumer := async(func() (int, error) {
		for i := range 5 {
			if v, err := q.Get(bg); err != nil || v != i {
				return i, err
			}
		}
		return 5, nil
	})
	producer.returns(t, 5, nil)
	consumer.returns(t, 5, nil)
}

func cancelledGetLeavesNothing(t *testing.T) {
	q := New[int](1)
	for range 10 {
		_, err := q.Get(within(t, time.Second))
		fails(t, context.DeadlineExceeded, err)
	}
	puts(t, q, 1) // no dead getter takes it; the bubble sees that no goroutine is left
	gets(t, q, 1)
}

func cancelledGetLeavesItemFirst(t *testing.T) {
	q := New[int](2)
	ctx, cancel := context.WithCancel(bg)
	reader := asyncGet(ctx, q)
	reader.waits(t)
	puts(t, q, 1, 2)
	cancel()
	synctest.Wait()
	if reader.err != nil { // cancelled before it was served
		gets(t, q, 1, 2)
	} else {
		reader.returns(t, 1, nil)
		gets(t, q, 2)
	}
}

func cancelledGetAmongThree(t *testing.T) {
	q := New[int](2)
	ctx, cancel := context.WithCancel(bg)
	readers := []*call{asyncGet(ctx, q), asyncGet(bg, q), asyncGet(bg, q)}
	synctest.Wait()
	cancel()
	puts(t, q, 1, 2)
	synctest.Wait()
	readers[0].returns(t, readers[0].v, readers[0].err)
	var got []int
	for _, r := range readers {
		if r.over.Load() && r.err == nil {
			got = append(got, r.v)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []int{1, 2}) {
		t.Errorf("the readers got %v", got)
	}
	q.Close() // lets a reader go that waits if the cancelled one was served
}

func cancelledPutIsInOrOut(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	ctx, cancel := context.WithCancel(bg)
	put := asyncPut(ctx, q, 2)
	put.waits(t)
	gets(t, q, 1)
	cancel()
	synctest.Wait()
	if put.err != nil {
		fails(t, context.Canceled, put.err)
		puts(t, q, 2)
	}
	gets(t, q, 2)
	isEmpty(t, q)
}

func cancelledPutKeepsOrder(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	b := asyncPut(bg, q, 2)
	b.waits(t)
	ctx, cancel := context.WithCancel(bg)
	c := asyncPut(ctx, q, 3)
	c.waits(t)
	d := asyncPut(bg, q, 4)
	d.waits(t)
	cancel()
	c.returns(t, 3, context.Canceled)
	gets(t, q, 1, 2, 4)
	b.returns(t, 2, nil)
	d.returns(t, 4, nil)
	isEmpty(t, q)
}

func oneWakePerPlace(t *testing.T) {
	q := New[int](2)
	puts(t, q, 0, 0)
	var putters []*call
	for i := range 4 {
		putters = append(putters, asyncPut(bg, q, i))
	}
	putters[3].waits(t)
	gets(t, q, 0, 0)
	synctest.Wait()
	for range 4 {
		if _, err := q.Get(bg); err != nil {
			t.Error(err)
		}
	}
	for i, p := range putters {
		p.returns(t, i, nil)
	}
	isEmpty(t, q)
}

func cancelledPutLeavesNothing(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	for range 10 {
		fails(t, context.DeadlineExceeded, q.Put(within(t, time.Second), 2))
	}
	if s := q.Stats(); s.Putting != 0 {
		t.Errorf("%+v", s)
	}
	gets(t, q, 1)
	isEmpty(t, q)
}

func surplusDonePanics(t *testing.T) {
	q := New[int](2)
	panics(t, q.Done)
	panics(t, func() { q.DoneN(1) })
	panics(t, func() { q.DoneN(-1) })
	if half := 1 << (strconv.IntSize / 2); strconv.IntSize == 64 {
		panics(t, func() { q.DoneN(half) }) // 1<<32 has no bits where in flight is counted
	}
	puts(t, q, 1, 2)
	panics(t, q.Done) // queued is not taken
	gets(t, q, 1)
	panics(t, func() { q.DoneN(2) })
	q.DoneN(0)
	q.Done()
	panics(t, q.Done)
	gets(t, q, 2)
	q.Done()
	settled(t, q)
}

func joinOfIdleQueue(t *testing.T) {
	q := New[int](1)
	ended, cancel := context.WithCancel(bg)
	cancel()
	fails(t, nil, q.Join(bg))
	fails(t, nil, q.Join(bg))
	fails(t, nil, q.Join(ended)) // state first
}

func joinAfterHundredItems(t *testing.T) {
	q := New[int](100)
	for i := range 100 {
		puts(t, q, i)
	}
	sum := make(chan int, 2)
	for range 2 {
		go func() {
			mine := 0
			for v := range q.All(bg) {
				time.Sleep(time.Millisecond)
				mine += v
			}
			sum <- mine
		}()
	}
	for range 2 { // twice on one queue
		fails(t, nil, q.Join(bg))
		settled(t, q)
	}
	q.Close()
	if got := <-sum + <-sum; got != 4950 {
		t.Errorf("sum %d", got)
	}
}

// closedForAll holds that all four operations fail with ErrClosed.
func closedForAll(t *testing.T, q *Queue[int]) {
	t.Helper()
	fails(t, ErrClosed, q.Put(bg, 1))
	fails(t, ErrClosed, q.TryPut(1))
	_, err := q.Get(bg)
	fails(t, ErrClosed, err)
	_, err = q.TryGet()
	fails(t, ErrClosed, err)
	_, err = q.GetBatch(bg, make([]int, 2))
	fails(t, ErrClosed, err)
}

func closeOfEmptyQueue(t *testing.T) {
	q := New[int](1)
	get := asyncGet(bg, q)
	get.waits(t)
	q.Close()
	get.returns(t, 0, ErrClosed)
	fails(t, nil, q.Join(bg))
	closedForAll(t, q)
}

func closeOfFullQueue(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	put := asyncPut(bg, q, 2)
	put.waits(t)
	q.Close()
	put.returns(t, 2, ErrClosed)
	gets(t, q, 1)
	closedForAll(t, q)
	join := asyncJoin(bg, q)
	join.waits(t)
	q.Done()
	join.returns(t, 0, nil)
	panics(t, q.Done)
}

func abortReturnsItems(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	join := asyncJoin(bg, q)
	join.waits(t)
	if rest := q.Abort(); !slices.Equal(rest, []int{1, 2}) {
		t.Errorf("Abort = %v", rest)
	}
	join.returns(t, 0, nil)
	closedForAll(t, q)
	panics(t, q.Done)
	if again := q.Abort(); again != nil {
		t.Errorf("second Abort = %v", again)
	}
}

func abortLeavesInFlight(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	gets(t, q, 1)
	if rest := q.Abort(); !slices.Equal(rest, []int{2}) {
		t.Errorf("Abort = %v", rest)
	}
	join := asyncJoin(bg, q)
	join.waits(t)
	q.Done()
	join.returns(t, 0, nil)
	panics(t, q.Done)
}
