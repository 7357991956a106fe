// Package pond has the signatures of the second version of pond, for tests.
package pond

import (
	"context"
	"math"
)

const (
	Unbounded          = math.MaxInt
	DefaultQueueSize   = Unbounded
	DefaultNonBlocking = false
)

type pool struct{}

type Option func(*pool)

func WithContext(ctx context.Context) Option  { return nil }
func WithQueueSize(size int) Option           { return nil }
func WithNonBlocking(nonBlocking bool) Option { return nil }
func WithoutPanicRecovery() Option            { return nil }

type Task interface {
	Done() <-chan struct{}
	Wait() error
}

type TaskGroup interface {
	Submit(tasks ...func()) TaskGroup
	SubmitErr(tasks ...func() error) TaskGroup
	Wait() error
	Done() <-chan struct{}
	Stop()
	Context() context.Context
}

type BasePool interface {
	RunningWorkers() int64
	SubmittedTasks() uint64
	WaitingTasks() uint64
	FailedTasks() uint64
	SuccessfulTasks() uint64
	CompletedTasks() uint64
	DroppedTasks() uint64
	CanceledTasks() uint64
	MaxConcurrency() int
	QueueSize() int
	NonBlocking() bool
	Context() context.Context
	Stop() Task
	StopAndWait()
	Stopped() bool
	Resize(maxConcurrency int)
}

type Pool interface {
	BasePool
	Go(task func()) error
	Submit(task func()) Task
	SubmitErr(task func() error) Task
	TrySubmit(task func()) (Task, bool)
	TrySubmitErr(task func() error) (Task, bool)
	NewSubpool(maxConcurrency int, options ...Option) Pool
	NewGroup() TaskGroup
	NewGroupContext(ctx context.Context) TaskGroup
}

type Result[R any] interface {
	Done() <-chan struct{}
	Wait() (R, error)
}

type ResultTask[R any] interface{ Result[R] }

type ResultTaskGroup[O any] interface {
	Submit(tasks ...func() O) ResultTaskGroup[O]
	SubmitErr(tasks ...func() (O, error)) ResultTaskGroup[O]
	Wait() ([]O, error)
	Done() <-chan struct{}
	Stop()
}

type ResultPool[R any] interface {
	BasePool
	Submit(task func() R) ResultTask[R]
	SubmitErr(task func() (R, error)) ResultTask[R]
	TrySubmit(task func() R) (ResultTask[R], bool)
	TrySubmitErr(task func() (R, error)) (ResultTask[R], bool)
	NewSubpool(maxConcurrency int, options ...Option) ResultPool[R]
	NewGroup() ResultTaskGroup[R]
	NewGroupContext(ctx context.Context) ResultTaskGroup[R]
}

func NewPool(maxConcurrency int, options ...Option) Pool                       { return nil }
func NewResultPool[R any](maxConcurrency int, options ...Option) ResultPool[R] { return nil }
func NewSubpool(maxConcurrency int) Pool                                       { return nil }
func NewGroup() TaskGroup                                                      { return nil }
func Submit(task func()) Task                                                  { return nil }
func SubmitErr(task func() error) Task                                         { return nil }
