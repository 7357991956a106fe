package queuemodel

// A Role is what an operation does to a queue, in the vocabulary that all
// analyzers share.
type Role uint8

// The roles. Those from Block to Shield are about functions and time, those after
// about lists, which nobody waits for.
const (
	None    Role = iota
	New          // makes a queue
	Put          // adds an item
	Get          // takes an item
	Done         // settles an item that was taken
	Len          // reads how many items wait, or how many fit
	Close        // ends the intake
	Handle       // registers a function that is called for each item
	Block        // waits for other goroutines without a way out
	Pause        // waits for time alone
	Repeat       // calls its function argument again and again, paced by time
	Spawn        // calls its function argument in a goroutine of its own
	Source       // returns a channel that a broker fills
	Guard        // calls its function argument and recovers what that panics with
	Recover      // recovers the panics of a function that defers it
	Decide       // likewise, and then panics again or ends the program
	Isolate      // recovers what it panics with itself
	Shield       // returns a function or a handler that does
	Grow         // adds an item to a list that grows for it
	Shift        // takes the item at one end of a list
)

var roleNames = [...]string{"none", "new", "put", "get", "done", "len", "close", "handle", "block", "pause", "repeat", "spawn", "source", "guard", "recover", "decide", "isolate", "shield", "grow", "shift"}

func (r Role) String() string { return roleNames[r] }

// A Wait says how long an operation can take.
type Wait uint8

// The waits, from the harmless to the endless.
const (
	Never   Wait = iota // it returns at once
	Escapes             // it waits, but something else can end the wait: another select case, a context
	Forever             // nothing but its own queue ends the wait
)

// isOnQueue reports whether an operation of a function's fact has a queue to
// work on.
func (r Role) isOnQueue() bool {
	switch r {
	case New, Pause, Block, Guard, Repeat, Spawn, Recover, Decide, Isolate, Shield, Grow, Shift:
		return false
	}
	return true
}
