// Package reported holds takings that some path does not settle.
package reported

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"

	"missingdone/helper"
)

type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	retry workqueue.TypedRateLimitingInterface[string]
	old   workqueue.RateLimitingInterface
	prio  priorityqueue.PriorityQueue[string]
	sync  func(ctx context.Context, key string) error
	work  chan string
}

func (c *controller) reconcile(key string) error { return errors.New(key) }
func note(...any)                                {}

// path.

// An early return above the defer.
func (c *controller) early() bool {
	key, quit := c.queue.Get() // want `"key" taken from "c.queue" in line 33 is not given back on the way to the return in line 38, so later adds of this key are never delivered: defer c.queue.Done\(key\) before that`
	if quit {
		return false
	}
	if key == "" {
		return true
	}
	defer c.queue.Done(key)
	note(c.reconcile(key))
	return true
}

// A conversion that fails.
func (c *controller) conversion() bool {
	obj, quit := c.old.Get() // want `"obj" taken from "c.old" in line 47 is not given back on the way to the return in line 54`
	if quit {
		return false
	}
	key, ok := obj.(string)
	if !ok {
		log.Print("expected string")
		return true
	}
	defer c.old.Done(obj)
	note(c.reconcile(key))
	return true
}

// The shutdown is not the only way into the branch.
func (c *controller) shutdownOr(ctx context.Context) {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit || ctx.Err() != nil {
		return
	}
	defer c.queue.Done(key)
	note(c.reconcile(key))
}

// An error return past the Done; the work is a func value.
func (c *controller) errorReturn(ctx context.Context) error {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return nil
	}
	if err := c.sync(ctx, key); err != nil {
		return err
	}
	c.queue.Done(key)
	return nil
}

// A continue past the Done.
func (c *controller) continues() {
	for {
		key, quit := c.queue.Get() // want `is not given back on the way to the next Get by the continue in line 93`
		if quit {
			return
		}
		if strings.HasPrefix(key, "kube-") {
			log.Printf("skip %s", key)
			continue
		}
		note(c.reconcile(key))
		c.queue.Done(key)
	}
}

// One case of a switch forgets it.
func (c *controller) cases() {
	for {
		key, quit := c.queue.Get() // want `is not given back on the way to the next Get`
		if quit {
			return
		}
		switch key {
		case "a":
			c.queue.Done(key)
		case "b":
			c.queue.AddRateLimited(key)
		default:
			c.queue.Done(key)
		}
	}
}

// Only the error path settles.
func (c *controller) onError() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	if err := c.reconcile(key); err != nil {
		c.queue.AddRateLimited(key)
		c.queue.Done(key)
		return true
	}
	c.queue.Forget(key)
	return true
}

// Above a hand-off.
func (c *controller) beforeHandOff() {
	for {
		key, quit := c.queue.Get() // want `is not given back on the way to the next Get by the continue`
		if quit {
			return
		}
		if key == "" {
			continue
		}
		c.work <- key
	}
}

// The answer is asked again after it was overwritten.
func (c *controller) overwritten() bool {
	key, stop := c.queue.Get() // want `is not given back on the way to the return`
	if stop {
		return false
	}
	stop = c.reconcile(key) != nil
	if stop {
		return false
	}
	c.queue.Done(key)
	return true
}

// A helper that settles on some outcomes is no settle: of another package, of
// this one.
func (c *controller) someHelper() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	err := c.reconcile(key)
	helper.FinishIfOK(c.queue, key, err)
	return true
}

func (c *controller) ownHelper() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	c.handleErr(c.reconcile(key), key)
	return true
}

func (c *controller) handleErr(err error, key string) {
	if err == nil {
		c.queue.Forget(key)
		c.queue.Done(key)
		return
	}
	c.queue.AddRateLimited(key)
}

// A literal per item that returns above its defer.
func (c *controller) perItem() {
	for {
		more := func() bool {
			key, quit := c.queue.Get() // want `is not given back on the way to the return`
			if quit {
				return false
			}
			if key == "" {
				return true
			}
			defer c.queue.Done(key)
			return c.reconcile(key) == nil
		}()
		if !more {
			return
		}
	}
}

// goto passes the settle by.
func (c *controller) jumps() {
again:
	key, quit := c.queue.Get() // want `is not given back on the way to the next Get`
	if quit {
		return
	}
	if key == "" {
		goto again
	}
	c.queue.Done(key)
	goto again
}

// The loop of a for clause.
func (c *controller) forClause() {
	for key, quit := c.queue.Get(); !quit; key, quit = c.queue.Get() { // want `is not given back` `is not given back`
		if key == "" {
			continue
		}
		c.queue.Done(key)
	}
}

// missing.

func (c *controller) missing() bool {
	key, quit := c.queue.Get() // want `"key" taken from "c.queue" in line 238 is never given back, so later adds of this key are never delivered: defer c.queue.Done\(key\)`
	if quit {
		return false
	}
	if err := c.reconcile(key); err != nil {
		c.queue.AddRateLimited(key)
		return true
	}
	c.queue.Forget(key)
	return true
}

// Forget is not Done; the work is a func value.
func (c *controller) forgets(ctx context.Context) bool {
	key, quit := c.queue.Get() // want `is never given back`
	if quit {
		return false
	}
	if err := c.sync(ctx, key); err != nil {
		c.queue.AddRateLimited(key)
	} else {
		c.queue.Forget(key)
	}
	return true
}

// The helper forgets and adds, and that is all.
func (c *controller) helperWithout() bool {
	key, quit := c.queue.Get() // want `is never given back`
	if quit {
		return false
	}
	err := c.reconcile(key)
	c.requeue(err, key)
	return true
}

func (c *controller) requeue(err error, key string) {
	if err == nil {
		c.queue.Forget(key)
		return
	}
	if c.queue.NumRequeues(key) < 5 {
		c.queue.AddRateLimited(key)
		return
	}
	c.queue.Forget(key)
}

// Three results, an embedded queue, a generic owner, a method value.
func (c *controller) priority() bool {
	key, _, quit := c.prio.GetWithPriority() // want `is never given back`
	if quit {
		return false
	}
	note(c.reconcile(key))
	return true
}

type embedding struct {
	workqueue.TypedInterface[string]
}

func (e *embedding) run() {
	key, quit := e.Get() // want `"key" taken from "e" in line \d+ is never given back`
	if quit {
		return
	}
	fmt.Println(key)
}

type generic[T comparable] struct {
	q workqueue.TypedRateLimitingInterface[T]
}

func (g *generic[T]) run() bool {
	item, quit := g.q.Get() // want `is never given back`
	if quit {
		return false
	}
	fmt.Println(item)
	g.q.Forget(item)
	return true
}

func (c *controller) methodValue() {
	get := c.queue.Get
	key, quit := get() // want `is never given back`
	if quit {
		return
	}
	fmt.Println(key)
}

// A wrapper of another package is the queue it forwards to.
func wrapped(w *helper.Wrapper) bool {
	key, quit := w.Get() // want `is never given back`
	if quit {
		return false
	}
	fmt.Println(key)
	return true
}

func renamedWrapper(w *helper.Wrapper) error {
	key, err := w.Next() // want `is not given back on the way to the return`
	if err != nil {
		return err
	}
	if key == "" {
		return errors.New("no key")
	}
	w.Release(key)
	return nil
}

// An interface of the project in the shape of a work queue.
type tasks interface {
	Add(string)
	Get() (string, bool)
	Done(string)
}

func byInterface(q tasks) bool {
	key, quit := q.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	if key == "" {
		return true
	}
	q.Done(key)
	return true
}

// The item is thrown away.
func (c *controller) thrownAway() {
	_, quit := c.queue.Get() // want `the item taken from "c.queue" in line \d+ is never given back`
	if quit {
		return
	}
	note("one less")
}

// loopdefer.

func (c *controller) worker() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		defer c.queue.Done(key) // want `this defer gives "key" back when the function returns, not in each round of the loop, so later adds of this key are never delivered until then: run each item in a function of its own`
		note(c.reconcile(key))
	}
}

func (c *controller) workerClosure() {
	for c.queue.Len() >= 0 {
		key, quit := c.queue.Get()
		if quit {
			break
		}
		defer func() { // want `this defer gives "key" back when the function returns`
			c.queue.Done(key)
		}()
		if key == "" {
			continue
		}
		note(c.reconcile(key))
	}
}

// wrong.

// A converted value.
func (c *controller) convertedValue() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	name := strings.TrimPrefix(key, "default/")
	defer c.queue.Done(name) // want `this gives back something else than "key", taken from "c.queue" in line \d+, so later adds of this key are never delivered: give back "key" itself`
	note(c.reconcile(name))
	return true
}

// Another queue.
func (c *controller) otherQueue() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.retry.Done(key) // want `this gives "key" back to another queue than "c.queue", which it was taken from in line \d+, so later adds of this key are never delivered: give it back to "c.queue"`
	note(c.reconcile(key))
	return true
}

// Reassigned before it is given back.
func (c *controller) reassigned() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	key = strings.ToLower(key)
	note(key)
	c.queue.Done(key) // want `this gives back something else than "key"`
	return true
}

// undeferred.

func (c *controller) undeferred() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	err := c.reconcile(key)
	c.queue.Done(key) // want `a panic before this leaves "key", taken from "c.queue" in line \d+, in flight, so later adds of this key are never delivered: defer it right behind the Get`
	return err == nil
}
