// Package pubsub has the signatures of the first Pub/Sub client, for tests.
package pubsub

import (
	"context"

	ipubsub "cloud.google.com/go/internal/pubsub"
)

type (
	Message   = ipubsub.Message
	AckResult = ipubsub.AckResult
)

type Client struct{}

func (c *Client) Subscription(id string) *Subscription { return nil }

type Subscription struct{}

func (s *Subscription) Receive(ctx context.Context, f func(context.Context, *Message)) error {
	return nil
}
