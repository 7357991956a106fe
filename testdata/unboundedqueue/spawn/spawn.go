// Package spawn holds goroutines that are started for every item, and those that
// are left behind to send one: reported with the flag -spawn only.
package spawn

import (
	"context"
	"log"
	"sync"
	"sync/atomic"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
	"golang.org/x/sync/semaphore"
)

// Reported: a goroutine for every item.

// A slow backend collects them.
func (s *service) run() {
	for m := range s.in {
		go s.handle(m) // want `a goroutine is started for every "m"`
	}
}

type message struct {
	kind string
	body []byte
}

type service struct {
	in      chan message
	events  chan message
	done    chan struct{}
	wg      sync.WaitGroup
	sem     *semaphore.Weighted
	running atomic.Int64
}

func (s *service) handle(m message) {
	log.Println(m.kind)
}

// A subscription of whatever library, which gives one message after the other.
type subscription interface {
	Next(ctx context.Context) (*message, error)
}

type socket struct{}

func (s *socket) ReadMessage() (kind int, body []byte, err error) { return 0, nil, nil }
func (s *socket) Read(p []byte) (int, error)                      { return 0, nil }

func (s *service) subscribed(ctx context.Context, sub subscription) {
	for {
		m, err := sub.Next(ctx)
		if err != nil {
			continue
		}
		go func() { // want `a goroutine is started for every "m"`
			s.handle(*m)
		}()
	}
}

func (s *service) socketLoop(ws *socket) error {
	for ctx := context.Background(); ctx.Err() == nil; {
		for {
			_, body, err := ws.ReadMessage()
			if err != nil {
				return err
			}
			go s.handle(message{body: body}) // want `a goroutine is started for every "body"`
		}
	}
	return nil
}

// Not reported: bytes into a buffer; a token for each message; a message that ends
// the loop.
func (s *service) otherLoops(ctx context.Context, ws *socket, sub subscription, tokens chan struct{}) error {
	for {
		buf := make([]byte, 512)
		n, err := ws.Read(buf)
		if err != nil {
			break
		}
		go s.handle(message{body: buf[:n]})
	}
	for {
		m, err := sub.Next(ctx)
		if err != nil {
			break
		}
		tokens <- struct{}{}
		go func() {
			defer func() { <-tokens }()
			s.handle(*m)
		}()
	}
	for {
		m, err := sub.Next(ctx)
		if err != nil {
			return err
		}
		go s.handle(*m)
		return nil
	}
}

// Received in a select.
func (s *service) loop(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case m := <-s.in:
			go s.handle(m) // want `a goroutine is started for every "m"`
		}
	}
}

// The item is captured.
func (s *service) loopClosure(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case m, ok := <-s.in:
			if !ok {
				return nil
			}
			go func() { // want `a goroutine is started for every "m"`
				s.handle(m)
			}()
		}
	}
}

// Counted, and not limited.
func (s *service) drain(ch <-chan message) {
	for m := range ch {
		s.wg.Add(1)
		go func() { // want `a goroutine is started for every "m"`
			defer s.wg.Done()
			s.handle(m)
		}()
	}
	s.wg.Wait()
}

// WaitGroup.Go starts at once.
func (s *service) drainGo(ch <-chan message) {
	var wg sync.WaitGroup
	defer wg.Wait()
	for m := range ch {
		wg.Go(func() { s.handle(m) }) // want `a goroutine is started for every "m"`
	}
}

// For one kind of item.
func (s *service) byKind() {
	for m := range s.in {
		switch m.kind {
		case "ping":
			s.handle(m)
		case "job":
			go s.handle(m) // want `a goroutine is started for every "m"`
		default:
			log.Println("unknown", m.kind)
		}
	}
}

// A counter for a warning.
func (s *service) counted() {
	for m := range s.in {
		if n := s.running.Add(1); n > 1000 {
			log.Println("many handlers", n)
		}
		go func() { // want `a goroutine is started for every "m"`
			defer s.running.Add(-1)
			s.handle(m)
		}()
	}
}

// Acknowledged before it is handled, so that the broker goes on.
func (s *service) amqp(ch *amqp.Channel) error {
	ds, err := ch.Consume("q", "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range ds {
		go s.delivery(d) // want `a goroutine is started for every "d"`
	}
	return nil
}

func (s *service) delivery(d amqp.Delivery) { s.handle(message{body: d.Body}) }

// A generic consumer.
func Each[T any](in <-chan T, f func(T)) {
	for v := range in {
		go f(v) // want `a goroutine is started for every "v"`
	}
}

// A timeout limits each of them, and not their number.
func (s *service) twoStep(raw <-chan []byte) {
	for b := range raw {
		m, err := decode(b)
		if err != nil {
			continue
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		go func() { // want `a goroutine is started for every "b"`
			defer cancel()
			s.work(ctx, m)
		}()
	}
}

func decode(b []byte) (message, error) { return message{body: b}, nil }

func (s *service) work(_ context.Context, m message) { s.handle(m) }

// The channel comes from a method of an interface.
func serveBot(ctx context.Context, b bot, h func(context.Context, update)) {
	updates := b.Updates()
	for {
		select {
		case u, ok := <-updates:
			if !ok {
				return
			}
			if u.text == "" {
				continue
			}
			go h(ctx, u) // want `a goroutine is started for every "u"`
		case <-ctx.Done():
			return
		}
	}
}

type update struct{ text string }

type bot interface{ Updates() <-chan update }

// Reported: a goroutine that waits to send.

// A full channel makes the goroutines the queue.
func (s *service) Emit(m message) {
	go func() { s.events <- m }() // want `a goroutine is left behind for every value that the channel has no room for`
}

// With a parameter.
type notifier struct {
	out  chan<- message
	name string
}

func (n *notifier) Notify(kind string, body []byte) {
	m := message{kind: kind, body: body}
	go func(m message) { // want `a goroutine is left behind for every value that the channel has no room for`
		n.out <- m
	}(m)
}

// Exactly when the channel is full.
func (s *service) tryEmit(m message) {
	select {
	case s.events <- m:
	default:
		go func() { s.events <- m }() // want `when "s.events" is full, a goroutine waits with each value that comes`
	}
}

// What fails goes back.
func (s *service) worker(try func(message) error) {
	for m := range s.in {
		if err := try(m); err != nil {
			go func() { s.in <- m }() // want `a goroutine is started for every "m"` `a goroutine is left behind for every value that the channel has no room for`
		}
	}
}

// A callback.
type backend struct{ uplink chan []byte }

func (b *backend) onPacket(p []byte) {
	switch {
	case len(p) == 0:
		return
	default:
		go func(p []byte) { b.uplink <- p }(p) // want `a goroutine is left behind for every value that the channel has no room for`
	}
}
