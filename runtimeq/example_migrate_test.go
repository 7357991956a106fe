package runtimeq_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/queuevet/queuevet/runtimeq"
)

// A loop that polls,
//
//	for !stopped() {
//		if q.Len() > 0 {
//			work(q.Pop())
//		} else {
//			time.Sleep(100 * time.Millisecond)
//		}
//	}
//
// is always either too late or busy, and with two workers both see the last
// item. Waiting in Get is the check; closing the queue is the stop.
func Example_fromPolling() {
	q := runtimeq.New[string](8)
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		for item := range q.All(context.Background()) {
			fmt.Println("work on", item)
		}
	}()
	_ = q.TryPut("a")
	_ = q.TryPut("b")
	q.Close()
	<-finished
	// Output:
	// work on a
	// work on b
}

// Workers on a bare channel,
//
//	jobs := make(chan job, 100)
//	for range 4 {
//		go func() {
//			for j := range jobs {
//				handle(j) // a panic ends the program, an error is gone
//			}
//		}()
//	}
//	jobs <- j   // waits for ever if the workers are stuck
//	close(jobs) // panics in whoever still sends; and when is the last job done?
//
// become a Consumer, which survives the jobs, and a queue, whose Put ends with
// its ctx and fails after Close instead of panicking.
func Example_fromChannelWorkers() {
	ctx := context.Background()
	jobs := runtimeq.New[int](100)
	pool := runtimeq.Consumer[int]{
		Workers: 4,
		Handle: func(_ context.Context, n int) error {
			if n == 7 {
				panic("unlucky")
			}
			return nil
		},
		DeadLetter: func(_ context.Context, d runtimeq.Dead[int]) error {
			fmt.Println("job", d.Item, "failed:", d.Err)
			return nil
		},
	}
	ended := make(chan error)
	go func() { ended <- pool.Run(ctx, jobs) }()

	for n := range 10 {
		if err := jobs.Put(ctx, n); err != nil {
			fmt.Println(err)
		}
	}
	jobs.Close()
	fmt.Println("all done:", <-ended)
	fmt.Println("too late:", jobs.Put(ctx, 10))
	// Output:
	// job 7 failed: runtimeq: panic: unlucky
	// all done: <nil>
	// too late: runtimeq: queue closed
}

// controller brings named objects into their wanted state. Any number of changes
// to an object that wait in the queue count as one.
type controller struct {
	queue  *runtimeq.Queue[string]
	mu     sync.Mutex
	queued map[string]bool
}

// changed is the event handler. The bound is the number of names, so it only
// fails when there are more than were planned for.
func (c *controller) changed(name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.queued[name] {
		return nil
	}
	if err := c.queue.TryPut(name); err != nil {
		return err
	}
	c.queued[name] = true
	return nil
}

func (c *controller) reconcile(_ context.Context, name string) error {
	c.mu.Lock()
	delete(c.queued, name) // a change from here on is a new item
	c.mu.Unlock()
	fmt.Println("reconcile", name)
	if name == "gone" {
		return runtimeq.Permanent(errors.New("no longer exists"))
	}
	return nil
}

// A controller on client-go's workqueue,
//
//	key, quit := queue.Get()
//	if quit {
//		return false
//	}
//	defer queue.Done(key)
//	if err := reconcile(key); err != nil {
//		queue.AddRateLimited(key)
//		return true
//	}
//	queue.Forget(key)
//
// needs neither Done nor Forget: the retries of an item are its own. What the
// workqueue does besides, one entry per key, is a set in front of the queue. And
// one worker at a time per key is one worker; where one is too slow, several
// queues with a worker each, chosen by a hash of the key.
func Example_fromWorkqueue() {
	c := &controller{queue: runtimeq.New[string](1000), queued: map[string]bool{}}
	for _, name := range []string{"web", "web", "gone", "web"} {
		if err := c.changed(name); err != nil {
			fmt.Println(err)
		}
	}
	c.queue.Close()
	workers := runtimeq.Consumer[string]{
		Handle:      c.reconcile,
		MaxAttempts: 15,
		Backoff:     runtimeq.Exponential(5*time.Millisecond, 16*time.Minute),
		DeadLetter: func(_ context.Context, d runtimeq.Dead[string]) error {
			fmt.Println("give up", d.Item+":", d.Err)
			return nil
		},
	}
	fmt.Println("Run:", workers.Run(context.Background(), c.queue))
	// Output:
	// reconcile web
	// reconcile gone
	// give up gone: no longer exists
	// Run: <nil>
}
