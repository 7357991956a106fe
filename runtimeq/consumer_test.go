package runtimeq

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// recorder is an Observer that writes events down, without their durations
// unless they matter.
type recorder struct {
	mu     sync.Mutex
	events []string
}

func (r *recorder) Observe(e Event) {
	line := fmt.Sprintf("%v %d", e.Kind, e.Attempt)
	if e.Elapsed != 0 {
		line += fmt.Sprintf(" elapsed=%v", e.Elapsed)
	}
	if e.Delay != 0 {
		line += fmt.Sprintf(" delay=%v", e.Delay)
	}
	if e.Err != nil {
		line += fmt.Sprintf(" err=%v", e.Err)
	}
	if e.Reason != 0 {
		line += fmt.Sprintf(" reason=%v", e.Reason)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = append(r.events, line)
}

func (r *recorder) saw(t *testing.T, want ...string) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	if !slices.Equal(r.events, want) {
		t.Errorf("events:\n  %s\nwant:\n  %s", strings.Join(r.events, "\n  "), strings.Join(want, "\n  "))
	}
}

// drainOne runs c on a closed queue with the item 1.
func drainOne(t *testing.T, c Consumer[int]) {
	t.Helper()
	q := New[int](1)
	puts(t, q, 1)
	q.Close()
	fails(t, nil, c.Run(bg, q))
	settled(t, q)
}

// logged returns a logger and what it has written, without times.
func logged() (*slog.Logger, *bytes.Buffer) {
	out := new(bytes.Buffer)
	return slog.New(slog.NewTextHandler(out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}})), out
}

func contains(t *testing.T, out *bytes.Buffer, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(out.String(), w) {
			t.Errorf("the log has no %q:\n%s", w, out)
		}
	}
}

func metricsFollowItem(t *testing.T) {
	var seen recorder
	drainOne(t, Consumer[int]{
		MaxAttempts: 2, Observer: &seen, Backoff: func(int) time.Duration { return time.Minute },
		Handle: func(context.Context, int) error { time.Sleep(time.Second); return errItem },
	})
	seen.saw(t,
		"start 1", "done 1 elapsed=1s err=this item fails",
		"retry 1 delay=1m0s err=this item fails",
		"start 2", "done 2 elapsed=1s err=this item fails",
		"dead 2 err=this item fails reason=exhausted")
}

func noEventAfterRun(t *testing.T) {
	var seen recorder
	drainOne(t, Consumer[int]{
		Timeout: time.Second, Observer: &seen,
		Handle: func(context.Context, int) error { return nil },
	})
	seen.saw(t, "start 1", "done 1")
	time.Sleep(time.Hour) // where a forgotten timer would fire
	seen.saw(t, "start 1", "done 1")
}

func stuckIsReportedOnce(t *testing.T) {
	var seen recorder
	log, out := logged()
	drainOne(t, Consumer[int]{
		Timeout: time.Second, Observer: &seen, Logger: log,
		Handle: func(context.Context, int) error { time.Sleep(time.Minute); return nil }, // deaf to its ctx
	})
	seen.saw(t, "start 1", "stuck 1 elapsed=6s", "done 1 elapsed=1m0s")
	contains(t, out, "level=WARN", "has not returned", "attempt=1", "elapsed=6s")
}

func deadLetterFails(t *testing.T) {
	var seen recorder
	log, out := logged()
	drainOne(t, Consumer[int]{
		Observer: &seen, Logger: log,
		Handle:     func(context.Context, int) error { return errItem },
		DeadLetter: func(context.Context, Dead[int]) error { return errors.New("no room") },
	})
	seen.saw(t, "start 1", "done 1 err=this item fails",
		"dead 1 err=this item fails reason=exhausted",
		"dead letter failed 1 err=no room reason=exhausted")
	contains(t, out, "DeadLetter failed", "no room", "this item fails", "reason=exhausted")
}

func deadLetterPanics(t *testing.T) {
	for _, end := range []func(){func() { panic("in DeadLetter") }, runtime.Goexit} {
		var seen recorder
		log, out := logged()
		drainOne(t, Consumer[int]{
			Observer: &seen, Logger: log,
			Handle:     func(context.Context, int) error { return errItem },
			DeadLetter: func(context.Context, Dead[int]) error { end(); return nil },
		})
		contains(t, out, "DeadLetter failed")
		if last := seen.events[len(seen.events)-1]; !strings.HasPrefix(last, "dead letter failed 1") {
			t.Errorf("last event: %s", last)
		}
	}
}

func TestConsumerNeedsHandle(t *testing.T) {
	panics(t, func() { _ = Consumer[int]{}.Run(bg, New[int](1)) })
}

func TestPanicIsLoggedWithItsStack(t *testing.T) {
	log, out := logged()
	var err error
	drainOne(t, Consumer[int]{
		Logger: log,
		Handle: func(context.Context, int) error { explode(); return nil },
		DeadLetter: func(_ context.Context, d Dead[int]) error {
			err = d.Err
			return nil
		},
	})
	contains(t, out, "level=ERROR", "Handle panicked", "panic=\"this item fails\"", "runtimeq.explode")
	var p *PanicError
	if !errors.As(err, &p) || !errors.Is(err, errItem) || !bytes.Contains(p.Stack, []byte("explode")) {
		t.Errorf("dead of %v", err)
	}
	if want := "runtimeq: panic: this item fails"; err.Error() != want {
		t.Errorf("error is %q; want %q", err, want)
	}
	if (&PanicError{Value: "text"}).Unwrap() != nil {
		t.Error("a text is no error")
	}
}

func explode() { panic(errItem) }

func TestWithoutDeadLetterItemIsLogged(t *testing.T) {
	log, out := logged()
	drainOne(t, Consumer[int]{Logger: log, Handle: func(context.Context, int) error { return errItem }})
	contains(t, out, "level=ERROR", "item given up", "reason=exhausted", "attempts=1", "this item fails")
}

func TestGoexitIsLogged(t *testing.T) {
	log, out := logged()
	drainOne(t, Consumer[int]{Logger: log, Handle: func(context.Context, int) error { runtime.Goexit(); return nil }})
	contains(t, out, "Handle called Goexit", "attempt=1")
}

func TestTimeoutIsAFailedAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := oneDead(t, Consumer[int]{Timeout: time.Second, Handle: func(ctx context.Context, _ int) error {
			<-ctx.Done()
			return fmt.Errorf("saving: %w", ctx.Err())
		}})
		if got.Reason != Exhausted || !errors.Is(got.Err, context.DeadlineExceeded) {
			t.Errorf("dead: %+v", got)
		}
	})
}

func TestRetryUntilSuccess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := 0
		drainOne(t, Consumer[int]{MaxAttempts: 10, // with the default Backoff
			Handle: func(context.Context, int) error {
				if calls++; calls < 5 {
					return errItem
				}
				return nil
			},
			DeadLetter: func(context.Context, Dead[int]) error { t.Error("given up"); return nil },
		})
		if calls != 5 {
			t.Errorf("%d calls", calls)
		}
	})
}

// TestUserCodeFails lets each function of the user panic and Goexit: the item
// fails, the next one is handled.
func TestUserCodeFails(t *testing.T) {
	for name, end := range map[string]func(){"panic": func() { panic(errItem) }, "Goexit": runtime.Goexit} {
		first := true
		fail := func() {
			if first {
				first = false
				end()
			}
		}
		fine := func(context.Context, int) error { return nil }
		for who, c := range map[string]Consumer[int]{
			"Handle":   {Handle: func(context.Context, int) error { fail(); return nil }},
			"Weight":   {Handle: fine, Limiter: make(limiter, 1), Weight: func(int) int64 { fail(); return 1 }},
			"Observer": {Handle: fine, Observer: observerFunc(func(Event) { fail() })},
			"Backoff": {MaxAttempts: 2, Backoff: func(int) time.Duration { fail(); return 0 },
				Handle: func(_ context.Context, v int) error { return map[int]error{1: errItem}[v] }},
		} {
			t.Run(who+"/"+name, func(t *testing.T) {
				first = true
				q := New[int](2)
				puts(t, q, 1, 2)
				q.Close()
				var dead []int
				c.DeadLetter = func(_ context.Context, d Dead[int]) error {
					dead = append(dead, d.Item)
					return nil
				}
				fails(t, nil, c.Run(bg, q))
				settled(t, q)
				if first || len(dead) > 1 || len(dead) == 1 && dead[0] != 1 {
					t.Errorf("dead: %v", dead)
				}
			})
		}
	}
}

type observerFunc func(Event)

func (f observerFunc) Observe(e Event) { f(e) }

// limiter is a Limiter with that many permits, one per Acquire.
type limiter chan struct{}

func (l limiter) Acquire(ctx context.Context, n int64) error {
	if n < 0 {
		return errors.New("fewer permits than none")
	}
	select {
	case l <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (l limiter) Release(int64) { <-l }

func TestLimiterBoundsAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		permits := make(limiter, 2)
		q := New[int](8)
		for v := range 8 {
			puts(t, q, v)
		}
		q.Close()
		c := Consumer[int]{Workers: 8, Limiter: permits, Weight: func(int) int64 { return -1 }, // counts as 0
			Handle: func(context.Context, int) error {
				if len(permits) > 2 {
					t.Error("too many at once")
				}
				time.Sleep(time.Second)
				return nil
			}}
		begin := time.Now()
		fails(t, nil, c.Run(bg, q))
		if took := time.Since(begin); took != 4*time.Second {
			t.Errorf("8 items of 1s, 2 at a time: %v", took)
		}
		if len(permits) != 0 {
			t.Errorf("%d permits are kept", len(permits))
		}
	})
}

func TestLimiterIsFreeInThePause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		permits := make(limiter, 1)
		drainOne(t, Consumer[int]{Limiter: permits, MaxAttempts: 2,
			Handle: func(context.Context, int) error { return errItem },
			Backoff: func(int) time.Duration {
				if len(permits) != 0 {
					t.Error("the permit is kept")
				}
				return time.Second
			}})
	})
}

func TestWaitForLimiterIsCutOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		permits := make(limiter, 1)
		permits <- struct{}{} // for ever
		handle := func(context.Context, int) error { t.Error("handled"); return nil }
		got := oneDead(t, Consumer[int]{Limiter: permits, Timeout: time.Second, Handle: handle})
		if got.Reason != Exhausted || got.Attempts != 1 || !errors.Is(got.Err, context.DeadlineExceeded) {
			t.Errorf("after Timeout: %+v", got)
		}
		got = cutOff(t, Consumer[int]{Limiter: permits, Handle: handle}, time.Second)
		if got.Reason != Abandoned || got.Attempts != 0 {
			t.Errorf("after the end of ctx: %+v", got)
		}
	})
}

func TestDeadLetterOutlivesRunBy5Seconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		type key struct{}
		ctx := context.WithValue(within(t, time.Second), key{}, "value")
		q := New[int](1)
		puts(t, q, 1)
		begin := time.Now()
		c := Consumer[int]{
			Handle: func(ctx context.Context, _ int) error { <-ctx.Done(); return ctx.Err() },
			DeadLetter: func(ctx context.Context, _ Dead[int]) error {
				if ctx.Value(key{}) != "value" {
					t.Error("the ctx has not Run's values")
				}
				<-ctx.Done()
				return ctx.Err()
			},
		}
		fails(t, context.DeadlineExceeded, c.Run(ctx, q))
		if took := time.Since(begin); took != 6*time.Second {
			t.Errorf("ended after %v", took)
		}
		settled(t, q)
	})
}

// TestItemCancelledBeforeItsFirstAttempt: ctx ends between Get and Handle.
func TestItemCancelledBeforeItsFirstAttempt(t *testing.T) {
	ctx, cancel := context.WithCancel(bg)
	var got Dead[int]
	c := Consumer[int]{
		Handle:     func(context.Context, int) error { t.Error("handled"); return nil },
		DeadLetter: func(_ context.Context, d Dead[int]) error { got = d; return nil },
	}
	src := &broker{queue: []int{7}, onGet: cancel}
	fails(t, context.Canceled, c.Run(ctx, src))
	if want := (Dead[int]{7, context.Canceled, 0, Abandoned}); got != want {
		t.Errorf("dead: %+v", got)
	}
}

// lateContext has ended, but those derived from it do not know yet.
type lateContext struct {
	context.Context
	ended atomic.Bool
}

func (c *lateContext) Err() error {
	if c.ended.Load() {
		return context.Canceled
	}
	return c.Context.Err()
}

// TestEndedContextTakesNothing: the context of Get is derived from Run's, and
// ends a moment later.
func TestEndedContextTakesNothing(t *testing.T) {
	parent, cancel := context.WithCancel(bg)
	defer cancel()
	ctx := &lateContext{Context: parent}
	q := New[int](3)
	puts(t, q, 1, 2, 3)
	c := Consumer[int]{Handle: func(context.Context, int) error {
		ctx.ended.Store(true)
		return nil
	}}
	fails(t, context.Canceled, c.Run(ctx, q))
	if rest := q.Abort(); !slices.Equal(rest, []int{2, 3}) {
		t.Errorf("left in the queue: %v", rest)
	}
}

// broker is a Source with redelivery, as a durable queue has it.
type broker struct {
	mu     sync.Mutex
	queue  []int
	failed error // what Get returns at the end
	onGet  func()
	acked  []int
	back   []string
}

func (b *broker) Get(ctx context.Context) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.onGet != nil {
		defer b.onGet()
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	if len(b.queue) == 0 {
		return 0, b.failed
	}
	v := b.queue[0]
	b.queue = b.queue[1:]
	return v, nil
}

func (b *broker) Done() { panic("Settle is to be called instead") }

func (b *broker) Settle(v int, dead *Dead[int]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if dead == nil {
		b.acked = append(b.acked, v)
		return
	}
	b.back = append(b.back, fmt.Sprint(v, " ", dead.Reason))
}

func TestBrokerBehindConsumer(t *testing.T) {
	b := &broker{queue: []int{1, 2, 3, 4}, failed: fmt.Errorf("end of the topic: %w", ErrClosed)}
	c := Consumer[int]{
		Handle: func(_ context.Context, v int) error {
			return map[int]error{2: errItem, 3: errItem, 4: Permanent(errItem)}[v]
		},
		DeadLetter: func(_ context.Context, d Dead[int]) error {
			if d.Item == 2 {
				return nil
			}
			return errors.New("not mine")
		},
	}
	fails(t, nil, c.Run(bg, b))
	if !slices.Equal(b.acked, []int{1, 2}) || !slices.Equal(b.back, []string{"3 exhausted", "4 rejected"}) {
		t.Errorf("acknowledged %v, sent back %v", b.acked, b.back)
	}
}

func TestFailingSourceEndsRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &broker{queue: []int{1}, failed: errors.New("connection lost")}
		c := Consumer[int]{Workers: 3, Handle: func(ctx context.Context, _ int) error {
			time.Sleep(time.Second)
			return ctx.Err() // of Run: the item in work is finished
		}}
		fails(t, b.failed, c.Run(bg, b))
		if !slices.Equal(b.acked, []int{1}) {
			t.Errorf("acknowledged %v", b.acked)
		}
	})
}

// halfDead is a Source that fails once and otherwise has nothing to give.
type halfDead struct {
	once sync.Once
	err  error
}

func (h *halfDead) Get(ctx context.Context) (item int, err error) {
	h.once.Do(func() { err = h.err })
	if err == nil {
		<-ctx.Done()
		err = ctx.Err()
	}
	return 0, err
}

func (h *halfDead) Done() {}

func TestFailingSourceStopsWaitingWorkers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &halfDead{err: errors.New("connection lost")}
		c := Consumer[int]{Workers: 3, Handle: func(context.Context, int) error { return nil }}
		run := async(func() (int, error) { return 0, c.Run(bg, src) })
		run.returns(t, 0, src.err)
	})
}
