package pump

import (
	"context"
	"time"
)

// Reported: goroutines are the list.

type inbox struct {
	ctx  context.Context
	jobs chan item
	open bool
}

func (b *inbox) deliver(v item) {
	select {
	case b.jobs <- v:
	default:
		go func() { // want `when "b.jobs" is full, a goroutine waits with each value that comes`
			b.jobs <- v
		}()
	}
}

// A context ends them with the program, not before.
func enqueuer(ctx context.Context, jobs chan<- item) func(item) {
	return func(v item) {
		select {
		case <-ctx.Done():
		case jobs <- v:
		default:
			go func() { // want `when "jobs" is full, a goroutine waits with each value that comes`
				select {
				case jobs <- v:
				case <-ctx.Done():
				}
			}()
		}
	}
}

type requests chan item

func (r requests) push(v item) {
	select {
	case r <- v:
	default:
		go func() { r <- v }() // want `when "r" is full, a goroutine waits with each value that comes`
	}
}

// Not reported.

// They wait for a time.
func (b *inbox) late(v item) {
	select {
	case b.jobs <- v:
	default:
		go func() {
			select {
			case b.jobs <- v:
			case <-time.After(time.Second):
			}
		}()
	}
}

// The channel is the caller's, for one answer.
func answer(to chan<- item, v item) {
	select {
	case to <- v:
	default:
		go func() { to <- v }()
	}
}

// A signal; something else.
func (b *inbox) wake(ready chan struct{}, count func()) {
	select {
	case b.jobs <- item{}:
	default:
		go count()
	}
	select {
	case ready <- struct{}{}:
	default:
		go func() { ready <- struct{}{} }()
	}
}

// There is a token for each.
func (b *inbox) counted(tokens chan struct{}, v item) {
	select {
	case b.jobs <- v:
	default:
		tokens <- struct{}{}
		go func() {
			b.jobs <- v
			<-tokens
		}()
	}
}
