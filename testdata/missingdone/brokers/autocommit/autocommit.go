// Package autocommit polls clients of franz-go that commit by themselves, or
// that somebody else has made. Nothing in it is reported.
package autocommit

import (
	"context"
	"log"

	"github.com/twmb/franz-go/pkg/kgo"
)

// The client commits what was polled before.
func polls(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("g"), kgo.ConsumeTopics("orders"))
	if err != nil {
		return err
	}
	defer cl.Close()
	for ctx.Err() == nil {
		cl.PollFetches(ctx).EachRecord(func(r *kgo.Record) { log.Printf("%s", r.Value) })
	}
	return nil
}

// Whoever made the client knows how it commits.
func given(ctx context.Context, cl *kgo.Client) {
	fetches := cl.PollFetches(ctx)
	log.Print(len(fetches.Records()))
	more := cl.PollRecords(ctx, 100)
	log.Print(len(more.Records()))
}
