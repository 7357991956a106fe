// Package pairs holds functions that are one half of a pair for their callers:
// they take an item and return it, or they settle one that they are given.
package pairs

import "k8s.io/client-go/util/workqueue"

type queue = workqueue.TypedRateLimitingInterface[string]

type Wrapper struct{ inner queue }

// With a fact.

func (w *Wrapper) Get() (string, bool) { return w.inner.Get() } // want Get:"takes result 0 from recv.inner"
func (w *Wrapper) Done(key string)     { w.inner.Done(key) }    // want Done:"settles param 0 of recv.inner$"

func (w *Wrapper) Next() (string, error) { // want Next:"takes result 0 from recv.inner"
	key, quit := w.inner.Get()
	if quit {
		return "", errClosed
	}
	return key, nil
}

func Finish(q queue, key string, err error) { // want Finish:"settles param 1 of param 0$"
	defer q.Done(key)
	if err != nil {
		q.AddRateLimited(key)
	}
}

func Sometimes(q queue, key string, err error) { // want Sometimes:"settles param 1 of param 0, sometimes"
	if err == nil {
		q.Done(key)
	}
}

func Twice(w *Wrapper, key string) { w.Done(key) } // want Twice:"settles param 1 of param 0.inner$"

// It takes, but its caller owes nothing.
func Work(q queue) string { // want Work:"^get param 0$"
	key, quit := q.Get()
	if quit {
		return ""
	}
	defer q.Done(key)
	return key
}

// Without one.

func Other(q queue, key string) { q.Forget(key) }

type closedError struct{}

func (closedError) Error() string { return "closed" }

var errClosed error = closedError{}
