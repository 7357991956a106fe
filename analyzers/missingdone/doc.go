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
//
// # Kind path
//
// One way through the function leaves without giving the item back: an early
// return, a continue, an error. A work queue then holds that key as being
// worked on, and never delivers it again.
//
// Before:
//
//	func (c *controller) next() bool {
//		key, quit := c.queue.Get()
//		if quit {
//			return false
//		}
//		if key == "" {
//			return true
//		}
//		defer c.queue.Done(key)
//		return c.reconcile(key) == nil
//	}
//
// After:
//
//	func (c *controller) next() bool {
//		key, quit := c.queue.Get()
//		if quit {
//			return false
//		}
//		defer c.queue.Done(key)
//		if key == "" {
//			return true
//		}
//		return c.reconcile(key) == nil
//	}
//
// Fix: the settling call is deferred right behind the check for shutdown.
//
// # Kind missing
//
// Nothing in the function gives the item back, and nobody else gets hold of it
// who could.
//
// Before:
//
//	func (c *controller) once() {
//		key, quit := c.queue.Get()
//		if !quit {
//			log.Print(key)
//		}
//	}
//
// After:
//
//	func (c *controller) once() {
//		key, quit := c.queue.Get()
//		if !quit {
//			defer c.queue.Done(key)
//			log.Print(key)
//		}
//	}
//
// Fix: the settling call is deferred where the item is known to be there.
//
// # Kind loopdefer
//
// A defer runs when the function returns, not at the end of a round. A worker
// that loops for ever gives nothing back until it ends, and keeps every item.
//
// Before:
//
//	func (c *controller) worker() {
//		for {
//			key, quit := c.queue.Get()
//			if quit {
//				return
//			}
//			defer c.queue.Done(key)
//			if err := c.reconcile(key); err != nil {
//				log.Print(err)
//			}
//		}
//	}
//
// After:
//
//	func (c *controller) worker() {
//		for c.next() {
//		}
//	}
//
//	func (c *controller) next() bool {
//		key, quit := c.queue.Get()
//		if quit {
//			return false
//		}
//		defer c.queue.Done(key)
//		if err := c.reconcile(key); err != nil {
//			log.Print(err)
//		}
//		return true
//	}
//
// Fix: what follows the defer becomes a function that is called in each round.
//
// # Kind wrong
//
// A queue knows its items by what it gave out. Another value, or another queue,
// gets a Done that it does not know, and the item stays taken.
//
// Before:
//
//	func (c *controller) lower() error {
//		key, quit := c.queue.Get()
//		if quit {
//			return nil
//		}
//		name := strings.ToLower(key)
//		defer c.queue.Done(name)
//		return c.reconcile(name)
//	}
//
// After:
//
//	func (c *controller) lower() error {
//		key, quit := c.queue.Get()
//		if quit {
//			return nil
//		}
//		defer c.queue.Done(key)
//		return c.reconcile(strings.ToLower(key))
//	}
//
// Fix: what was taken, or the queue it came from, takes the place of the other.
//
// # Kind undeferred
//
// Every path gives the item back, unless the work in between panics: where a
// recover further up keeps the worker alive, the key is lost without a word.
//
// Before:
//
//	func (c *controller) direct() bool {
//		key, quit := c.queue.Get()
//		if quit {
//			return false
//		}
//		err := c.reconcile(key)
//		c.queue.Done(key)
//		return err == nil
//	}
//
// After:
//
//	func (c *controller) direct() bool {
//		key, quit := c.queue.Get()
//		if quit {
//			return false
//		}
//		defer c.queue.Done(key)
//		return c.reconcile(key) == nil
//	}
//
// Fix: the settling call is deferred right behind the check for shutdown.
package missingdone
