package limits

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// The producer waits for room.

// A second condition.
type WaitFull[T any] struct {
	mu                sync.Mutex
	notFull, notEmpty *sync.Cond
	q                 []T
	capacity          int
}

func (b *WaitFull[T]) Put(v T) {
	b.mu.Lock()
	for len(b.q) == b.capacity {
		b.notFull.Wait()
	}
	b.q = append(b.q, v)
	b.mu.Unlock()
	b.notEmpty.Signal()
}

func (b *WaitFull[T]) Get() T {
	b.mu.Lock()
	for len(b.q) == 0 {
		b.notEmpty.Wait()
	}
	v := b.q[0]
	b.q = b.q[1:]
	b.mu.Unlock()
	b.notFull.Signal()
	return v
}

// A channel tells when there is room.
type Chans struct {
	mu   sync.Mutex
	q    []string
	max  int
	room chan struct{}
}

func (c *Chans) Put(ctx context.Context, s string) error {
	for {
		c.mu.Lock()
		if len(c.q) < c.max {
			c.q = append(c.q, s)
			c.mu.Unlock()
			return nil
		}
		c.mu.Unlock()
		select {
		case <-c.room:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (c *Chans) Get() (s string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.q) == 0 {
		return "", false
	}
	s, c.q = c.q[0], c.q[1:]
	select {
	case c.room <- struct{}{}:
	default:
	}
	return s, true
}

// Too much pauses the source.
type Reader struct {
	mu     sync.Mutex
	q      [][]byte
	paused bool
	src    interface {
		Pause()
		Resume()
	}
}

func (r *Reader) OnData(b []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.q = append(r.q, b)
	if len(r.q) >= 100 && !r.paused {
		r.paused = true
		r.src.Pause()
	}
}

func (r *Reader) Read() (b []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.q) > 0 {
		b, r.q = r.q[0], r.q[1:]
	}
	if r.paused && len(r.q) < 50 {
		r.paused = false
		r.src.Resume()
	}
	return b
}

// The producer takes a token first.

// A place in a channel.
type Ingest struct {
	slots chan struct{}
	mu    sync.Mutex
	items []string
	wake  chan struct{}
}

func NewIngest(n int) *Ingest {
	return &Ingest{slots: make(chan struct{}, n), wake: make(chan struct{}, 1)}
}

func (in *Ingest) Add(ctx context.Context, s string) error {
	select {
	case in.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	in.mu.Lock()
	in.items = append(in.items, s)
	in.mu.Unlock()
	select {
	case in.wake <- struct{}{}:
	default:
	}
	return nil
}

func (in *Ingest) Run(do func(string)) {
	for range in.wake {
		for {
			in.mu.Lock()
			if len(in.items) == 0 {
				in.mu.Unlock()
				break
			}
			s := in.items[0]
			in.items = in.items[1:]
			in.mu.Unlock()
			<-in.slots
			do(s)
		}
	}
}

// As many as it is large.
type UploadQueue struct {
	sem  *semaphore.Weighted
	mu   sync.Mutex
	cond *sync.Cond
	todo []upload
}

type upload struct {
	key  string
	size int64
}

func NewUploadQueue(max int64) *UploadQueue {
	q := &UploadQueue{sem: semaphore.NewWeighted(max)}
	q.cond = sync.NewCond(&q.mu)
	return q
}

func (q *UploadQueue) Add(ctx context.Context, key string, size int64) error {
	if err := q.sem.Acquire(ctx, size); err != nil {
		return err
	}
	q.mu.Lock()
	q.todo = append(q.todo, upload{key, size})
	q.mu.Unlock()
	q.cond.Signal()
	return nil
}

func (q *UploadQueue) Work(do func(string)) {
	for {
		q.mu.Lock()
		for len(q.todo) == 0 {
			q.cond.Wait()
		}
		u := q.todo[0]
		q.todo = q.todo[1:]
		q.mu.Unlock()
		do(u.key)
		q.sem.Release(u.size)
	}
}

// Of a semaphore of its own.
type Classic struct {
	empty, full *counting
	mu          sync.Mutex
	q           []int
}

type counting struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func (c *counting) down() {
	c.mu.Lock()
	for c.n == 0 {
		c.cond.Wait()
	}
	c.n--
	c.mu.Unlock()
}

func (c *counting) up() {
	c.mu.Lock()
	c.n++
	c.mu.Unlock()
	c.cond.Signal()
}

func (c *Classic) Produce(v int) {
	c.empty.down()
	c.mu.Lock()
	c.q = append(c.q, v)
	c.mu.Unlock()
	c.full.up()
}

func (c *Classic) Consume() int {
	c.full.down()
	c.mu.Lock()
	v := c.q[0]
	c.q = c.q[1:]
	c.mu.Unlock()
	c.empty.up()
	return v
}
