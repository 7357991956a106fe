package brokers

import (
	"context"
	"log"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/apache/pulsar-client-go/pulsar"
	"github.com/nsqio/go-nsq"
	"github.com/redis/go-redis/v9"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A mill consumes by watermill.
type mill struct {
	sub  message.Subscriber
	work chan *message.Message
}

// A pulsarWorker consumes by Pulsar.
type pulsarWorker struct {
	consumer pulsar.Consumer
	work     chan pulsar.Message
	ids      []pulsar.MessageID
}

// Reported.

// The subscriber delivers nothing more.
func (w *mill) skips(ctx context.Context) error {
	msgs, err := w.sub.Subscribe(ctx, "orders")
	if err != nil {
		return err
	}
	for msg := range msgs { // want `"msg" taken from "msgs" in line 36 is not given back on the way to the next Get by the continue in line 39, so the subscriber waits for it before it delivers the next: call Ack or Nack before that`
		if err := handleBody(msg.Payload); err != nil {
			log.Print(err)
			continue
		}
		msg.Ack()
	}
	return nil
}

// Nothing answers.
func (w *mill) never(ctx context.Context) {
	msgs, _ := w.sub.Subscribe(ctx, "orders")
	for msg := range msgs { // want `is never given back`
		log.Printf("%s", msg.Payload)
	}
}

// A channel of unknown origin.
func answersSome(msgs <-chan *message.Message) {
	for msg := range msgs { // want `is not given back on the way to the next Get`
		if handleBody(msg.Payload) != nil {
			msg.Nack()
		}
	}
}

// A handler that answers for itself, but not here.
func nsqHandler(m *nsq.Message) error {
	m.DisableAutoResponse() // want `"m" taken from "m" in line 65 is not given back on the way to the return in line 67, so nsqd counts it as in flight until the message timeout and then delivers it again: call Finish or Requeue before that`
	if err := handleBody(m.Body); err != nil {
		return err
	}
	m.Finish()
	return nil
}

// Touch asks for time, and answers nothing.
func nsqTouch(m *nsq.Message) error {
	m.DisableAutoResponse() // want `is never given back`
	m.Touch()
	return handleBody(m.Body)
}

// A failed message is skipped.
func (w *pulsarWorker) skips(ctx context.Context) error {
	for {
		msg, err := w.consumer.Receive(ctx) // want `"msg" taken from "w.consumer" in line 83 is not given back on the way to the next Get by the continue in line 89, so the broker keeps it for this consumer until the consumer is closed: call Ack or Nack before that`
		if err != nil {
			return err
		}
		if err := handleBody(msg.Payload()); err != nil {
			log.Print(err)
			continue
		}
		w.consumer.Ack(msg)
	}
}

// The same by the channel.
// The channel is the user's own, and so is the function that gives nothing back.
func (w *pulsarWorker) ownChannel(ctx context.Context, client pulsar.Client, handle func([]byte) error) error {
	messages := make(chan pulsar.ConsumerMessage)
	options := pulsar.ConsumerOptions{Topic: "orders", MessageChannel: messages}
	consumer, err := client.Subscribe(options)
	if err != nil {
		return err
	}
	defer consumer.Close()
	for {
		select {
		case m, ok := <-messages: // want `"m" taken from "messages" in line \d+ is never given back`
			if !ok {
				return nil
			}
			if err := w.handleOne(m, handle); err != nil {
				return err
			}
		case <-ctx.Done():
			return nil
		}
	}
}

func (w *pulsarWorker) handleOne(m pulsar.Message, handle func([]byte) error) error {
	return handle(m.Payload())
}

func (w *pulsarWorker) byChannel() {
	for cm := range w.consumer.Chan() { // want `is not given back on the way to the next Get by the continue`
		if handleBody(cm.Payload()) != nil {
			continue
		}
		cm.Ack(cm.Message)
	}
}

// Not reported.

// Every outcome is answered.
func (w *mill) allOutcomes(ctx context.Context) {
	msgs, _ := w.sub.Subscribe(ctx, "orders")
	for msg := range msgs {
		if err := handleBody(msg.Payload); err != nil {
			msg.Nack()
			continue
		}
		msg.Ack()
	}
}

// A router answers by the error that its handler returns.
func (w *mill) router(r *message.Router, pub message.Publisher) {
	r.AddConsumerHandler("log", "orders", w.sub, func(msg *message.Message) error {
		log.Printf("%s", msg.Payload)
		return nil
	})
	r.AddHandler("copy", "orders", w.sub, "copies", pub, copies)
}

func copies(msg *message.Message) ([]*message.Message, error) {
	if len(msg.Payload) == 0 {
		return nil, nil
	}
	return []*message.Message{msg.Copy()}, nil
}

// Given to a worker, or published with the answer left to a goroutine.
func (w *mill) handsOver(ctx context.Context, pub message.Publisher) {
	msgs, _ := w.sub.Subscribe(ctx, "orders")
	for msg := range msgs {
		if msg.UUID == "" {
			w.work <- msg
			continue
		}
		go func() {
			if pub.Publish("copies", msg.Copy()) != nil {
				msg.Nack()
				return
			}
			msg.Ack()
		}()
	}
}

// A filter between two channels.
func filter(in <-chan *message.Message, out chan<- *message.Message) {
	for msg := range in {
		if len(msg.Payload) == 0 {
			msg.Ack()
			continue
		}
		out <- msg
	}
}

// A channel that only shows what others answer.
func shows(msgs <-chan *message.Message) {
	for range msgs {
		log.Print("one more")
	}
}

// A channel of the program's own, for messages that are still to be published.
func publishes(pub message.Publisher, list []*message.Message) {
	queue := make(chan *message.Message)
	go func() {
		for msg := range queue {
			if err := pub.Publish("orders", msg.Copy()); err != nil {
				log.Print(err)
			}
		}
	}()
	for _, msg := range list {
		queue <- msg
	}
	close(queue)
}

// The consumer answers by the error that the handler returns.
func nsqAutomatic(c *nsq.Consumer) {
	c.AddHandler(nsq.HandlerFunc(func(m *nsq.Message) error {
		if len(m.Body) == 0 {
			return nil
		}
		return handleBody(m.Body)
	}))
}

// Every outcome is answered.
func nsqAllOutcomes(m *nsq.Message) error {
	m.DisableAutoResponse()
	if handleBody(m.Body) != nil {
		m.RequeueWithoutBackoff(time.Second)
		return nil
	}
	m.Finish()
	return nil
}

// A batch answers later.
type nsqBatch struct {
	pending []*nsq.Message
	work    chan *nsq.Message
}

func (b *nsqBatch) HandleMessage(m *nsq.Message) error {
	if len(m.Body) == 0 {
		return nil
	}
	m.DisableAutoResponse()
	b.pending = append(b.pending, m)
	return nil
}

func (b *nsqBatch) later(m *nsq.Message) error {
	m.DisableAutoResponse()
	go func() {
		defer m.Finish()
		handleBody(m.Body)
	}()
	return nil
}

// Every outcome is answered.
func (w *pulsarWorker) allOutcomes(ctx context.Context) {
	for {
		msg, err := w.consumer.Receive(ctx)
		if err != nil {
			return
		}
		switch err := handleBody(msg.Payload()); {
		case err == nil:
			w.consumer.AckID(msg.ID())
		case msg.RedeliveryCount() > 3:
			w.consumer.ReconsumeLater(msg, time.Minute)
		default:
			w.consumer.NackID(msg.ID())
		}
	}
}

// By the channel: the consumer inside the message, with the message itself.
func (w *pulsarWorker) channelOutcomes() {
	for cm := range w.consumer.Chan() {
		if handleBody(cm.Payload()) != nil {
			cm.Nack(cm)
			continue
		}
		if cm.Key() == "" {
			cm.Consumer.AckID(cm.ID())
			continue
		}
		w.consumer.Ack(cm)
	}
}

// Given to a worker; only the ID is kept; the list is acknowledged at once.
func (w *pulsarWorker) handsOver(ctx context.Context) error {
	for {
		msg, err := w.consumer.Receive(ctx)
		if err != nil {
			return err
		}
		if msg.Key() == "" {
			w.work <- msg
			continue
		}
		w.ids = append(w.ids, msg.ID())
		if len(w.ids) == 100 {
			w.consumer.AckIDList(w.ids)
			w.ids = nil
		}
	}
}

// The hundredth acknowledges all before it.
func (w *pulsarWorker) cumulative(ctx context.Context) error {
	for n := 1; ; n++ {
		msg, err := w.consumer.Receive(ctx)
		if err != nil {
			return err
		}
		log.Printf("%s", msg.Payload())
		if n%100 == 0 {
			w.consumer.AckCumulative(msg)
		}
	}
}

// A reader acknowledges nothing.
func pulsarReader(ctx context.Context, r pulsar.Reader) error {
	for r.HasNext() {
		msg, err := r.Next(ctx)
		if err != nil {
			return err
		}
		log.Printf("%s", msg.Payload())
	}
	return nil
}

// A package that acknowledges at all knows which entries it leaves pending.
func redisSome(ctx context.Context, rdb redis.UniversalClient) error {
	streams, err := rdb.XReadGroup(ctx, &redis.XReadGroupArgs{Group: "g", Consumer: "c", Streams: []string{"s", ">"}}).Result()
	if err != nil {
		return err
	}
	for _, s := range streams {
		for _, m := range s.Messages {
			if m.Values["skip"] != nil {
				continue
			}
			rdb.XAck(ctx, s.Stream, "g", m.ID)
		}
	}
	return nil
}

// The same for a client that commits what it polled.
func franzCommits(ctx context.Context) error {
	cl, err := kgo.NewClient(kgo.ConsumerGroup("g"), kgo.DisableAutoCommit())
	if err != nil {
		return err
	}
	for {
		fetches := cl.PollFetches(ctx)
		if fetches.Err() != nil {
			continue
		}
		fetches.EachRecord(func(r *kgo.Record) { log.Printf("%s", r.Value) })
		if err := cl.CommitUncommittedOffsets(ctx); err != nil {
			return err
		}
	}
}
