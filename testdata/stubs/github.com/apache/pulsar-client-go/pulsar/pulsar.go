// Package pulsar has the signatures of the Pulsar client, for tests.
package pulsar

import (
	"context"
	"time"
)

type MessageID interface {
	Serialize() []byte
	LedgerID() int64
	EntryID() int64
}

type Message interface {
	Topic() string
	Payload() []byte
	ID() MessageID
	Key() string
	RedeliveryCount() uint32
}

type Consumer interface {
	Receive(context.Context) (Message, error)
	Chan() <-chan ConsumerMessage
	Ack(Message) error
	AckID(MessageID) error
	AckIDList([]MessageID) error
	AckCumulative(msg Message) error
	ReconsumeLater(msg Message, delay time.Duration)
	Nack(Message)
	NackID(MessageID)
	Close()
}

type ConsumerMessage struct {
	Consumer
	Message
}

type ConsumerOptions struct {
	Topic            string
	SubscriptionName string
	MessageChannel   chan ConsumerMessage
}

type Client interface {
	Subscribe(ConsumerOptions) (Consumer, error)
	Close()
}

type Reader interface {
	Next(context.Context) (Message, error)
	HasNext() bool
	Close()
}
