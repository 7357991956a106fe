// Package helper holds functions that other packages hand their items to: what
// they do travels as facts.
package helper

import "k8s.io/client-go/util/workqueue"

type Queue = workqueue.TypedRateLimitingInterface[string]

// Finish settles on all outcomes.
func Finish(q Queue, key string, err error) {
	defer q.Done(key)
	if err != nil {
		q.AddRateLimited(key)
		return
	}
	q.Forget(key)
}

// FinishIfOK settles on one outcome only.
func FinishIfOK(q Queue, key string, err error) {
	if err != nil {
		q.AddRateLimited(key)
		return
	}
	q.Done(key)
}

// Process looks at the key and does nothing to the queue.
func Process(key string) error { return nil }

// A Wrapper forwards its queue.
type Wrapper struct{ inner Queue }

func NewWrapper(q Queue) *Wrapper { return &Wrapper{q} }

func (w *Wrapper) Get() (string, bool) { return w.inner.Get() }
func (w *Wrapper) Done(key string)     { w.inner.Done(key) }

// Next is a wrapper with another name and another answer.
func (w *Wrapper) Next() (string, error) {
	key, quit := w.inner.Get()
	if quit {
		return "", errClosed
	}
	return key, nil
}

func (w *Wrapper) Release(key string) { w.inner.Done(key) }

// Guard recovers what f panics with.
func Guard(f func()) {
	defer func() { _ = recover() }()
	f()
}

type closed struct{}

func (closed) Error() string { return "closed" }

var errClosed error = closed{}
