// Package mqtt has the signatures of paho's MQTT client, for tests.
package mqtt

import "time"

type Token interface {
	Wait() bool
	WaitTimeout(time.Duration) bool
	Done() <-chan struct{}
	Error() error
}

type Message interface {
	Duplicate() bool
	Qos() byte
	Retained() bool
	Topic() string
	MessageID() uint16
	Payload() []byte
	Ack()
}

type MessageHandler func(Client, Message)

type Client interface {
	IsConnected() bool
	Connect() Token
	Disconnect(quiesce uint)
	Publish(topic string, qos byte, retained bool, payload interface{}) Token
	Subscribe(topic string, qos byte, callback MessageHandler) Token
	SubscribeMultiple(filters map[string]byte, callback MessageHandler) Token
	Unsubscribe(topics ...string) Token
	AddRoute(topic string, callback MessageHandler)
}

type ClientOptions struct{}

func NewClientOptions() *ClientOptions                          { return nil }
func (o *ClientOptions) AddBroker(server string) *ClientOptions { return o }
func (o *ClientOptions) SetDefaultPublishHandler(defaultHandler MessageHandler) *ClientOptions {
	return o
}
func (o *ClientOptions) SetOrderMatters(order bool) *ClientOptions { return o }

func NewClient(o *ClientOptions) Client { return nil }
