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
//     never stops to receive.
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
package unboundedqueue
