// Package runtimeq is a bounded queue whose misuse is hard to write, and a
// consumer that survives its items. It is what the findings of queuevet point
// to, and it needs nothing but the standard library.
//
// A [Queue] has a fixed capacity. A full queue makes Put wait, an empty one makes
// Get wait, so producers and consumers come to the same pace by themselves. Each
// wait is ended by a context or by Close. Each item is taken once and settled
// once, and Join knows when all are.
//
// A [Consumer] runs a function for each item in a number of goroutines, and
// isolates the items from each other: an error, a panic, a timeout or Goexit is
// one item's, which is tried again or given to DeadLetter with the reason.
//
// # Which operation
//
//   - A web handler must not wait: TryPut, and 503 on ErrFull.
//   - A pipeline may wait: Put with the context of the work.
//   - A long-lived consumer: Consumer; to write the loop yourself, All.
//   - One item: Do. To settle later or elsewhere: Get and Done.
//   - Many at once: GetBatch and DoneN.
//   - Stop and finish everything: Shutdown. Stop and keep the rest: Abort.
//
// What it does not do: store anything outside of the process, order items in
// another way than first in first out, drop the second of two equal items, or
// decide for you what to do with an item that cannot be handled.
//
// # Costs
//
// Put, Get and Done allocate nothing. Together they take about 1.5 times what
// send and receive on a bare buffered channel take, and about twice when every
// operation has to wait. A select on such a channel and a context, written by
// hand, takes three times and twice. The module in the directory bench measures
// it on your machine. A Consumer without Timeout and Observer allocates nothing
// for an item that succeeds. New takes the memory for capacity items at once.
//
// # From Python's queue.Queue and asyncio.Queue
//
// One Queue serves both: a wait suspends one goroutine, never a thread of an
// executor or an event loop.
//
//	Python                                   Go
//	Queue(maxsize=n)                         New[T](n)
//	Queue(), Queue(0): no bound              not offered: choose a bound
//	q.put(x), await q.put(x)                 q.Put(ctx, x)
//	q.put(x, timeout=s), wait_for(q.put(x))  q.Put(ctx, x), ctx with a deadline
//	q.put_nowait(x), queue.Full              q.TryPut(x), ErrFull
//	q.get(), await q.get()                   q.Get(ctx)
//	q.get(timeout=s), wait_for(q.get(), s)   q.Get(ctx), ctx with a deadline
//	q.get_nowait(), queue.Empty              q.TryGet(), ErrEmpty
//	try: work(q.get()) finally: task_done()  q.Do(ctx, work), or range q.All(ctx)
//	q.task_done(), one too many: ValueError  q.Done(), one too many: panic
//	q.join(), await q.join()                 q.Join(ctx)
//	q.shutdown(), ShutDown                   q.Close(), ErrClosed
//	q.shutdown(immediate=True)               rest := q.Abort(), which has the items
//	q.qsize(), q.empty(), q.full()           not offered: TryGet, TryPut; Stats to look
//	put(None) per worker to stop them        q.Close()
//	while True: try get_nowait() ... sleep   range q.All(ctx)
//	loop.run_in_executor(None, q.get)        q.Get(ctx)
//	loop.call_soon_threadsafe(q.put_nowait)  q.TryPut(x), from any goroutine
//	worker with try/except around each item  Consumer, with Timeout and DeadLetter
//	asyncio.Semaphore around the write       Consumer.Limiter
//	LifoQueue, PriorityQueue                 not offered
//
// Three differences in behaviour: task_done is judged against what was put, Done
// against what was taken, so that Join cannot return early; shutdown(immediate)
// throws the items away, Abort returns them; and a context that has already
// ended fails before anything else is looked at, except in Join, which succeeds
// on an idle queue in any case.
package runtimeq
