// Package goconcurrentqueue has the signatures of enriquebris's queues, for
// tests.
package goconcurrentqueue

import "context"

type FIFO struct{}

func NewFIFO() *FIFO                                               { return nil }
func (st *FIFO) Enqueue(value interface{}) error                   { return nil }
func (st *FIFO) Dequeue() (interface{}, error)                     { return nil, nil }
func (st *FIFO) DequeueOrWaitForNextElement() (interface{}, error) { return nil, nil }
func (st *FIFO) DequeueOrWaitForNextElementContext(ctx context.Context) (interface{}, error) {
	return nil, nil
}
func (st *FIFO) GetLen() int { return 0 }

type FixedFIFO struct{}

func NewFixedFIFO(capacity int) *FixedFIFO                              { return nil }
func (st *FixedFIFO) Enqueue(value interface{}) error                   { return nil }
func (st *FixedFIFO) Dequeue() (interface{}, error)                     { return nil, nil }
func (st *FixedFIFO) DequeueOrWaitForNextElement() (interface{}, error) { return nil, nil }
func (st *FixedFIFO) GetLen() int                                       { return 0 }
