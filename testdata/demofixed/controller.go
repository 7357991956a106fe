package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"time"

	"k8s.io/client-go/util/workqueue"
)

// A controller recomputes the totals of customers whose orders changed.
type controller struct {
	db    *sql.DB
	queue workqueue.TypedRateLimitingInterface[string]
	ended chan struct{}
}

func newController(db *sql.DB) *controller {
	queue := workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[string]())
	return &controller{db, queue, make(chan struct{})}
}

func (c *controller) add(customer string) { c.queue.Add(customer) }

func (c *controller) run(ctx context.Context) {
	defer close(c.ended)
	for c.next(ctx) {
	}
}

// next takes one customer and recomputes its total.
func (c *controller) next(ctx context.Context) bool {
	customer, shutdown := c.queue.Get()
	if shutdown {
		return false
	}
	// Right here, so that no way out can miss it.
	defer c.queue.Done(customer)
	if customer == "" {
		log.Print("order without customer")
		return true
	}
	if err := c.recompute(ctx, customer); err != nil {
		log.Printf("customer %s: %v", customer, err)
		c.queue.AddRateLimited(customer)
		return true
	}
	c.queue.Forget(customer)
	return true
}

// recompute turns a panic into the failure of one customer.
func (c *controller) recompute(ctx context.Context, customer string) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, err = c.db.ExecContext(ctx, "CALL recompute($1)", customer)
	return err
}

// drain waits until all customers are up to date, but for those in the log.
func (c *controller) drain() {
	c.queue.ShutDown()
	// Get says shutdown only when the queue is empty, so the end of run is the
	// end of the work. ShutDownWithDrain would return between two customers.
	<-c.ended
}
