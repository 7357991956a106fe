package runtimeq

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// ErrGoexit is the error of an attempt in which Handle ended its goroutine with
// runtime.Goexit, as t.FailNow does, instead of returning.
var ErrGoexit = errors.New("runtimeq: handler called Goexit")

// Dead is an item that a Consumer has given up.
type Dead[T any] struct {
	Item     T      // as it was taken
	Err      error  // of the last attempt, a *PanicError if it panicked; or why there was none
	Attempts int    // attempts that failed; one that was cut off does not count
	Reason   Reason // whose fault it is
}

// Reason says why an item was given up.
type Reason uint8

// The reasons to give an item up.
const (
	// Exhausted means that the last attempt allowed has failed.
	Exhausted Reason = iota + 1
	// Rejected means that Handle returned a Permanent error.
	Rejected
	// Abandoned means that the ctx of Run ended before the item was done. It is
	// no fault of the item, which may well be handled elsewhere.
	Abandoned
)

// String returns the reason as a label: exhausted, rejected, abandoned.
func (r Reason) String() string {
	switch r {
	case Exhausted:
		return "exhausted"
	case Rejected:
		return "rejected"
	case Abandoned:
		return "abandoned"
	}
	return fmt.Sprintf("Reason(%d)", uint8(r))
}

// PanicError is the error of an attempt that panicked.
type PanicError struct {
	Value any    // what was given to panic
	Stack []byte // of the goroutine at that moment, as debug.Stack formats it
}

// Error returns the panic value without the stack.
func (e *PanicError) Error() string { return fmt.Sprintf("runtimeq: panic: %v", e.Value) }

// Unwrap returns the panic value if it is an error, else nil.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// permanent marks an error as not worth a retry.
type permanent struct{ error }

// Unwrap lets errors.Is and errors.As see the marked error.
func (p permanent) Unwrap() error { return p.error }

// Permanent marks err as one that another attempt cannot cure: an item whose
// Handle returns it, also wrapped, is given up as Rejected. The text of err stays
// the same, and errors.Is and errors.As see it. Permanent(nil) is nil.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return permanent{err}
}

func isPermanent(err error) bool {
	var p permanent
	return errors.As(err, &p)
}

// Exponential returns a Backoff for Consumer: a random pause of up to base after
// the first attempt, up to 2*base after the second, and so on doubling, but never
// more than ceil. The pause is spread over the whole range from 0, so that items
// that failed together do not come back together. It is safe for concurrent use
// and for any attempt number. Durations of 0 and less mean no pause.
func Exponential(base, ceil time.Duration) func(attempt int) time.Duration {
	return func(attempt int) time.Duration {
		limit := ceil
		if shift := max(attempt-1, 0); base <= ceil>>shift {
			limit = base << shift
		}
		if limit <= 0 {
			return 0
		}
		return rand.N(limit)
	}
}
