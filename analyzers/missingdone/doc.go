// Package missingdone defines an [analysis.Analyzer] that reports items that
// are taken from a queue and not given back on every path.
//
// # Analyzer missingdone
//
// missingdone: report an item that is taken from a queue and not given back on every path
//
// Many queues lend their items: what Get returns must be given back with Done
// (a work queue), Ack or Nack (a broker), or the queue keeps it in flight. A
// work queue then never delivers that key again and a drain never ends; a broker
// keeps the message from everybody else and its prefetch window shrinks. The
// contract holds on every path, also on the early return and in a panic, so the
// settling call belongs in a defer right behind the check for shutdown.
//
// Before:
//
//	key, shutdown := queue.Get()
//	if shutdown {
//		return false
//	}
//	if err := validate(key); err != nil {
//		return true // key is never delivered again
//	}
//	defer queue.Done(key)
//
// After:
//
//	key, shutdown := queue.Get()
//	if shutdown {
//		return false
//	}
//	defer queue.Done(key)
//	if err := validate(key); err != nil {
//		return true
//	}
//
// It reports five kinds of finding:
//
//   - path: some path from the Get to a return, past a continue, or back to the
//     Get gives nothing back.
//   - missing: nothing gives the item back, and it goes nowhere else.
//   - loopdefer: the settling call is deferred in the loop that takes, so that
//     it runs when the worker returns. Also in test files.
//   - wrong: what is given back is not what was taken, or goes to another queue.
//   - undeferred: every path gives it back, but a call in between can panic. Not
//     for brokers, which deliver again when the connection ends.
//
// It never reports the path on which nothing was taken (shutdown, an error, a
// closed channel); an item that is returned, sent, stored, captured by a
// goroutine or given to a function that may settle it; a wrapper that forwards
// Get and Done; deliveries that the broker acknowledges itself; generated files.
//
// Pairs of your own types are named by a flag, which may be repeated:
//
//	-missingdone.pair='(*example.com/q.Queue).Take=(*example.com/q.Queue).Finish'
//
// To keep a finding, say why on its line:
//
//	key, shutdown := queue.Get() //nolint:missingdone // settled by the janitor
package missingdone
