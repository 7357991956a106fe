// Package redis has the signatures of the stream commands of go-redis, for
// tests.
package redis

import (
	"context"
	"time"
)

type XMessage struct {
	ID     string
	Values map[string]any
}

type XStream struct {
	Stream   string
	Messages []XMessage
}

type XReadGroupArgs struct {
	Group    string
	Consumer string
	Streams  []string
	Count    int64
	Block    time.Duration
	NoAck    bool
}

type XReadArgs struct{ Streams []string }

type (
	XStreamSliceCmd struct{}
	IntCmd          struct{}
)

func (cmd *XStreamSliceCmd) Val() []XStream             { return nil }
func (cmd *XStreamSliceCmd) Err() error                 { return nil }
func (cmd *XStreamSliceCmd) Result() ([]XStream, error) { return nil, nil }
func (cmd *IntCmd) Err() error                          { return nil }

type StreamCmdable interface {
	XReadGroup(ctx context.Context, a *XReadGroupArgs) *XStreamSliceCmd
	XRead(ctx context.Context, a *XReadArgs) *XStreamSliceCmd
	XAck(ctx context.Context, stream, group string, ids ...string) *IntCmd
}

type Cmdable interface{ StreamCmdable }

type UniversalClient interface {
	Cmdable
	Close() error
}

type cmdable func() error

func (c cmdable) XReadGroup(ctx context.Context, a *XReadGroupArgs) *XStreamSliceCmd    { return nil }
func (c cmdable) XRead(ctx context.Context, a *XReadArgs) *XStreamSliceCmd              { return nil }
func (c cmdable) XAck(ctx context.Context, stream, group string, ids ...string) *IntCmd { return nil }

type Client struct{ cmdable }

func (c *Client) Close() error { return nil }
