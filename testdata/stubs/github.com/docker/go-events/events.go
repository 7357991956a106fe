// Package events has the signatures of docker's event sinks, for tests.
package events

type Event interface{}

type Sink interface {
	Write(event Event) error
	Close() error
}

type Queue struct{}

func NewQueue(dst Sink) *Queue            { return nil }
func (eq *Queue) Write(event Event) error { return nil }
func (eq *Queue) Close() error            { return nil }

type Channel struct{ C chan Event }

func NewChannel(buffer int) *Channel        { return nil }
func (ch *Channel) Write(event Event) error { return nil }
func (ch *Channel) Close() error            { return nil }
