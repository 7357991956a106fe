// Package amqp091 has the signatures of RabbitMQ's client, for tests.
package amqp091

import "context"

type Table map[string]any

type Acknowledger interface {
	Ack(tag uint64, multiple bool) error
	Nack(tag uint64, multiple, requeue bool) error
	Reject(tag uint64, requeue bool) error
}

type Delivery struct {
	Acknowledger Acknowledger
	ContentType  string
	MessageId    string
	DeliveryTag  uint64
	Redelivered  bool
	RoutingKey   string
	Body         []byte
}

func (d Delivery) Ack(multiple bool) error           { return nil }
func (d Delivery) Nack(multiple, requeue bool) error { return nil }
func (d Delivery) Reject(requeue bool) error         { return nil }

type Publishing struct{ Body []byte }

type Connection struct{}

func Dial(url string) (*Connection, error)         { return nil, nil }
func (c *Connection) Channel() (*Channel, error)   { return nil, nil }
func (c *Connection) Close() error                 { return nil }
func (ch *Channel) Close() error                   { return nil }
func (ch *Channel) Cancel(string, bool) error      { return nil }
func (ch *Channel) Qos(int, int, bool) error       { return nil }
func (ch *Channel) Ack(tag uint64, all bool) error { return nil }

type Channel struct{}

func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	return nil, nil
}

func (ch *Channel) ConsumeWithContext(ctx context.Context, queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error) {
	return nil, nil
}

func (ch *Channel) Get(queue string, autoAck bool) (msg Delivery, ok bool, err error) { return }
func (ch *Channel) Nack(tag uint64, multiple, requeue bool) error                     { return nil }
func (ch *Channel) Reject(tag uint64, requeue bool) error                             { return nil }

func (ch *Channel) PublishWithContext(ctx context.Context, exchange, key string, mandatory, immediate bool, msg Publishing) error {
	return nil
}
