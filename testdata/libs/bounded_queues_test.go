package libs

import (
	"testing"

	"github.com/Workiva/go-datastructures/queue"
	"github.com/docker/go-events"
	infinite "github.com/eapache/channels"
	"github.com/gammazero/chanqueue"
	lnd "github.com/lightningnetwork/lnd/queue"
	"github.com/puzpuzpuz/xsync/v4"
	"github.com/smallnest/chanx"
)

var channelCases = []boundCase{
	{"channels.NewInfiniteChannel", unbounded, eapache(func() infinite.Channel { return infinite.NewInfiniteChannel() })},
	{"channels.NewNativeChannel", waits, eapache(func() infinite.Channel { return infinite.NewNativeChannel(10) })},
	{"channels.NewNativeChannel/None", waits, eapache(func() infinite.Channel { return infinite.NewNativeChannel(infinite.None) })},
	{"channels.NewRingChannel", drops, eapache(func() infinite.Channel { return infinite.NewRingChannel(10) })},
	{"channels.NewRingChannel/Infinity", unbounded, eapache(func() infinite.Channel { return infinite.NewRingChannel(infinite.Infinity) })},
	{"channels.NewOverflowingChannel", drops, eapache(func() infinite.Channel { return infinite.NewOverflowingChannel(10) })},
	{"channels.NewOverflowingChannel/Infinity", unbounded, eapache(func() infinite.Channel { return infinite.NewOverflowingChannel(infinite.Infinity) })},
	{"channels.NewResizableChannel", waits, eapache(func() infinite.Channel { return infinite.NewResizableChannel() })},
	{"channels.NewResizableChannel/Resize", waits, eapache(func() infinite.Channel { return resized(10) })},
	{"channels.NewResizableChannel/Resize Infinity", unbounded, eapache(func() infinite.Channel { return resized(infinite.Infinity) })},
	{"channels.NewBatchingChannel", waits, batching(10)},
	{"channels.NewBatchingChannel/Infinity", unbounded, batching(infinite.Infinity)},
	{"channels.NewSharedBuffer", waits, shared(10)},
	{"channels.NewSharedBuffer/Infinity", unbounded, shared(infinite.Infinity)},

	{"chanx.NewUnboundedChan", unbounded, func(t *testing.T, went func()) trial {
		ch := chanx.NewUnboundedChan[int](t.Context(), 10)
		return channels(ch.In, ch.Out, same, func() { close(ch.In) }, went)
	}},
	{"chanx.NewUnboundedChanSize", unbounded, func(t *testing.T, went func()) trial {
		ch := chanx.NewUnboundedChanSize[int](t.Context(), 1, 1, 1)
		return channels(ch.In, ch.Out, same, func() { close(ch.In) }, went)
	}},

	{"chanqueue.New", unbounded, chanQueue(chanqueue.New[int])},
	{"chanqueue.New/WithBaseCapacity", unbounded, chanQueue(chanqueue.New[int], chanqueue.WithBaseCapacity[int](10))},
	{"chanqueue.New/WithCapacity", waits, chanQueue(chanqueue.New[int], chanqueue.WithCapacity[int](10))},
	{"chanqueue.New/WithCapacity 0", unbounded, chanQueue(chanqueue.New[int], chanqueue.WithCapacity[int](0))},
	{"chanqueue.NewRing", unbounded, chanQueue(chanqueue.NewRing[int])},
	{"chanqueue.NewRing/WithCapacity", drops, chanQueue(chanqueue.NewRing[int], chanqueue.WithCapacity[int](10))},

	{"lnd/queue.NewConcurrentQueue", unbounded, func(t *testing.T, went func()) trial {
		q := lnd.NewConcurrentQueue(10)
		q.Start()
		return channels(q.ChanIn(), q.ChanOut(), boxed, func() { close(q.ChanIn()) }, went)
	}},
}

// eapache is the trial of a channel of eapache/channels.
func eapache(open func() infinite.Channel) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		ch := open()
		return channels(ch.In(), ch.Out(), boxed, ch.Close, went)
	}
}

func resized(size infinite.BufferCap) infinite.Channel {
	ch := infinite.NewResizableChannel()
	ch.Resize(size)
	return ch
}

// batching is the trial of a batching channel, out of which slices come.
func batching(size infinite.BufferCap) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		ch := infinite.NewBatchingChannel(size)
		tried := channels(ch.In(), ch.Out(), boxed, ch.Close, func() {})
		drained := make(chan struct{})
		tried.take = func() {
			go func() {
				defer close(drained)
				for batch := range ch.Out() {
					for range batch.([]any) {
						went()
					}
				}
			}()
		}
		tried.stop = func() { ch.Close(); <-drained }
		return tried
	}
}

// shared is the trial of one channel of a shared buffer.
func shared(size infinite.BufferCap) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		buffer := infinite.NewSharedBuffer(size)
		ch := buffer.NewChannel()
		tried := channels(ch.In(), ch.Out(), boxed, ch.Close, went)
		end := tried.stop
		tried.stop = func() { end(); buffer.Close() }
		return tried
	}
}

// chanQueue is the trial of a queue of gammazero/chanqueue.
func chanQueue(open func(...chanqueue.Option[int]) *chanqueue.ChanQueue[int], options ...chanqueue.Option[int]) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		q := open(options...)
		return channels(q.In(), q.Out(), same, q.Close, went)
	}
}

var queueCases = []boundCase{
	{"queue.New", unbounded, func(t *testing.T, went func()) trial {
		q := queue.New(10)
		return gets(func(i int) bool { return q.Put(i) == nil }, func() bool {
			if q.Empty() {
				return false
			}
			items, err := q.Get(1)
			return err == nil && len(items) == 1
		}, went)
	}},
	{"queue.NewPriorityQueue", unbounded, func(t *testing.T, went func()) trial {
		q := queue.NewPriorityQueue(10, true)
		return gets(func(i int) bool { return q.Put(priority(i)) == nil }, func() bool {
			if q.Empty() {
				return false
			}
			items, err := q.Get(1)
			return err == nil && len(items) == 1
		}, went)
	}},
	// Its Put spins while the ring is full, so Offer is what shows the bound.
	{"queue.NewRingBuffer", refuses, func(t *testing.T, went func()) trial {
		q := queue.NewRingBuffer(16)
		return gets(func(i int) bool { ok, err := q.Offer(i); return ok && err == nil }, func() bool {
			if q.Len() == 0 {
				return false
			}
			_, err := q.Get()
			return err == nil
		}, went)
	}},

	{"xsync.NewUMPSCQueue", unbounded, func(t *testing.T, went func()) trial {
		q := xsync.NewUMPSCQueue[int]()
		kept := 0
		return gets(func(i int) bool { q.Enqueue(i); kept++; return true }, func() bool {
			if kept == 0 {
				return false
			}
			q.Dequeue()
			kept--
			return true
		}, went)
	}},
	{"xsync.NewMPMCQueue", refuses, func(t *testing.T, went func()) trial {
		q := xsync.NewMPMCQueue[int](16)
		return gets(q.TryEnqueue, func() bool { _, ok := q.TryDequeue(); return ok }, went)
	}},
	{"xsync.NewSPSCQueue", refuses, func(t *testing.T, went func()) trial {
		q := xsync.NewSPSCQueue[int](16)
		return gets(q.TryEnqueue, func() bool { _, ok := q.TryDequeue(); return ok }, went)
	}},

	{"events.NewQueue", unbounded, func(t *testing.T, went func()) trial {
		sink := newSink(went)
		q := events.NewQueue(sink)
		return trial{
			put:  func(i int) bool { return q.Write(i) == nil },
			take: func() { close(sink.gate) },
			stop: func() { q.Close() },
		}
	}},
	{"events.NewChannel", waits, func(t *testing.T, went func()) trial {
		ch := events.NewChannel(10)
		done := make(chan struct{})
		return trial{
			put: func(i int) bool { return ch.Write(i) == nil },
			take: func() {
				go func() {
					defer close(done)
					for i := 0; i < offers; i++ {
						<-ch.C
						went()
					}
				}()
			},
			stop: func() { <-done; ch.Close() },
		}
	}},
	{"events.NewBroadcaster", waits, func(t *testing.T, went func()) trial {
		sink := newSink(went)
		b := events.NewBroadcaster(sink)
		return trial{
			put:  func(i int) bool { return b.Write(i) == nil },
			take: func() { close(sink.gate) },
			stop: func() { b.Close() },
		}
	}},
}

// gets is the trial of a queue that is emptied after the puts; get reports
// whether there was an item.
func gets(put func(int) bool, get func() bool, went func()) trial {
	return trial{put: put, take: func() {}, stop: func() {
		for get() {
			went()
		}
	}}
}

// priority is an item of a priority queue.
type priority int

func (p priority) Compare(other queue.Item) int { return int(p - other.(priority)) }

// A sink is a consumer of events that waits until its gate is open.
type sink struct {
	gate chan struct{}
	went func()
}

func newSink(went func()) sink { return sink{make(chan struct{}), went} }

func (s sink) Write(events.Event) error { <-s.gate; s.went(); return nil }
func (s sink) Close() error             { return nil }
