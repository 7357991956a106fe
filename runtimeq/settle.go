package runtimeq

import (
	"context"
	"iter"
)

// Done settles one taken item: its work is over, well or badly. Call it with
// defer, so that a panic settles too. It panics when no taken item is unsettled:
// a second Done for one item would let Join return while another is still being
// worked on. Any goroutine may call it. It neither waits nor allocates.
func (q *Queue[T]) Done() {
	q.retire(oneInFlight)
}

// DoneN settles n taken items as Done does; after GetBatch, for one. It panics
// when fewer than n are unsettled, and settles none then, or when n is negative.
func (q *Queue[T]) DoneN(n int) {
	if uint64(n) > 1<<31 { // negative ones too
		panic(surplusDone)
	}
	q.retire(uint64(n) * oneInFlight)
}

// Do takes one item as Get does, runs f on it, and settles it when f returns,
// panics or calls runtime.Goexit. It returns f's error, or Get's, in which case
// f did not run.
func (q *Queue[T]) Do(ctx context.Context, f func(context.Context, T) error) error {
	v, err := q.Get(ctx)
	if err != nil {
		return err
	}
	defer q.Done()
	return f(ctx, v)
}

// All yields items until the queue is closed and empty or ctx has ended: ask
// ctx.Err() after the loop which of them. It waits for each item as Get does.
// An item is settled when the loop body ends with it, by the next iteration,
// break, return, panic or runtime.Goexit alike, so the body must not call Done.
// Several goroutines may range at a time; each item goes to one of them.
//
//	for v := range q.All(ctx) {
//		work(v)
//	}
func (q *Queue[T]) All(ctx context.Context) iter.Seq[T] {
	return func(yield func(T) bool) {
		for q.yieldOne(ctx, yield) {
		}
	}
}

func (q *Queue[T]) yieldOne(ctx context.Context, yield func(T) bool) bool {
	v, err := q.Get(ctx)
	if err != nil {
		return false
	}
	defer q.Done()
	return yield(v)
}

// Join waits until every accepted item is settled, at one moment at least: it
// returns nil at once when nothing is queued or in flight, whatever ctx says,
// and ctx.Err() when ctx ends first. It does not close the queue, and a queue
// that is put to without pause may never be idle. Any number of goroutines may
// Join, as often as they like; all that wait at the idle moment are released.
func (q *Queue[T]) Join(ctx context.Context) error {
	idle := q.nextIdle()
	if idle == nil {
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nextIdle returns a channel that is closed when the queue is idle after this
// call, or nil when it is idle now.
func (q *Queue[T]) nextIdle() <-chan struct{} {
	if isIdle(q.state.Load()) {
		return nil
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.registerLocked()
}

func (q *Queue[T]) registerLocked() <-chan struct{} {
	for {
		old := q.state.Load()
		if isIdle(old) {
			return nil
		}
		if old&joinedBit != 0 {
			return q.idle
		}
		q.closeIdleLocked() // of Joins whose idle moment has passed
		if q.state.CompareAndSwap(old, old|joinedBit) {
			q.idle = make(chan struct{})
			return q.idle
		}
	}
}

// releaseJoins runs after the queue was idle. If the bit is set again by then,
// a later Join has done this already and the channel is its own.
func (q *Queue[T]) releaseJoins() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.state.Load()&joinedBit == 0 {
		q.closeIdleLocked()
	}
}

func (q *Queue[T]) closeIdleLocked() {
	if q.idle != nil {
		close(q.idle)
		q.idle = nil
	}
}
