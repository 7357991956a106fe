// Package silent holds takings that are settled, or that are somebody else's to
// settle. Nothing in it is reported.
package silent

import (
	"context"
	"errors"
	"fmt"
	"log"
	"sync"

	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"

	"missingdone/helper"
)

type controller struct {
	queue   workqueue.TypedRateLimitingInterface[string]
	old     workqueue.RateLimitingInterface
	prio    priorityqueue.PriorityQueue[string]
	sync    func(ctx context.Context, key string) error
	work    chan string
	active  map[string]bool
	pending []string
	mu      sync.Mutex
	finish  func()
}

func (c *controller) reconcile(key string) error { return errors.New(key) }
func note(...any)                                {}

// The usual form.
func (c *controller) usual(ctx context.Context) bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(ctx, key); err != nil {
		c.queue.AddRateLimited(key)
		return true
	}
	c.queue.Forget(key)
	return true
}

// A log line before the defer, a negated check, a check in an else.
func (c *controller) spellings() {
	key, shutdown := c.queue.Get()
	log.Printf("got %s", key)
	if !shutdown {
		defer c.queue.Done(key)
		note(c.reconcile(key))
	}
	other, down := c.queue.Get()
	if down == true {
		return
	} else {
		defer c.queue.Done(other)
	}
	note(other)
}

// The check is the condition of the loop.
func (c *controller) forClause() {
	for key, quit := c.queue.Get(); !quit; key, quit = c.queue.Get() {
		c.queue.Done(key)
		note(key)
	}
}

// Named results carry the answer.
func (c *controller) named() (key string, quit bool) {
	key, quit = c.queue.Get()
	if quit {
		return
	}
	c.queue.Done(key)
	note(c.reconcile(key))
	return
}

// The answer under another name, in a switch, with a break.
func (c *controller) branches() {
	for {
		key, quit := c.queue.Get()
		stop := quit
		if stop {
			break
		}
		c.queue.Done(key)
	}
	for {
		key, quit := c.queue.Get()
		switch {
		case quit:
			return
		default:
			c.queue.Done(key)
		}
	}
}

// A function literal per item holds the defer, or the Get as well.
func (c *controller) perItem() bool {
	obj, quit := c.old.Get()
	if quit {
		return false
	}
	err := func(obj any) error {
		defer c.old.Done(obj)
		key, ok := obj.(string)
		if !ok {
			c.old.Forget(obj)
			return nil
		}
		if err := c.reconcile(key); err != nil {
			c.old.AddRateLimited(key)
			return err
		}
		c.old.Forget(obj)
		return nil
	}(obj)
	note(err)
	for {
		more := func() bool {
			item, quit := c.queue.Get()
			if quit {
				return false
			}
			defer c.queue.Done(item)
			note(c.reconcile(item))
			return true
		}()
		if !more {
			return true
		}
	}
}

// A deferred closure settles beside recover.
func (c *controller) recovers() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			c.queue.AddRateLimited(key)
		}
		c.queue.Done(key)
	}()
	note(c.reconcile(key))
}

// A local closure, called or deferred.
func (c *controller) closures() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	done := func() { c.queue.Done(key) }
	defer done()
	note(c.reconcile(key))
}

func (c *controller) closureWithParameter() {
	finish := func(k string) { c.queue.Done(k) }
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		finish(key)
	}
}

// Done straight after Get, before the work.
func (c *controller) before() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		c.queue.Done(key)
		note(c.reconcile(key))
	}
}

// The same item under other names; an alias of the queue; a method value.
func (c *controller) names() bool {
	queue := c.old
	obj, quit := c.old.Get()
	if quit {
		return false
	}
	item := obj
	defer queue.Done(item)
	key := obj.(string)
	note(key)
	return true
}

func (c *controller) typeSwitch() {
	obj, quit := c.old.Get()
	if quit {
		return
	}
	switch key := obj.(type) {
	case string:
		c.old.Done(key)
	case error:
		c.old.Done(key)
	default:
		c.old.Done(obj)
	}
}

func (c *controller) methodValue() {
	get, done := c.queue.Get, c.queue.Done
	key, quit := get()
	if quit {
		return
	}
	defer done(key)
	note(c.reconcile(key))
}

// Helpers settle on all outcomes: of this package, of another one.
func (c *controller) helpers() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	err := helper.Process(key)
	helper.Finish(c.queue, key, err)
	return true
}

func (c *controller) ownHelper() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	return c.settle(key)
}

func (c *controller) settle(key string) bool {
	defer c.queue.Done(key)
	return key != ""
}

// Somebody else's: a channel, a map, a slice, a field, a goroutine, the caller.
func (c *controller) send() {
	for {
		key, quit := c.queue.Get()
		if quit {
			close(c.work)
			return
		}
		c.work <- key
	}
}

func (c *controller) store() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	c.active[key] = true
}

func (c *controller) collect() {
	for len(c.pending) < 10 {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		c.pending = append(c.pending, key)
	}
}

func (c *controller) field() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	c.finish = func() { c.queue.Done(key) }
}

func (c *controller) goroutine() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		go func() {
			defer c.queue.Done(key)
			note(c.reconcile(key))
		}()
	}
}

func (c *controller) worker() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		go c.settle(key)
	}
}

func (c *controller) next() (string, bool) {
	return c.queue.Get()
}

func (c *controller) take() (string, func(), error) {
	key, quit := c.queue.Get()
	if quit {
		return "", nil, errors.New("shut down")
	}
	return key, func() { c.queue.Done(key) }, nil
}

// An unknown function gets the item and the queue.
type executor interface {
	Submit(key string, q helper.Queue)
	Run(func()) error
}

func (c *controller) submit(e executor) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	e.Submit(key, c.queue)
}

func (c *controller) submitClosure(e executor) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	if err := e.Run(func() { c.queue.Done(key) }); err != nil {
		c.queue.Done(key)
	}
}

// A func value of the project gets the item and nothing is done afterwards.
func (c *controller) handler(handle func(string)) {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	handle(key)
}

// ShutDown first, then the rest is thrown away.
func (c *controller) discard() {
	c.queue.ShutDown()
	for {
		_, quit := c.queue.Get()
		if quit {
			return
		}
	}
}

// Three results.
func (c *controller) priority() bool {
	key, prio, quit := c.prio.GetWithPriority()
	if quit {
		return false
	}
	defer c.prio.Done(key)
	note(prio, c.reconcile(key))
	return true
}

// An embedded queue; a generic owner; an interface with the same methods.
type embedding struct {
	workqueue.TypedInterface[string]
}

func (e *embedding) run() {
	key, quit := e.Get()
	if quit {
		return
	}
	defer e.Done(key)
	note(key)
}

type generic[T comparable] struct {
	q workqueue.TypedInterface[T]
}

func (g *generic[T]) run(handle func(T) error) bool {
	item, quit := g.q.Get()
	if quit {
		return false
	}
	defer g.q.Done(item)
	note(handle(item))
	return true
}

// An interface of the project in the shape of a work queue, whose bool says that
// there is an item.
type tasks interface {
	Add(string)
	Get() (string, bool)
	Done(string)
}

func byInterface(q tasks) {
	for {
		key, ok := q.Get()
		if !ok {
			return
		}
		q.Done(key)
	}
}

// A wrapper of another package; its own Get is a wrapper too.
func wrapped(w *helper.Wrapper) bool {
	key, quit := w.Get()
	if quit {
		return false
	}
	defer w.Done(key)
	note(key)
	return true
}

func renamedWrapper(w *helper.Wrapper) error {
	key, err := w.Next()
	if err != nil {
		return err
	}
	defer w.Release(key)
	note(key)
	return nil
}

// The process ends.
func (c *controller) fatal() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	if key == "" {
		log.Fatalf("no key")
	}
	if key == "." {
		panic(fmt.Sprint("bad key"))
	}
	c.queue.Done(key)
}

// A wrapper of the project recovers every panic.
func guard(f func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	f()
}

func (c *controller) guarded() {
	guard(func() {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		note(c.reconcile(key))
		c.queue.Done(key)
	})
	guard(c.guardedMethod)
	helper.Guard(func() {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		note(c.reconcile(key))
		c.queue.Done(key)
	})
}

func (c *controller) guardedMethod() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	note(c.reconcile(key))
	c.queue.Done(key)
}

// Only calls that cannot panic stand before the Done.
func (c *controller) harmless() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	log.Printf("%s is %d long", key, len(key))
	c.queue.Forget(key)
	c.queue.Done(key)
}

// Look-alikes: two-valued Get of other types, Done of other types.
type cache struct{ m map[string]string }

func (c *cache) Get(key string) (string, bool) { v, ok := c.m[key]; return v, ok }

func lookups(c *cache, p *sync.Pool, wg *sync.WaitGroup, ctx context.Context) {
	v, ok := c.Get("x")
	note(v, ok, p.Get())
	wg.Done()
	<-ctx.Done()
}
