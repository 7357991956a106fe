package runtimeq

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// What the operations of a Queue return when they could not be done. Compare
// with errors.Is.
var (
	// ErrClosed says that the queue takes no more items (Put, TryPut after
	// Close), or has no more to give (Get, TryGet, GetBatch after Close, once
	// the last item is out).
	ErrClosed = errors.New("runtimeq: queue closed")
	// ErrFull is TryPut's: no room at this moment. A web handler answers 503.
	ErrFull = errors.New("runtimeq: queue full")
	// ErrEmpty is TryGet's: nothing there at this moment, but there may be
	// later. It does not mean that the work is finished: see Join.
	ErrEmpty = errors.New("runtimeq: queue empty")
)

// maxCapacity keeps the queued items and the waiting Puts together within the
// 30 bits that the state has for them.
const maxCapacity = 1 << 29

// Queue is a bounded first-in first-out queue for any number of producers and
// consumers in one process. Make one with New; a Queue must not be copied.
//
// Every item is taken once, and whoever takes it owes one Done for it. All, Do
// and Consumer pay that themselves; after Get, TryGet and GetBatch it is yours.
//
// There is no Len, Empty or Full: a length is stale when it is read, and the
// operation itself is the only check that holds. Stats serves dashboards.
//
// A Queue has no goroutine of its own and needs no cleaning up: without Close
// it is garbage like any other value once nobody holds it.
type Queue[T any] struct {
	items     chan T        // what waits; closed by seal
	closing   chan struct{} // closed by Close: waiting Puts give up
	closeOnce sync.Once
	sealOnce  sync.Once

	_     [64]byte      // keeps what is only read out of the cache line
	state atomic.Uint64 // that every operation writes; see state.go
	_     [64]byte

	mu   sync.Mutex
	idle chan struct{} // closed when the present Joins may return; guarded by mu
}

// New returns a queue for at most capacity items, whose memory is taken at
// once. It panics if capacity is less than 1 or more than 1<<29: there is no
// unbounded mode and no hand-off without a buffer.
func New[T any](capacity int) *Queue[T] {
	if capacity < 1 || capacity > maxCapacity {
		panic("runtimeq: New needs a capacity from 1 to 1<<29")
	}
	return &Queue[T]{
		items:   make(chan T, capacity),
		closing: make(chan struct{}),
	}
}

// Put adds v and waits while the queue is full; waiting Puts go in in the order
// of their calls. It returns nil when v is accepted, ErrClosed when the queue is
// or becomes closed, else ctx.Err(); after an error v is not in the queue and
// still the caller's. A ctx that has already ended adds nothing, even when there
// is room. Put does not allocate.
//
// A consumer that Puts to the queue it takes from must give ctx a deadline or
// use TryPut: on a full queue, Put would wait for itself.
func (q *Queue[T]) Put(ctx context.Context, v T) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if q.state.Add(onePending)&closedBit != 0 { // counted first: see seal
		return q.refuse(ErrClosed)
	}
	select { // faster than the one below, where there is room
	case q.items <- v:
		return nil
	default:
	}
	select {
	case q.items <- v:
		return nil
	case <-ctx.Done():
		return q.refuse(ctx.Err())
	case <-q.closing:
		return q.refuse(ErrClosed)
	}
}

// TryPut adds v if there is room and never waits. It returns ErrFull or
// ErrClosed, and then v is still the caller's. It does not allocate.
func (q *Queue[T]) TryPut(v T) error {
	if q.state.Add(onePending)&closedBit != 0 {
		return q.refuse(ErrClosed)
	}
	select {
	case q.items <- v:
		return nil
	default:
		return q.refuse(ErrFull)
	}
}

// Get takes the oldest item and waits while there is none. It returns ctx.Err()
// when ctx ends first, and ErrClosed when the queue is closed and has nothing
// left; closing it does not stop Get from handing out what is left. An error
// means that no item was taken, nil that there is one: of a Get that is
// cancelled while an item arrives, the item is either returned or stays first
// in the queue, never lost. Get does not allocate.
//
// Each item obliges to one Done:
//
//	v, err := q.Get(ctx)
//	if err != nil {
//		return err
//	}
//	defer q.Done()
func (q *Queue[T]) Get(ctx context.Context) (T, error) {
	var v T
	if err := ctx.Err(); err != nil {
		return v, err
	}
	var ok bool
	select {
	case v, ok = <-q.items:
	default:
		select {
		case v, ok = <-q.items:
		case <-ctx.Done():
			return v, ctx.Err()
		}
	}
	if !ok {
		return v, ErrClosed
	}
	q.took(1)
	return v, nil
}

// TryGet takes the oldest item if there is one and never waits. It returns
// ErrEmpty when there is none at this moment, and ErrClosed when none can come.
// Each item obliges to one Done. It does not allocate.
func (q *Queue[T]) TryGet() (v T, err error) {
	select {
	case v, ok := <-q.items:
		if !ok {
			return v, ErrClosed
		}
		q.took(1)
		return v, nil
	default:
		return v, ErrEmpty
	}
}

// GetBatch fills dst: it waits for one item as Get does, with the same errors,
// then takes without waiting as many more as there are and fit. It returns how
// many it took, at least 1 unless there is an error. Settle them with one
// DoneN, or a Done each. It panics if dst is empty and does not allocate.
func (q *Queue[T]) GetBatch(ctx context.Context, dst []T) (int, error) {
	if len(dst) == 0 {
		panic("runtimeq: GetBatch needs room for an item")
	}
	v, err := q.Get(ctx)
	if err != nil {
		return 0, err
	}
	dst[0] = v
	more := q.receiveMore(dst[1:])
	q.took(more)
	return 1 + more, nil
}

// receiveMore takes what is there, without the accounting.
func (q *Queue[T]) receiveMore(dst []T) int {
	for i := range dst {
		select {
		case v, ok := <-q.items:
			if !ok {
				return i
			}
			dst[i] = v
		default:
			return i
		}
	}
	return len(dst)
}
