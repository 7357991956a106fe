// Package xsync has the signatures of the queues of xsync, for tests.
package xsync

type UMPSCQueue[T any] struct{ head *T }

func NewUMPSCQueue[T any]() *UMPSCQueue[T] { return nil }
func (q *UMPSCQueue[T]) Enqueue(value T)   {}
func (q *UMPSCQueue[T]) Dequeue() T        { return *q.head }

type MPMCQueue[I any] struct{ head *I }

func NewMPMCQueue[I any](capacity int) *MPMCQueue[I]  { return nil }
func (q *MPMCQueue[I]) TryEnqueue(item I) bool        { return false }
func (q *MPMCQueue[I]) TryDequeue() (item I, ok bool) { return item, false }
