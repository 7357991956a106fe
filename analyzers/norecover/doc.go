// Package norecover defines an [analysis.Analyzer] that reports consumers that
// one bad item ends.
//
// # Analyzer norecover
//
// norecover: report consumers that one item that panics ends, alone or with the process
//
// A consumer is meant to run for ever. A panic while it works on one item ends
// the whole process, or, where a recover stands around the loop, ends the
// consumer: the process looks healthy, and everything behind that item piles up.
// The recover belongs around the work on each item.
//
// Most consumers need none: they run the program's own code, and a crash shows
// its bugs. This analyzer reports those that run code which they do not know,
// and recovers that cannot do what they are there for.
//
// Before:
//
//	func (p *Pool) worker() {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print(r)
//			}
//		}()
//		for job := range p.jobs {
//			p.handle(job) // the first panic ends this worker
//		}
//	}
//
// After:
//
//	func (p *Pool) worker() {
//		for job := range p.jobs {
//			p.safely(job)
//		}
//	}
//
//	func (p *Pool) safely(job Job) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print(r)
//			}
//		}()
//		p.handle(job)
//	}
//
// It reports five kinds of finding:
//
//   - ineffective: a recover that recovers nothing: called one level too deep,
//     not deferred, deferred in another goroutine than the one that panics,
//     deferred behind what panics, or in the body of a loop, where it runs when
//     the function ends. Also in test files.
//   - outside: a recover around the loop only, and nothing starts the loop again.
//   - callback: a message broker's client calls a function, or delivers to a
//     loop, that can panic, and the client does not recover.
//   - handler: a consumer calls a function value, a handler's interface method,
//     or a handler that is looked up by the item.
//   - loop: every other consumer whose own code can panic. Off by default: of 427
//     such loops in 33 projects about one in twelve wants a recover. Switch it on
//     with -norecover.loop.
//
// It never reports a consumer that recovers per item in any way that can be seen:
// in a closure, a deferred function of any package, the callee or its callee, a
// helper that takes the function, a middleware, a worker that is started again;
// a panic that is looked at and passed on (HandleCrash), which is a decision; a
// loop that only counts, forwards, keeps books or logs; ticks and signals; a
// channel that one function makes and closes; consumers in the main goroutine;
// test files, but for ineffective; generated files.
//
// To keep a finding, say why on its line:
//
//	p.handle(job) //nolint:norecover // a bad job must stop the process
package norecover
