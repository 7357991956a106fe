// Package kafka has the signatures of the reader of kafka-go, for tests.
package kafka

import "context"

type Message struct {
	Topic     string
	Partition int
	Offset    int64
	Key       []byte
	Value     []byte
}

type ReaderConfig struct {
	Brokers   []string
	GroupID   string
	Topic     string
	Partition int
}

type Reader struct{}

func NewReader(config ReaderConfig) *Reader                                 { return nil }
func (r *Reader) FetchMessage(ctx context.Context) (Message, error)         { return Message{}, nil }
func (r *Reader) ReadMessage(ctx context.Context) (Message, error)          { return Message{}, nil }
func (r *Reader) CommitMessages(ctx context.Context, msgs ...Message) error { return nil }
func (r *Reader) SetOffset(offset int64) error                              { return nil }
func (r *Reader) Close() error                                              { return nil }

type Writer struct{}

func (w *Writer) WriteMessages(ctx context.Context, msgs ...Message) error { return nil }
