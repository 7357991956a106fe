// Package elsewhere takes from brokers and gives back by ways that are not the
// library's own methods. Nothing in it is reported.
package elsewhere

import (
	"context"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A deleter is the part of the client that this program puts into its tests.
type deleter interface {
	DeleteMessage(context.Context, *sqs.DeleteMessageInput, ...func(*sqs.Options)) (*sqs.DeleteMessageOutput, error)
}

// Received by the client, deleted by an interface that stands for it.
func byInterface(ctx context.Context, c *sqs.Client, d deleter, url *string) error {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		if _, err := d.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: url, ReceiptHandle: m.ReceiptHandle}); err != nil {
			log.Print(err)
		}
	}
	return nil
}

// Each message goes to a worker, who deletes it.
func toWorkers(ctx context.Context, c *sqs.Client, url *string, work chan<- types.Message) error {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		work <- m
	}
	return nil
}

// The records go to somebody who commits them.
func polls(ctx context.Context, use func(*kgo.Record)) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("g"), kgo.DisableAutoCommit())
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		fetches := cl.PollFetches(ctx)
		fetches.EachRecord(use)
	}
	return nil
}

// The same, one by one.
func pollsEach(ctx context.Context, cl *kgo.Client, work chan<- *kgo.Record) {
	for ctx.Err() == nil {
		fetches := cl.PollFetches(ctx)
		fetches.EachRecord(func(r *kgo.Record) { work <- r })
	}
}
