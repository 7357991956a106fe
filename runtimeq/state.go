package runtimeq

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
