// Package jetstream has the signatures of the newer client of NATS JetStream,
// for tests.
package jetstream

import (
	"context"
	"time"

	"github.com/nats-io/nats.go"
)

type Msg interface {
	Data() []byte
	Headers() nats.Header
	Subject() string
	Reply() string
	Ack() error
	DoubleAck(context.Context) error
	Nak() error
	NakWithDelay(delay time.Duration) error
	InProgress() error
	Term() error
	TermWithReason(reason string) error
}

type MessageHandler func(msg Msg)

type (
	FetchOpt        func()
	NextOpt         interface{ configureNext() }
	PullConsumeOpt  interface{ configureConsume() }
	PushConsumeOpt  interface{ configurePushConsume() }
	PullMessagesOpt interface{ configureMessages() }
)

type PullMaxMessages int

func (PullMaxMessages) configureConsume()  {}
func (PullMaxMessages) configureMessages() {}

type ConsumeContext interface {
	Stop()
	Drain()
	Closed() <-chan struct{}
}

type MessageBatch interface {
	Messages() <-chan Msg
	Error() error
}

type MessagesContext interface {
	Next(opts ...NextOpt) (Msg, error)
	Stop()
	Drain()
}

type Consumer interface {
	Fetch(batch int, opts ...FetchOpt) (MessageBatch, error)
	FetchNoWait(batch int) (MessageBatch, error)
	Consume(handler MessageHandler, opts ...PullConsumeOpt) (ConsumeContext, error)
	Messages(opts ...PullMessagesOpt) (MessagesContext, error)
	Next(opts ...FetchOpt) (Msg, error)
}

type PushConsumer interface {
	Consume(handler MessageHandler, opts ...PushConsumeOpt) (ConsumeContext, error)
}

type AckPolicy int

const (
	AckExplicitPolicy AckPolicy = iota
	AckAllPolicy
	AckNonePolicy
	AckFlowControlPolicy
)

type ConsumerConfig struct {
	Durable   string
	AckPolicy AckPolicy
}

type OrderedConsumerConfig struct{ FilterSubjects []string }

type StreamConsumerManager interface {
	CreateOrUpdateConsumer(ctx context.Context, stream string, cfg ConsumerConfig) (Consumer, error)
	OrderedConsumer(ctx context.Context, stream string, cfg OrderedConsumerConfig) (Consumer, error)
	Consumer(ctx context.Context, stream string, consumer string) (Consumer, error)
}

type JetStream interface{ StreamConsumerManager }
