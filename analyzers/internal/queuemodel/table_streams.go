package queuemodel

const (
	watermillPkg = "github.com/ThreeDotsLabs/watermill/message"
	nsqPkg       = "github.com/nsqio/go-nsq"
	pulsarPkg    = "github.com/apache/pulsar-client-go/pulsar"
	redisPkg     = "github.com/redis/go-redis/v9"
)

var (
	watermillPair = &Pair{Name: "watermill", Settle: "Ack or Nack", ByItem: true,
		Loss: "the subscriber waits for it before it delivers the next"}
	nsqPair = &Pair{Name: "nsq", Settle: "Finish or Requeue", ByItem: true,
		Loss: "nsqd counts it as in flight until the message timeout and then delivers it again"}
	pulsarPair = &Pair{Name: "pulsar", Settle: "Ack or Nack", ByItem: true,
		Loss: "the broker keeps it for this consumer until the consumer is closed"}
	redisPair = &Pair{Name: "redis-streams", Settle: "XAck", Loose: true,
		Loss: "every entry stays in the pending list of its group"}
)

// watermillRows is a subscription without the router, which settles by the
// error that a handler returns.
var watermillRows = []Row{
	{Pkg: watermillPkg, Recv: "Subscriber", Name: "Subscribe", Role: Source, Item: -1, Func: -1, Pair: watermillPair, Doc: docOf(watermillPkg, "", "Subscriber")},
	settled(watermillPair, watermillPkg, "Message", "Ack"),
	settled(watermillPair, watermillPkg, "Message", "Nack"),
}

// nsqRows is NSQ, where a message is settled by the error that its handler
// returns, until the handler says that it will do so itself.
var nsqRows = []Row{
	{Pkg: nsqPkg, Recv: "Message", Name: "DisableAutoResponse", Role: Get, Item: Receiver, Func: -1, Pair: nsqPair, Doc: docOf(nsqPkg, "Message", "DisableAutoResponse")},
	settled(nsqPair, nsqPkg, "Message", "Finish"),
	settled(nsqPair, nsqPkg, "Message", "Requeue"),
	settled(nsqPair, nsqPkg, "Message", "RequeueWithoutBackoff"),
}

// pulsarRows is Pulsar's consumer. What comes out of its channel is a consumer
// and a message in one, and goes by either name.
var pulsarRows = []Row{
	{Pkg: pulsarPkg, Recv: "Consumer", Name: "Receive", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: pulsarPair, Told: Tell{Result: 1}, Doc: docOf(pulsarPkg, "", "Consumer")},
	{Pkg: pulsarPkg, Recv: "Consumer", Name: "Chan", Role: Source, Item: -1, Func: -1, Pair: pulsarPair, Doc: docOf(pulsarPkg, "", "Consumer")},
	settles(pulsarPair, pulsarPkg, "Consumer", "Ack", 0, "Message"),
	settles(pulsarPair, pulsarPkg, "Consumer", "AckWithTxn", 0, "Message"),
	multiple(-1, settles(pulsarPair, pulsarPkg, "Consumer", "AckCumulative", 0, "Message")),
	settles(pulsarPair, pulsarPkg, "Consumer", "Nack", 0, "Message"),
	settles(pulsarPair, pulsarPkg, "Consumer", "ReconsumeLater", 0, "Message"),
	settles(pulsarPair, pulsarPkg, "Consumer", "ReconsumeLaterWithCustomProperties", 0, "Message"),
	settles(pulsarPair, pulsarPkg, "Consumer", "AckID", 0, "ID"),
	multiple(-1, settles(pulsarPair, pulsarPkg, "Consumer", "AckIDCumulative", 0, "ID")),
	settles(pulsarPair, pulsarPkg, "Consumer", "NackID", 0, "ID"),
}

// redisRows is the streams of Redis. The commands are declared twice: by the
// clients, and by the interface that stands for all of them. With NoAck in its
// arguments a read owes nothing.
var redisRows = []Row{
	redisStream("cmdable", "XReadGroup", Get), redisStream("StreamCmdable", "XReadGroup", Get),
	redisStream("cmdable", "XAck", Done), redisStream("StreamCmdable", "XAck", Done),
	redisStream("cmdable", "XAckDel", Done), redisStream("StreamCmdable", "XAckDel", Done),
	redisStream("cmdable", "XNack", Done), redisStream("StreamCmdable", "XNack", Done),
}

func redisStream(recv, name string, role Role) Row {
	row := Row{Pkg: redisPkg, Recv: recv, Name: name, Role: role, Item: -1, Func: -1, Pair: redisPair, Doc: docOf(redisPkg, "", "StreamCmdable")}
	if role == Get {
		row.Item, row.Wait, row.Never = 0, Escapes, "NoAck"
	}
	return row
}

var streamDeliveries = []Delivery{
	{Pkg: watermillPkg, Name: "Message", Pair: watermillPair, Open: true, Doc: docOf(watermillPkg, "", "Subscriber")},
	{Pkg: pulsarPkg, Name: "ConsumerMessage", Pair: pulsarPair, Open: true, Options: "ConsumerOptions", Field: "MessageChannel", Doc: docOf(pulsarPkg, "", "ConsumerMessage")},
}
