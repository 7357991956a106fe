package queuemodel

const (
	jetstreamPkg = "github.com/nats-io/nats.go/jetstream"
	natsPkg      = "github.com/nats-io/nats.go"

	// What takes the acknowledgement of each message away, on the call or where
	// the consumer is made.
	jetstreamNever = "AckNonePolicy AckAllPolicy AckFlowControlPolicy OrderedConsumer"
	natsNever      = "AckNone AckAll AckNonePolicy AckAllPolicy OrderedConsumer"
)

var (
	jetstreamPair = &Pair{Name: "jetstream", Settle: "Ack, Nak or Term", ByItem: true, Policy: "ConsumerConfig",
		Loss: "the server holds it as pending until AckWait passes and then sends it again"}
	natsPair = &Pair{Name: "nats", Settle: "Ack, Nak or Term", ByItem: true,
		Loss: "the server holds it as pending until AckWait passes and then sends it again"}
)

// jetstreamRows is the newer interface to JetStream. InProgress asks for more
// time and settles nothing.
var jetstreamRows = []Row{
	{Pkg: jetstreamPkg, Recv: "Consumer", Name: "Consume", Role: Handle, Item: 0, Func: 0, Pair: jetstreamPair, Never: jetstreamNever, Doc: docOf(jetstreamPkg, "Consumer", "Consume")},
	{Pkg: jetstreamPkg, Recv: "PushConsumer", Name: "Consume", Role: Handle, Item: 0, Func: 0, Pair: jetstreamPair, Never: jetstreamNever, Doc: docOf(jetstreamPkg, "PushConsumer", "Consume")},
	{Pkg: jetstreamPkg, Recv: "Consumer", Name: "Next", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: jetstreamPair, Told: Tell{Result: 1}, Never: jetstreamNever, Doc: docOf(jetstreamPkg, "Consumer", "Next")},
	{Pkg: jetstreamPkg, Recv: "MessagesContext", Name: "Next", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: jetstreamPair, Told: Tell{Result: 1}, Never: jetstreamNever, Doc: docOf(jetstreamPkg, "MessagesContext", "Next")},
	{Pkg: jetstreamPkg, Recv: "MessageBatch", Name: "Messages", Role: Source, Item: -1, Func: -1, Pair: jetstreamPair, Never: jetstreamNever, Doc: docOf(jetstreamPkg, "MessageBatch", "Messages")},
	settled(jetstreamPair, jetstreamPkg, "Msg", "Ack"),
	settled(jetstreamPair, jetstreamPkg, "Msg", "DoubleAck"),
	settled(jetstreamPair, jetstreamPkg, "Msg", "Nak"),
	settled(jetstreamPair, jetstreamPkg, "Msg", "NakWithDelay"),
	settled(jetstreamPair, jetstreamPkg, "Msg", "Term"),
	settled(jetstreamPair, jetstreamPkg, "Msg", "TermWithReason"),
}

// natsRows is JetStream by the older interface. Its subscriptions with a
// callback acknowledge by themselves unless ManualAck says otherwise; a
// subscription of core NATS has nothing to acknowledge. An answer goes to the
// subject that acknowledgements go to.
var natsRows = []Row{
	{Pkg: natsPkg, Recv: "JetStream", Name: "Subscribe", Role: Handle, Item: 0, Func: 1, Pair: natsPair, Needs: "ManualAck", Never: natsNever, Doc: docOf(natsPkg, "", "ManualAck")},
	{Pkg: natsPkg, Recv: "JetStream", Name: "QueueSubscribe", Role: Handle, Item: 0, Func: 2, Pair: natsPair, Needs: "ManualAck", Never: natsNever, Doc: docOf(natsPkg, "", "ManualAck")},
	{Pkg: natsPkg, Recv: "Subscription", Name: "Fetch", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: natsPair, Told: Tell{Result: 1}, Never: natsNever, Doc: docOf(natsPkg, "Subscription", "Fetch")},
	{Pkg: natsPkg, Recv: "MessageBatch", Name: "Messages", Role: Source, Item: -1, Func: -1, Pair: natsPair, Never: natsNever, Doc: docOf(natsPkg, "Subscription", "FetchBatch")},
	settled(natsPair, natsPkg, "Msg", "Ack"),
	settled(natsPair, natsPkg, "Msg", "AckSync"),
	settled(natsPair, natsPkg, "Msg", "Nak"),
	settled(natsPair, natsPkg, "Msg", "NakWithDelay"),
	settled(natsPair, natsPkg, "Msg", "Term"),
	settled(natsPair, natsPkg, "Msg", "Respond"),
	settled(natsPair, natsPkg, "Msg", "RespondMsg"),
}

// natsDeliveries are owed only where they come out of a batch: other channels
// of the same types carry messages of core NATS and of ordered consumers.
var natsDeliveries = []Delivery{
	{Pkg: jetstreamPkg, Name: "Msg", Pair: jetstreamPair, Doc: docOf(jetstreamPkg, "", "Msg")},
	{Pkg: natsPkg, Name: "Msg", Pair: natsPair, Doc: docOf(natsPkg, "Msg", "Ack")},
}
