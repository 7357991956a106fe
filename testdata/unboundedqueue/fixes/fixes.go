// Package fixes holds one case for each fix.
package fixes

import (
	"context"

	"github.com/alitto/pond/v2"
)

// The option is added.
func workers() pond.Pool {
	return pond.NewPool(8) // want `nothing limits how much pond\.NewPool takes in`
}

// The option is added behind the others.
func background(ctx context.Context) pond.Pool {
	return pond.NewPool(8, pond.WithContext(ctx), pond.WithNonBlocking(true)) // want `nothing limits how much pond\.NewPool takes in`
}

// The option is there and says that there is no limit.
func unlimited() pond.Pool {
	return pond.NewPool(8, pond.WithQueueSize(pond.Unbounded)) // want `nothing limits how much pond\.NewPool takes in`
}

// The generic pool.
func results() pond.ResultPool[string] {
	return pond.NewResultPool[string](8) // want `nothing limits how much pond\.NewResultPool takes in`
}

// There is nothing to write in a list of options.
func listed(ctx context.Context) pond.Pool {
	opts := []pond.Option{pond.WithContext(ctx)}
	return pond.NewPool(8, opts...) // want `nothing limits how much pond\.NewPool takes in`
}

// The receiving channel is nil when there is no room.
func relay(in <-chan string, out chan<- string) {
	var waiting []string
	for {
		var send chan<- string
		var head string
		if len(waiting) > 0 {
			send, head = out, waiting[0]
		}
		select {
		case s := <-in:
			waiting = append(waiting, s) // want `"waiting" takes in what is received however much of it waits`
		case send <- head:
			waiting = waiting[1:]
		}
	}
}

// It is a field, and the name is taken.
type pump struct {
	in, out chan []byte
	pending [][]byte
}

func (p *pump) run(recv context.Context) {
	for {
		var out chan []byte
		var first []byte
		if len(p.pending) > 0 {
			out, first = p.out, p.pending[0]
		}
		select {
		case <-recv.Done():
			return
		case b, ok := <-p.in:
			if !ok {
				return
			}
			p.pending = append(p.pending, b) // want `"p\.pending" takes in what is received however much of it waits`
		case out <- first:
			p.pending = p.pending[1:]
		}
	}
}
