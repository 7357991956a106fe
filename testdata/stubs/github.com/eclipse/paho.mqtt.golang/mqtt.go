// Package mqtt has the signatures of the MQTT client, for tests.
package mqtt

type Message interface {
	Topic() string
	Payload() []byte
	Ack()
}

type MessageHandler func(Client, Message)

type Token interface {
	Wait() bool
	Error() error
}

type Client interface {
	Subscribe(topic string, qos byte, callback MessageHandler) Token
	SubscribeMultiple(filters map[string]byte, callback MessageHandler) Token
	AddRoute(topic string, callback MessageHandler)
}

type ClientOptions struct{}

func (o *ClientOptions) SetDefaultPublishHandler(defaultHandler MessageHandler) *ClientOptions {
	return o
}
