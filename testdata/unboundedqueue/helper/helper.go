// Package helper holds constructors that other packages call: whether their queue
// has a limit travels as a fact.
package helper

import (
	"context"

	"github.com/alitto/pond/v2"
	"github.com/gammazero/workerpool"
	"github.com/smallnest/chanx"
)

// Reported.

// The options of its own limit nothing.
func NewBackground(ctx context.Context, workers int) pond.Pool {
	return pond.NewPool(workers, pond.WithContext(ctx), pond.WithoutPanicRecovery()) // want `nothing limits how much pond\.NewPool takes in`
}

// The number of workers is no limit for the tasks.
func NewWriters(n int) *workerpool.WorkerPool {
	return workerpool.New(n) // want `nothing limits how much workerpool\.New takes in`
}

// The queue is gone, its two ends are left.
func NewStream[T any](ctx context.Context) (chan<- T, <-chan T) {
	u := chanx.NewUnboundedChan[T](ctx, 64) // want `nothing limits how much chanx\.NewUnboundedChan takes in`
	return u.In, u.Out
}

// Not reported.

// The caller gives the options.
func NewPool(workers int, opts ...pond.Option) pond.Pool {
	return pond.NewPool(workers, opts...)
}
