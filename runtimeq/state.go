package runtimeq

import "context"

// The state of a queue is one word, so that one atomic operation moves an item
// from one stage of its life to the next and shows the whole at the same time.
//
//	bit 0       closed: set by Close
//	bit 1       joined: a Join waits; the step that makes the queue idle clears it
//	bits 2-31   pending: items in the queue and Puts on their way into it
//	bits 32-63  in flight: items taken and not settled
//
// A Put is counted before it sends and a Get after it has received. So pending
// is never less than what the channel holds, and once the queue is closed, zero
// pending is final: nothing is there and nothing can come.
const (
	closedBit   = 1 << 0
	joinedBit   = 1 << 1
	onePending  = 1 << 2
	oneInFlight = 1 << 32

	pendingMask = oneInFlight - onePending
)

const surplusDone = "runtimeq: Done called more often than items were taken"

func isIdle(state uint64) bool { return state&^(closedBit|joinedBit) == 0 }

func isDry(state uint64) bool { return state&(closedBit|pendingMask) == closedBit }

// refuse takes back a Put that was counted and does not send, with its reason.
func (q *Queue[T]) refuse(reason error) error {
	q.retire(onePending)
	return reason
}

// took counts n items that were received: they are in flight now.
func (q *Queue[T]) took(n int) {
	if isDry(q.state.Add(uint64(n) * (oneInFlight - onePending))) {
		q.seal()
	}
}

// retire takes away what is over: n times oneInFlight for settled items, or
// onePending for a Put that failed or an item that Abort removed. It is a
// compare-and-swap and not an Add, so that a surplus Done changes nothing, and
// so that the Joins released are exactly those that waited when the queue became
// idle, not one that came after the next Put.
func (q *Queue[T]) retire(n uint64) {
	for {
		old := q.state.Load()
		if old>>32 < n>>32 {
			panic(surplusDone)
		}
		left := old - n
		if isIdle(left) {
			left &^= joinedBit
		}
		if !q.state.CompareAndSwap(old, left) {
			continue
		}
		if old&joinedBit != left&joinedBit {
			q.releaseJoins()
		}
		if isDry(left) {
			q.seal()
		}
		return
	}
}

// seal closes the channel, which tells the Gets that the end is there. This is
// the one moment when a channel with many senders may be closed: a Put sends
// only while it is counted as pending and was counted before closedBit was set,
// and a dry state has no such Put and lets no other begin.
func (q *Queue[T]) seal() {
	q.sealOnce.Do(func() { close(q.items) })
}

// Join waits until every accepted item is settled, at one moment at least: it
// returns nil at once when nothing is queued or in flight, whatever ctx says,
// and ctx.Err() when ctx ends first. It does not close the queue, and a queue
// that is put to without pause may never be idle. Any number of goroutines may
// Join, as often as they like; all that wait at the idle moment are released.
func (q *Queue[T]) Join(ctx context.Context) error {
	idle := q.nextIdle()
	if idle == nil {
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// nextIdle returns a channel that is closed when the queue is idle after this
// call, or nil when it is idle now.
func (q *Queue[T]) nextIdle() <-chan struct{} {
	q.mu.Lock()
	defer q.mu.Unlock()
	for {
		old := q.state.Load()
		if isIdle(old) {
			return nil
		}
		if old&joinedBit != 0 {
			return q.idle
		}
		q.closeIdle() // of Joins whose idle moment has passed
		if q.state.CompareAndSwap(old, old|joinedBit) {
			q.idle = make(chan struct{})
			return q.idle
		}
	}
}

// releaseJoins runs after the queue was idle. If the bit is set again by then,
// a later Join has done this already and the channel is its own.
func (q *Queue[T]) releaseJoins() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.state.Load()&joinedBit == 0 {
		q.closeIdle()
	}
}

func (q *Queue[T]) closeIdle() {
	if q.idle != nil {
		close(q.idle)
		q.idle = nil
	}
}

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
