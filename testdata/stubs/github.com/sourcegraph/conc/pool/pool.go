// Package pool has the signatures of sourcegraph's pool, for tests.
package pool

type Pool struct{}

func New() *Pool                              { return nil }
func (p *Pool) WithMaxGoroutines(n int) *Pool { return p }
func (p *Pool) Go(f func())                   {}
func (p *Pool) Wait()                         {}
