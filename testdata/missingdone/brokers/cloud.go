package brokers

import (
	"context"
	"encoding/json"
	"log"

	"cloud.google.com/go/pubsub"
	pubsub2 "cloud.google.com/go/pubsub/v2"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

// A receiver consumes Pub/Sub.
type receiver struct {
	sub  *pubsub.Subscription
	sub2 *pubsub2.Subscriber
	work chan *pubsub.Message
	next func(context.Context, *pubsub.Message)
}

// Reported.

// A body that cannot be read is left alone.
func (r *receiver) leaves(ctx context.Context) error {
	return r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { // want `"m" taken from "r.sub" in line 26 is not given back on the way to the return in line 30, so Receive extends its deadline up to MaxExtension before it can be delivered again: call Ack or Nack before that`
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			log.Print(err)
			return
		}
		if err := process(ctx, o); err != nil {
			m.Nack()
			return
		}
		m.Ack()
	})
}

// The second version; nothing answers.
func (r *receiver) never(ctx context.Context) error {
	return r.sub2.Receive(ctx, func(_ context.Context, msg *pubsub2.Message) { // want `"msg" taken from "r.sub2" in line 42 is never given back`
		log.Printf("%s", msg.Data)
	})
}

// Only success is answered, with a result.
func (r *receiver) onlySuccess(ctx context.Context) error {
	return r.sub2.Receive(ctx, func(ctx context.Context, msg *pubsub2.Message) { // want `is not given back on the way to the return`
		if err := handleBody(msg.Data); err == nil {
			msg.AckWithResult()
		}
	})
}

// A closure held in a variable.
func (r *receiver) variable(ctx context.Context) error {
	callback := func(ctx context.Context, m *pubsub.Message) { // want `is not given back on the way to the return`
		if len(m.Data) == 0 {
			return
		}
		m.Ack()
	}
	return r.sub.Receive(ctx, callback)
}

// A method.
func (r *receiver) method(ctx context.Context) error { return r.sub.Receive(ctx, r.receive) }

func (r *receiver) receive(ctx context.Context, m *pubsub.Message) { // want `is not given back on the way to the return`
	if m.Attributes["kind"] != "order" {
		return
	}
	defer m.Ack()
	log.Printf("%s", m.Data)
}

// Not reported.

// Every outcome is answered.
func (r *receiver) allOutcomes(ctx context.Context) error {
	return r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		if err := handleBody(m.Data); err != nil {
			m.NackWithResult()
			return
		}
		if _, err := m.AckWithResult().Get(ctx); err != nil {
			log.Print(err)
		}
	})
}

// A deferred closure answers.
func (r *receiver) deferred(ctx context.Context) error {
	return r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		ok := false
		defer func() {
			if ok {
				m.Ack()
			} else {
				m.Nack()
			}
		}()
		ok = handleBody(m.Data) == nil
	})
}

// Acknowledged before the work.
func (r *receiver) first(ctx context.Context) error {
	return r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		m.Ack()
		if handleBody(m.Data) != nil {
			return
		}
		log.Print("done")
	})
}

// Somebody else answers: a worker, a goroutine, a function value, the caller
// who gave the callback.
func (r *receiver) handsOver(ctx context.Context, given func(context.Context, *pubsub.Message)) {
	r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { r.work <- m })
	r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { go r.answer(m) })
	r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { r.next(ctx, m) })
	r.sub.Receive(ctx, given)
}

func (r *receiver) answer(m *pubsub.Message) {
	if handleBody(m.Data) != nil {
		m.Nack()
		return
	}
	m.Ack()
}

// A select that gives it to a worker or back.
func (r *receiver) workerOrBack(ctx context.Context) error {
	return r.sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		select {
		case r.work <- m:
		case <-ctx.Done():
			m.Nack()
		}
	})
}

// A type of the program's own with a Receive of its own.
type ownReceiver struct{}

func (ownReceiver) Receive(ctx context.Context, f func(context.Context, *pubsub.Message)) error {
	return nil
}

func (o ownReceiver) run(ctx context.Context) {
	o.Receive(ctx, func(ctx context.Context, m *pubsub.Message) { log.Printf("%s", m.Data) })
}

// SQS deletes by a handle. A package that deletes at all knows what it leaves
// in the queue.
func someDeleted(ctx context.Context, c *sqs.Client, url *string) error {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		if handleBody([]byte(*m.Body)) != nil {
			continue
		}
		if err := deleteMessage(ctx, c, url, m); err != nil {
			return err
		}
	}
	return nil
}

func deleteMessage(ctx context.Context, c *sqs.Client, url *string, m types.Message) error {
	_, err := c.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: url, ReceiptHandle: m.ReceiptHandle})
	return err
}
