package constructor

import (
	"context"

	"github.com/Workiva/go-datastructures/queue"
	"github.com/alitto/pond/v2"
	"github.com/bytedance/gopkg/util/gopool"
	"github.com/eapache/channels"
	"github.com/enriquebris/goconcurrentqueue"
	"github.com/gammazero/chanqueue"
	"github.com/gogf/gf/v2/container/gqueue"
	"github.com/panjf2000/ants/v2"
	"github.com/puzpuzpuz/xsync/v4"

	"unboundedqueue/helper"
)

// Reported: a size that is none.

// Infinity is a size.
func ring() channels.Channel { return channels.NewRingChannel(channels.Infinity) } // want `nothing limits how much channels\.NewRingChannel takes in`

// So is less than nothing.
func overflowing() channels.Channel { return channels.NewOverflowingChannel(-1) } // want `nothing limits how much channels\.NewOverflowingChannel takes in`

// A queue without an argument has no limit.
func framework() *gqueue.Queue { return gqueue.New() } // want `nothing limits how much gqueue\.New takes in`

// Zero is none there, in the generic form too.
func frameworkOf() *gqueue.TQueue[event] { return gqueue.NewTQueue[event](0) } // want `nothing limits how much gqueue\.NewTQueue takes in`

// The capacity of a pool is the number of its workers.
func tasks() gopool.Pool { return gopool.NewPool("tasks", 8, gopool.NewConfig()) } // want `nothing limits how much gopool\.NewPool takes in`

// A queue of many producers.
func mailbox() *xsync.UMPSCQueue[event] { return xsync.NewUMPSCQueue[event]() } // want `nothing limits how much xsync\.NewUMPSCQueue takes in`

// A base is no limit.
func based() *chanqueue.ChanQueue[event] {
	return chanqueue.New(chanqueue.WithBaseCapacity[event](64)) // want `nothing limits how much chanqueue\.New takes in`
}

// A wrapper of another package gets no option.
func wrapped() pond.Pool { return helper.NewPool(8) } // want `nothing limits how much pond\.NewPool takes in`

// A variable that only ever says that there is no limit.
func byDefault() pond.Pool {
	size := pond.DefaultQueueSize
	return pond.NewPool(4, pond.WithQueueSize(size)) // want `nothing limits how much pond\.NewPool takes in`
}

// The last of two options counts.
func lastWins() pond.Pool {
	return pond.NewPool(16, pond.WithQueueSize(100), pond.WithQueueSize(pond.Unbounded)) // want `nothing limits how much pond\.NewPool takes in`
}

// A ring without a capacity drops nothing.
func ringOf() *chanqueue.ChanQueue[int] { return chanqueue.NewRing[int]() } // want `nothing limits how much chanqueue\.NewRing takes in`

// The second number is the one of each pool.
func sharded(f func(any)) (*ants.MultiPoolWithFunc, error) {
	return ants.NewMultiPoolWithFunc(4, 0, f, ants.LeastTasks) // want `nothing limits how much ants\.NewMultiPoolWithFunc takes in`
}

// The size goes through a function of this package.
func newWorkers(n int) (*ants.Pool, error) { return ants.NewPool(n, ants.WithNonblocking(true)) }

func workers() (*ants.Pool, error) {
	return newWorkers(-1) // want `nothing limits how much ants\.NewPool takes in`
}

// An option may be nil.
func withNil() pond.Pool { return pond.NewPool(2, nil) } // want `nothing limits how much pond\.NewPool takes in`

// An option comes from a function of this package.
func quiet() pond.Option { return pond.WithNonBlocking(true) }

func quietly() pond.Pool { return pond.NewPool(2, quiet()) } // want `nothing limits how much pond\.NewPool takes in`

// Not reported.

// A size.
func sized() channels.Channel { return channels.NewRingChannel(64) }

// The size is computed.
func computed(n channels.BufferCap) channels.Channel { return channels.NewOverflowingChannel(n) }

// A limit.
func limited() *gqueue.Queue { return gqueue.New(1000) }

// A limit that the caller gives.
func limitedBy(n ...int) *gqueue.TQueue[event] { return gqueue.NewTQueue[event](n...) }

// An option is the limit.
func capped() *chanqueue.ChanQueue[event] {
	return chanqueue.New(chanqueue.WithCapacity[event](64))
}

// The channel of somebody else goes in: who sends to it waits.
func fedBy(in chan event) *chanqueue.ChanQueue[event] {
	return chanqueue.New(chanqueue.WithInput(in))
}

// The kinds with a size.
func fixed() (*xsync.MPMCQueue[event], *queue.RingBuffer, *goconcurrentqueue.FixedFIFO) {
	return xsync.NewMPMCQueue[event](64), queue.NewRingBuffer(64), goconcurrentqueue.NewFixedFIFO(64)
}

// Every key once.
func prioritized() *queue.PriorityQueue { return queue.NewPriorityQueue(64, false) }

// The library's own pool stands for the go statement.
func detached(ctx context.Context, f func()) { gopool.CtxGo(ctx, f) }

// A wrapper of this package gets a number.
func fourWorkers() (*ants.Pool, error) { return newWorkers(4) }

// A wrapper of another package gets the option.
func bounded() pond.Pool { return helper.NewPool(8, pond.WithQueueSize(512)) }

// A wrapper of another package gets options that cannot be told.
func forwarded(opts []pond.Option) pond.Pool { return helper.NewPool(8, opts...) }

// A part of a pool has what the pool has.
func part(of pond.Pool) pond.Pool { return of.NewSubpool(2) }

// A pool for the elements of a slice, which is stopped and waited for.
func each(paths []string, do func(string)) {
	pool := pond.NewPool(4)
	defer pool.StopAndWait()
	for _, path := range paths {
		pool.Submit(func() { do(path) })
	}
}

// Those who submit wait for their own task.
type presses struct{ pool pond.Pool }

func newPresses() *presses { return &presses{pool: pond.NewPool(2)} }

func (p *presses) press(f func()) error { return p.pool.Submit(f).Wait() }
