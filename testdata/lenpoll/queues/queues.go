// Package queues holds queues that are no bare channels: libraries, helper
// packages, the project's own types and interfaces.
package queues

import (
	"context"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"

	"lenpoll/helper"
)

func sync1(any) {}

type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	old   workqueue.RateLimitingInterface
	jobs  *helper.Queue
	prio  priorityqueue.PriorityQueue[string]
}

// Reported.

// A work queue's Get waits; the length only delays it.
func (c *controller) sleepLoop() {
	for {
		if c.queue.Len() == 0 { // want `the length of "c.queue" is polled before the Get: leave the poll out and block in the Get`
			time.Sleep(time.Second)
			continue
		}
		key, quit := c.queue.Get()
		if quit {
			return
		}
		sync1(key)
		c.queue.Done(key)
	}
}

func (c *controller) processNext() {
	if c.old.Len() == 0 { // want `the length of "c.old" is polled`
		return
	}
	key, _ := c.old.Get()
	defer c.old.Done(key)
	sync1(key)
}

func (c *controller) Run(stop chan struct{}) {
	wait.Until(c.processNext, time.Second, stop)
}

// Empty is not processed.
func (c *controller) waitForQueue() error {
	for c.queue.Len() > 0 { // want `waiting for "c.queue" to look empty`
		time.Sleep(time.Second)
	}
	return wait.PollImmediate(time.Second, time.Minute, func() (bool, error) {
		return c.prio.Len() == 0, nil // want `waiting for "c.prio" to look empty`
	})
}

// Two workers see one key.
func (c *controller) workers() {
	var g errgroup.Group
	for range 2 {
		g.Go(func() error {
			for c.drainOne() {
			}
			return nil
		})
	}
	_ = g.Wait()
}

func (c *controller) drainOne() bool {
	if c.queue.Len() == 0 { // want `"c.queue" can be emptied between this check and the Get, which then blocks: leave the check out and wait in the Get`
		return false
	}
	key, _ := c.queue.Get()
	defer c.queue.Done(key)
	sync1(key)
	return true
}

func (c *controller) drainPrio() {
	for i := 0; i < c.prio.Len(); i++ { // want `the bound of this loop shrinks with every Get`
		item, _, _ := c.prio.GetWithPriority()
		c.prio.Done(item)
	}
}

// An embedded queue.
type embedding struct {
	workqueue.TypedInterface[string]
}

func (e *embedding) Poll() {
	for {
		if e.Len() == 0 { // want `the length of "e" is polled`
			time.Sleep(time.Second)
			continue
		}
		key, _ := e.Get()
		e.Done(key)
	}
}

// The concrete type, its method values, a parenthesised call.
func concrete(q *workqueue.Type) {
	size, get := q.Len, q.Get
	for {
		if size() == 0 { // want `the length of "q" is polled`
			time.Sleep(time.Second)
			continue
		}
		item, _ := get()
		(q.Done)(item)
	}
}

// A helper package's queue: the channel is out of sight, the facts tell.
func (c *controller) Submit(j helper.Job) bool {
	if c.jobs.IsFull() { // want `"c.jobs" can be filled between this check and the send, which then blocks: give its type a send that does not wait, and use that alone`
		return false
	}
	c.jobs.Push(j)
	return true
}

func (c *controller) Take() {
	if !c.jobs.Empty() { // want `"c.jobs" can be emptied`
		sync1(c.jobs.Pop())
	}
	if c.jobs.Len() > 0 { // want `"c.jobs" can be emptied`
		sync1(c.jobs.Pop())
	}
}

func Params(ch chan helper.Job, j helper.Job) {
	if helper.HasMore(ch) { // want `"ch" can be emptied`
		sync1(<-ch)
	}
	if helper.HasRoom(ch) { // want `"ch" can be filled`
		ch <- j
	}
	if !helper.Idle() { // want `"Source" can be emptied`
		sync1(<-helper.Source)
	}
}

// A queue of the project's own, on a condition variable.
type fifo struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []string
}

func (f *fifo) Pop() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	for len(f.items) == 0 {
		f.cond.Wait()
	}
	item := f.items[0]
	f.items = f.items[1:]
	return item
}

func (f *fifo) Size() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.items)
}

func ownQueue(f *fifo) {
	for {
		if f.Size() == 0 { // want `the length of "f" is polled`
			time.Sleep(time.Second)
			continue
		}
		sync1(f.Pop())
	}
}

// A queue on a channel with a counter beside it.
type counting struct {
	ch chan string
	n  int
}

func (c *counting) Take(ctx context.Context) (string, error) {
	select {
	case s := <-c.ch:
		c.n--
		return s, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (c *counting) IsEmpty() bool { return c.n == 0 }

func countingQueue(ctx context.Context, c *counting) {
	for {
		if c.IsEmpty() { // want `the length of "c" is polled`
			time.Sleep(time.Second)
			continue
		}
		s, _ := c.Take(ctx)
		sync1(s)
	}
}

// An interface in the shape of a work queue.
type Tasks interface {
	Add(string)
	Get() (string, bool)
	Done(string)
	Len() int
}

func byInterface(q Tasks) {
	for {
		if q.Len() == 0 { // want `the length of "q" is polled`
			time.Sleep(time.Second)
			continue
		}
		key, _ := q.Get()
		q.Done(key)
	}
}

// An interface that a queue of this package implements.
type Popper interface {
	Pop() string
	Size() int
}

var _ Popper = (*fifo)(nil)

func byPopper(p Popper) {
	for p.Size() == 0 { // want `waiting for "p" to look filled`
		time.Sleep(time.Second)
	}
	sync1(p.Pop())
}

// What takes the oldest item to make room waits when the others were faster.
type bounded struct {
	workqueue.TypedRateLimitingInterface[string]
	maxSize int
	wake    chan struct{}
}

func (b *bounded) Add(item string) {
	if b.Len() == b.maxSize { // want `"b" can be emptied between this check and the Get, which then blocks`
		old, _ := b.Get()
		b.Done(old)
	}
	b.TypedRateLimitingInterface.Add(item)
}

// Not reported.

// At a limit nothing is taken, or without waiting.
type limited struct {
	workqueue.TypedInterface[string]
	maxSize int
	jobs    chan string
}

func (l *limited) Add(item string) bool {
	if l.Len() >= l.maxSize {
		return false
	}
	l.TypedInterface.Add(item)
	return true
}

func (l *limited) room() {
	if len(l.jobs) >= l.maxSize {
		select {
		case <-l.jobs:
		default:
		}
	}
}

// Below a limit nothing is known.
func (l *limited) below() string {
	if l.Len() < l.maxSize {
		item, _ := l.Get()
		l.Done(item)
		return item
	}
	return ""
}

// One worker, or no matter: Get tells the shutdown.
func (c *controller) runWorker() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		sync1(key)
		c.queue.Done(key)
	}
}

// Measuring.
func (c *controller) Depth() int { return c.queue.Len() }

func (c *controller) ready() bool { return c.queue.Len() == 0 }

// A limit before an Add that never waits.
func (c *controller) enqueue(key string) {
	if c.queue.Len() > 1000 {
		return
	}
	c.queue.Add(key)
	for c.queue.Len() > 1000 {
		time.Sleep(time.Second)
	}
	c.queue.Add(key)
}

// Pop that does not wait.
type stack struct{ items []string }

func (s *stack) Len() int { return len(s.items) }

func (s *stack) Pop() string {
	item := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return item
}

func popAll(s *stack, tick *time.Ticker) {
	for range tick.C {
		if s.Len() > 0 {
			sync1(s.Pop())
		}
	}
	for s.Len() > 0 {
		sync1(s.Pop())
	}
}

// Get of a cache takes a key.
type cache struct{ m map[string]string }

func (c *cache) Len() int                      { return len(c.m) }
func (c *cache) Get(key string) (string, bool) { v, ok := c.m[key]; return v, ok }

func cached(c *cache) {
	for {
		if c.Len() == 0 {
			time.Sleep(time.Second)
			continue
		}
		v, _ := c.Get("k")
		sync1(v)
	}
}

// A pool whose size is what it was made with: Get waits for a free one.
type conns struct {
	free chan string
	all  []string
	size int
}

func (c *conns) Size() int   { return c.size }
func (c *conns) Len() int    { return len(c.all) }
func (c *conns) Get() string { return <-c.free }

func (c *conns) Close() {
	for i := 0; i < c.Size(); i++ {
		sync1(c.Get())
	}
	for i := 0; i < c.Len(); i++ {
		sync1(c.Get())
	}
	for c.Len() == 0 {
		time.Sleep(time.Second)
	}
}
