// Package workerpool has the signatures of gammazero's worker pool, for tests.
package workerpool

import (
	"context"
	"time"
)

type config struct{}

type Option func(*config)

func WithIdleTimeout(timeout time.Duration) Option { return nil }

type WorkerPool struct{}

func New(maxWorkers int, options ...Option) *WorkerPool { return nil }
func (p *WorkerPool) Do(task func()) error              { return nil }
func (p *WorkerPool) DoWait(task func()) error          { return nil }
func (p *WorkerPool) Submit(task func())                {}
func (p *WorkerPool) SubmitWait(task func())            {}
func (p *WorkerPool) Pause(ctx context.Context)         {}
func (p *WorkerPool) Size() int                         { return 0 }
func (p *WorkerPool) Stop()                             {}
func (p *WorkerPool) StopWait()                         {}
func (p *WorkerPool) Stopped() bool                     { return false }
func (p *WorkerPool) WaitingQueueSize() int             { return 0 }
