// Package unboundedqueue defines an [analysis.Analyzer] that reports queues that
// nothing limits.
//
// # Analyzer unboundedqueue
//
// unboundedqueue: report a queue that can grow without limit
//
// When items come faster than they go, what has no limit grows until the process
// is killed for its memory, and all that waited is lost. A limit turns that into
// an error, a wait or a counted drop, where somebody can act on it. This analyzer
// knows queues and pools of libraries with the options that limit them, lists of
// the project's own that are filled under a lock and emptied elsewhere (slices,
// container/list, heaps, rings, linked nodes, list types of this and other
// packages), and goroutines that pump one channel into another by way of a list.
//
// Before:
//
//	func (b *backlog) Add(e event) {
//		b.mu.Lock()
//		defer b.mu.Unlock()
//		b.events = append(b.events, e) // a slow consumer ends in an out-of-memory kill
//	}
//
// After:
//
//	func (b *backlog) Add(e event) error {
//		b.mu.Lock()
//		defer b.mu.Unlock()
//		if len(b.events) >= b.limit {
//			return errFull
//		}
//		b.events = append(b.events, e)
//		return nil
//	}
//
// It reports five kinds of finding:
//
//   - slicequeue: a list is added to in one function and taken from at the other
//     end in another, both under one lock, and nothing limits what waits.
//   - pump: a select loop keeps in a list what it receives, sends the head, and
//     never stops to receive; or a goroutine waits with each value for which a
//     channel has no room.
//   - constructor: a constructor of a library whose queue or pool takes in
//     whatever comes, as it is called here; its options count.
//   - capacity: a channel with room for more than 1<<20 items, or for as many as
//     a text or a flag says that nothing compares with a limit.
//   - spawn: a goroutine for every item that is received, without a token, or
//     one that is left behind to send a value. Off by default: in most projects
//     something out of sight limits these. Switch it on with
//     -unboundedqueue.spawn.
//
// It never reports a list that is compared with a limit in any form: before or
// after the addition, as a difference, by bytes or by a counter, by a method, in
// a caller; additions behind a token, a semaphore, a limiter, or a look whether
// the same key waits already; entries that are blocked callers; lists that are
// taken as a whole; lists that one goroutine works off; pools of what is free;
// windows and histories whose taker looks at the item first; stacks; what a
// constructor fills. It never reports client-go work queues, which keep each key
// once; queues and pools that stay in the function that fills them from
// something with an end, whose callers wait for their own item, or that the
// function chooses beside a limited one; options and sizes that cannot be told;
// test files and generated files.
//
// Some queues must not have a limit, as when their consumer is also their
// producer. Then say what limits them instead:
//
//	q.waiting = append(q.waiting, w) //nolint:unboundedqueue // one entry per blocked caller
//
// # Kind slicequeue
//
// What one function adds another takes, at its own pace, and nothing holds the
// first back. When the second is slower, or has stopped, the list grows until
// the process is killed.
//
// Before:
//
//	func (b *backlog) add(e event) {
//		b.mu.Lock()
//		defer b.mu.Unlock()
//		b.events = append(b.events, e)
//	}
//
// After:
//
//	func (b *backlog) add(e event) error {
//		b.mu.Lock()
//		defer b.mu.Unlock()
//		if len(b.events) >= b.limit {
//			return errFull
//		}
//		b.events = append(b.events, e)
//		return nil
//	}
//
// # Kind pump
//
// The goroutine makes one channel out of two that never blocks its sender. What
// cannot be delivered waits in the list, however much that is, and the sender
// never learns of it.
//
// Before:
//
//	func relay(in <-chan event, out chan<- event) {
//		var waiting []event
//		for {
//			var send chan<- event
//			var head event
//			if len(waiting) > 0 {
//				send, head = out, waiting[0]
//			}
//			select {
//			case e := <-in:
//				waiting = append(waiting, e)
//			case send <- head:
//				waiting = waiting[1:]
//			}
//		}
//	}
//
// After:
//
//	func relay(in <-chan event, out chan<- event) {
//		var waiting []event
//		for {
//			receive := in
//			if len(waiting) >= 1000 {
//				receive = nil
//			}
//			var send chan<- event
//			var head event
//			if len(waiting) > 0 {
//				send, head = out, waiting[0]
//			}
//			select {
//			case e := <-receive:
//				waiting = append(waiting, e)
//			case send <- head:
//				waiting = waiting[1:]
//			}
//		}
//	}
//
// Fix: the loop stops to receive while a limit is reached.
//
// # Kind constructor
//
// Many queues and pools take in whatever comes unless an option says how much
// may wait. Without it the tasks of a busy hour wait in memory.
//
// Before:
//
//	func workers() pond.Pool {
//		return pond.NewPool(8)
//	}
//
// After:
//
//	func workers() pond.Pool {
//		return pond.NewPool(8, pond.WithQueueSize(1000))
//	}
//
// Fix: the option that limits the queue is added, where the library has one.
//
// # Kind capacity
//
// A channel with room for millions does not make a consumer faster: it hides
// for hours that the consumer is too slow, and costs its memory from the start.
//
// Before:
//
//	func newIngest() *ingest {
//		return &ingest{events: make(chan event, 1<<24)}
//	}
//
// After:
//
//	func newIngest() *ingest {
//		return &ingest{events: make(chan event, 1<<10)}
//	}
//
// # Kind spawn
//
// The goroutines are the queue: each holds its item, its stack and often a
// connection, and nothing counts them. A token, or a group with a limit, makes
// the receiver wait when all are busy.
//
// Before:
//
//	func (s *service) run() {
//		for e := range s.events {
//			go s.handle(e)
//		}
//	}
//
// After:
//
//	func (s *service) run() {
//		tokens := make(chan struct{}, 16)
//		for e := range s.events {
//			tokens <- struct{}{}
//			go func() {
//				defer func() { <-tokens }()
//				s.handle(e)
//			}()
//		}
//	}
package unboundedqueue
