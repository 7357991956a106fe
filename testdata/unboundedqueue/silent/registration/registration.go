// Package registration holds lists that are built, filled with results, or known by
// those who registered: none of them is reported.
package registration

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Registration.

// Functions that are called.
type Bus struct {
	mu        sync.RWMutex
	listeners []func(string)
}

func (b *Bus) Subscribe(f func(string)) {
	b.mu.Lock()
	b.listeners = append(b.listeners, f)
	b.mu.Unlock()
}

func (b *Bus) Emit(s string) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, f := range b.listeners {
		f(s)
	}
}

// Channels that leave again.
type Hub struct {
	mu   sync.Mutex
	subs []chan string
}

func (h *Hub) Join() chan string {
	ch := make(chan string, 16)
	h.mu.Lock()
	h.subs = append(h.subs, ch)
	h.mu.Unlock()
	return ch
}

func (h *Hub) Leave(ch chan string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.Index(h.subs, ch); i >= 0 {
		h.subs = append(h.subs[:i], h.subs[i+1:]...)
	}
}

// The first goes to the end.
type RoundRobin struct {
	mu       sync.Mutex
	backends []string
}

func (r *RoundRobin) AddBackend(b string) {
	r.mu.Lock()
	r.backends = append(r.backends, b)
	r.mu.Unlock()
}

func (r *RoundRobin) Pick() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	b := r.backends[0]
	r.backends = append(r.backends[1:], b)
	return b
}

// Results.

// Read when all is done.
type Results struct {
	mu  sync.Mutex
	all []string
}

func (r *Results) Add(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, s)
}

func (r *Results) All() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.all...)
}

// Of a group that is waited for.
type Errors struct {
	sync.Mutex
	errs []error
}

func (e *Errors) Go(fs ...func() error) []error {
	var wg sync.WaitGroup
	for _, f := range fs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if err := f(); err != nil {
				e.Lock()
				e.errs = append(e.errs, err)
				e.Unlock()
			}
		}()
	}
	wg.Wait()
	return e.errs
}

// In a variable.
func Fetch(ctx context.Context, urls []string, get func(context.Context, string) (string, error)) ([]string, error) {
	var (
		mu  sync.Mutex
		out []string
	)
	g, ctx := errgroup.WithContext(ctx)
	for _, u := range urls {
		g.Go(func() error {
			s, err := get(ctx, u)
			if err != nil {
				return err
			}
			mu.Lock()
			out = append(out, s)
			mu.Unlock()
			return nil
		})
	}
	return out, g.Wait()
}

// Builders.

// The parts of a statement.
type Query struct {
	where []string
	args  []any
}

func (q *Query) Where(c string, args ...any) *Query {
	q.where = append(q.where, c)
	q.args = append(q.args, args...)
	return q
}

func (q *Query) SQL() string { return strings.Join(q.where, " AND ") }

// What comes next.
type Chain struct{ mws []func(next func()) }

func (c *Chain) Use(mw func(func())) { c.mws = append(c.mws, mw) }

func (c *Chain) Next() {
	if len(c.mws) == 0 {
		return
	}
	mw := c.mws[0]
	c.mws = c.mws[1:]
	mw(c.Next)
}
