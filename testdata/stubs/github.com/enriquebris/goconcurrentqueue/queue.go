// Package goconcurrentqueue has the signatures of enriquebris's queues, for
// tests.
package goconcurrentqueue

import "context"

type Queue interface {
	Enqueue(interface{}) error
	Dequeue() (interface{}, error)
	DequeueOrWaitForNextElement() (interface{}, error)
	DequeueOrWaitForNextElementContext(context.Context) (interface{}, error)
	GetLen() int
	GetCap() int
	Lock()
	Unlock()
	IsLocked() bool
}

type FIFO struct{}

func NewFIFO() *FIFO                                               { return nil }
func (st *FIFO) Enqueue(value interface{}) error                   { return nil }
func (st *FIFO) Dequeue() (interface{}, error)                     { return nil, nil }
func (st *FIFO) DequeueOrWaitForNextElement() (interface{}, error) { return nil, nil }
func (st *FIFO) DequeueOrWaitForNextElementContext(ctx context.Context) (interface{}, error) {
	return nil, nil
}
func (st *FIFO) GetLen() int    { return 0 }
func (st *FIFO) GetCap() int    { return 0 }
func (st *FIFO) Lock()          {}
func (st *FIFO) Unlock()        {}
func (st *FIFO) IsLocked() bool { return false }

type FixedFIFO struct{}

func NewFixedFIFO(capacity int) *FixedFIFO                              { return nil }
func (st *FixedFIFO) Enqueue(value interface{}) error                   { return nil }
func (st *FixedFIFO) Dequeue() (interface{}, error)                     { return nil, nil }
func (st *FixedFIFO) DequeueOrWaitForNextElement() (interface{}, error) { return nil, nil }
func (st *FixedFIFO) GetLen() int                                       { return 0 }
func (st *FixedFIFO) GetCap() int                                       { return 0 }
func (st *FixedFIFO) Lock()                                             {}
func (st *FixedFIFO) Unlock()                                           {}
func (st *FixedFIFO) IsLocked() bool                                    { return false }
func (st *FixedFIFO) DequeueOrWaitForNextElementContext(ctx context.Context) (interface{}, error) {
	return nil, nil
}
