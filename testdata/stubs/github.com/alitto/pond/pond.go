// Package pond has the signatures of the first version of pond, for tests.
package pond

import (
	"context"
	"time"
)

type Option func(*WorkerPool)

func MinWorkers(minWorkers int) Option                   { return nil }
func IdleTimeout(idleTimeout time.Duration) Option       { return nil }
func PanicHandler(panicHandler func(interface{})) Option { return nil }

type WorkerPool struct{}

func New(maxWorkers, maxCapacity int, options ...Option) *WorkerPool { return nil }
func (p *WorkerPool) Submit(task func())                             {}
func (p *WorkerPool) SubmitAndWait(task func())                      {}
func (p *WorkerPool) TrySubmit(task func()) bool                     { return false }
func (p *WorkerPool) WaitingTasks() uint64                           { return 0 }
func (p *WorkerPool) Group() *TaskGroup                              { return nil }
func (p *WorkerPool) StopAndWait()                                   {}
func (p *WorkerPool) Stop() context.Context                          { return nil }

type TaskGroup struct{}

func (g *TaskGroup) Submit(task func()) {}
func (g *TaskGroup) Wait()              {}
