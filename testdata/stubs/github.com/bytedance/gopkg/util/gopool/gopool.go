// Package gopool has the signatures of bytedance's goroutine pool, for tests.
package gopool

import "context"

type Config struct{ ScaleThreshold int32 }

func NewConfig() *Config { return nil }

type Pool interface {
	Name() string
	SetCap(cap int32)
	Go(f func())
	CtxGo(ctx context.Context, f func())
	SetPanicHandler(f func(context.Context, interface{}))
	WorkerCount() int32
}

func NewPool(name string, cap int32, config *Config) Pool { return nil }
func Go(f func())                                         {}
func CtxGo(ctx context.Context, f func())                 {}
