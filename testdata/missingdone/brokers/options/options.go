// Package options holds consumers of which options say that nothing is owed.
// Nothing in it is reported.
package options

import (
	"context"
	"log"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/redis/go-redis/v9"
)

// A consumer that is made with AckNone.
func ackNone(ctx context.Context, js jetstream.JetStream) error {
	cons, err := js.CreateOrUpdateConsumer(ctx, "orders", jetstream.ConsumerConfig{AckPolicy: jetstream.AckNonePolicy})
	if err != nil {
		return err
	}
	cons.Consume(func(msg jetstream.Msg) {
		if len(msg.Data()) == 0 {
			return
		}
		log.Printf("%s", msg.Data())
	})
	msg, err := cons.Next()
	if err != nil {
		return err
	}
	log.Printf("%s", msg.Data())
	return nil
}

// An ordered consumer has no acknowledgements.
func ordered(ctx context.Context, js jetstream.JetStream) error {
	cons, err := js.OrderedConsumer(ctx, "orders", jetstream.OrderedConsumerConfig{})
	if err != nil {
		return err
	}
	batch, err := cons.FetchNoWait(10)
	if err != nil {
		return err
	}
	for msg := range batch.Messages() {
		log.Printf("%s", msg.Data())
	}
	return batch.Error()
}

// The older interface, where a subscription says so.
func legacy(js nats.JetStreamContext) error {
	log.Print(js.Subscribe("orders", func(m *nats.Msg) { log.Print(m.Subject) }, nats.ManualAck(), nats.AckNone()))
	log.Print(js.Subscribe("orders", func(m *nats.Msg) { log.Print(m.Subject) }, nats.OrderedConsumer()))
	sub, err := js.PullSubscribe("orders", "d", nats.AckNone())
	if err != nil {
		return err
	}
	msgs, err := sub.Fetch(10)
	if err != nil {
		return err
	}
	for _, m := range msgs {
		log.Print(m.Subject)
	}
	return nil
}

// A read with NoAck leaves nothing pending.
func noAck(ctx context.Context, rdb *redis.Client) error {
	cmd := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Streams: []string{"s", ">"}, NoAck: true})
	for _, s := range cmd.Val() {
		log.Print(s.Stream)
	}
	return cmd.Err()
}
