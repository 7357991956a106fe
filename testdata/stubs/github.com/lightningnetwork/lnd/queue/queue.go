// Package queue has the signatures of lnd's concurrent queue, for tests.
package queue

type ConcurrentQueue struct{}

func NewConcurrentQueue(bufferSize int) *ConcurrentQueue { return nil }
func (cq *ConcurrentQueue) ChanIn() chan<- interface{}   { return nil }
func (cq *ConcurrentQueue) ChanOut() <-chan interface{}  { return nil }
func (cq *ConcurrentQueue) Start()                       {}
func (cq *ConcurrentQueue) Stop()                        {}
