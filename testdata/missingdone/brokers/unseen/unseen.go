// Package unseen takes from consumers that somebody else configures, and never
// acknowledges: the policy may be that nobody does.
package unseen

import (
	"context"
	"log"

	"github.com/nats-io/nats.go/jetstream"
)

// Not reported.

func next(ctx context.Context, js jetstream.JetStream) error {
	cons, err := js.Consumer(ctx, "ORDERS", "shipping")
	if err != nil {
		return err
	}
	msg, err := cons.Next()
	if err != nil {
		return err
	}
	log.Print(msg.Subject())
	return nil
}
