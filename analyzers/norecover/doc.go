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
//   - outside: a recover around the loop only, and nothing starts the loop again;
//     whatever the loop calls, since somebody expects a panic.
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
// channel that one function makes and closes; a stage of a pipeline; the states of
// a machine; what serves one call or stream of a server, whose interceptors are
// around it; consumers in the main goroutine; test files, but for ineffective;
// generated files.
//
// To keep a finding, say why on its line:
//
//	p.handle(job) //nolint:norecover // a bad job must stop the process
//
// # Kind ineffective
//
// A recover works only where a deferred function itself calls it, in the
// goroutine that panics, and deferred before the panic. Everywhere else it
// returns nil, and the panic goes on.
//
// Before:
//
//	func (p *pool) work(job string) {
//		defer func() { report("work") }()
//		p.handle(job)
//	}
//
//	func report(stage string) {
//		if r := recover(); r != nil {
//			log.Print(stage, r)
//		}
//	}
//
// After:
//
//	func (p *pool) work(job string) {
//		defer report("work")
//		p.handle(job)
//	}
//
//	func report(stage string) {
//		if r := recover(); r != nil {
//			log.Print(stage, r)
//		}
//	}
//
// Fix: the recover is deferred where it takes effect, where that is certain to
// mean the same otherwise.
//
// # Kind outside
//
// The recover stands around the loop: the first item that panics ends the
// consumer, quietly, and what comes after it piles up.
//
// Before:
//
//	func (p *pool) worker() {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("panic: ", r)
//			}
//		}()
//		for job := range p.jobs {
//			p.handle(job)
//		}
//	}
//
// After:
//
//	func (p *pool) worker() {
//		for job := range p.jobs {
//			p.safely(job)
//		}
//	}
//
//	func (p *pool) safely(job string) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("panic: ", r)
//			}
//		}()
//		p.handle(job)
//	}
//
// Fix: the defer moves around the work on each item.
//
// # Kind callback
//
// The client of a message broker calls the function in a goroutine of its own
// and does not recover. A message that makes it panic ends the process, is
// delivered again after the restart, and ends it again.
//
// Before:
//
//	func (p *pool) subscribe(nc *nats.Conn) error {
//		_, err := nc.Subscribe("jobs", func(m *nats.Msg) {
//			p.handle(string(m.Data))
//		})
//		return err
//	}
//
// After:
//
//	func (p *pool) subscribe(nc *nats.Conn) error {
//		_, err := nc.Subscribe("jobs", func(m *nats.Msg) {
//			defer func() {
//				if r := recover(); r != nil {
//					log.Print("panic: ", r)
//				}
//			}()
//			p.handle(string(m.Data))
//		})
//		return err
//	}
//
// Fix: a recover is deferred at the start of the function, and logs as the
// function does.
//
// # Kind handler
//
// The consumer runs code that it does not know: a function value, an
// implementation of an interface, an entry of a table. One of them panics some
// day, and takes all the others with it.
//
// Before:
//
//	func (p *pool) worker() {
//		for job := range p.jobs {
//			p.handle(job)
//		}
//	}
//
// After:
//
//	func (p *pool) worker() {
//		for job := range p.jobs {
//			p.safely(job)
//		}
//	}
//
//	func (p *pool) safely(job string) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("panic: ", r)
//			}
//		}()
//		p.handle(job)
//	}
//
// Fix: the call goes into a function that recovers; where it returns an error,
// the panic becomes one.
//
// # Kind loop
//
// The consumer runs the program's own code, which can panic on an item that
// nobody thought of. In most programs a crash is the right answer to that;
// where it is not, as in a server that works for many, each item wants a
// recover.
//
// Before:
//
//	func (p *pool) worker() {
//		for job := range p.jobs {
//			p.store(job)
//		}
//	}
//
// After:
//
//	func (p *pool) worker() {
//		for job := range p.jobs {
//			p.safely(job)
//		}
//	}
//
//	func (p *pool) safely(job string) {
//		defer func() {
//			if r := recover(); r != nil {
//				log.Print("panic: ", r)
//			}
//		}()
//		p.store(job)
//	}
//
// Fix: the call goes into a function that recovers.
package norecover
