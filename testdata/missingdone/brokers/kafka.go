package brokers

import (
	"context"
	"errors"
	"io"
	"log"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"
)

// A reader consumes by kafka-go.
type reader struct {
	r    *kafka.Reader
	work chan kafka.Message
}

func newReader() *reader {
	return &reader{r: kafka.NewReader(kafka.ReaderConfig{GroupID: "workers", Topic: "orders"})}
}

func handleMessage(kafka.Message) error { return nil }

// A group consumes by sarama.
type group struct {
	session sarama.ConsumerGroupSession
	work    chan *sarama.ConsumerMessage
	offsets map[int32]int64
	handle  func(context.Context, *sarama.ConsumerMessage) error
}

// Reported.

// A failed message is skipped uncommitted.
func (r *reader) skips(ctx context.Context) error {
	for {
		m, err := r.r.FetchMessage(ctx) // want `"m" taken from "r.r" in line 38 is not given back on the way to the next Get by the continue in line 44, so its offset stays uncommitted until a later message of the partition is committed: call CommitMessages before that`
		if err != nil {
			return err
		}
		if err := handleMessage(m); err != nil {
			log.Print(err)
			continue
		}
		if err := r.r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// Only one branch commits.
func (r *reader) branch(ctx context.Context) {
	for {
		m, err := r.r.FetchMessage(ctx) // want `is not given back on the way to the next Get`
		if err != nil {
			break
		}
		if handleMessage(m) == nil {
			r.r.CommitMessages(ctx, m)
		}
	}
}

// Nothing commits, though the reader has a group.
func neverCommits(ctx context.Context) {
	r := kafka.NewReader(kafka.ReaderConfig{GroupID: "workers", Topic: "orders"})
	for {
		m, err := r.FetchMessage(ctx) // want `"m" taken from "r" in line 69 is never given back`
		if err != nil {
			return
		}
		log.Printf("%s", m.Value)
	}
}

func (g *group) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (g *group) Cleanup(sarama.ConsumerGroupSession) error { return nil }

// A failed message is skipped unmarked.
func (g *group) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() { // want `"msg" taken from ".*" in line 82 is not given back on the way to the next Get by the continue in line 85, so its offset stays uncommitted until a later message of the partition is marked: call MarkMessage before that`
		if err := g.handle(session.Context(), msg); err != nil {
			log.Print(err)
			continue
		}
		session.MarkMessage(msg, "")
	}
	return nil
}

// The same in the form that watches the session.
type watching struct{ group }

func (g *watching) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case msg, ok := <-claim.Messages(): // want `is not given back on the way to the next Get by the continue`
			if !ok {
				return nil
			}
			if len(msg.Value) == 0 {
				continue
			}
			session.MarkMessage(msg, "")
		case <-session.Context().Done():
			return nil
		}
	}
}

// Nothing is ever marked, and the group starts from the beginning each time.
type forgetful struct{ group }

func (g *forgetful) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() { // want `is never given back`
		log.Printf("%s", msg.Value)
	}
	return nil
}

// Only success is marked, by its offset.
type byOffset struct{ group }

func (g *byOffset) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() { // want `is not given back on the way to the next Get`
		if handleBody(msg.Value) == nil {
			session.MarkOffset(msg.Topic, msg.Partition, msg.Offset+1, "")
		}
	}
	return nil
}

// Not reported.

// ReadMessage commits by itself.
func (r *reader) reads(ctx context.Context) error {
	for {
		m, err := r.r.ReadMessage(ctx)
		if err != nil {
			return err
		}
		if err := handleMessage(m); err != nil {
			log.Print(err)
			continue
		}
	}
}

// A reader without a group has no offsets to commit.
func noGroup(ctx context.Context) error {
	r := kafka.NewReader(kafka.ReaderConfig{Topic: "orders", Partition: 0})
	for {
		m, err := r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		log.Printf("%s", m.Value)
	}
}

// To leave uncommitted is how a message comes again.
func (r *reader) returnsError(ctx context.Context) error {
	for {
		m, err := r.r.FetchMessage(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := handleMessage(m); err != nil {
			return err
		}
		if err := r.r.CommitMessages(ctx, m); err != nil {
			return err
		}
	}
}

// A failed fetch fetched nothing.
func (r *reader) failedFetch(ctx context.Context) {
	for ctx.Err() == nil {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			log.Print(err)
			continue
		}
		handleMessage(m)
		r.r.CommitMessages(ctx, m)
	}
}

// A batch is committed at once.
func (r *reader) batches(ctx context.Context) error {
	var batch []kafka.Message
	for {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		batch = append(batch, m)
		if len(batch) < 100 {
			continue
		}
		if err := r.r.CommitMessages(ctx, batch...); err != nil {
			return err
		}
		batch = batch[:0]
	}
}

// The hundredth commits all before it.
func (r *reader) everyHundredth(ctx context.Context) error {
	for n := 1; ; n++ {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		if err := handleMessage(m); err != nil {
			return err
		}
		if n%100 == 0 {
			r.r.CommitMessages(ctx, m)
		}
	}
}

// Workers commit.
func (r *reader) toWorkers(ctx context.Context) error {
	for {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			return err
		}
		select {
		case r.work <- m:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// A goroutine per message commits.
func (r *reader) goroutines(ctx context.Context) {
	for {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			return
		}
		go func() {
			if handleMessage(m) == nil {
				r.r.CommitMessages(ctx, m)
			}
		}()
	}
}

// A helper that is given the reader commits.
func (r *reader) helper(ctx context.Context) {
	for {
		m, err := r.r.FetchMessage(ctx)
		if err != nil {
			return
		}
		if err := handleMessage(m); err != nil {
			r.deadLetter(ctx, m, err)
			continue
		}
		r.r.CommitMessages(ctx, m)
	}
}

func (r *reader) deadLetter(ctx context.Context, m kafka.Message, err error) {
	log.Print(err)
	r.r.CommitMessages(ctx, m)
}

// A wrapper returns the message with its commit.
func (r *reader) take(ctx context.Context) (kafka.Message, func() error, error) {
	m, err := r.r.FetchMessage(ctx)
	if err != nil {
		return m, nil, err
	}
	return m, func() error { return r.r.CommitMessages(ctx, m) }, nil
}

// An interface of the program's own over the reader.
type fetcher interface {
	FetchMessage(context.Context) (kafka.Message, error)
	CommitMessages(context.Context, ...kafka.Message) error
}

func throughInterface(ctx context.Context, f fetcher) {
	for {
		m, err := f.FetchMessage(ctx)
		if err != nil {
			return
		}
		if handleMessage(m) != nil {
			continue
		}
		f.CommitMessages(ctx, m)
	}
}

// To return the error unmarked is how a message comes again.
type retrying struct{ group }

func (g *retrying) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		if err := g.handle(session.Context(), msg); err != nil {
			return err
		}
		session.MarkMessage(msg, "")
	}
	return nil
}

// The hundredth and the last mark all before them.
type marksSome struct{ group }

func (g *marksSome) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	var last *sarama.ConsumerMessage
	for msg := range claim.Messages() {
		log.Printf("%s", msg.Value)
		last = msg
		if msg.Offset%100 == 0 {
			session.MarkMessage(msg, "")
		}
	}
	if last != nil {
		session.MarkMessage(last, "")
	}
	return nil
}

// The offset is kept, and marked later.
type keepsOffsets struct{ group }

func (g *keepsOffsets) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		g.offsets[msg.Partition] = msg.Offset + 1
	}
	for partition, offset := range g.offsets {
		session.MarkOffset(claim.Topic(), partition, offset, "")
	}
	return nil
}

// Workers mark.
type fansOut struct{ group }

func (g *fansOut) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		g.work <- msg
	}
	return nil
}

// A helper with the session marks, or somebody unknown does.
type delegates struct {
	group
	next interface {
		Handle(sarama.ConsumerGroupSession, *sarama.ConsumerMessage)
	}
}

func (g *delegates) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		if len(msg.Value) == 0 {
			g.mark(session, msg)
			continue
		}
		g.next.Handle(session, msg)
	}
	return nil
}

func (g *delegates) mark(session sarama.ConsumerGroupSession, msg *sarama.ConsumerMessage) {
	session.MarkMessage(msg, "")
}

// Marked by a defer, one function per message.
type defers struct{ group }

func (g *defers) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		func() {
			defer session.MarkMessage(msg, "")
			if handleBody(msg.Value) != nil {
				return
			}
			log.Print("done")
		}()
	}
	return nil
}

// A partition's consumer belongs to no group.
func partition(c sarama.Consumer) error {
	pc, err := c.ConsumePartition("orders", 0, 0)
	if err != nil {
		return err
	}
	defer pc.Close()
	for msg := range pc.Messages() {
		log.Printf("%s", msg.Value)
	}
	return nil
}

// A channel of unknown origin may be such a consumer's.
func unknownMessages(msgs <-chan *sarama.ConsumerMessage) {
	for msg := range msgs {
		log.Printf("%s", msg.Value)
	}
}
