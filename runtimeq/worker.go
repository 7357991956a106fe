package runtimeq

import (
	"context"
	"errors"
	"sync"
	"time"
)

// run is one call of Consumer.Run.
type run[T any] struct {
	Consumer[T] // with defaults

	src        Source[T]
	settle     func(T, *Dead[T])
	ctx        context.Context // the handlers'
	taking     context.Context // ctx, or ended because the source failed
	stopTaking context.CancelFunc
	workers    sync.WaitGroup
	failed     sync.Once
	err        error // written in failed, read after workers
}

func newRun[T any](ctx context.Context, c Consumer[T], src Source[T]) *run[T] {
	r := &run[T]{Consumer: c, src: src, ctx: ctx}
	r.taking, r.stopTaking = context.WithCancel(ctx)
	r.settle = func(T, *Dead[T]) { src.Done() }
	if s, ok := src.(Settler[T]); ok {
		r.settle = s.Settle
	}
	return r
}

func (r *run[T]) startWorkers() {
	r.workers.Add(r.Workers)
	for range r.Workers {
		d := new(delivery[T]) // in the go statement it crashes the compiler of go1.26
		go r.work(d)
	}
}

// delivery is an item on its way through a worker.
type delivery[T any] struct {
	stage    stage
	item     T
	attempts int
	err      error    // of the last attempt
	reason   Reason   // once it is given up
	dead     *Dead[T] // given up, and no dead letter has it
}

// stage is the step that a delivery takes next. Each step first sets the stage
// at which to go on should the user's code in it call Goexit and end the
// goroutine.
type stage uint8

const (
	taking stage = iota // no item in hand
	trying
	judging
	burying
	settling
)

// work is a worker: it takes d, fresh or from a worker that Goexit has ended,
// from stage to stage, and one item after the other.
func (r *run[T]) work(d *delivery[T]) {
	finished := false
	defer func() {
		if finished {
			r.workers.Done()
			return
		}
		go r.work(d)
	}()
	for {
		switch d.stage {
		case taking:
			if !r.take(d) {
				finished = true
				return
			}
		case trying:
			r.try(d)
		case judging:
			r.judge(d)
		case burying:
			r.bury(d)
		case settling:
			item, dead := d.item, d.dead
			*d = delivery[T]{}
			r.settle(item, dead)
		}
	}
}

// take takes the next item, if there is one to take. It asks ctx itself, because
// ctx ends a moment before taking does, and that is long enough for a worker to
// take items which it can only abandon.
func (r *run[T]) take(d *delivery[T]) bool {
	var item T
	err := r.ctx.Err()
	if err == nil {
		item, err = r.src.Get(r.taking)
	}
	if err == nil {
		d.item, d.stage = item, trying
		return true
	}
	if !errors.Is(err, ErrClosed) {
		r.failed.Do(func() {
			if r.err = r.ctx.Err(); r.err == nil {
				r.err = err
			}
			r.stopTaking()
		})
	}
	return false
}

// judge decides what comes after an attempt. One that the end of ctx cut off, or
// never let begin, is not the item's fault and does not count.
func (r *run[T]) judge(d *delivery[T]) {
	d.stage = burying
	switch {
	case d.err == nil:
		d.stage = settling
	case isPermanent(d.err):
		d.reason = Rejected
	case r.ctx.Err() != nil:
		d.reason = Abandoned
		d.attempts--
	case d.attempts >= r.MaxAttempts:
		d.reason = Exhausted
	default:
		r.pause(d)
	}
}

// pause waits before the next attempt. An item whose Backoff fails is given up.
func (r *run[T]) pause(d *delivery[T]) {
	d.reason = Exhausted
	delay, err := r.delay(d.attempts)
	if err != nil {
		d.err = errors.Join(d.err, err)
		return
	}
	r.observe(Event{Kind: EventRetry, Attempt: d.attempts, Delay: delay, Err: d.err})
	if !sleep(r.ctx, delay) {
		d.reason = Abandoned
		return
	}
	d.stage = trying
}

func (r *run[T]) delay(attempt int) (delay time.Duration, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = r.panicked("Backoff", v)
		}
	}()
	return r.Backoff(attempt), nil
}

// bury hands an item that was given up to DeadLetter.
func (r *run[T]) bury(d *delivery[T]) {
	d.stage = settling
	d.dead = &Dead[T]{Item: d.item, Err: d.err, Attempts: d.attempts, Reason: d.reason}
	r.observe(Event{Kind: EventDead, Attempt: d.attempts, Err: d.err, Reason: d.reason})
	if r.DeadLetter == nil {
		r.Logger.ErrorContext(r.ctx, "runtimeq: item given up", "reason", d.reason, "attempts", d.attempts, "error", d.err)
		return
	}
	if r.deadLetter(*d.dead) == nil {
		d.dead = nil
	}
}

func (r *run[T]) deadLetter(dead Dead[T]) (err error) {
	ctx, cancel := lasting(r.ctx, 5*time.Second)
	defer cancel()
	err = ErrGoexit
	defer func() {
		if v := recover(); v != nil {
			err = r.panicked("DeadLetter", v)
		}
		if err != nil {
			r.Logger.ErrorContext(r.ctx, "runtimeq: DeadLetter failed", "reason", dead.Reason, "error", err, "item error", dead.Err)
			r.observe(Event{Kind: EventDeadLetterFailed, Attempt: dead.Attempts, Err: err, Reason: dead.Reason})
		}
	}()
	return r.DeadLetter(ctx, dead)
}

// lasting returns a context that ends grace after ctx does.
func lasting(ctx context.Context, grace time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		if sleep(longer, grace) {
			cancel()
		}
	})
	return longer, func() { stop(); cancel() }
}

// sleep waits for d and reports whether ctx has not ended until then.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return ctx.Err() == nil
	case <-ctx.Done():
		return false
	}
}
