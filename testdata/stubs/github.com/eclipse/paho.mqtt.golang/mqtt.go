// Package mqtt has the signatures of the MQTT client, for tests.
package mqtt

import "time"

type Message interface {
	Topic() string
	Payload() []byte
	Ack()
}

type Token interface {
	Wait() bool
	WaitTimeout(time.Duration) bool
	Error() error
}

type MessageHandler func(Client, Message)

type Client interface {
	Connect() Token
	Publish(topic string, qos byte, retained bool, payload any) Token
	Subscribe(topic string, qos byte, callback MessageHandler) Token
	SubscribeMultiple(filters map[string]byte, callback MessageHandler) Token
	AddRoute(topic string, callback MessageHandler)
}

type OnConnectHandler func(Client)

type ConnectionLostHandler func(Client, error)

type ClientOptions struct{ Order bool }

func NewClientOptions() *ClientOptions { return &ClientOptions{} }

func (o *ClientOptions) SetDefaultPublishHandler(defaultHandler MessageHandler) *ClientOptions {
	return o
}
func (o *ClientOptions) SetOnConnectHandler(onConn OnConnectHandler) *ClientOptions { return o }
func (o *ClientOptions) SetConnectionLostHandler(onLost ConnectionLostHandler) *ClientOptions {
	return o
}

func NewClient(o *ClientOptions) Client { return nil }
