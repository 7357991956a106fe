// Package grpool has the signatures of GoFrame's goroutine pool, for tests.
package grpool

import "context"

type (
	Func        func(ctx context.Context)
	RecoverFunc func(ctx context.Context, exception error)
)

type Pool struct{}

func New(limit ...int) *Pool                          { return nil }
func (p *Pool) Add(ctx context.Context, f Func) error { return nil }
func (p *Pool) AddWithRecover(ctx context.Context, userFunc Func, recoverFunc RecoverFunc) error {
	return nil
}
func (p *Pool) Jobs() int                                                              { return 0 }
func (p *Pool) Close()                                                                 {}
func Add(ctx context.Context, f Func) error                                            { return nil }
func AddWithRecover(ctx context.Context, userFunc Func, recoverFunc RecoverFunc) error { return nil }
