package silent

import (
	"context"
	"net/http"
	"time"

	"github.com/IBM/sarama"
	"github.com/fsnotify/fsnotify"
	"github.com/nats-io/nats.go"
	"golang.org/x/sync/semaphore"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	"blockinghandler/helper"
)

// The work queue keeps each key once: Add never waits.
type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	keys  chan string
}

func (c *controller) OnAdd(obj any, isInInitialList bool) { c.queue.Add("key") }
func (c *controller) OnUpdate(oldObj, newObj any)         { c.queue.AddAfter("key", time.Second) }
func (c *controller) OnDelete(obj any)                    { c.enqueue("key") }

func (c *controller) enqueue(key string) {
	select {
	case c.keys <- key:
	default:
	}
}

var _ cache.ResourceEventHandler = (*controller)(nil)

// Ranging over the claim is what a claim loop does; what it sends ends with the
// session.
type group struct{ out chan *sarama.ConsumerMessage }

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (g *group) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		select {
		case g.out <- msg:
		case <-session.Context().Done():
			return nil
		}
		session.MarkMessage(msg, "")
	}
	return nil
}

// A loop over events that starts what takes long.
func watch(w *fsnotify.Watcher, changed chan string, done chan struct{}) {
	for {
		select {
		case e := <-w.Events:
			select {
			case changed <- e.Name:
			case <-done:
				return
			}
		case <-done:
			return
		}
	}
}

// A callback that starts a goroutine does not wait for it.
func subscribe(nc *nats.Conn, out chan *nats.Msg) {
	_, _ = nc.Subscribe("a", func(msg *nats.Msg) {
		go func() { out <- msg }()
	})
	_, _ = nc.Subscribe("b", func(msg *nats.Msg) {
		select {
		case out <- msg:
		default:
		}
	})
}

// The request's context, and a try.
type limited struct{ sem *semaphore.Weighted }

func (l *limited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := l.sem.Acquire(r.Context(), 1); err != nil {
		return
	}
	defer l.sem.Release(1)
	if l.sem.TryAcquire(1) {
		defer l.sem.Release(1)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = l.sem.Acquire(ctx, 1)
	stopped, stop := context.WithCancel(context.Background())
	context.AfterFunc(r.Context(), stop)
	_ = l.sem.Acquire(stopped, 1)
}

// What a helper of another package does with a way out.
type mailer struct{ box *helper.Box }

func (m *mailer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = m.box.TryPut("x")
	_ = m.box.Put(r.Context(), "x")
	own := helper.NewBox(1)
	own.Send("x")
	helper.Forward(make(chan string, 1), "x")
}

// A timer that tells what it is for without waiting.
func later(c chan int) {
	time.AfterFunc(time.Second, func() {
		select {
		case c <- 1:
		default:
		}
	})
}

// A timer runs once, and there is room for once, or somebody waits.
func timeouts(work chan int) {
	timeout := make(chan bool, 1)
	time.AfterFunc(time.Second, func() { timeout <- true })
	select {
	case <-work:
	case <-timeout:
	}
	over := make(chan struct{})
	time.AfterFunc(time.Second, func() { over <- struct{}{} })
	<-over
}

var _ = timeouts

// Whoever reads this stays: the timer's own goroutine may wait for its turn.
type retries struct{ tasks chan int }

func newRetries() *retries {
	r := &retries{tasks: make(chan int)}
	go r.work()
	return r
}

func (r *retries) work() {
	for t := range r.tasks {
		time.AfterFunc(time.Second, func() { r.tasks <- t })
	}
}

var _ = newRetries
