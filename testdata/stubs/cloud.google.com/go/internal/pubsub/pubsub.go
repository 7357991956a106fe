// Package pubsub has the signatures of the message that both versions of the
// Pub/Sub client share, for tests.
package pubsub

import "context"

type Message struct {
	ID              string
	Data            []byte
	Attributes      map[string]string
	DeliveryAttempt *int
	OrderingKey     string
}

func (m *Message) Ack()                       {}
func (m *Message) Nack()                      {}
func (m *Message) AckWithResult() *AckResult  { return nil }
func (m *Message) NackWithResult() *AckResult { return nil }

type AcknowledgeStatus int

type AckResult struct{}

func (r *AckResult) Ready() <-chan struct{} { return nil }

func (r *AckResult) Get(ctx context.Context) (res AcknowledgeStatus, err error) { return 0, nil }
