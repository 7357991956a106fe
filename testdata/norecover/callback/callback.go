// Package callback holds what a broker's library calls, or what goes over its
// deliveries: the library does not recover.
package callback

import (
	"context"
	"encoding/json"
	"log"
	"strings"
	"sync/atomic"

	"cloud.google.com/go/pubsub/v2"
	"github.com/IBM/sarama"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/nsqio/go-nsq"
	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/segmentio/kafka-go"

	"norecover/helper"
)

type order struct{ ID, Customer string }

type service struct {
	handle func(order) error
	store  store
	count  atomic.Int64
	out    chan []byte
	last   map[string]order
}

type store interface{ Save(order) error }

// Reported.

func (s *service) natsLiteral(nc *nats.Conn) {
	_, _ = nc.Subscribe("orders", func(m *nats.Msg) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			return
		}
		_ = s.handle(o) // want `a panic in "s.handle" ends the process: nats calls this function in a goroutine of its own and does not recover`
	})
}

func (s *service) natsMethod(nc *nats.Conn) {
	_, _ = nc.QueueSubscribe("orders", "q", s.onOrder)
}

func (s *service) onOrder(m *nats.Msg) {
	parts := strings.Split(m.Subject, ".")
	id := parts[2] // want `a panic in "parts\[2\]" ends the process: nats`
	log.Print(id)
}

func (s *service) natsVariable(nc *nats.Conn) {
	cb := func(m *nats.Msg) {
		s.process(m.Data) // want `a panic in "s.process" ends the process`
	}
	_, _ = nc.Subscribe("orders", cb)
}

func (s *service) process(data []byte) {
	if data[0] == 0 {
		panic("zero")
	}
}

func (s *service) jetstream(c jetstream.Consumer) {
	_, _ = c.Consume(func(m jetstream.Msg) {
		if err := s.store.Save(order{ID: string(m.Data())}); err != nil { // want `jetstream calls this function`
			_ = m.Nak()
			return
		}
		_ = m.Ack()
	})
}

func (s *service) mqtt(c mqtt.Client) {
	c.Subscribe("t", 1, func(_ mqtt.Client, m mqtt.Message) {
		s.process(m.Payload()) // want `mqtt calls this function`
	})
	new(mqtt.ClientOptions).SetDefaultPublishHandler(s.onMessage)
}

func (s *service) onMessage(_ mqtt.Client, m mqtt.Message) {
	s.process(m.Payload()) // want `mqtt calls this function`
}

func (s *service) pubsub(ctx context.Context, sub *pubsub.Subscriber) {
	_ = sub.Receive(ctx, func(ctx context.Context, m *pubsub.Message) {
		s.process(m.Data) // want `pubsub calls this function`
		m.Ack()
	})
}

type group struct{ s *service }

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (g *group) ConsumeClaim(sess sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		g.s.process(msg.Value) // want `a panic in "g.s.process" for one msg ends the process`
		sess.MarkMessage(msg, "")
	}
	return nil
}

type sink struct{ s *service }

func (k *sink) HandleMessage(m *nsq.Message) error {
	k.s.process(m.Body) // want `nsq calls this function`
	return nil
}

func (s *service) nsqFunc(c *nsq.Consumer) {
	c.AddHandler(nsq.HandlerFunc(func(m *nsq.Message) error {
		s.process(m.Body) // want `nsq calls this function`
		return nil
	}))
}

func (s *service) amqp(ch *amqp.Channel) error {
	msgs, err := ch.Consume("q", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	go func() {
		for d := range msgs {
			s.process(d.Body) // want `a panic in "s.process" for one d ends the process`
			_ = d.Ack(false)
		}
	}()
	return nil
}

func (s *service) Kafka(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		s.process(m.Value) // want `a panic in "s.process" for one m ends the process`
		if err := r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// A goroutine per message.
func (s *service) natsSpawn(nc *nats.Conn) {
	_, _ = nc.Subscribe("orders", func(m *nats.Msg) {
		go s.process(m.Data) // want `a panic in "s.process" ends the process`
	})
}

// What wraps the client gives its messages, each for a goroutine of its own.
type traced interface {
	Next(opts ...jetstream.NextOpt) (context.Context, jetstream.Msg, error)
}

func (s *service) start(messages traced) {
	go s.wrapped(messages, make(chan struct{}, 8))
	go s.made()
	go s.counted(messages)
}

func (s *service) wrapped(messages traced, tokens chan struct{}) {
	for {
		_, m, err := messages.Next()
		if err != nil {
			return
		}
		tokens <- struct{}{}
		go func() {
			defer func() { <-tokens }()
			s.process(m.Data()) // want `a panic in "s.process" for one m ends the process`
			_ = m.Ack()
		}()
	}
}

// A method of the project's own hides the client.
func (s *service) receive(ctx context.Context, r *kafka.Reader) (kafka.Message, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return r.ReadMessage(ctx)
}

func (s *service) hidden(ctx context.Context, r *kafka.Reader) error {
	for {
		m, err := s.receive(ctx, r)
		if err != nil {
			return err
		}
		go s.process(m.Value) // want `a panic in "s.process" for one m ends the process`
	}
}

// Not reported.

// Messages that are made, or that answer.
func (s *service) made() {
	for {
		m := newMessage("orders")
		s.process(m.Data)
		s.out <- m.Data
	}
}

func newMessage(subject string) *nats.Msg { return &nats.Msg{Subject: subject, Data: make([]byte, 1)} }

// One message, and no loop.
func (s *service) once(messages traced) error {
	_, m, err := messages.Next()
	if err == nil {
		s.process(m.Data())
	}
	return err
}

// As many as are asked for.
func (s *service) counted(messages traced) {
	for range 10 {
		if _, m, err := messages.Next(); err == nil {
			s.process(m.Data())
		}
	}
}

func recovered(f nats.MsgHandler) nats.MsgHandler {
	return func(m *nats.Msg) {
		defer helper.Report()
		f(m)
	}
}

// Middleware, guards, recovers of every kind.
func (s *service) isolated(nc *nats.Conn, c mqtt.Client) {
	_, _ = nc.Subscribe("a", recovered(s.onSafe))
	_, _ = nc.Subscribe("b", func(m *nats.Msg) {
		defer helper.Report()
		s.process(m.Data)
	})
	_, _ = nc.Subscribe("c", func(m *nats.Msg) {
		helper.Run(func() { s.process(m.Data) })
	})
	_, _ = nc.Subscribe("d", func(m *nats.Msg) {
		helper.Go(func() { s.process(m.Data) })
	})
	_, _ = nc.Subscribe("e", s.onSafe)
	c.Subscribe("f", 0, func(_ mqtt.Client, m mqtt.Message) { s.safely(m.Payload()) })
}

func (s *service) onSafe(m *nats.Msg) { s.safely(m.Data) }

func (s *service) safely(data []byte) {
	defer helper.Report()
	s.process(data)
}

// Nothing that can panic.
func (s *service) trivial(nc *nats.Conn, c mqtt.Client) {
	_, _ = nc.Subscribe("count", func(*nats.Msg) { s.count.Add(1) })
	_, _ = nc.Subscribe("forward", func(m *nats.Msg) { s.out <- m.Data })
	_, _ = nc.Subscribe("log", func(m *nats.Msg) { log.Printf("%s", m.Data) })
	_, _ = nc.Subscribe("answer", func(m *nats.Msg) { _ = m.Respond([]byte("ok")) })
	_, _ = nc.Subscribe("note", func(m *nats.Msg) {
		var o order
		if err := json.Unmarshal(m.Data, &o); err != nil {
			log.Print(err)
			return
		}
		s.last[o.ID] = o
	})
	_, _ = nc.Subscribe("checked", func(m *nats.Msg) {
		parts := strings.Split(m.Subject, ".")
		if len(parts) < 3 {
			return
		}
		log.Print(parts[2])
	})
	c.Subscribe("x", 0, func(_ mqtt.Client, m mqtt.Message) { s.out <- m.Payload() })
}

type publisher interface {
	Publish(addr string, body []byte) error
}

// What hands the message on, to one of a list.
func (s *service) hands(nc *nats.Conn, pub publisher, addrs []string) {
	n := 0
	_, _ = nc.Subscribe("x", func(m *nats.Msg) {
		n++
		addr := addrs[n%len(addrs)]
		_ = pub.Publish(addr, m.Data)
	})
}
