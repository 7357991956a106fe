// Package constructor holds the queues and pools of libraries that let any number
// of items wait.
package constructor

import (
	"context"
	"log"

	"github.com/Workiva/go-datastructures/queue"
	"github.com/eapache/channels"
	"github.com/enriquebris/goconcurrentqueue"
	"github.com/smallnest/chanx"
)

// Reported: queues.

// In fields: a peer that does not read lets its updates pile up.
type fsmHandler struct {
	outgoing *channels.InfiniteChannel
	incoming *channels.InfiniteChannel
}

type event struct {
	key string
	val []byte
}

func newFSM() *fsmHandler {
	h := &fsmHandler{}
	h.outgoing = channels.NewInfiniteChannel() // want `nothing limits how much channels\.NewInfiniteChannel takes in`
	h.incoming = channels.NewInfiniteChannel() // want `nothing limits how much channels\.NewInfiniteChannel takes in`
	return h
}

func (h *fsmHandler) send(m *event) { h.outgoing.In() <- m }

// In a struct literal.
type watcher struct {
	realCh chan event
	ch     *channels.InfiniteChannel
	filter map[string]bool
}

func newWatcher() *watcher {
	w := &watcher{
		realCh: make(chan event, 8),
		ch:     channels.NewInfiniteChannel(), // want `nothing limits how much channels\.NewInfiniteChannel takes in`
		filter: map[string]bool{},
	}
	go w.loop()
	return w
}

func (w *watcher) notify(v event) { w.ch.In() <- v }

func (w *watcher) loop() {
	for v := range w.ch.Out() {
		w.realCh <- v.(event)
	}
}

// One for each client, in a map.
type hub struct {
	clients map[string]*channels.InfiniteChannel
}

func (h *hub) join(id string) <-chan interface{} {
	c, ok := h.clients[id]
	if !ok {
		h.clients[id] = channels.NewInfiniteChannel() // want `nothing limits how much channels\.NewInfiniteChannel takes in`
		c = h.clients[id]
	}
	return c.Out()
}

func (h *hub) broadcast(v event) {
	for _, c := range h.clients {
		c.In() <- v
	}
}

// A generic queue: the number is where it starts from.
type ingester struct{ in *chanx.UnboundedChan[event] }

func newIngester(ctx context.Context) *ingester {
	return &ingester{in: chanx.NewUnboundedChan[event](ctx, 1000)} // want `nothing limits how much chanx\.NewUnboundedChan takes in`
}

func (i *ingester) push(e event) { i.in.In <- e }

// Three sizes, and none of them is a limit.
type pipeline struct {
	in  chan<- event
	out <-chan event
}

func newPipeline(ctx context.Context) *pipeline {
	const buf = 4096
	c := chanx.NewUnboundedChanSize[event](ctx, buf, buf, buf) // want `nothing limits how much chanx\.NewUnboundedChanSize takes in`
	return &pipeline{in: c.In, out: c.Out}
}

// For the type parameter of a generic type.
type topic[T any] struct{ subs []*chanx.UnboundedChan[T] }

func (t *topic[T]) subscribe(ctx context.Context) <-chan T {
	c := chanx.NewUnboundedChan[T](ctx, 1) // want `nothing limits how much chanx\.NewUnboundedChan takes in`
	t.subs = append(t.subs, c)
	return c.Out
}

// The fixed kind of the same library would be one with a limit.
type auditLog struct{ q *goconcurrentqueue.FIFO }

func newAuditLog() *auditLog {
	a := &auditLog{q: goconcurrentqueue.NewFIFO()} // want `nothing limits how much goconcurrentqueue\.NewFIFO takes in`
	go a.run()
	return a
}

func (a *auditLog) record(e event) { _ = a.q.Enqueue(e) }

func (a *auditLog) run() {
	for {
		v, err := a.q.DequeueOrWaitForNextElement()
		if err != nil {
			return
		}
		log.Println(v)
	}
}

// A variable of the package.
var pendingMail goconcurrentqueue.Queue = goconcurrentqueue.NewFIFO() // want `nothing limits how much goconcurrentqueue\.NewFIFO takes in`

func enqueueMail(e event) error { return pendingMail.Enqueue(e) }

// Two at once.
func newPair() (*queue.Queue, *goconcurrentqueue.FIFO, error) {
	return queue.New(8), goconcurrentqueue.NewFIFO(), nil // want `nothing limits how much queue\.New takes in` `nothing limits how much goconcurrentqueue\.NewFIFO takes in`
}
