// Package chanqueue has the signatures of gammazero's channel queue, for tests.
package chanqueue

type ChanQueue[T any] struct{ out chan T }

type Option[T any] func(*ChanQueue[T])

func WithBaseCapacity[T any](n int) func(*ChanQueue[T])      { return nil }
func WithCapacity[T any](n int) func(*ChanQueue[T])          { return nil }
func WithInput[T any](in chan T) func(*ChanQueue[T])         { return nil }
func WithInputRdOnly[T any](in <-chan T) func(*ChanQueue[T]) { return nil }
func WithOutput[T any](out chan T) func(*ChanQueue[T])       { return nil }
func New[T any](options ...Option[T]) *ChanQueue[T]          { return nil }
func NewRing[T any](options ...Option[T]) *ChanQueue[T]      { return nil }
func (cq *ChanQueue[T]) In() chan<- T                        { return nil }
func (cq *ChanQueue[T]) Out() <-chan T                       { return nil }
func (cq *ChanQueue[T]) Len() int                            { return 0 }
func (cq *ChanQueue[T]) Cap() int                            { return 0 }
func (cq *ChanQueue[T]) Close()                              {}
func (cq *ChanQueue[T]) Shutdown()                           {}
func (cq *ChanQueue[T]) Stop() bool                          { return false }
