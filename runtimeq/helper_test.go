package runtimeq

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var bg = context.Background()

// translated is a test of another queue's suite: what it is called there, and
// either our form of it, which runs in a synctest bubble, or why there is none.
type translated struct {
	source string
	test   func(t *testing.T)
	none   string
}

func runTranslated(t *testing.T, tests []translated) {
	t.Helper()
	for _, tt := range tests {
		if (tt.test == nil) == (tt.none == "") {
			t.Errorf("%s: needs a test or a reason", tt.source)
		}
		if tt.test != nil {
			t.Run(tt.source, func(t *testing.T) { synctest.Test(t, tt.test) })
		}
	}
}

// call is an operation in a goroutine of its own.
type call struct {
	v    int
	err  error
	over atomic.Bool
}

func async(f func() (int, error)) *call {
	c := new(call)
	go func() {
		c.v, c.err = f()
		c.over.Store(true)
	}()
	return c
}

func asyncGet(ctx context.Context, q *Queue[int]) *call {
	return async(func() (int, error) { return q.Get(ctx) })
}

func asyncPut(ctx context.Context, q *Queue[int], v int) *call {
	return async(func() (int, error) { return v, q.Put(ctx, v) })
}

func asyncJoin(ctx context.Context, q *Queue[int]) *call {
	return async(func() (int, error) { return 0, q.Join(ctx) })
}

// waits holds that the call cannot go on.
func (c *call) waits(t *testing.T) {
	t.Helper()
	synctest.Wait()
	if c.over.Load() {
		t.Errorf("returned %d, %v instead of waiting", c.v, c.err)
	}
}

// returns holds that the call is over, with v or with err.
func (c *call) returns(t *testing.T, v int, err error) {
	t.Helper()
	synctest.Wait()
	switch {
	case !c.over.Load():
		t.Errorf("still waits; want %d, %v", v, err)
	case !errors.Is(c.err, err) || err == nil && (c.err != nil || c.v != v):
		t.Errorf("returned %d, %v; want %d, %v", c.v, c.err, v, err)
	}
}

// fails holds that the operation returned want.
func fails(t *testing.T, want, err error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("error is %v; want %v", err, want)
	}
}

// puts holds that each of items is accepted at once.
func puts(t *testing.T, q *Queue[int], items ...int) {
	t.Helper()
	for _, v := range items {
		if err := q.TryPut(v); err != nil {
			t.Errorf("TryPut(%d): %v", v, err)
		}
	}
}

// gets holds that the queue gives exactly items at once, and leaves them in
// flight.
func gets(t *testing.T, q *Queue[int], items ...int) {
	t.Helper()
	for _, want := range items {
		if v, err := q.TryGet(); err != nil || v != want {
			t.Errorf("TryGet = %d, %v; want %d", v, err, want)
		}
	}
}

// isEmpty holds that nothing is queued or waits; settled, that nothing is in
// flight either.
func isEmpty(t *testing.T, q *Queue[int]) {
	t.Helper()
	if s := q.Stats(); s.Depth != 0 || s.Putting != 0 {
		t.Errorf("not empty: %+v", s)
	}
}

func settled(t *testing.T, q *Queue[int]) {
	t.Helper()
	isEmpty(t, q)
	if s := q.Stats(); s.InFlight != 0 {
		t.Errorf("not settled: %+v", s)
	}
}

// panics holds that f panics.
func panics(t *testing.T, f func()) {
	t.Helper()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	f()
}

// within returns a context with a timeout of the fake clock.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(bg, d)
	t.Cleanup(cancel)
	return ctx
}
