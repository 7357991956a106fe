package custody

import (
	"container/heap"
	"container/list"
	"context"
	"log"
	"sync"
	"time"

	"k8s.io/client-go/util/workqueue"
)

// Not reported.

type pool interface {
	Submit(func()) error
	Offer(key string) bool
}

// A handover that may fail is undone where it failed.
func (c *controller) submits(p pool) bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	if err := p.Submit(func() { defer c.queue.Done(key); note(c.reconcile(key)) }); err != nil {
		c.queue.AddRateLimited(key)
		c.queue.Done(key)
	}
	return true
}

func (c *controller) offers(p pool) bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	taken := p.Offer(key)
	if taken {
		return true
	}
	c.queue.AddAfter(key, time.Second)
	c.queue.Done(key)
	return true
}

// The queue only ever holds one key.
const onlyKey = "key"

func (c *controller) single() bool {
	_, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(onlyKey)
	return c.reconcile(onlyKey) == nil
}

// Another object has the same queue.
type processor struct{ q queue }

func (p *processor) run(key string) {
	defer p.q.Done(key)
	note(key)
}

func (c *controller) byProcessor(p *processor) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	p.run(key)
}

type finisher struct{ q queue }

func (f finisher) finish(key string) { f.q.Done(key) }

func (c *controller) byFinisher() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	defer finisher{c.queue}.finish(key)
	note(c.reconcile(key))
}

// The queue is looked up each time.
func (c *controller) queueFor(ns string) queue { return c.shards[ns] }

func (c *controller) byLookup(ns string) {
	q := c.queueFor(ns)
	key, quit := q.Get()
	if quit {
		return
	}
	defer c.queueFor(ns).Done(key)
	note(c.reconcile(key))
}

// Item and release function together: the caller releases.
func (c *controller) next() (string, func(), error) {
	key, quit := c.queue.Get()
	if quit {
		return "", nil, errQuit
	}
	return key, func() { c.queue.Done(key) }, nil
}

func (c *controller) released() error {
	key, release, err := c.next()
	if err != nil {
		return err
	}
	defer release()
	return c.reconcile(key)
}

// A wrapper with named results.
type counted struct {
	q queue
	n int
}

func (t *counted) Get() (key string, quit bool) {
	key, quit = t.q.Get()
	t.n++
	return
}

// The variable lives outside the closure that takes.
func (c *controller) takesOutside(wait func(func() bool)) {
	var key string
	wait(func() bool {
		var quit bool
		key, quit = c.queue.Get()
		return !quit
	})
	defer c.queue.Done(key)
	note(c.reconcile(key))
}

// The item travels in a struct; in a container of the library; in a context.
type task struct{ key string }

func (c *controller) runTask(t task) {
	defer c.queue.Done(t.key)
	note(c.reconcile(t.key))
}

func (c *controller) inStruct() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	c.runTask(task{key})
}

func (c *controller) inContainers(l *list.List, h heap.Interface, m *sync.Map) {
	for i := 0; ; i++ {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		switch i % 3 {
		case 0:
			l.PushBack(key)
		case 1:
			heap.Push(h, key)
		default:
			m.Store(key, i)
		}
	}
}

// In a struct that a function value or a function of another package gets.
func (c *controller) structElsewhere(handle func(task), logger *log.Logger) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	logger.Print(task{key})
	handle(task{key})
}

type contextKey struct{}

func (c *controller) inContext(handle func(context.Context)) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	handle(context.WithValue(context.Background(), contextKey{}, key))
}

// The shutdown is told to somebody else, asked by a function, or by a switch.
func isShutdown(quit bool) bool { return quit }

func (c *controller) askedElsewhere() {
	key, quit := c.queue.Get()
	if isShutdown(quit) {
		return
	}
	c.queue.Done(key)
}

func (c *controller) toldElsewhere() {
	var key string
	key, c.quit = c.queue.Get()
	if c.quit {
		return
	}
	c.queue.Done(key)
}

func (c *controller) switches() {
	key, quit := c.queue.Get()
	switch quit {
	case true:
		return
	}
	c.queue.Done(key)
}

// One flag decides twice.
func (c *controller) correlated(async bool) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	if !async {
		defer c.queue.Done(key)
	}
	log.Print("prepared")
	if async {
		go c.byHand(key)
		return
	}
	note(c.reconcile(key))
}

func (c *controller) byHand(key string) { c.queue.Done(key) }

func (c *controller) handed(ok bool) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	handed := false
	if ok {
		handed = true
		c.work <- key
	}
	if !handed {
		c.queue.Done(key)
	}
}

// A deferred function that asks a flag of the function, or whether there is a
// queue at all.
func (c *controller) unlessHanded(ok bool) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	handed := false
	defer func() {
		if !handed {
			c.queue.Done(key)
		}
	}()
	if ok {
		c.work <- key
		handed = true
	}
}

// The settle was deferred before the Get.
func (c *controller) prepared() {
	var key string
	defer func() { c.queue.Done(key) }()
	key, _ = c.queue.Get()
	note(c.reconcile(key))
}

// What cannot panic into the function before the Done.
func (c *controller) safe() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	go c.byHand("other")
	c.count()
	note2(c.guarded(key))
	c.queue.Done(key)
}

func (c *controller) count() { c.n++ }

func (c *controller) guarded(key string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errQuit
		}
	}()
	return c.reconcile(key)
}

// A send or an answer, each in its clause.
func (c *controller) selects(ctx context.Context) {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		select {
		case c.work <- key:
		case <-ctx.Done():
			c.queue.Done(key)
			return
		}
	}
}

var _ workqueue.TypedInterface[string]
