// Package queue has the signatures of Workiva's queues, for tests.
package queue

import "time"

type Queue struct{}

func New(hint int64) *Queue                                                      { return nil }
func (q *Queue) Put(items ...interface{}) error                                  { return nil }
func (q *Queue) Get(number int64) ([]interface{}, error)                         { return nil, nil }
func (q *Queue) Poll(number int64, timeout time.Duration) ([]interface{}, error) { return nil, nil }
func (q *Queue) Len() int64                                                      { return 0 }
func (q *Queue) Empty() bool                                                     { return true }
func (q *Queue) Dispose() []interface{}                                          { return nil }

type Item interface{ Compare(other Item) int }

type PriorityQueue struct{}

func NewPriorityQueue(hint int, allowDuplicates bool) *PriorityQueue { return nil }
func (pq *PriorityQueue) Put(items ...Item) error                    { return nil }
func (pq *PriorityQueue) Get(number int) ([]Item, error)             { return nil, nil }
func (pq *PriorityQueue) Len() int                                   { return 0 }
func (pq *PriorityQueue) Empty() bool                                { return true }

type RingBuffer struct{}

func NewRingBuffer(size uint64) *RingBuffer                 { return nil }
func (rb *RingBuffer) Put(item interface{}) error           { return nil }
func (rb *RingBuffer) Offer(item interface{}) (bool, error) { return false, nil }
func (rb *RingBuffer) Get() (interface{}, error)            { return nil, nil }
func (rb *RingBuffer) Len() uint64                          { return 0 }
