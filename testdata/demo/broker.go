package main

import (
	"encoding/json"
	"log"
	"sync"

	"github.com/nats-io/nats.go"
)

// A broker keeps the orders that come in over NATS until they are written.
type broker struct {
	handle  func(order) error
	changed func(customer string)

	mu      sync.Mutex
	wake    *sync.Cond
	backlog []order
}

func newBroker(handle func(order) error, changed func(string)) *broker {
	b := &broker{handle: handle, changed: changed}
	b.wake = sync.NewCond(&b.mu)
	return b
}

func listen(nc *nats.Conn, b *broker) error {
	go b.deliver()
	if _, err := nc.Subscribe("orders.new", b.onOrder); err != nil {
		return err
	}
	_, err := nc.Subscribe("customers.changed", func(msg *nats.Msg) {
		// A burst of messages starts a goroutine each, without limit.
		go b.changed(string(msg.Data))
	})
	return err
}

// onOrder is called by NATS for each message.
func (b *broker) onOrder(msg *nats.Msg) {
	var o order
	if err := json.Unmarshal(msg.Data, &o); err != nil {
		log.Printf("bad order: %v", err)
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	// Nothing limits the backlog: a slow database ends in an out-of-memory kill.
	b.backlog = append(b.backlog, o)
	b.wake.Signal()
}

// deliver hands the backlog to the handler, one order at a time.
func (b *broker) deliver() {
	for {
		b.mu.Lock()
		for len(b.backlog) == 0 {
			b.wake.Wait()
		}
		o := b.backlog[0]
		b.backlog = b.backlog[1:]
		b.mu.Unlock()
		// A handler that panics on one order ends the process, and the backlog
		// with it.
		if err := b.handle(o); err != nil {
			log.Printf("order %s: %v", o.ID, err)
		}
	}
}
