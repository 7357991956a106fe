// Package constructors holds queues and pools of libraries that have a limit, or
// keep every key once: none of them is reported.
package constructors

import (
	"sync"

	"context"
	"runtime"

	rb "github.com/Workiva/go-datastructures/queue"
	"github.com/alitto/pond/v2"
	"github.com/eapache/channels"
	"github.com/enriquebris/goconcurrentqueue"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
	"k8s.io/client-go/util/workqueue"
)

// Queues.

// The oldest is dropped.
func RingChannel() channels.Channel { return channels.NewRingChannel(100) }

// It begins with one place.
func Resizable() channels.Channel {
	r := channels.NewResizableChannel()
	r.Resize(128)
	return r
}

// The kind with a limit.
func Fixed() goconcurrentqueue.Queue { return goconcurrentqueue.NewFixedFIFO(1000) }

// A ring.
func RingBuffer() *rb.RingBuffer { return rb.NewRingBuffer(1 << 10) }

// Every key once.
func WorkqueuePlain() *workqueue.Type { return workqueue.New() }

// The same for a type.
func WorkqueueTyped() *workqueue.Typed[int] { return workqueue.NewTyped[int]() }

// Pools.

// A size of the queue.
func Pond() pond.Pool { return pond.NewPool(10, pond.WithQueueSize(100)) }

// One option of several.
func PondFull(ctx context.Context) pond.Pool {
	return pond.NewPool(10, pond.WithContext(ctx), pond.WithQueueSize(1000), pond.WithNonBlocking(true))
}

// One option may be a limit.
func PondOptions(limit int) pond.Pool {
	opts := []pond.Option{pond.WithoutPanicRecovery()}
	if limit >= 0 {
		opts = append(opts, pond.WithQueueSize(limit))
	}
	return pond.NewPool(10, opts...)
}

// The caller gives the options.
func PondCaller(opts ...pond.Option) pond.Pool { return pond.NewPool(8, opts...) }

// A function gives the option.
func PondHelper() pond.Pool { return pond.NewPool(8, defaults()) }

func defaults() pond.Option { return pond.WithQueueSize(50) }

// The generic pool.
func PondResult() pond.ResultPool[int] { return pond.NewResultPool[int](4, pond.WithQueueSize(8)) }

// It waits for a worker.
func Ants() (*ants.Pool, error) { return ants.NewPool(10) }

// A number of the caller.
func AntsFunc(n int, f func(any)) (*ants.PoolWithFunc, error) { return ants.NewPoolWithFunc(n, f) }

// Some pools of some workers.
func AntsMulti() (*ants.MultiPool, error) { return ants.NewMultiPool(4, 25, ants.RoundRobin) }

// Stopped by who fills it.

// As many as the slice is long.
func PondBatch(paths []string, load func(string)) {
	pool := pond.NewPool(runtime.NumCPU())
	for _, p := range paths {
		pool.Submit(func() { load(p) })
	}
	pool.StopAndWait()
}

// The same with another library.
func GammaBatch(paths []string, load func(string)) {
	wp := workerpool.New(4)
	for _, p := range paths {
		wp.Submit(func() { load(p) })
	}
	wp.StopWait()
}

// Every task has a caller who waits.
type Signer struct{ wp *workerpool.WorkerPool }

func NewSigner() *Signer { return &Signer{wp: workerpool.New(2)} }

func (s *Signer) Sign(do func()) { s.wp.SubmitWait(do) }

// The caller compares what waits.
type Limited struct{ wp *workerpool.WorkerPool }

func NewLimited() *Limited { return &Limited{wp: workerpool.New(2)} }

func (l *Limited) Submit(do func()) bool {
	if l.wp.WaitingQueueSize() > 100 {
		return false
	}
	l.wp.Submit(do)
	return true
}

// Not a library's.

// A function of this package may have any name.
func NewInfiniteChannel() chan int { return make(chan int, 10) }

func UseOwn() chan int { return NewInfiniteChannel() }

// Each task takes a token first.
type tokened struct {
	wp  *workerpool.WorkerPool
	sem chan struct{}
}

func newTokened() *tokened {
	return &tokened{wp: workerpool.New(4), sem: make(chan struct{}, 100)}
}

func (t *tokened) do(f func()) {
	t.sem <- struct{}{}
	t.wp.Submit(func() {
		defer func() { <-t.sem }()
		f()
	})
}

// Each round waits for its own tasks.
type rounds struct{ wp *workerpool.WorkerPool }

func newRounds() *rounds { return &rounds{wp: workerpool.New(4)} }

func (r *rounds) round(xs []string, f func(string)) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Add(1)
		r.wp.Submit(func() {
			defer wg.Done()
			f(x)
		})
	}
	wg.Wait()
}
