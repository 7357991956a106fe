package roots

import (
	"context"
	"time"

	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	"github.com/ThreeDotsLabs/watermill/message"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	amqp "github.com/rabbitmq/amqp091-go"
)

// Reported.

type bridge struct {
	out  chan []byte
	done chan struct{}
}

func newBridge() *bridge { return &bridge{out: make(chan []byte), done: make(chan struct{})} }

func (b *bridge) close() { close(b.done) }

func (b *bridge) onMsg(msg *nats.Msg) {
	b.out <- msg.Data // want `send on "b.out" \(unbuffered\) holds this NATS callback and every later message of the subscription until somebody receives.*: select on b.done as well`
}

func (b *bridge) subscribe(nc *nats.Conn, js nats.JetStreamContext, cons jetstream.Consumer) {
	_, _ = nc.Subscribe("a", b.onMsg)
	_, _ = nc.QueueSubscribe("a", "q", func(msg *nats.Msg) {
		b.out <- msg.Data // want `send on "b.out" .* holds this NATS callback`
	})
	handle := func(msg *nats.Msg) {
		b.out <- msg.Data // want `send on "b.out"`
	}
	_, _ = js.Subscribe("b", handle)
	_, _ = nc.Subscribe("c", nats.MsgHandler(func(msg *nats.Msg) {
		time.Sleep(100 * time.Millisecond) // want `the sleep of 100 . time.Millisecond holds this NATS callback and every later message of the subscription: wait for a timer in a select with b.done`
	}))
	_, _ = nc.Subscribe("d", b.forward("d"))
	b.listen(nc, func(msg *nats.Msg) {
		b.out <- msg.Data // want `send on "b.out"`
	})
}

// forward makes the callback.
func (b *bridge) forward(topic string) nats.MsgHandler {
	return func(msg *nats.Msg) {
		b.out <- append([]byte(topic), msg.Data...) // want `send on "b.out"`
	}
}

// listen hands its callback on.
func (b *bridge) listen(nc *nats.Conn, f nats.MsgHandler) { _, _ = nc.Subscribe("e", f) }

func (b *bridge) onMQTT(c mqtt.Client, msg mqtt.Message) {
	b.out <- msg.Payload() // want `send on "b.out" .* holds this MQTT callback and every later message of the client`
}

// By its signature alone.
func onAnyMQTT(out chan []byte) mqtt.MessageHandler {
	return func(c mqtt.Client, msg mqtt.Message) {
		out <- msg.Payload() // want `send on "out" holds this MQTT callback`
	}
}

func (b *bridge) mqtt(c mqtt.Client, o *mqtt.ClientOptions) {
	c.Subscribe("a", 1, b.onMQTT)
	o.SetDefaultPublishHandler(func(c mqtt.Client, msg mqtt.Message) {
		b.out <- msg.Payload() // want `send on "b.out"`
	})
	c.AddRoute("b", func(c mqtt.Client, msg mqtt.Message) {
		time.Sleep(time.Second) // want `sleep of time.Second holds this MQTT callback`
	})
}

type claims struct{ out chan *sarama.ConsumerMessage }

func (c *claims) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (c *claims) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (c *claims) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		c.out <- msg // want `send on "c.out" holds this claim loop and its partition .*: select on session.Context\(\).Done\(\) as well`
		session.MarkMessage(msg, "")
	}
	return nil
}

func (b *bridge) pubsub(ctx context.Context, sub *pubsub.Subscriber) error {
	return sub.Receive(ctx, func(ctx context.Context, msg *pubsub.Message) {
		b.out <- msg.Data // want `send on "b.out" .* holds this Pub/Sub callback .*: select on ctx.Done\(\) as well`
		msg.Ack()
	})
}

func (b *bridge) watermill(r *message.Router, sub message.Subscriber) {
	r.AddConsumerHandler("a", "b", sub, func(msg *message.Message) error {
		b.out <- msg.Payload // want `send on "b.out" .* holds this watermill handler .*: select on msg.Context\(\).Done\(\) as well`
		return nil
	})
}

// Deliveries that are not received hold up every method of the connection.
func (b *bridge) consume(deliveries <-chan amqp.Delivery) {
	for d := range deliveries {
		b.handle(d)     // want `handle leads to a send on "b.out" \(unbuffered\) at brokers.go:\d+, which holds this AMQP consumer and every later delivery of the channel`
		b.out <- d.Body // want `send on "b.out" \(unbuffered\) holds this AMQP consumer`
		_ = d.Ack(false)
	}
}

func (b *bridge) handle(d amqp.Delivery) { b.out <- d.Body }

var _ = []any{newBridge, onAnyMQTT, (*bridge).close, (*bridge).subscribe, (*bridge).mqtt, (*bridge).pubsub, (*bridge).watermill, (*bridge).consume}
