// Package cron has the signatures of the job scheduler, for tests.
package cron

type EntryID int

type Job interface{ Run() }

type Schedule interface{}

type Cron struct{}

func New() *Cron { return &Cron{} }

func (c *Cron) AddFunc(spec string, cmd func()) (EntryID, error) { return 0, nil }
func (c *Cron) AddJob(spec string, cmd Job) (EntryID, error)     { return 0, nil }
func (c *Cron) Schedule(schedule Schedule, cmd Job) EntryID      { return 0 }
