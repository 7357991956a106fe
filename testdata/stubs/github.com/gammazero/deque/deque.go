// Package deque has the signatures of github.com/gammazero/deque, for tests.
package deque

type Deque[T any] struct{}

func (q *Deque[T]) PushBack(elem T)  {}
func (q *Deque[T]) PushFront(elem T) {}
func (q *Deque[T]) PopFront() T      { var zero T; return zero }
func (q *Deque[T]) PopBack() T       { var zero T; return zero }
func (q *Deque[T]) Front() T         { var zero T; return zero }
func (q *Deque[T]) Back() T          { var zero T; return zero }
func (q *Deque[T]) At(i int) T       { var zero T; return zero }
func (q *Deque[T]) Len() int         { return 0 }
func (q *Deque[T]) Cap() int         { return 0 }
func (q *Deque[T]) Clear()           {}
