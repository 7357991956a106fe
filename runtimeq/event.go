package runtimeq

import (
	"fmt"
	"time"
)

// Observer is told what a Consumer does, for metrics or traces.
type Observer interface {
	// Observe is called by the workers, at the same time and between items, so it
	// must be quick and safe for concurrent use. After Run has returned it is not
	// called any more. A panic of it is logged and changes nothing.
	Observe(e Event)
}

// Event is something that happened to an item. New kinds and fields may be
// added: ignore the kinds that you do not know.
type Event struct {
	Kind    EventKind
	Attempt int           // the attempt it is about, from 1; of EventDead, how many have failed
	Elapsed time.Duration // how long Handle ran: EventDone, EventStuck
	Delay   time.Duration // the pause that follows: EventRetry
	Err     error         // of the attempt: EventDone, EventRetry, EventDead; of DeadLetter: EventDeadLetterFailed
	Reason  Reason        // EventDead, EventDeadLetterFailed
}

// EventKind says what an Event is about.
type EventKind uint8

// The kinds of events.
const (
	// EventStart means that Handle is about to be called.
	EventStart EventKind = iota + 1
	// EventDone means that Handle is over, well or badly. Each EventStart has one.
	EventDone
	// EventRetry means that Handle failed and will be called again after Delay.
	EventRetry
	// EventDead means that the item is given up; DeadLetter is called next.
	EventDead
	// EventStuck means that Handle is still running long after its timeout.
	EventStuck
	// EventDeadLetterFailed means that DeadLetter did not accept the item.
	EventDeadLetterFailed
)

var eventNames = [...]string{"", "start", "done", "retry", "dead", "stuck", "dead letter failed"}

// String returns the kind as a label: start, done, retry, dead, stuck, dead
// letter failed.
func (k EventKind) String() string {
	if k < EventStart || int(k) >= len(eventNames) {
		return fmt.Sprintf("EventKind(%d)", uint8(k))
	}
	return eventNames[k]
}
