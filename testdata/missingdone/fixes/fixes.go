// Package fixes holds one case for each fix.
package fixes

import (
	"errors"
	"log"
	"strings"

	"k8s.io/client-go/util/workqueue"
)

type controller struct {
	queue, retry workqueue.TypedRateLimitingInterface[string]
}

func (c *controller) reconcile(key string) error { return errors.New(key) }

// The defer moves up.
func (c *controller) early() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit {
		return false
	}
	if key == "" {
		return true
	}
	defer c.queue.Done(key)
	return c.reconcile(key) == nil
}

// The plain settles go.
func (c *controller) plain() bool {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	log.Print("got one")
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

// The branch that has the item.
func (c *controller) branch() {
	key, quit := c.queue.Get() // want `is never given back`
	if !quit {
		log.Print(key)
	}
}

func (c *controller) undeferred() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	err := c.reconcile(key)
	c.queue.Done(key) // want `a panic before this leaves "key"`
	return err == nil
}

// Each round in a function of its own.
func (c *controller) worker() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		defer c.queue.Done(key) // want `this defer gives "key" back when the function returns`
		// The work.
		if err := c.reconcile(key); err != nil {
			log.Print(err)
		}
	}
}

// The right value, the right queue.
func (c *controller) wrongValue() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	name := strings.ToLower(key)
	defer c.queue.Done(name) // want `this gives back something else than "key"`
	return c.reconcile(name) == nil
}

func (c *controller) wrongQueue() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.retry.Done(key) // want `this gives "key" back to another queue`
	return c.reconcile(key) == nil
}

// No fix: in a loop, where a continue leaves the round, where the answer is
// asked together with something else.
func (c *controller) loop() {
	for {
		key, quit := c.queue.Get() // want `is not given back on the way to the next Get`
		if quit {
			return
		}
		if key == "" {
			continue
		}
		c.queue.Done(key)
	}
}

func (c *controller) leavesRound() {
	for {
		key, quit := c.queue.Get()
		if quit {
			return
		}
		defer c.queue.Done(key) // want `this defer gives "key" back`
		if key == "" {
			continue
		}
		log.Print(key)
	}
}

func (c *controller) together(stopped bool) {
	key, quit := c.queue.Get() // want `is not given back on the way to the return`
	if quit || stopped {
		return
	}
	c.queue.Done(key)
}
