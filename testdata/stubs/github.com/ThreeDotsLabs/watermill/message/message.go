// Package message has the signatures of watermill's messages, for tests.
package message

import "context"

type Payload []byte

type Metadata map[string]string

type Message struct {
	UUID     string
	Metadata Metadata
	Payload  Payload
}

func (m *Message) Ack() bool                { return true }
func (m *Message) Nack() bool               { return true }
func (m *Message) Acked() <-chan struct{}   { return nil }
func (m *Message) Nacked() <-chan struct{}  { return nil }
func (m *Message) Context() context.Context { return nil }
func (m *Message) Copy() *Message           { return nil }

type Publisher interface {
	Publish(topic string, messages ...*Message) error
	Close() error
}

type Subscriber interface {
	Subscribe(ctx context.Context, topic string) (<-chan *Message, error)
	Close() error
}

type (
	HandlerFunc          func(msg *Message) ([]*Message, error)
	NoPublishHandlerFunc func(msg *Message) error
)

type Handler struct{}

type Router struct{}

func (r *Router) AddHandler(handlerName string, subscribeTopic string, subscriber Subscriber, publishTopic string, publisher Publisher, handlerFunc HandlerFunc) *Handler {
	return nil
}

func (r *Router) AddConsumerHandler(handlerName string, subscribeTopic string, subscriber Subscriber, handlerFunc NoPublishHandlerFunc) *Handler {
	return nil
}
