// Package lenpoll defines an [analysis.Analyzer] that reports emptiness or
// fullness decided by a length.
//
// # Analyzer lenpoll
//
// lenpoll: report emptiness or fullness of a queue decided by its length
//
// The length of a queue is stale as soon as it is read: another goroutine may
// take the last item, or the last free place, before the next statement runs.
// The operation itself is the only check that holds. This analyzer knows
// channels, client-go work queues, and every type of the project that has a
// blocking Get or Pop beside a Len, Size or Empty; it sees the length through
// variables and through helper functions of this and other packages.
//
// Before:
//
//	if len(jobs) > 0 { // two workers both see one job
//		job := <-jobs // the slower one waits here for ever
//		work(job)
//	}
//
// After:
//
//	select {
//	case job := <-jobs:
//		work(job)
//	default:
//	}
//
// It reports four kinds of finding:
//
//   - checkthenact: a condition on the length lets a receive or send through
//     that blocks when another goroutine was faster.
//   - busypoll: a loop, a ticker or a periodic function asks the length over
//     and over instead of blocking in the operation, or takes an empty queue
//     for finished work.
//   - halfdrain: the bound of for i := 0; i < len(ch); i++ { <-ch } shrinks
//     with every receive, so half of the items stay. Also in test files.
//   - racydrain: for len(ch) > 0 { <-ch } while another goroutine receives
//     from ch too.
//
// It never reports a length that is only measured, logged or returned, that
// sizes a slice, or that chooses a flush, a log line or a number of workers; an
// operation that only one goroutine performs, that one mutex always protects,
// or that comes after the others were waited for; a receive or send in a select
// with another way out; wake-up and lock channels of struct{} or bool with one
// place; heaps, lists, slices and other types whose Pop does not wait; generated
// files.
//
// To keep a finding, say why on its line:
//
//	if len(jobs) > 0 { //nolint:lenpoll // the only consumer is this goroutine
//
// # Kind checkthenact
//
// Between the look at the length and the operation another goroutine can be
// faster. Then the operation, which the check was to keep from waiting, waits,
// and in a worker pool one worker after the other stands still.
//
// Before:
//
//	func (p *pool) take() {
//		if len(p.jobs) > 0 {
//			j := <-p.jobs
//			use(j)
//		}
//	}
//
// After:
//
//	func (p *pool) take() {
//		select {
//		case j := <-p.jobs:
//			use(j)
//		default:
//		}
//	}
//
// Fix: the operation goes into a select with a default, or the check is left
// out where the wait is wanted.
//
// # Kind busypoll
//
// The loop burns time while the queue is empty, and adds the length of its
// sleep to the way of each item. Receiving waits exactly as long as it must. An
// empty queue is also no proof that the work is finished: the last item may
// still be worked on.
//
// Before:
//
//	func (p *pool) worker() {
//		for {
//			if len(p.jobs) == 0 {
//				time.Sleep(10 * time.Millisecond)
//				continue
//			}
//			use(<-p.jobs)
//		}
//	}
//
// After:
//
//	func (p *pool) worker() {
//		for j := range p.jobs {
//			use(j)
//		}
//	}
//
// Fix: the poll is removed, so that the receive waits.
//
// # Kind halfdrain
//
// The loop counts up while the length goes down, so that the two meet in the
// middle: half of the items stay in the channel.
//
// Before:
//
//	func (p *pool) drain() {
//		for i := 0; i < len(p.jobs); i++ {
//			use(<-p.jobs)
//		}
//	}
//
// After:
//
//	func (p *pool) drain() {
//		for n := len(p.jobs); n > 0; n-- {
//			select {
//			case j := <-p.jobs:
//				use(j)
//			default:
//				return
//			}
//		}
//	}
//
// Fix: the length is read once, before the loop.
//
// # Kind racydrain
//
// While the loop drains, another goroutine can take the last item: the length
// said one, and the receive waits for ever.
//
// Before:
//
//	func (p *pool) Flush() {
//		for len(p.jobs) > 0 {
//			use(<-p.jobs)
//		}
//	}
//
// After:
//
//	func (p *pool) Flush() {
//		for {
//			select {
//			case j := <-p.jobs:
//				use(j)
//			default:
//				return
//			}
//		}
//	}
package lenpoll
