// Package brokers holds messages that brokers lend: reported where some path
// gives nothing back, not reported where the debt is paid, passed on or never
// was.
package brokers

import (
	"context"
	"encoding/json"
	"errors"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

// An order is what the messages carry.
type order struct{ ID string }

func process(context.Context, order) error { return nil }
func handleBody([]byte) error              { return nil }

// A rabbit consumes a queue of RabbitMQ.
type rabbit struct {
	ch         *amqp.Channel
	deliveries <-chan amqp.Delivery
	work       chan amqp.Delivery
	pending    []amqp.Delivery
	unacked    map[uint64]amqp.Delivery
	tags       []uint64
	handler    func(amqp.Delivery)
	sink       interface{ Take(amqp.Delivery) }
}

// Reported.

// A body that cannot be read is skipped, and stays in flight.
func (r *rabbit) skipsBad(ctx context.Context) error {
	msgs, err := r.ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range msgs { // want `"d" taken from "msgs" in line 41 is not given back on the way to the next Get by the continue in line 45, so the broker keeps it in flight until the channel is closed: call Ack, Nack or Reject before that`
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			log.Printf("bad body: %v", err)
			continue
		}
		if err := process(ctx, o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
	return nil
}

// The error return leaves above the Ack.
func (r *rabbit) returnsEarly(ctx context.Context) error {
	msgs, err := r.ch.ConsumeWithContext(ctx, "orders", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range msgs { // want `is not given back on the way to the return in line 64`
		if err := handleBody(d.Body); err != nil {
			return err
		}
		if err := d.Ack(false); err != nil {
			return err
		}
	}
	return nil
}

// Only success is answered.
func (r *rabbit) onlySuccess() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs { // want `is not given back on the way to the next Get`
		if handleBody(d.Body) == nil {
			d.Ack(false)
		}
	}
}

// Only failure is answered.
func (r *rabbit) onlyFailure() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs { // want `is not given back on the way to the next Get`
		if err := handleBody(d.Body); err != nil {
			d.Reject(false)
		}
	}
}

// autoAck is false, and nothing answers.
func (r *rabbit) neverAnswers() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs { // want `"d" taken from "msgs" in line 96 is never given back`
		log.Printf("got %s", d.Body)
	}
}

// A receive in a select, with a check for the closed channel.
func (r *rabbit) selects(ctx context.Context) {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for {
		select {
		case <-ctx.Done():
			return
		case d, ok := <-msgs: // want `is not given back on the way to the next Get by the continue`
			if !ok {
				return
			}
			if d.Redelivered {
				continue
			}
			d.Ack(false)
		}
	}
}

// One delivery, taken by hand.
func (r *rabbit) getsOne() error {
	d, ok, err := r.ch.Get("orders", false) // want `is not given back on the way to the return in line 130`
	if err != nil {
		return err
	}
	if !ok {
		return nil
	}
	if len(d.Body) == 0 {
		return errors.New("empty")
	}
	return d.Ack(false)
}

// A channel from a field: that others of its deliveries are answered tells that
// this one must be.
func (r *rabbit) fromField() {
	for d := range r.deliveries { // want `is not given back on the way to the next Get by the continue`
		if d.ContentType != "application/json" {
			continue
		}
		d.Ack(false)
	}
}

// A channel from a parameter.
func fromParameter(msgs <-chan amqp.Delivery) error {
	d := <-msgs // want `is not given back on the way to the return`
	if len(d.Body) == 0 {
		return errors.New("empty")
	}
	return d.Ack(false)
}

// Answers by the channel and the tag, but not all of them.
func (r *rabbit) byTag() {
	for d := range r.deliveries { // want `is not given back on the way to the next Get`
		switch d.RoutingKey {
		case "a":
			r.ch.Ack(d.DeliveryTag, false)
		case "b":
			r.ch.Nack(d.DeliveryTag, false, true)
		}
	}
}

// The defer waits for the end of the loop, and the prefetch window fills up.
func (r *rabbit) defersInLoop() {
	for d := range r.deliveries {
		defer d.Ack(false) // want `this defer gives "d" back when the function returns`
		log.Printf("%s", d.Body)
	}
}

// A helper of the package that answers on some outcomes only, and says nothing
// about it.
func (r *rabbit) helped() {
	for d := range r.deliveries { // want `is not given back on the way to the next Get`
		ackIfGood(d)
	}
}

func ackIfGood(d amqp.Delivery) {
	if handleBody(d.Body) == nil {
		d.Ack(false)
	}
}

// By another name, through a pointer, by a parenthesised call.
func (r *rabbit) renamed() {
	for d := range r.deliveries { // want `is not given back on the way to the next Get by the continue`
		msg := &d
		if len(msg.Body) == 0 {
			continue
		}
		(msg.Ack)(false)
	}
}

// A closure per delivery that looks, and a loop that forgets.
func (r *rabbit) closure() {
	handle := func(d amqp.Delivery) error { return handleBody(d.Body) }
	for d := range r.deliveries { // want `is not given back on the way to the next Get by the continue`
		if err := handle(d); err != nil {
			log.Print(err)
			continue
		}
		d.Ack(false)
	}
}

// A goroutine consumes.
func (r *rabbit) inGoroutine() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	go func() {
		for d := range msgs { // want `is not given back on the way to the next Get by the continue`
			if len(d.Body) == 0 {
				continue
			}
			d.Ack(false)
		}
	}()
}

// A function with a type parameter.
func consumeAs[T any](msgs <-chan amqp.Delivery, use func(T)) {
	for d := range msgs { // want `is not given back on the way to the next Get by the continue`
		var v T
		if json.Unmarshal(d.Body, &v) != nil {
			continue
		}
		use(v)
		d.Ack(false)
	}
}

// Only good tags go to the one who answers.
func (r *rabbit) sendsGoodTags(good chan<- uint64) {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs { // want `is not given back on the way to the next Get`
		if err := handleBody(d.Body); err == nil {
			good <- d.DeliveryTag
		}
	}
}

// A goroutine of its own for each, and a function that gives back on some outcomes.
type broker struct{ known map[string]bool }

func (b *broker) consume(ch *amqp.Channel, errs chan error) error {
	deliveries, err := ch.Consume("q", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	return b.serve(deliveries, errs)
}

func (b *broker) serve(deliveries <-chan amqp.Delivery, errs chan error) error {
	for {
		select {
		case err := <-errs:
			return err
		case d := <-deliveries: // want `"d" taken from "deliveries" in line \d+ is not given back on the way to the return in line \d+`
			go func() {
				if err := b.one(d, true); err != nil {
					errs <- err
				}
			}()
		}
	}
}

func (b *broker) one(d amqp.Delivery, ack bool) error {
	if !b.known[string(d.Body)] {
		if len(d.Body) > 3 {
			return d.Nack(false, true)
		}
		return nil
	}
	if ack {
		return d.Ack(false)
	}
	return nil
}

// Not reported.

// The same, on all outcomes.
func (b *broker) serveAll(ch *amqp.Channel, errs chan error) error {
	deliveries, err := ch.Consume("q", "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for d := range deliveries {
		go func() {
			if err := b.all(d); err != nil {
				errs <- err
			}
		}()
	}
	return nil
}

func (b *broker) all(d amqp.Delivery) error {
	if !b.known[string(d.Body)] {
		return d.Nack(false, true)
	}
	return d.Ack(false)
}

// Whoever gets the error gives it back.
func (b *broker) serveAnswered(ch *amqp.Channel) {
	deliveries, err := ch.Consume("q", "", false, false, false, false, nil)
	if err != nil {
		return
	}
	for d := range deliveries {
		go func() {
			if err := b.answered(d); err != nil {
				_ = d.Nack(false, true)
			}
		}()
	}
}

func (b *broker) answered(d amqp.Delivery) error {
	if !b.known[string(d.Body)] {
		return errUnknown
	}
	return d.Ack(false)
}

var errUnknown = errors.New("unknown")

// The broker counts a delivery as done when it sends it.
func (r *rabbit) autoAck() {
	msgs, _ := r.ch.Consume("orders", "", true, false, false, false, nil)
	for d := range msgs {
		log.Printf("%s", d.Body)
	}
	more, _ := r.ch.ConsumeWithContext(context.Background(), "orders", "", true, false, false, false, nil)
	for d := range more {
		log.Printf("%s", d.Body)
	}
}

// The same for one delivery.
func (r *rabbit) autoAckGet() {
	d, ok, err := r.ch.Get("orders", true)
	if err != nil || !ok {
		return
	}
	log.Printf("%s", d.Body)
}

// Whoever calls decides about autoAck.
func (r *rabbit) maybeAuto(auto bool) {
	msgs, _ := r.ch.Consume("orders", "", auto, false, false, false, nil)
	for d := range msgs {
		if err := handleBody(d.Body); err != nil {
			log.Print(err)
			continue
		}
		if !auto {
			d.Ack(false)
		}
	}
}

// An unknown channel whose deliveries nobody here answers may be acknowledged
// by the broker.
func logsAll(msgs <-chan amqp.Delivery) {
	for d := range msgs {
		log.Printf("%s", d.Body)
	}
}

// Every outcome is answered.
func (r *rabbit) allOutcomes(ctx context.Context) {
	for d := range r.deliveries {
		var o order
		if err := json.Unmarshal(d.Body, &o); err != nil {
			d.Reject(false)
			continue
		}
		if err := process(ctx, o); err != nil {
			d.Nack(false, true)
			continue
		}
		d.Ack(false)
	}
}

// A deferred closure answers by the error, one function per delivery.
func (r *rabbit) deferred() {
	for d := range r.deliveries {
		func() {
			var err error
			defer func() {
				if err != nil {
					d.Nack(false, true)
					return
				}
				d.Ack(false)
			}()
			err = handleBody(d.Body)
		}()
	}
}

// The answer depends on a flag and is given in both.
func (r *rabbit) eitherWay() {
	for d := range r.deliveries {
		ok := handleBody(d.Body) == nil
		if ok {
			d.Ack(false)
		} else {
			d.Nack(false, false)
		}
	}
}

// Given to a worker by a channel.
func (r *rabbit) toWorker() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		r.work <- d
	}
}

// Stored, to be answered later.
func (r *rabbit) stores() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		r.pending = append(r.pending, d)
	}
}

// Stored under its tag.
func (r *rabbit) storesByTag() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		r.unacked[d.DeliveryTag] = d
	}
}

// The tag alone is enough to answer later.
func (r *rabbit) storesTag() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		r.tags = append(r.tags, d.DeliveryTag)
	}
}

// The tag goes to somebody who answers with it.
func (r *rabbit) sendsTag(good, bad chan<- uint64) {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		if err := handleBody(d.Body); err != nil {
			bad <- d.DeliveryTag
			continue
		}
		good <- d.DeliveryTag
	}
}

// A goroutine per delivery answers.
func (r *rabbit) goroutines() {
	for d := range r.deliveries {
		go func() {
			if err := handleBody(d.Body); err != nil {
				d.Nack(false, true)
				return
			}
			d.Ack(false)
		}()
	}
}

// A helper that answers on all outcomes.
func (r *rabbit) helperAnswers() {
	for d := range r.deliveries {
		answer(d, handleBody(d.Body))
	}
}

func answer(d amqp.Delivery, err error) {
	if err != nil {
		d.Nack(false, true)
		return
	}
	d.Ack(false)
}

// A helper by pointer, and one that is a method.
func (r *rabbit) helperByPointer() {
	for d := range r.deliveries {
		if err := handleBody(d.Body); err != nil {
			r.giveBack(&d)
			continue
		}
		answer(d, nil)
	}
}

func (r *rabbit) giveBack(d *amqp.Delivery) { r.ch.Nack(d.DeliveryTag, false, true) }

// A function value and an interface that nobody here can see into.
func (r *rabbit) unknown() {
	msgs, _ := r.ch.Consume("orders", "", false, false, false, false, nil)
	for d := range msgs {
		r.handler(d)
	}
	for d := range r.deliveries {
		r.sink.Take(d)
	}
}

// Returned with the means to answer.
func (r *rabbit) next() (amqp.Delivery, error) {
	d, ok := <-r.deliveries
	if !ok {
		return amqp.Delivery{}, errors.New("closed")
	}
	return d, nil
}

// The Ack itself is given away.
func (r *rabbit) methodValue(after func(func(bool) error)) {
	for d := range r.deliveries {
		after(d.Ack)
	}
}

// Somebody else's envelope takes it along.
type envelope struct {
	body []byte
	ack  func() error
}

func (r *rabbit) wraps(out chan<- envelope) {
	for d := range r.deliveries {
		out <- envelope{d.Body, func() error { return d.Ack(false) }}
	}
}

// The hundredth answers for all before it.
func (r *rabbit) multiple() {
	n := 0
	for d := range r.deliveries {
		log.Printf("%s", d.Body)
		if n++; n%100 == 0 {
			d.Ack(true)
		}
	}
}

// The acknowledger of the delivery itself.
func (r *rabbit) acknowledger() {
	for d := range r.deliveries {
		if err := handleBody(d.Body); err != nil {
			d.Acknowledger.Reject(d.DeliveryTag, false)
			continue
		}
		d.Acknowledger.Ack(d.DeliveryTag, false)
	}
}

// The channel is closed, and the broker takes everything back.
func (r *rabbit) closes() error {
	for d := range r.deliveries {
		if err := handleBody(d.Body); err != nil {
			r.ch.Close()
			return err
		}
		d.Ack(false)
	}
	return nil
}

// The program ends.
func (r *rabbit) fatal() {
	for d := range r.deliveries {
		if err := handleBody(d.Body); err != nil {
			log.Fatal(err)
		}
		d.Ack(false)
	}
}

// A channel of the program's own, filled with deliveries that are answered
// already.
func observed(in <-chan amqp.Delivery, seen chan<- string) {
	for d := range in {
		seen <- d.MessageId
	}
}

// A closed channel delivers nothing.
func (r *rabbit) closed() {
	for {
		d, ok := <-r.deliveries
		if !ok {
			log.Print("closed")
			return
		}
		d.Ack(false)
	}
}
