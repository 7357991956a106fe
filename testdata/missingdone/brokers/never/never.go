// Package never takes from brokers and gives nothing back anywhere.
package never

import (
	"context"
	"log"

	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/redis/go-redis/v9"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Reported.

// Nothing deletes.
func receives(ctx context.Context, c *sqs.Client, url *string) error {
	for {
		out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url}) // want `"out" taken from "c" in line 19 is never given back, so each message is delivered again after its visibility timeout: call DeleteMessage`
		if err != nil {
			return err
		}
		for _, m := range out.Messages {
			log.Print(*m.Body)
		}
	}
}

// Nothing acknowledges.
func reads(ctx context.Context, rdb *redis.Client) error {
	for {
		streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{"s", ">"}}).Result() // want `is never given back, so every entry stays in the pending list of its group: call XAck`
		if err != nil {
			return err
		}
		for _, s := range streams {
			log.Print(s.Stream)
		}
	}
}

// The command is kept before its result is asked for.
func readsCommand(ctx context.Context, rdb redis.Cmdable) error {
	cmd := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{"s", ">"}}) // want `is never given back`
	if cmd.Err() != nil {
		return cmd.Err()
	}
	for _, s := range cmd.Val() {
		log.Print(s.Stream)
	}
	return nil
}

// Auto commit is off, and nothing commits.
func polls(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("g"), kgo.DisableAutoCommit())
	if err != nil {
		return err
	}
	for ctx.Err() == nil {
		fetches := cl.PollFetches(ctx) // want `"fetches" taken from "cl" in line 61 is never given back, so the group reads the same records again after each restart: call CommitRecords`
		for _, r := range fetches.Records() {
			log.Printf("%s", r.Value)
		}
		more := cl.PollRecords(ctx, 100) // want `is never given back`
		log.Print(len(more))
	}
	return nil
}

// Not reported.

// XREAD belongs to no group.
func plain(ctx context.Context, rdb *redis.Client) {
	for _, s := range rdb.XRead(ctx, &redis.XReadArgs{Streams: []string{"s", "0"}}).Val() {
		log.Print(s.Stream)
	}
}

// What is returned is the caller's.
func wrapper(ctx context.Context, c *sqs.Client, url *string) (*sqs.ReceiveMessageOutput, error) {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// The messages go to somebody who may delete them.
func passes(ctx context.Context, c *sqs.Client, url *string, handle func(body, receipt string)) error {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return err
	}
	for _, m := range out.Messages {
		handle(*m.Body, *m.ReceiptHandle)
	}
	return nil
}

// The output goes to somebody who may delete it.
func passesAll(ctx context.Context, c *sqs.Client, url *string, handle func(*sqs.ReceiveMessageOutput)) error {
	out, err := c.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: url})
	if err != nil {
		return err
	}
	handle(out)
	return nil
}

// A reader from elsewhere may have no group.
func unknownReader(ctx context.Context, r *kafka.Reader) error {
	m, err := r.FetchMessage(ctx)
	if err != nil {
		return err
	}
	log.Printf("%s", m.Value)
	return nil
}
