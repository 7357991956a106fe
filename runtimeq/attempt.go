package runtimeq

import (
	"context"
	"errors"
	"runtime/debug"
	"time"
)

// try makes an attempt, unless ctx has ended.
func (r *run[T]) try(d *delivery[T]) {
	d.stage, d.err = judging, ErrGoexit
	d.attempts++
	if err := r.ctx.Err(); err != nil {
		d.err = err
		return
	}
	ctx := r.ctx
	if r.Timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, r.Timeout)
		defer cancel()
	}
	if r.Limiter != nil {
		n, err := r.acquire(ctx, d)
		if err != nil {
			d.err = err
			return
		}
		defer r.Limiter.Release(n)
	}
	r.handle(ctx, d)
}

func (r *run[T]) acquire(ctx context.Context, d *delivery[T]) (n int64, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = r.panicked("Limiter or Weight", v)
		}
	}()
	n = max(r.Weight(d.item), 0)
	return n, r.Limiter.Acquire(ctx, n)
}

// handle calls Handle. The result is in d.err, which is ErrGoexit until then.
func (r *run[T]) handle(ctx context.Context, d *delivery[T]) {
	var begin time.Time
	if r.Observer != nil {
		r.observe(Event{Kind: EventStart, Attempt: d.attempts})
		begin = time.Now()
	}
	defer r.handled(d, begin, r.watch(d.attempts))
	d.err = r.Handle(ctx, d.item)
}

// handled is deferred by handle.
func (r *run[T]) handled(d *delivery[T], begin time.Time, stopWatch func()) {
	if v := recover(); v != nil {
		d.err = r.panicked("Handle", v)
	} else if errors.Is(d.err, ErrGoexit) {
		r.Logger.ErrorContext(r.ctx, "runtimeq: Handle called Goexit", "attempt", d.attempts)
	}
	if stopWatch != nil {
		stopWatch()
	}
	if r.Observer != nil {
		r.observe(Event{Kind: EventDone, Attempt: d.attempts, Elapsed: time.Since(begin), Err: d.err})
	}
}

// watch reports a handler that is still running long after its timeout, until
// stop is called. After stop nothing is reported.
func (r *run[T]) watch(attempt int) (stop func()) {
	if r.Timeout <= 0 {
		return nil
	}
	limit := r.Timeout + r.StuckAfter
	reported := make(chan struct{})
	timer := time.AfterFunc(limit, func() {
		defer close(reported)
		r.Logger.WarnContext(r.ctx, "runtimeq: Handle has not returned", "attempt", attempt, "elapsed", limit)
		r.observe(Event{Kind: EventStuck, Attempt: attempt, Elapsed: limit})
	})
	return func() {
		if !timer.Stop() {
			<-reported
		}
	}
}

// observe protects the worker from its Observer.
func (r *run[T]) observe(e Event) {
	if r.Observer == nil {
		return
	}
	defer func() {
		if v := recover(); v != nil {
			_ = r.panicked("Observer", v)
		}
	}()
	r.Observer.Observe(e)
}

// panicked logs a recovered panic at once. It must be called by the deferred
// function, while the stack still shows where the panic was.
func (r *run[T]) panicked(who string, value any) error {
	err := &PanicError{Value: value, Stack: debug.Stack()}
	r.Logger.ErrorContext(r.ctx, "runtimeq: "+who+" panicked", "panic", value, "stack", string(err.Stack))
	return err
}
