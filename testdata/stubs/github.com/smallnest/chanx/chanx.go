// Package chanx has the signatures of the unbounded channel of smallnest, for
// tests.
package chanx

import "context"

type UnboundedChan[T any] struct {
	In  chan<- T
	Out <-chan T
}

func NewUnboundedChan[T any](ctx context.Context, initCapacity int) *UnboundedChan[T] { return nil }
func NewUnboundedChanSize[T any](ctx context.Context, initInCapacity, initOutCapacity, initBufCapacity int) *UnboundedChan[T] {
	return nil
}
func (c UnboundedChan[T]) Len() int    { return 0 }
func (c UnboundedChan[T]) BufLen() int { return 0 }
