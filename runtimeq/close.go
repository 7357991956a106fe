package runtimeq

import "context"

// Close ends the intake: from now on Put and TryPut fail with ErrClosed, also
// those that wait. Gets hand out what is left, then return ErrClosed. Close
// does not wait for anything, and calling it again does nothing.
func (q *Queue[T]) Close() {
	q.closeOnce.Do(func() {
		old := q.state.Or(closedBit)
		close(q.closing)
		if isDry(old | closedBit) {
			q.seal()
		}
	})
}

// Abort is Close, and takes out the items that nobody has taken yet. It returns
// them, oldest first, and settles them: a Join waits only for those in flight.
// Where consumers are still running, each of the last items goes either to one
// of them or to the caller. Abort waits for nothing but Puts that are returning.
// Called again it returns nil.
func (q *Queue[T]) Abort() []T {
	q.Close()
	var rest []T
	for v := range q.items {
		rest = append(rest, v)
		q.retire(onePending)
	}
	return rest
}

// Shutdown is Close, then Join: it lets the consumers finish what was accepted.
// When ctx ends first it returns ctx.Err() and removes nothing: to drop the
// rest, call Abort.
func (q *Queue[T]) Shutdown(ctx context.Context) error {
	q.Close()
	return q.Join(ctx)
}

// Stats is what a queue looked like at one moment. It is old when you read it:
// show it, log it, but never branch on it.
type Stats struct {
	Cap      int  // what New was given
	Depth    int  // items that wait to be taken, at most Cap
	InFlight int  // items taken and not settled
	Putting  int  // Puts that wait for room
	Closed   bool // whether Close or Abort was called
}

// Stats returns a snapshot for an expvar.Func, a metrics callback or a log line.
// It neither waits nor allocates.
func (q *Queue[T]) Stats() Stats {
	state := q.state.Load()
	pending := int(state & pendingMask / onePending)
	depth := min(len(q.items), pending)
	return Stats{
		Cap:      cap(q.items),
		Depth:    depth,
		InFlight: int(state / oneInFlight),
		Putting:  pending - depth,
		Closed:   state&closedBit != 0,
	}
}
