// Package nsq has the signatures of the NSQ client, for tests.
package nsq

import "time"

type Message struct {
	Body     []byte
	Attempts uint16
}

func (m *Message) DisableAutoResponse()                      {}
func (m *Message) IsAutoResponseDisabled() bool              { return false }
func (m *Message) HasResponded() bool                        { return false }
func (m *Message) Finish()                                   {}
func (m *Message) Touch()                                    {}
func (m *Message) Requeue(delay time.Duration)               {}
func (m *Message) RequeueWithoutBackoff(delay time.Duration) {}

type Handler interface {
	HandleMessage(message *Message) error
}

type HandlerFunc func(message *Message) error

func (h HandlerFunc) HandleMessage(m *Message) error { return h(m) }

type Consumer struct{}

func (r *Consumer) AddHandler(handler Handler) {}
