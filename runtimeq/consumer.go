package runtimeq

import (
	"context"
	"log/slog"
	"time"
)

// Source is where a Consumer takes its items from: a Queue, or an adapter to
// something else, a broker for instance. Its methods must be safe for concurrent
// use.
type Source[T any] interface {
	// Get waits for the next item. After an error that is ErrClosed there is no
	// more; any other error ends the consumer.
	Get(ctx context.Context) (T, error)
	// Done is called once for each item that Get returned, after the item's work
	// and its dead letter are finished.
	Done()
}

// Settler is what a Source also implements if it must know which item is over
// and how: to acknowledge it to a broker, or to have it delivered again. The
// consumer then calls Settle instead of Done.
type Settler[T any] interface {
	// Settle is given nil for an item that was handled, or that DeadLetter
	// accepted. Otherwise the item was given up and nobody has taken it: there is
	// no DeadLetter, or it failed, and dead says why it was given up.
	Settle(item T, dead *Dead[T])
}

// Limiter bounds the work that is done at the same time across consumers;
// *semaphore.Weighted of golang.org/x/sync is one.
type Limiter interface {
	// Acquire waits for n permits and returns an error if it has none, as it must
	// when ctx ends.
	Acquire(ctx context.Context, n int64) error
	// Release gives n permits back.
	Release(n int64)
}

// Consumer runs Handle for each item of a source, in several goroutines, and
// goes on whatever happens to one item. Set the fields, then call Run; only
// Handle is required. A Consumer may be run several times, also at once.
//
// Each item goes through the same steps: up to MaxAttempts times Handle, with a
// pause of Backoff between two; if none succeeds, DeadLetter; then the item is
// settled. An item in its pause keeps its worker: delays of minutes belong in a
// durable queue.
type Consumer[T any] struct {
	// Handle works on one item; nil means that it is done. An error, a panic and
	// runtime.Goexit are failed attempts. When ctx ends it should return soon: it
	// is waited for, never abandoned, and holds its worker until it returns. It
	// must not settle the item. To put to the queue it is run from, it must use
	// TryPut or give Put a deadline: on a full queue Put would wait for itself.
	Handle func(ctx context.Context, item T) error

	// Workers is how many items are handled at the same time. Less than 1 means 1.
	Workers int

	// Timeout ends the ctx of an attempt, which begins with the wait for Limiter.
	// 0 means none; then ctx is Run's, and an item costs no allocation.
	Timeout time.Duration

	// StuckAfter is how long after Timeout a handler that has not returned is
	// reported, once, as EventStuck and to Logger. 0 means 5 seconds. Without
	// Timeout nothing is reported.
	StuckAfter time.Duration

	// MaxAttempts is how often Handle is called for an item that fails. Less
	// than 1 means 1: no retry. See Permanent.
	MaxAttempts int

	// Backoff returns the pause after the attempt that failed, counted from 1.
	// It must be safe for concurrent use. nil means Exponential(100ms, 10s).
	Backoff func(attempt int) time.Duration

	// Limiter, if not nil, is acquired for each attempt and released before the
	// pause. More than it can ever give waits until Timeout.
	Limiter Limiter

	// Weight is how many permits an item needs of Limiter. nil means 1.
	Weight func(item T) int64

	// DeadLetter receives each item that was given up. Its ctx has Run's values
	// and ends 5 seconds after Run's ctx. An error, a panic or Goexit of it is
	// reported, and not tried again. nil means that such items are only logged.
	DeadLetter func(ctx context.Context, dead Dead[T]) error

	// Observer, if not nil, is told what happens.
	Observer Observer

	// Logger is told, at level Error, of each panic and Goexit, of each item
	// given up without DeadLetter and each failure of DeadLetter; at level Warn,
	// of stuck handlers. Items are not logged. nil means no log.
	Logger *slog.Logger
}

// Run takes items from src and handles them until src has no more, and then
// returns nil; or until ctx ends, and then returns ctx.Err(); or until src fails,
// and then returns its error. So Close on the queue is the soft stop, which
// still handles everything, and cancelling ctx is the hard one, which takes no
// further item, cuts off those in work and leaves the rest in the queue.
//
// Run returns when its goroutines have ended, which is not before every running
// Handle has returned. Each item taken is settled exactly once. Run panics when
// Handle is nil.
func (c Consumer[T]) Run(ctx context.Context, src Source[T]) error {
	if c.Handle == nil {
		panic("runtimeq: a Consumer needs a Handle")
	}
	r := newRun(ctx, c.withDefaults(), src)
	defer r.stopTaking()
	r.startWorkers()
	r.workers.Wait()
	return r.err
}

func (c Consumer[T]) withDefaults() Consumer[T] {
	c.Workers = max(c.Workers, 1)
	c.MaxAttempts = max(c.MaxAttempts, 1)
	if c.StuckAfter <= 0 {
		c.StuckAfter = 5 * time.Second
	}
	if c.Backoff == nil {
		c.Backoff = Exponential(100*time.Millisecond, 10*time.Second)
	}
	if c.Weight == nil {
		c.Weight = func(T) int64 { return 1 }
	}
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	return c
}
