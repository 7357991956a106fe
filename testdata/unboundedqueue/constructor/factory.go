package constructor

import (
	"context"
	"sync"

	"github.com/Workiva/go-datastructures/queue"
	"github.com/eapache/channels"
	"github.com/gammazero/workerpool"
)

// Reported: called later.

// By a variable for the constructor.
func NewBatcher(hint int64) *Batcher {
	mk := queue.New
	return &Batcher{q: mk(hint)} // want `nothing limits how much queue\.New takes in`
}

type Batcher struct{ q *queue.Queue }

func (b *Batcher) Offer(v any) error { return b.q.Put(v) }

// Once, when it is needed.
var shared = sync.OnceValue(func() *workerpool.WorkerPool {
	return workerpool.New(16) // want `nothing limits how much workerpool\.New takes in`
})

func Background(f func()) { shared().Submit(f) }

// For a pool of objects.
var streams = sync.Pool{
	New: func() any {
		return channels.NewInfiniteChannel() // want `nothing limits how much channels\.NewInfiniteChannel takes in`
	},
}

func Stream() *channels.InfiniteChannel { return streams.Get().(*channels.InfiniteChannel) }

// Known by an interface of this package, whose options limit nothing.
func NewExecutor(_ context.Context, opts ...ExecutorOption) Executor {
	o := executorOptions{workers: 4}
	for _, f := range opts {
		f(&o)
	}
	return workerpool.New(o.workers) // want `nothing limits how much workerpool\.New takes in`
}

type Executor interface{ Submit(func()) }

type ExecutorOption func(*executorOptions)

type executorOptions struct{ workers int }
