// Package nats has the signatures of the NATS client, for tests.
package nats

import "time"

type Header map[string][]string

type Msg struct {
	Subject string
	Reply   string
	Header  Header
	Data    []byte
	Sub     *Subscription
}

func (m *Msg) Ack(opts ...AckOpt) error                               { return nil }
func (m *Msg) AckSync(opts ...AckOpt) error                           { return nil }
func (m *Msg) Nak(opts ...AckOpt) error                               { return nil }
func (m *Msg) NakWithDelay(delay time.Duration, opts ...AckOpt) error { return nil }
func (m *Msg) Term(opts ...AckOpt) error                              { return nil }
func (m *Msg) InProgress(opts ...AckOpt) error                        { return nil }
func (m *Msg) Respond(data []byte) error                              { return nil }
func (m *Msg) RespondMsg(msg *Msg) error                              { return nil }

type MsgHandler func(msg *Msg)

type (
	AckOpt  interface{ configureAck() }
	SubOpt  interface{ configureSubscribe() }
	PullOpt interface{ configurePull() }
	JSOpt   interface{ configureJSContext() }
)

func ManualAck() SubOpt            { return nil }
func AckNone() SubOpt              { return nil }
func AckAll() SubOpt               { return nil }
func AckExplicit() SubOpt          { return nil }
func OrderedConsumer() SubOpt      { return nil }
func Durable(name string) SubOpt   { return nil }
func MaxAckPending(n int) SubOpt   { return nil }
func DeliverNew() SubOpt           { return nil }
func BindStream(str string) SubOpt { return nil }

type MaxWait time.Duration

func (ttl MaxWait) configurePull() {}

type Subscription struct{ Subject string }

func (sub *Subscription) Fetch(batch int, opts ...PullOpt) ([]*Msg, error) { return nil, nil }
func (sub *Subscription) FetchBatch(batch int, opts ...PullOpt) (MessageBatch, error) {
	return nil, nil
}
func (s *Subscription) NextMsg(timeout time.Duration) (*Msg, error) { return nil, nil }
func (s *Subscription) Unsubscribe() error                          { return nil }

type MessageBatch interface {
	Messages() <-chan *Msg
	Error() error
	Done() <-chan struct{}
}

type JetStream interface {
	Subscribe(subj string, cb MsgHandler, opts ...SubOpt) (*Subscription, error)
	SubscribeSync(subj string, opts ...SubOpt) (*Subscription, error)
	ChanSubscribe(subj string, ch chan *Msg, opts ...SubOpt) (*Subscription, error)
	QueueSubscribe(subj, queue string, cb MsgHandler, opts ...SubOpt) (*Subscription, error)
	PullSubscribe(subj, durable string, opts ...SubOpt) (*Subscription, error)
}

type JetStreamContext interface{ JetStream }

type Conn struct{}

func (nc *Conn) JetStream(opts ...JSOpt) (JetStreamContext, error)              { return nil, nil }
func (nc *Conn) Subscribe(subj string, cb MsgHandler) (*Subscription, error)    { return nil, nil }
func (nc *Conn) ChanSubscribe(subj string, ch chan *Msg) (*Subscription, error) { return nil, nil }
func (nc *Conn) QueueSubscribe(s, queue string, cb MsgHandler) (*Subscription, error) {
	return nil, nil
}
