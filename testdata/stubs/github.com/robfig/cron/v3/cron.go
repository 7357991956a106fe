// Package cron has the signatures of robfig's scheduler, for tests.
package cron

import "context"

type (
	EntryID    int
	Job        interface{ Run() }
	FuncJob    func()
	JobWrapper func(Job) Job
	Option     func(*Cron)
)

func (f FuncJob) Run() { f() }

type Logger interface {
	Info(msg string, keysAndValues ...interface{})
	Error(err error, msg string, keysAndValues ...interface{})
}

var DefaultLogger Logger

func Recover(logger Logger) JobWrapper        { return nil }
func WithChain(wrappers ...JobWrapper) Option { return nil }

type Cron struct{}

func New(opts ...Option) *Cron                                   { return nil }
func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { return 0, nil }
func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error)     { return 0, nil }
func (c *Cron) Start()                                           {}
func (c *Cron) Stop() context.Context                            { return nil }
