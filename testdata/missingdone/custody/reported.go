// Package custody holds items whose owner is not plain to see.
package custody

import (
	"context"
	"errors"
	"fmt"
	"log"
	"strings"

	"k8s.io/client-go/util/workqueue"
)

type queue = workqueue.TypedRateLimitingInterface[string]

type controller struct {
	queue  queue
	old    workqueue.RateLimitingInterface
	shards map[string]queue
	work   chan string
	quit   bool
	n      int
}

var errQuit = errors.New("shut down")

func (c *controller) reconcile(key string) error { return fmt.Errorf("no %s", key) }

func note(...any)     {}
func note2(err error) { _ = err }

// Reported.

// The goroutine owns it, and returns without a settle.
func (c *controller) goroutine() {
	for {
		key, quit := c.queue.Get() // want `"key" taken from "c.queue" in line \d+ is not given back on the way to the return in line 44`
		if quit {
			return
		}
		go func() {
			if err := c.reconcile(key); err != nil {
				log.Print(err)
				return
			}
			c.queue.Done(key)
		}()
	}
}

// A select drops what nobody takes.
func (c *controller) drops() {
	for {
		key, quit := c.queue.Get() // want `is not given back on the way to the next Get`
		if quit {
			return
		}
		select {
		case c.work <- key:
		default:
			log.Print("nobody takes it")
		}
	}
}

func (c *controller) ends(ctx context.Context) {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return
	}
	select {
	case c.work <- key:
	case <-ctx.Done():
		return
	}
}

// A helper that settles on some outcomes, with the answer only logged.
func (c *controller) part(key string) error {
	if err := c.reconcile(key); err != nil {
		return err
	}
	c.queue.Done(key)
	return nil
}

func (c *controller) logs() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	if err := c.part(key); err != nil {
		log.Print(err)
	}
	return true
}

// A deferred function that settles on some outcomes.
func (c *controller) onSuccess() (err error) {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return nil
	}
	defer func() {
		if err == nil {
			c.queue.Done(key)
		}
	}()
	return c.reconcile(key)
}

func (c *controller) onlyPanics() {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			c.queue.Done(key)
		}
	}()
	note(c.reconcile(key))
}

func (c *controller) notAfterPanic() {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			return
		}
		c.queue.Done(key)
	}()
	note(c.reconcile(key))
}

func (c *controller) deferredHelper(n int) {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return
	}
	defer c.finish(key, n)
	note(c.reconcile(key))
}

func (c *controller) finish(key string, n int) {
	if n < 0 {
		return
	}
	c.queue.Done(key)
}

// The literal per item returns above its defer.
func (c *controller) literal() bool {
	obj, quit := c.old.Get() // want `"obj" taken from "c.old" in line \d+ is not given back on the way to the return`
	if quit {
		return false
	}
	err := func(obj any) error {
		key, ok := obj.(string)
		if !ok {
			return errQuit
		}
		defer c.old.Done(obj)
		return c.reconcile(key)
	}(obj)
	note(err)
	return true
}

// Forget is not Done, also in a literal per item.
func (c *controller) forgets(handle func(string) error) bool {
	obj, quit := c.old.Get() // want `"obj" taken from "c.old" in line \d+ is never given back`
	if quit {
		return false
	}
	err := func(obj any) error {
		defer c.old.Forget(obj)
		return handle(obj.(string))
	}(obj)
	note(err)
	return true
}

// The closure sees what the variable holds in the end.
func (c *controller) changes() {
	key, quit := c.queue.Get()
	if quit {
		return
	}
	defer func() { // want `this gives back something else than "key"`
		c.queue.Done(key)
	}()
	key = strings.ToLower(key)
	note(c.reconcile(key))
}
