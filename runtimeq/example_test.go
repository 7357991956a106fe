package runtimeq_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/queuevet/queuevet/runtimeq"
)

// Producers and consumers in one process: Put waits when the queue is full, the
// loop waits when it is empty, Shutdown waits until everything is handled.
func Example() {
	ctx := context.Background()
	q := runtimeq.New[string](2)
	go func() {
		for word := range q.All(ctx) {
			fmt.Println(word)
		}
	}()
	for _, word := range []string{"one", "two", "three", "four"} {
		if err := q.Put(ctx, word); err != nil {
			fmt.Println("not accepted:", err)
		}
	}
	if err := q.Shutdown(ctx); err != nil {
		fmt.Println("not finished:", err)
	}
	// Output:
	// one
	// two
	// three
	// four
}

type order struct{ id string }

// orders takes an order off a request and answers at once: 202 when it is
// queued, 503 when the queue is full, so that the client backs off instead of
// the server filling up.
func orders(q *runtimeq.Queue[order]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch err := q.TryPut(order{id: r.FormValue("id")}); {
		case err == nil:
			w.WriteHeader(http.StatusAccepted)
		case errors.Is(err, runtimeq.ErrFull):
			w.Header().Set("Retry-After", "1")
			http.Error(w, "busy", http.StatusServiceUnavailable)
		default: // ErrClosed: this server is about to end
			http.Error(w, "closing", http.StatusServiceUnavailable)
		}
	}
}

// From a web request through the queue to a database: the handler never waits,
// and the writer outlives an order that makes it panic.
func Example_webRequestToDatabase() {
	q := runtimeq.New[order](2)
	handler := orders(q)
	for _, id := range []string{"1", "2", "3"} {
		answer := httptest.NewRecorder()
		handler(answer, httptest.NewRequest(http.MethodPost, "/orders?id="+id, nil))
		fmt.Println("order", id, "answer", answer.Code)
	}

	writer := runtimeq.Consumer[order]{
		Workers: 1, // as many as the database likes connections
		Timeout: 10 * time.Second,
		Handle: func(_ context.Context, o order) error { // stands for an INSERT with ctx
			if o.id == "1" {
				panic("no such customer")
			}
			fmt.Println("order", o.id, "written")
			return nil
		},
		DeadLetter: func(_ context.Context, d runtimeq.Dead[order]) error {
			fmt.Println("order", d.Item.id, "put aside:", d.Err)
			return nil
		},
	}
	q.Close() // by the server's shutdown
	if err := writer.Run(context.Background(), q); err != nil {
		fmt.Println(err)
	}
	// Output:
	// order 1 answer 202
	// order 2 answer 202
	// order 3 answer 503
	// order 1 put aside: runtimeq: panic: no such customer
	// order 2 written
}

// A Get, a Put or a Join with a timeout is one with a context that has a
// deadline. It changes nothing when it fails, so it can be tried again.
func Example_timeouts() {
	q := runtimeq.New[int](1)

	soon, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	_, err := q.Get(soon)
	fmt.Println("Get from an empty queue:", err)

	_ = q.TryPut(1)
	soon, cancel = context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	fmt.Println("Put to a full queue:", q.Put(soon, 2))
	fmt.Println("Join with an item queued:", q.Join(soon))
	// Output:
	// Get from an empty queue: context deadline exceeded
	// Put to a full queue: context deadline exceeded
	// Join with an item queued: context deadline exceeded
}

// Each attempt has a timeout of its own, and an item that used up its attempts
// is handed to DeadLetter with the reason.
func ExampleConsumer_deadLetter() {
	q := runtimeq.New[string](3)
	for _, file := range []string{"good", "slow", "broken"} {
		_ = q.TryPut(file)
	}
	q.Close()

	c := runtimeq.Consumer[string]{
		Timeout:     time.Millisecond,
		MaxAttempts: 3,
		Backoff:     runtimeq.Exponential(time.Millisecond, time.Second),
		Handle: func(ctx context.Context, file string) error {
			switch file {
			case "slow":
				<-ctx.Done() // as every call that is given ctx returns
				return fmt.Errorf("upload: %w", ctx.Err())
			case "broken":
				return runtimeq.Permanent(errors.New("no such format"))
			}
			return nil
		},
		DeadLetter: func(_ context.Context, d runtimeq.Dead[string]) error {
			fmt.Printf("%s is %v after %d attempts: %v\n", d.Item, d.Reason, d.Attempts, d.Err)
			return nil
		},
	}
	fmt.Println("Run:", c.Run(context.Background(), q))
	// Output:
	// slow is exhausted after 3 attempts: upload: context deadline exceeded
	// broken is rejected after 1 attempts: no such format
	// Run: <nil>
}

// In one batch what would be many small writes.
func ExampleQueue_GetBatch() {
	ctx := context.Background()
	q := runtimeq.New[int](8)
	for i := range 5 {
		_ = q.TryPut(i)
	}
	q.Close()

	insert := func(rows []int) {
		defer q.DoneN(len(rows))
		fmt.Println("insert", rows)
	}
	rows := make([]int, 3)
	for {
		n, err := q.GetBatch(ctx, rows)
		if err != nil {
			fmt.Println(err)
			return
		}
		insert(rows[:n])
	}
	// Output:
	// insert [0 1 2]
	// insert [3 4]
	// runtimeq: queue closed
}

// Abort gives the items back that nobody has taken, to be saved or reported.
func ExampleQueue_Abort() {
	q := runtimeq.New[string](4)
	_ = q.TryPut("a")
	_ = q.TryPut("b")
	fmt.Println(q.Abort(), q.Join(context.Background()))
	// Output: [a b] <nil>
}

// broker stands for the client of a message broker.
type broker struct{ messages []string }

func (b *broker) Get(context.Context) (string, error) {
	if len(b.messages) == 0 {
		return "", runtimeq.ErrClosed
	}
	next := b.messages[0]
	b.messages = b.messages[1:]
	return next, nil
}

func (b *broker) Done() {} // Settle is called instead

func (b *broker) Settle(message string, dead *runtimeq.Dead[string]) {
	if dead == nil {
		fmt.Println("acknowledge", message)
	} else {
		fmt.Println("send back", message, "which is", dead.Reason)
	}
}

// A durable source stands behind the same consumer: each message is acknowledged
// after its work, or sent back when nobody has taken it.
func ExampleSettler() {
	c := runtimeq.Consumer[string]{Handle: func(_ context.Context, message string) error {
		if message == "second" {
			return errors.New("out of order")
		}
		return nil
	}}
	_ = c.Run(context.Background(), &broker{messages: []string{"first", "second"}})
	// Output:
	// acknowledge first
	// send back second which is exhausted
}
