// Package kgo has the signatures of franz-go's client, for tests.
package kgo

import "context"

type (
	Opt         interface{ apply() }
	ConsumerOpt interface {
		Opt
		consumerOpt()
	}
	GroupOpt interface {
		Opt
		groupOpt()
	}
)

func SeedBrokers(seeds ...string) Opt            { return nil }
func ConsumeTopics(topics ...string) ConsumerOpt { return nil }
func ConsumerGroup(group string) GroupOpt        { return nil }
func DisableAutoCommit() GroupOpt                { return nil }
func AutoCommitMarks() GroupOpt                  { return nil }

type Record struct {
	Key       []byte
	Value     []byte
	Topic     string
	Partition int32
	Offset    int64
}

type Fetch struct{}

type Fetches []Fetch

func (fs Fetches) EachRecord(fn func(*Record)) {}
func (fs Fetches) Records() []*Record          { return nil }
func (fs Fetches) Err() error                  { return nil }
func (fs Fetches) IsClientClosed() bool        { return false }

type Client struct{}

func NewClient(opts ...Opt) (*Client, error)                                   { return nil, nil }
func (cl *Client) PollFetches(ctx context.Context) Fetches                     { return nil }
func (cl *Client) PollRecords(ctx context.Context, maxPollRecords int) Fetches { return nil }
func (cl *Client) CommitRecords(ctx context.Context, rs ...*Record) error      { return nil }
func (cl *Client) CommitUncommittedOffsets(ctx context.Context) error          { return nil }
func (cl *Client) MarkCommitRecords(rs ...*Record)                             {}
func (cl *Client) Close()                                                      {}
