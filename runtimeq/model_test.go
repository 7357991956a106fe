package runtimeq

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
)

// FuzzQueue plays a sequence of operations, a byte each, on a queue and on a
// model of it that knows no concurrency, and compares after each of them what
// has returned, with what, and the Stats.
//
//	go test -fuzz FuzzQueue ./runtimeq
func FuzzQueue(f *testing.F) {
	f.Add([]byte{})
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		ops := make([]byte, random.IntN(60))
		for i := range ops {
			ops[i] = byte(random.UintN(256))
		}
		f.Add(ops)
	}
	f.Fuzz(func(t *testing.T, ops []byte) {
		synctest.Test(t, func(t *testing.T) { playAll(t, ops) })
	})
}

func playAll(t *testing.T, ops []byte) {
	m := &model{t: t}
	if len(ops) > 0 {
		m.capacity = int(ops[0] % 4)
		ops = ops[1:]
	}
	m.capacity++
	m.q = New[int](m.capacity)
	for _, op := range ops {
		m.step(op)
		m.compare()
	}
	m.abort()
	m.released()
	m.compare()
	m.q.DoneN(m.inFlight)
	m.inFlight = 0
	m.released()
	m.compare()
	if len(m.putters)+len(m.getters)+len(m.joiners) > 0 {
		t.Error("the model is wrong: somebody waits at the end")
	}
}

// expected is a call and what the model says that it returned, if it did.
type expected struct {
	*call
	cancel context.CancelFunc
	item   int
	over   bool
	want   int
	err    error
}

func (e *expected) returned(v int, err error) { e.over, e.want, e.err = true, v, err }

type model struct {
	t                         *testing.T
	q                         *Queue[int]
	capacity, inFlight, next  int
	items                     []int
	putters, getters, joiners []*expected // who waits, the longest first
	calls                     []*expected // all
	closed                    bool
}

// step plays one operation. The low bits choose it, the rest are its argument.
func (m *model) step(op byte) {
	arg := int(op >> 4)
	switch op % 16 {
	case 0, 1, 2:
		m.put()
	case 3:
		m.tryPut()
	case 4, 5:
		m.get()
	case 6:
		m.tryGet()
	case 7:
		m.getBatch(1 + arg%4)
	case 8, 9:
		m.done(1)
	case 10:
		m.done(arg % 4)
	case 11:
		m.join()
	case 12:
		m.putters = m.cancelOne(m.putters, arg)
	case 13:
		m.getters = m.cancelOne(m.getters, arg)
	case 14:
		m.joiners = m.cancelOne(m.joiners, arg)
	case 15:
		m.end(arg)
	}
	m.released()
}

func (m *model) start(f func(ctx context.Context) (int, error)) *expected {
	ctx, cancel := context.WithCancel(bg)
	e := &expected{cancel: cancel, call: async(func() (int, error) { return f(ctx) })}
	m.calls = append(m.calls, e)
	synctest.Wait() // so that calls begin to wait in their order
	return e
}

func (m *model) put() {
	m.next++
	v := m.next
	e := m.start(func(ctx context.Context) (int, error) { return v, m.q.Put(ctx, v) })
	e.item = v
	switch {
	case m.closed:
		e.returned(v, ErrClosed)
	case len(m.items) == m.capacity:
		m.putters = append(m.putters, e)
	default:
		m.accept(v)
		e.returned(v, nil)
	}
}

func (m *model) tryPut() {
	m.next++
	err := m.q.TryPut(m.next)
	switch {
	case m.closed:
		fails(m.t, ErrClosed, err)
	case len(m.items) == m.capacity:
		fails(m.t, ErrFull, err)
	default:
		fails(m.t, nil, err)
		m.accept(m.next)
	}
}

// accept gives v to the getter that has waited longest, or queues it.
func (m *model) accept(v int) {
	if len(m.getters) == 0 {
		m.items = append(m.items, v)
		return
	}
	m.getters[0].returned(v, nil)
	m.getters = m.getters[1:]
	m.inFlight++
}

// take removes the oldest item, and lets in the Put that has waited longest.
func (m *model) take() int {
	v := m.items[0]
	m.items = m.items[1:]
	m.inFlight++
	if len(m.putters) > 0 {
		m.items = append(m.items, m.putters[0].item)
		m.putters[0].returned(m.putters[0].item, nil)
		m.putters = m.putters[1:]
	}
	return v
}

func (m *model) get() {
	e := m.start(m.q.Get)
	switch {
	case len(m.items) > 0:
		e.returned(m.take(), nil)
	case m.closed:
		e.returned(0, ErrClosed)
	default:
		m.getters = append(m.getters, e)
	}
}

func (m *model) tryGet() {
	v, err := m.q.TryGet()
	switch {
	case len(m.items) > 0:
		if want := m.take(); v != want || err != nil {
			m.t.Errorf("TryGet = %d, %v; want %d", v, err, want)
		}
	case m.closed:
		fails(m.t, ErrClosed, err)
	default:
		fails(m.t, ErrEmpty, err)
	}
}

func (m *model) getBatch(size int) {
	if len(m.items) == 0 && !m.closed {
		return // it would wait; get has that
	}
	dst := make([]int, size)
	n, err := m.q.GetBatch(bg, dst)
	if len(m.items) == 0 {
		fails(m.t, ErrClosed, err)
		return
	}
	var want []int
	for len(m.items) > 0 && len(want) < size {
		want = append(want, m.take())
	}
	if err != nil || !slices.Equal(dst[:n], want) {
		m.t.Errorf("GetBatch = %v, %v; want %v", dst[:n], err, want)
	}
}

func (m *model) done(n int) {
	if n > m.inFlight {
		panics(m.t, func() { m.q.DoneN(n) })
		return
	}
	m.q.DoneN(n)
	m.inFlight -= n
}

func (m *model) join() {
	e := m.start(func(ctx context.Context) (int, error) { return 0, m.q.Join(ctx) })
	m.joiners = append(m.joiners, e) // released sees to the rest
}

// cancelOne cancels one of those that wait and returns the others.
func (m *model) cancelOne(waiting []*expected, which int) []*expected {
	if len(waiting) == 0 {
		return nil
	}
	i := which % len(waiting)
	waiting[i].cancel()
	waiting[i].returned(waiting[i].item, context.Canceled)
	return slices.Delete(waiting, i, i+1)
}

// end closes the queue, rarely, because not much happens afterwards.
func (m *model) end(how int) {
	switch how {
	case 0:
		m.q.Close()
		m.close()
	case 1:
		m.abort()
	}
}

func (m *model) close() {
	m.closed = true
	for _, e := range m.putters {
		e.returned(e.item, ErrClosed)
	}
	for _, e := range m.getters {
		e.returned(0, ErrClosed)
	}
	m.putters, m.getters = nil, nil
}

func (m *model) abort() {
	m.close()
	if rest := m.q.Abort(); !slices.Equal(rest, m.items) {
		m.t.Errorf("Abort = %v; want %v", rest, m.items)
	}
	m.items = nil
}

// released lets the joiners go at an idle moment.
func (m *model) released() {
	if len(m.items)+len(m.putters)+m.inFlight > 0 {
		return
	}
	for _, e := range m.joiners {
		e.returned(0, nil)
	}
	m.joiners = nil
}

func (m *model) compare() {
	synctest.Wait()
	want := Stats{Cap: m.capacity, Depth: len(m.items), InFlight: m.inFlight, Putting: len(m.putters), Closed: m.closed}
	if got := m.q.Stats(); got != want {
		m.t.Errorf("Stats = %+v; want %+v", got, want)
	}
	m.calls = slices.DeleteFunc(m.calls, func(e *expected) bool {
		switch {
		case !e.over:
			e.waits(m.t)
			return false
		case !e.call.over.Load():
			m.t.Errorf("still waits; want %d, %v", e.want, e.err)
		case !errors.Is(e.call.err, e.err) || e.err == nil && (e.call.err != nil || e.v != e.want):
			m.t.Errorf("returned %d, %v; want %d, %v", e.v, e.call.err, e.want, e.err)
		}
		e.cancel()
		return true
	})
}
