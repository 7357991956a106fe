package brokers

import (
	"context"
	"errors"
	"log"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A stream consumes by the newer interface to JetStream.
type stream struct {
	cons    jetstream.Consumer
	push    jetstream.PushConsumer
	work    chan jetstream.Msg
	held    map[string]jetstream.Msg
	observe func(jetstream.Msg)
}

// A legacy consumes by the older one.
type legacy struct {
	js   nats.JetStreamContext
	nc   *nats.Conn
	sub  *nats.Subscription
	work chan *nats.Msg
}

// Reported.

// The callback leaves with nothing but a log line.
func (s *stream) callback() {
	s.cons.Consume(func(msg jetstream.Msg) { // want `"msg" taken from "s.cons" in line 34 is not given back on the way to the return in line 37, so the server holds it as pending until AckWait passes and then sends it again: call Ack, Nak or Term before that`
		if err := handleBody(msg.Data()); err != nil {
			log.Print(err)
			return
		}
		msg.Ack()
	})
}

// The callback never answers.
func (s *stream) callbackNever() {
	s.cons.Consume(func(msg jetstream.Msg) { // want `"msg" taken from "s.cons" in line 45 is never given back`
		log.Printf("%s", msg.Data())
	})
}

// InProgress asks for time, and answers nothing.
func (s *stream) inProgress() {
	s.push.Consume(func(msg jetstream.Msg) { // want `is not given back on the way to the return`
		msg.InProgress()
		if err := handleBody(msg.Data()); err != nil {
			return
		}
		msg.DoubleAck(context.Background())
	})
}

// The callback is a method.
func (s *stream) method() {
	s.cons.Consume(s.receive, jetstream.PullMaxMessages(10))
}

func (s *stream) receive(msg jetstream.Msg) { // want `is not given back on the way to the return`
	if len(msg.Data()) == 0 {
		return
	}
	msg.Ack()
}

// One message, asked for.
func (s *stream) next() error {
	msg, err := s.cons.Next() // want `is not given back on the way to the return`
	if err != nil {
		return err
	}
	if len(msg.Data()) == 0 {
		return errors.New("empty")
	}
	return msg.Ack()
}

// An iterator, and a continue.
func (s *stream) iterates() error {
	it, err := s.cons.Messages()
	if err != nil {
		return err
	}
	defer it.Stop()
	for {
		msg, err := it.Next() // want `is not given back on the way to the next Get by the continue`
		if err != nil {
			return err
		}
		if err := handleBody(msg.Data()); err != nil {
			log.Print(err)
			continue
		}
		msg.Ack()
	}
}

// A batch, of which the bad are skipped.
func (s *stream) batch() error {
	batch, err := s.cons.Fetch(10)
	if err != nil {
		return err
	}
	for msg := range batch.Messages() { // want `is not given back on the way to the next Get`
		if handleBody(msg.Data()) == nil {
			msg.Ack()
		}
	}
	return batch.Error()
}

// With ManualAck the library acknowledges nothing.
func (l *legacy) manual() {
	l.js.Subscribe("orders", func(m *nats.Msg) { // want `is not given back on the way to the return`
		if err := handleBody(m.Data); err != nil {
			log.Print(err)
			return
		}
		m.Ack()
	}, nats.Durable("d"), nats.ManualAck())
}

// The same in a group, with a function for the callback.
func (l *legacy) manualGroup() {
	l.js.QueueSubscribe("orders", "workers", receiveLegacy, nats.ManualAck())
}

func receiveLegacy(m *nats.Msg) { // want `is not given back on the way to the return`
	if m.Subject == "" {
		return
	}
	m.Term()
}

// A pull consumer's list.
func (l *legacy) fetches() error {
	for {
		msgs, err := l.sub.Fetch(10, nats.MaxWait(time.Second))
		if err != nil {
			return err
		}
		for _, m := range msgs { // want `is not given back on the way to the next Get by the continue`
			if err := handleBody(m.Data); err != nil {
				continue
			}
			m.AckSync()
		}
	}
}

// A pull consumer's batch.
func (l *legacy) fetchesBatch() error {
	batch, err := l.sub.FetchBatch(10)
	if err != nil {
		return err
	}
	for m := range batch.Messages() { // want `is not given back on the way to the return`
		if err := handleBody(m.Data); err != nil {
			return err
		}
		m.Ack()
	}
	return nil
}

// Not reported.

// Every outcome is answered.
func (s *stream) allOutcomes() {
	s.cons.Consume(func(msg jetstream.Msg) {
		switch err := handleBody(msg.Data()); {
		case err == nil:
			msg.Ack()
		case errors.Is(err, errBad):
			msg.TermWithReason(err.Error())
		default:
			msg.NakWithDelay(time.Second)
		}
	})
}

var errBad = errors.New("bad")

// The answer is deferred.
func (s *stream) deferred() {
	s.cons.Consume(func(msg jetstream.Msg) {
		defer msg.Ack()
		if handleBody(msg.Data()) != nil {
			return
		}
		log.Print("done")
	})
}

// The answer is chosen first and given at the end.
func (s *stream) chosen() {
	s.cons.Consume(func(msg jetstream.Msg) {
		reply := msg.Ack
		if handleBody(msg.Data()) != nil {
			reply = msg.Nak
		}
		reply()
	})
}

// Given to a worker, stored, or handed to somebody unknown.
func (s *stream) handsOver() {
	s.cons.Consume(func(msg jetstream.Msg) { s.work <- msg })
	s.cons.Consume(func(msg jetstream.Msg) { s.held[msg.Subject()] = msg })
	s.cons.Consume(func(msg jetstream.Msg) { s.observe(msg) })
	s.cons.Consume(func(msg jetstream.Msg) { go s.answer(msg) })
}

func (s *stream) answer(msg jetstream.Msg) {
	if handleBody(msg.Data()) != nil {
		msg.Nak()
		return
	}
	msg.Ack()
}

// The callback comes from elsewhere.
func (s *stream) given(handler jetstream.MessageHandler) {
	s.cons.Consume(handler)
}

// A wrapper that returns the message.
func (s *stream) wraps() (jetstream.Msg, error) {
	return s.cons.Next()
}

// A channel of the program's own.
func (s *stream) drains() {
	for msg := range s.work {
		log.Printf("%s", msg.Data())
	}
}

// Without ManualAck the library acknowledges when the callback returns.
func (l *legacy) automatic() {
	l.js.Subscribe("orders", func(m *nats.Msg) {
		if err := handleBody(m.Data); err != nil {
			log.Print(err)
			return
		}
	}, nats.Durable("d"))
	l.js.QueueSubscribe("orders", "workers", func(m *nats.Msg) { log.Print(m.Subject) })
}

// The options come from elsewhere.
func (l *legacy) spread(opts ...nats.SubOpt) {
	l.js.Subscribe("orders", func(m *nats.Msg) { log.Print(m.Subject) }, opts...)
}

// Core NATS has nothing to acknowledge.
func (l *legacy) core() error {
	l.nc.Subscribe("orders", func(m *nats.Msg) { log.Print(m.Subject) })
	ch := make(chan *nats.Msg, 64)
	if _, err := l.nc.ChanSubscribe("orders", ch); err != nil {
		return err
	}
	for m := range ch {
		if err := handleBody(m.Data); err != nil {
			continue
		}
		m.Respond(nil)
	}
	m, err := l.sub.NextMsg(time.Second)
	if err != nil {
		return err
	}
	log.Print(m.Subject)
	return nil
}

// A list of which each message is answered, one way or the other.
func (l *legacy) fetchesAll() error {
	msgs, err := l.sub.Fetch(10)
	if err != nil {
		return err
	}
	for _, m := range msgs {
		if err := handleBody(m.Data); err != nil {
			m.Nak()
			continue
		}
		m.Ack()
	}
	return nil
}

// A list that goes elsewhere, whole or piece by piece.
func (l *legacy) fetchesAway(use func([]*nats.Msg)) error {
	msgs, err := l.sub.Fetch(10)
	if err != nil {
		return err
	}
	use(msgs)
	more, err := l.sub.Fetch(10)
	if err != nil {
		return err
	}
	for _, m := range more {
		l.work <- m
	}
	return nil
}

// The list is answered in a second loop.
func (l *legacy) secondLoop() error {
	msgs, err := l.sub.Fetch(10)
	if err != nil {
		return err
	}
	for _, m := range msgs {
		log.Print(m.Subject)
	}
	for _, m := range msgs {
		m.Ack()
	}
	return nil
}

// The list is answered by its index.
func (l *legacy) byIndex() error {
	msgs, err := l.sub.Fetch(10)
	if err != nil {
		return err
	}
	for i := range msgs {
		if handleBody(msgs[i].Data) == nil {
			msgs[i].Ack()
		} else {
			msgs[i].Nak()
		}
	}
	return nil
}
