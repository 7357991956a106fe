// Package workqueue has the signatures of client-go's work queue, for tests.
package workqueue

import "time"

type TypedInterface[T comparable] interface {
	Add(item T)
	Len() int
	Get() (item T, shutdown bool)
	Done(item T)
	ShutDown()
	ShutDownWithDrain()
	ShuttingDown() bool
}

type TypedDelayingInterface[T comparable] interface {
	TypedInterface[T]
	AddAfter(item T, duration time.Duration)
}

type TypedRateLimitingInterface[T comparable] interface {
	TypedDelayingInterface[T]
	AddRateLimited(item T)
	Forget(item T)
	NumRequeues(item T) int
}

type (
	Interface             = TypedInterface[any]
	DelayingInterface     = TypedDelayingInterface[any]
	RateLimitingInterface = TypedRateLimitingInterface[any]
	Type                  = Typed[any]
)

type Typed[T comparable] struct{ items []T }

func New() *Type                          { return NewTyped[any]() }
func NewTyped[T comparable]() *Typed[T]   { return &Typed[T]{} }
func (q *Typed[T]) Add(item T)            {}
func (q *Typed[T]) Len() int              { return len(q.items) }
func (q *Typed[T]) Get() (item T, b bool) { return item, false }
func (q *Typed[T]) Done(item T)           {}
func (q *Typed[T]) ShutDown()             {}
func (q *Typed[T]) ShutDownWithDrain()    {}
func (q *Typed[T]) ShuttingDown() bool    { return false }
