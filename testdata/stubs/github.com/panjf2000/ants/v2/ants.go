// Package ants has the signatures of the goroutine pools of ants, for tests.
package ants

import "time"

const DefaultAntsPoolSize = 1<<31 - 1

type Logger interface {
	Printf(format string, args ...any)
}

type Options struct {
	ExpiryDuration   time.Duration
	PreAlloc         bool
	MaxBlockingTasks int
	Nonblocking      bool
	PanicHandler     func(any)
	Logger           Logger
	DisablePurge     bool
}

type Option func(opts *Options)

func WithOptions(options Options) Option                     { return nil }
func WithExpiryDuration(expiryDuration time.Duration) Option { return nil }
func WithPreAlloc(preAlloc bool) Option                      { return nil }
func WithMaxBlockingTasks(maxBlockingTasks int) Option       { return nil }
func WithNonblocking(nonblocking bool) Option                { return nil }
func WithPanicHandler(panicHandler func(any)) Option         { return nil }

type LoadBalancingStrategy int

const (
	RoundRobin LoadBalancingStrategy = 1 << (iota + 1)
	LeastTasks
)

type poolCommon struct{}

func (p *poolCommon) Waiting() int                               { return 0 }
func (p *poolCommon) Running() int                               { return 0 }
func (p *poolCommon) Cap() int                                   { return 0 }
func (p *poolCommon) Tune(size int)                              {}
func (p *poolCommon) Release()                                   {}
func (p *poolCommon) ReleaseTimeout(timeout time.Duration) error { return nil }

type Pool struct{ *poolCommon }

func NewPool(size int, options ...Option) (*Pool, error) { return nil, nil }
func (p *Pool) Submit(task func()) error                 { return nil }

type PoolWithFunc struct{ *poolCommon }

func NewPoolWithFunc(size int, pf func(any), options ...Option) (*PoolWithFunc, error) {
	return nil, nil
}
func (p *PoolWithFunc) Invoke(arg any) error { return nil }

type PoolWithFuncGeneric[T any] struct{ *poolCommon }

func NewPoolWithFuncGeneric[T any](size int, pf func(T), options ...Option) (*PoolWithFuncGeneric[T], error) {
	return nil, nil
}
func (p *PoolWithFuncGeneric[T]) Invoke(arg T) error { return nil }

type MultiPool struct{}

func NewMultiPool(size, sizePerPool int, lbs LoadBalancingStrategy, options ...Option) (*MultiPool, error) {
	return nil, nil
}
func (mp *MultiPool) Submit(task func()) (err error) { return nil }
func (mp *MultiPool) Waiting() (n int)               { return 0 }

type MultiPoolWithFunc struct{}

func NewMultiPoolWithFunc(size, sizePerPool int, fn func(any), lbs LoadBalancingStrategy, options ...Option) (*MultiPoolWithFunc, error) {
	return nil, nil
}
func (mp *MultiPoolWithFunc) Invoke(args any) (err error) { return nil }

func Submit(task func()) error { return nil }
func Release()                 {}
