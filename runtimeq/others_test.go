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
)

// TestOthers is single tests of other libraries: those about a mistake that a
// queue or a pool makes easily.
func TestOthers(t *testing.T) {
	runTranslated(t, []translated{
		{source: "tokio/ready_close_cancel_bounded", test: getWaitsForPutUnderWay},
		{source: "tokio/send_recv_many", test: batchTakesWhatIsThere},
		{source: "sync/TestWeightedAcquireCanceled", test: deadContextNeverHandles},
		{source: "sync/TestAllocCancelDoesntStarve", test: itemReachesSecondGetter},
		{source: "sync/TestLargeAcquireDoesntStarve", test: waitingPutBeforeNewOnes},
		{source: "pond/TestStopAndWaitWithGoexit", test: goexitIsAFailedAttempt},
		{source: "pond/TestTaskInvokesGoexitAndPoolRecovers", test: goexitIsAFailedAttempt},
		{source: "pond/ShouldNotDeadlockWhenContextCanceledWithQueuedTasks", test: cancelWithQueuedItems},
		{source: "pond/TestPoolSubmitWhileStoppingHasNoRace", test: putsWhileClosing},
		{source: "conc/panics do not exhaust goroutines", test: panicsKeepWorkers},
		{source: "workerpool/TestStopRace", test: fiveStopsAtOnce},
		{source: "watermill/Recoverer_PanicNil", test: panicNilIsAFailedAttempt},
		{source: "watermill/Poison handler_failing_publisher_failing", test: deadLetterFails},
		{source: "watermill/Retry first_run_no_delay", test: retryComesAfterItsPause},
		{source: "watermill/Retry max_interval", test: exponentialStaysAtCeil},
		{source: "watermill/Retry ctx_cancel", test: cancelEndsPause},
		{source: "watermill/Retry backoff_permanent", test: permanentIsNotRetried},
		{source: "river/SoftStopCancelMakesJobAvailableAndDecrementsAttempt", test: cutOffIsNoFailedAttempt},
		{source: "river/StuckDetection", test: stuckIsReportedOnce},
		{source: "river/ErrorWithErrorHandlerPanic", test: deadLetterPanics},
		{source: "river/CancelFuncCleanedUpEvenWithoutCancel", test: attemptContextEnds},
		{source: "golang/go#63615 dead context acquires", test: deadContextChangesNothing},
		{source: "gammazero/workerpool#76 send on closed channel", test: putsWhileClosing},
		{source: "openmeter#3141 good messages in the poison queue", test: cutOffIsNoFailedAttempt},
	})
}

// getWaitsForPutUnderWay: a Put that was counted before Close may still send,
// and until it has, or has given up, an empty queue is not finished.
func getWaitsForPutUnderWay(t *testing.T) {
	q := New[int](1)
	q.state.Add(onePending) // as Put does, before it sends
	q.Close()
	_, err := q.TryGet()
	fails(t, ErrEmpty, err)
	get := asyncGet(bg, q)
	get.waits(t)
	second := asyncGet(bg, q)
	second.waits(t)
	q.items <- 7
	synctest.Wait()
	if get.over.Load() == second.over.Load() && get.err == nil && second.err == nil {
		t.Error("both Gets ended alike")
	}
	gave := []int{get.v, second.v}
	slices.Sort(gave)
	if !slices.Equal(gave, []int{0, 7}) {
		t.Errorf("the Gets gave %v", gave)
	}
	closedForAll(t, q)
}

func batchTakesWhatIsThere(t *testing.T) {
	q := New[int](5)
	dst := make([]int, 3)
	puts(t, q, 1, 2, 3, 4, 5)
	for _, want := range [][]int{{1, 2, 3}, {4, 5}} {
		n, err := q.GetBatch(bg, dst)
		if err != nil || !slices.Equal(dst[:n], want) {
			t.Errorf("GetBatch = %v, %v; want %v", dst[:n], err, want)
		}
	}
	batch := async(func() (int, error) { return q.GetBatch(bg, dst) })
	batch.waits(t)
	puts(t, q, 6)
	batch.returns(t, 1, nil)
	puts(t, q, 7)
	q.Close()
	if n, err := q.GetBatch(bg, dst); n != 1 || err != nil || dst[0] != 7 {
		t.Errorf("after Close GetBatch = %d, %v", n, err)
	}
	q.DoneN(7)
	settled(t, q)
	_, err := q.GetBatch(bg, dst)
	fails(t, ErrClosed, err)
}

func deadContextNeverHandles(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	ctx, cancel := context.WithCancel(bg)
	cancel()
	c := Consumer[int]{Handle: func(context.Context, int) error { t.Error("handled"); return nil }}
	fails(t, context.Canceled, c.Run(ctx, q))
	gets(t, q, 1)
}

func waitingPutBeforeNewOnes(t *testing.T) {
	q := New[int](1)
	puts(t, q, 1)
	waiting := asyncPut(bg, q, 2)
	waiting.waits(t)
	for range 100 {
		fails(t, ErrFull, q.TryPut(3))
	}
	gets(t, q, 1)
	fails(t, ErrFull, q.TryPut(3)) // the place went to the one that waited
	waiting.returns(t, 2, nil)
}

func goexitIsAFailedAttempt(t *testing.T) {
	q := New[int](4)
	puts(t, q, 1, 2, 3, 4)
	q.Close()
	var handled []int
	var dead []Dead[int]
	c := Consumer[int]{MaxAttempts: 2, Backoff: func(int) time.Duration { return 0 }}
	c.Handle = func(_ context.Context, v int) error {
		handled = append(handled, v)
		if v%2 == 0 {
			runtime.Goexit()
		}
		return nil
	}
	c.DeadLetter = func(_ context.Context, d Dead[int]) error {
		dead = append(dead, d)
		return nil
	}
	fails(t, nil, c.Run(bg, q))
	if want := []int{1, 2, 2, 3, 4, 4}; !slices.Equal(handled, want) {
		t.Errorf("handled %v; want %v", handled, want)
	}
	want := []Dead[int]{{2, ErrGoexit, 2, Exhausted}, {4, ErrGoexit, 2, Exhausted}}
	if !slices.Equal(dead, want) {
		t.Errorf("dead %v; want %v", dead, want)
	}
	settled(t, q)
}

func cancelWithQueuedItems(t *testing.T) {
	q := New[int](10)
	for v := range 10 {
		puts(t, q, v)
	}
	ctx, cancel := context.WithCancel(bg)
	c := Consumer[int]{Workers: 2, Handle: func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() }}
	run := async(func() (int, error) { return 0, c.Run(ctx, q) })
	run.waits(t)
	cancel()
	run.returns(t, 0, context.Canceled)
	if rest := q.Abort(); len(rest) != 8 {
		t.Errorf("%d items are left", len(rest))
	}
	settled(t, q)
}

func putsWhileClosing(t *testing.T) {
	for range 200 {
		q := New[int](1)
		var wg sync.WaitGroup
		var accepted, taken atomic.Int32
		for range 4 {
			wg.Go(func() {
				for q.Put(bg, 1) == nil {
					accepted.Add(1)
				}
			})
		}
		wg.Go(func() {
			for range q.All(bg) {
				if taken.Add(1) == 10 {
					q.Close()
				}
			}
		})
		wg.Wait()
		if accepted.Load() != taken.Load() {
			t.Errorf("accepted %d, taken %d", accepted.Load(), taken.Load())
		}
	}
}

func panicsKeepWorkers(t *testing.T) {
	const items = 1000
	q := New[int](items)
	for v := range items {
		puts(t, q, v)
	}
	q.Close()
	var handled atomic.Int32
	c := Consumer[int]{Workers: 3, Handle: func(context.Context, int) error {
		handled.Add(1)
		panic(errItem)
	}}
	fails(t, nil, c.Run(bg, q))
	if handled.Load() != items {
		t.Errorf("handled %d", handled.Load())
	}
	settled(t, q)
}

func fiveStopsAtOnce(t *testing.T) {
	q := New[int](4)
	puts(t, q, 1, 2, 3, 4)
	c := Consumer[int]{Workers: 2, Handle: func(context.Context, int) error { time.Sleep(time.Second); return nil }}
	run := async(func() (int, error) { return 0, c.Run(bg, q) })
	var stops []*call
	for range 5 {
		stops = append(stops, async(func() (int, error) { return 0, q.Shutdown(bg) }))
	}
	run.waits(t)
	time.Sleep(2 * time.Second)
	for _, s := range stops {
		s.returns(t, 0, nil)
	}
	run.returns(t, 0, nil)
}

// oneDead runs one item that is given up, and returns how.
func oneDead(t *testing.T, c Consumer[int]) (got Dead[int]) {
	t.Helper()
	q := New[int](1)
	puts(t, q, 1)
	q.Close()
	c.DeadLetter = func(_ context.Context, d Dead[int]) error {
		got = d
		return nil
	}
	fails(t, nil, c.Run(bg, q))
	settled(t, q)
	return got
}

func panicNilIsAFailedAttempt(t *testing.T) {
	got := oneDead(t, Consumer[int]{Handle: func(context.Context, int) error {
		panic(nil) //nolint:govet // the case
	}})
	var p *PanicError
	var null *runtime.PanicNilError
	if !errors.As(got.Err, &p) || !errors.As(got.Err, &null) {
		t.Errorf("dead of %v", got.Err)
	}
}

func permanentIsNotRetried(t *testing.T) {
	got := oneDead(t, Consumer[int]{MaxAttempts: 5, Handle: func(context.Context, int) error { return Permanent(errItem) }})
	if got.Attempts != 1 || got.Reason != Rejected || !errors.Is(got.Err, errItem) || got.Err.Error() != errItem.Error() {
		t.Errorf("dead: %+v", got)
	}
}

// cutOff runs one item until stop, which ends Run's context, and returns how it
// was given up.
func cutOff(t *testing.T, c Consumer[int], stop time.Duration) (got Dead[int]) {
	t.Helper()
	q := New[int](1)
	puts(t, q, 1)
	c.DeadLetter = func(ctx context.Context, d Dead[int]) error {
		fails(t, nil, ctx.Err()) // it outlives the end
		got = d
		return nil
	}
	fails(t, context.DeadlineExceeded, c.Run(within(t, stop), q))
	settled(t, q)
	return got
}

func cutOffIsNoFailedAttempt(t *testing.T) {
	calls := 0
	got := cutOff(t, Consumer[int]{MaxAttempts: 3, Backoff: func(int) time.Duration { return time.Second },
		Handle: func(ctx context.Context, _ int) error {
			if calls++; calls == 1 {
				return errItem
			}
			<-ctx.Done()
			return ctx.Err()
		}}, time.Minute)
	if got.Reason != Abandoned || got.Attempts != 1 || calls != 2 || !errors.Is(got.Err, context.DeadlineExceeded) {
		t.Errorf("dead: %+v after %d calls", got, calls)
	}
}

func cancelEndsPause(t *testing.T) {
	begin := time.Now()
	got := cutOff(t, Consumer[int]{MaxAttempts: 3, Backoff: func(int) time.Duration { return time.Hour },
		Handle: func(context.Context, int) error { return errItem }}, time.Minute)
	if got.Reason != Abandoned || got.Attempts != 1 || !errors.Is(got.Err, errItem) {
		t.Errorf("dead: %+v", got)
	}
	if took := time.Since(begin); took != time.Minute {
		t.Errorf("ended after %v", took)
	}
}

func attemptContextEnds(t *testing.T) {
	var attempts []context.Context
	got := oneDead(t, Consumer[int]{Timeout: time.Second, MaxAttempts: 2, Handle: func(ctx context.Context, _ int) error {
		attempts = append(attempts, ctx)
		return errItem
	}})
	if got.Attempts != 2 || attempts[0] == attempts[1] {
		t.Errorf("dead: %+v", got)
	}
	for _, ctx := range attempts {
		fails(t, context.Canceled, ctx.Err())
	}
}
