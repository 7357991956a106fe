// Package gqueue has the signatures of GoFrame's queue, for tests.
package gqueue

type Queue struct{ *TQueue[any] }

func New(limit ...int) *Queue { return nil }
func (q *Queue) Push(v any)   {}
func (q *Queue) Pop() any     { return nil }
func (q *Queue) Len() int64   { return 0 }
func (q *Queue) Close()       {}

type TQueue[T any] struct{ C chan T }

func NewTQueue[T any](limit ...int) *TQueue[T] { return nil }
func (q *TQueue[T]) Push(v T)                  {}
func (q *TQueue[T]) Pop() T                    { return <-q.C }
func (q *TQueue[T]) Len() int64                { return 0 }
func (q *TQueue[T]) Close()                    {}
