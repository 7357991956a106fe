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

// TestWorkqueue is the tests of k8s.io/client-go/util/workqueue v0.37.2.
func TestWorkqueue(t *testing.T) {
	const set = "a FIFO keeps every item; the same key twice is two items"
	const policy = "policies are composed in the caller's Backoff"
	runTranslated(t, []translated{
		{source: "TestBasic/ShutDown", test: manyProducersAndConsumers((*Queue[int]).Close)},
		{source: "TestBasic/ShutDownWithDrain", test: manyProducersAndConsumers(func(q *Queue[int]) { _ = q.Shutdown(bg) })},
		{source: "TestAddWhileProcessing", test: addWhileProcessing},
		{source: "TestLen", none: "there is no Len"},
		{source: "TestReinsert", none: set},
		{source: "TestCollapse", none: set},
		{source: "TestCollapseWhileProcessing", none: set},
		{source: "TestQueueDrainageUsingShutDownWithDrain", test: shutdownWaitsForLastDone},
		{source: "TestNoQueueDrainageUsingShutDown", test: closeDoesNotWait},
		{source: "TestForceQueueShutdownUsingShutDown", test: cancelReleasesShutdown},
		{source: "TestQueueDrainageUsingShutDownWithDrainWithDirtyItem", test: shutdownServesRequeuedItem},
		{source: "TestGarbageCollection", test: addedAndRemovedIsCollectable},
		{source: "BenchmarkQueue", none: "see the nested module bench"},
		{source: "TestParallelizeUntil", test: piecesInChunks},
		{source: "TestSimpleQueue", test: retryComesAfterItsPause},
		{source: "TestDeduping", none: set},
		{source: "TestAddTwoFireEarly", test: shorterPauseFirst},
		{source: "TestCopyShifting", test: shorterPauseFirst},
		{source: "TestRateLimitingQueue", test: exponentialDoubles},
		{source: "TestItemExponentialFailureRateLimiter", test: exponentialDoubles},
		{source: "TestItemExponentialFailureRateLimiterOverFlow", test: exponentialStaysAtCeil},
		{source: "TestItemFastSlowRateLimiter", none: policy},
		{source: "TestMaxOfRateLimiter", none: policy},
		{source: "TestWithMaxWaitRateLimiter", none: policy},
		{source: "TestMetrics", test: metricsFollowItem},
		{source: "TestMetricShutdown", test: noEventAfterRun},
		{source: "kubernetes#141079 drain of queued items", test: shutdownWaitsForQueued},
		{source: "kubernetes#141079 two drains", test: twoShutdownsReturn},
		{source: "kubernetes#141079 Add and two Dones", test: surplusDonePanics},
		{source: "kubernetes#135072 goroutine after ShutDown", test: noGoroutineAfterShutdown},
		{source: "kubernetes#91800 stop of one Get", test: itemReachesSecondGetter},
	})
}

func manyProducersAndConsumers(end func(q *Queue[int])) func(t *testing.T) {
	return func(t *testing.T) {
		const late = -1
		q := New[int](5)
		var producers, consumers sync.WaitGroup
		for p := range 50 {
			producers.Go(func() {
				for range 50 {
					fails(t, nil, q.Put(bg, p))
					time.Sleep(time.Millisecond)
				}
			})
		}
		for range 10 {
			consumers.Go(func() {
				for v := range q.All(bg) {
					if v == late {
						t.Error("got an item that was added after the end")
					}
					time.Sleep(3 * time.Millisecond)
				}
			})
		}
		producers.Wait()
		end(q)
		fails(t, ErrClosed, q.TryPut(late))
		consumers.Wait()
		settled(t, q)
	}
}

func addWhileProcessing(t *testing.T) {
	const items = 50
	q := New[int](2 * items)
	for v := range items {
		puts(t, q, v)
	}
	var seen [items]atomic.Int32
	c := Consumer[int]{Workers: 10, Handle: func(_ context.Context, v int) error {
		if seen[v].Add(1) == 1 {
			return q.TryPut(v)
		}
		return nil
	}}
	run := async(func() (int, error) { return 0, c.Run(bg, q) })
	fails(t, nil, q.Join(bg))
	q.Close()
	run.returns(t, 0, nil)
	for v := range seen {
		if n := seen[v].Load(); n != 2 {
			t.Errorf("item %d was handled %d times", v, n)
		}
	}
}

func shutdownWaitsForLastDone(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	gets(t, q, 1, 2)
	drain := async(func() (int, error) { return 0, q.Shutdown(bg) })
	drain.waits(t)
	q.Done()
	drain.waits(t)
	q.Done()
	drain.returns(t, 0, nil)
}

func closeDoesNotWait(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	gets(t, q, 1)
	q.Close()
	gets(t, q, 2)
}

func cancelReleasesShutdown(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	gets(t, q, 1)
	ctx, cancel := context.WithCancel(bg)
	drain := async(func() (int, error) { return 0, q.Shutdown(ctx) })
	drain.waits(t)
	cancel()
	drain.returns(t, 0, context.Canceled)
	gets(t, q, 2) // it removed nothing
	q.DoneN(2)
	fails(t, nil, q.Shutdown(ctx))
}

func shutdownServesRequeuedItem(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1)
	gets(t, q, 1)
	puts(t, q, 1) // again, while it is in flight
	drain := async(func() (int, error) { return 0, q.Shutdown(bg) })
	drain.waits(t)
	q.Done()
	drain.waits(t)
	gets(t, q, 1)
	q.Done()
	drain.returns(t, 0, nil)
}

func addedAndRemovedIsCollectable(t *testing.T) {
	q := New[*big](1)
	item := new(big)
	gone := weak.Make(item)
	fails(t, nil, q.TryPut(item))
	_ = q.Do(bg, func(context.Context, *big) error { return nil })
	for range 3 {
		runtime.GC()
	}
	if gone.Value() != nil {
		t.Error("the item is still held")
	}
	runtime.KeepAlive(q)
}

func piecesInChunks(t *testing.T) {
	for _, pieces := range []int{1, 10, 1000} {
		for _, chunk := range []int{1, 3, 10, 999, 2000} {
			visitPieces(t, pieces, chunk)
		}
	}
}

func visitPieces(t *testing.T, pieces, chunk int) {
	q := New[int](64)
	seen := make([]atomic.Int32, pieces)
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			dst := make([]int, chunk)
			for {
				n, err := q.GetBatch(bg, dst)
				if err != nil {
					fails(t, ErrClosed, err)
					return
				}
				for _, v := range dst[:n] {
					seen[v].Add(1)
				}
				q.DoneN(n)
			}
		})
	}
	for v := range pieces {
		fails(t, nil, q.Put(bg, v))
	}
	q.Close()
	workers.Wait()
	settled(t, q)
	for v := range seen {
		if n := seen[v].Load(); n != 1 {
			t.Errorf("%d pieces in chunks of %d: piece %d was visited %d times", pieces, chunk, v, n)
		}
	}
}

var errItem = errors.New("this item fails")

// attemptTimes runs one item that always fails and returns when each attempt
// began, in seconds after the first.
func attemptTimes(t *testing.T, c Consumer[int]) (seconds []int) {
	t.Helper()
	begin := time.Now()
	c.Handle = func(context.Context, int) error {
		seconds = append(seconds, int(time.Since(begin)/time.Second))
		return errItem
	}
	q := New[int](1)
	puts(t, q, 1)
	q.Close()
	fails(t, nil, c.Run(bg, q))
	settled(t, q)
	return seconds
}

func retryComesAfterItsPause(t *testing.T) {
	got := attemptTimes(t, Consumer[int]{MaxAttempts: 4, Backoff: func(attempt int) time.Duration {
		return time.Duration(attempt) * time.Second
	}})
	if want := []int{0, 1, 3, 6}; !slices.Equal(got, want) {
		t.Errorf("attempts at %v; want %v", got, want)
	}
}

func shorterPauseFirst(t *testing.T) {
	q := New[time.Duration](3)
	var mu sync.Mutex
	var got []time.Duration
	tried := map[time.Duration]bool{}
	c := Consumer[time.Duration]{Workers: 3, MaxAttempts: 2, Backoff: func(int) time.Duration { return 0 }}
	c.Handle = func(_ context.Context, v time.Duration) error {
		mu.Lock()
		first := !tried[v]
		tried[v] = true
		mu.Unlock()
		if first {
			time.Sleep(v)
			return errItem
		}
		mu.Lock()
		defer mu.Unlock()
		got = append(got, v)
		return nil
	}
	for _, v := range []time.Duration{3, 1, 2} {
		fails(t, nil, q.TryPut(v*time.Second))
	}
	q.Close()
	fails(t, nil, c.Run(bg, q))
	if want := []time.Duration{time.Second, 2 * time.Second, 3 * time.Second}; !slices.Equal(got, want) {
		t.Errorf("got %v; want %v", got, want)
	}
}

// longest returns the longest of many pauses after an attempt.
func longest(backoff func(int) time.Duration, attempt int) (d time.Duration) {
	for range 1000 {
		d = max(d, backoff(attempt))
	}
	return d
}

func exponentialDoubles(t *testing.T) {
	backoff := Exponential(time.Second, time.Hour)
	for attempt := 1; attempt <= 6; attempt++ {
		limit := time.Second << (attempt - 1)
		if got := longest(backoff, attempt); got >= limit || got < limit/2 {
			t.Errorf("after attempt %d up to %v; want up to %v", attempt, got, limit)
		}
	}
}

func exponentialStaysAtCeil(t *testing.T) {
	const most = time.Duration(1<<63 - 1)
	for _, ceil := range []time.Duration{time.Minute, most} {
		backoff := Exponential(time.Millisecond, ceil)
		for _, attempt := range []int{62, 63, 64, 65, 1000, 1 << 30} {
			if got := longest(backoff, attempt); got >= ceil || got < ceil/2 {
				t.Errorf("after attempt %d up to %v; want up to %v", attempt, got, ceil)
			}
		}
	}
	for _, none := range []func(int) time.Duration{Exponential(0, time.Minute), Exponential(-1, time.Minute), Exponential(time.Minute, 0)} {
		if got := longest(none, 3); got != 0 {
			t.Errorf("a pause of %v", got)
		}
	}
	if got := longest(Exponential(time.Second, time.Hour), -5); got >= time.Second || got < time.Second/2 {
		t.Errorf("before any attempt up to %v", got)
	}
}

func shutdownWaitsForQueued(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1, 2)
	drain := async(func() (int, error) { return 0, q.Shutdown(bg) })
	drain.waits(t)
	gets(t, q, 1, 2)
	drain.waits(t)
	q.DoneN(2)
	drain.returns(t, 0, nil)
}

func twoShutdownsReturn(t *testing.T) {
	q := New[int](2)
	puts(t, q, 1)
	a := async(func() (int, error) { return 0, q.Shutdown(bg) })
	b := async(func() (int, error) { return 0, q.Shutdown(bg) })
	a.waits(t)
	b.waits(t)
	gets(t, q, 1)
	q.Done()
	a.returns(t, 0, nil)
	b.returns(t, 0, nil)
}

func noGoroutineAfterShutdown(t *testing.T) {
	// The bubble fails if a goroutine is left when this function returns.
	q := New[int](1)
	puts(t, q, 1)
	c := Consumer[int]{
		Workers: 3, Timeout: time.Second, MaxAttempts: 2, Backoff: func(int) time.Duration { return time.Hour },
		Handle: func(context.Context, int) error { return errItem },
	}
	ctx, cancel := context.WithCancel(bg)
	run := async(func() (int, error) { return 0, c.Run(ctx, q) })
	synctest.Wait()
	cancel()
	run.returns(t, 0, context.Canceled)
}
