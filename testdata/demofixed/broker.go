package main

import (
	"context"
	"encoding/json"
	"log"
	"log/slog"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"github.com/queuevet/queuevet/runtimeq"
)

// A broker keeps the orders that come in over NATS until they are written.
type broker struct {
	handle  func(context.Context, order) error
	changed func(customer string)
	backlog *runtimeq.Queue[order]
	running sync.WaitGroup
}

func newBroker(handle func(context.Context, order) error, changed func(string), size int) *broker {
	return &broker{handle: handle, changed: changed, backlog: runtimeq.New[order](size)}
}

func listen(ctx context.Context, nc *nats.Conn, b *broker) error {
	b.running.Go(func() { b.deliver(ctx) })
	_, err := nc.Subscribe("customers.changed", func(msg *nats.Msg) {
		// A work queue takes a key at once, and keeps it once for a whole burst.
		b.changed(string(msg.Data))
	})
	if err != nil {
		return err
	}
	_, err = nc.Subscribe("orders.new", b.onOrder)
	return err
}

// onOrder is called by NATS for each message.
func (b *broker) onOrder(msg *nats.Msg) {
	var o order
	if err := json.Unmarshal(msg.Data, &o); err != nil {
		log.Printf("bad order: %v", err)
		return
	}
	// Core NATS has no ack to hold back, and a callback that waits makes the client
	// drop messages: an order too many goes where the failed ones go.
	if err := b.backlog.TryPut(o); err != nil {
		setAside(o, err)
	}
}

// deliver hands the backlog to the handler, one order at a time.
func (b *broker) deliver(ctx context.Context) {
	_ = runtimeq.Consumer[order]{
		Handle:      b.handle,
		Timeout:     5 * time.Second,
		MaxAttempts: 3,
		DeadLetter:  bury,
		Logger:      slog.Default(),
	}.Run(ctx, b.backlog)
}

// drain delivers what is left when NATS has handed over its last message.
func (b *broker) drain(ctx context.Context, nc *nats.Conn) {
	closed := nc.StatusChanged(nats.CLOSED)
	if err := nc.Drain(); err == nil {
		select {
		case <-closed:
		case <-ctx.Done():
		}
	}
	b.backlog.Close()
	b.running.Wait()
	// Nothing, unless deliver was cut off.
	for _, o := range b.backlog.Abort() {
		setAside(o, context.Canceled)
	}
}
