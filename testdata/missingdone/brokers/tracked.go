package brokers

import (
	"context"
	"errors"

	"github.com/IBM/sarama"
	amqp "github.com/rabbitmq/amqp091-go"
)

// A delivery that cannot be read is rejected at once; the others are kept by
// number, and settled when what became of them is written.
type tracker struct {
	in        chan uint64
	inFlight  map[uint64]amqp.Delivery
	claimed   map[uint64]claimed
	parse     func([]byte) (uint64, error)
	sem       chan struct{}
	lastError error
}

type claimed struct {
	session sarama.ConsumerGroupSession
	message *sarama.ConsumerMessage
}

func (t *tracker) consume(ctx context.Context, msgs <-chan amqp.Delivery) {
	for {
		select {
		case <-ctx.Done():
			return
		case id := <-t.in:
			_ = t.inFlight[id].Ack(false)
		case t.sem <- struct{}{}:
			select {
			case <-ctx.Done():
				return
			case d, ok := <-msgs:
				if !ok {
					return
				}
				if err := t.onMessage(d); err != nil {
					t.lastError = err
					<-t.sem
				}
			}
		}
	}
}

func (t *tracker) onMessage(d amqp.Delivery) error {
	reject := func() {
		if err := d.Nack(false, false); err != nil {
			t.lastError = err
		}
	}
	id, err := t.parse(d.Body)
	if err != nil {
		reject()
		return err
	}
	t.inFlight[id] = d
	return nil
}

func (t *tracker) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case <-session.Context().Done():
			return nil
		case msg, ok := <-claim.Messages():
			if !ok {
				return nil
			}
			if err := t.handle(session, msg); err != nil {
				t.lastError = err
			}
		}
	}
}

func (t *tracker) handle(session sarama.ConsumerGroupSession, msg *sarama.ConsumerMessage) error {
	if len(msg.Value) > 1<<20 {
		session.MarkMessage(msg, "")
		return errors.New("too long")
	}
	id, err := t.parse(msg.Value)
	if err != nil {
		session.MarkMessage(msg, "")
		return err
	}
	t.claimed[id] = claimed{session: session, message: msg}
	return nil
}

// One that is neither kept nor settled is lost.
func (t *tracker) forget(msgs <-chan amqp.Delivery) {
	for d := range msgs { // want `"d" taken from "msgs" .*`
		_ = t.drop(d)
	}
}

func (t *tracker) drop(d amqp.Delivery) error {
	id, err := t.parse(d.Body)
	if err != nil {
		_ = d.Nack(false, false)
		return err
	}
	t.in <- id
	return nil
}
