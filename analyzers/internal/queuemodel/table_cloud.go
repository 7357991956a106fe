package queuemodel

const (
	pubsubPkg   = "cloud.google.com/go/pubsub"
	pubsub2Pkg  = "cloud.google.com/go/pubsub/v2"
	pubsubOwner = "cloud.google.com/go/internal/pubsub" // declares the Message of both
	sqsPkg      = "github.com/aws/aws-sdk-go-v2/service/sqs"
)

var (
	pubsubPair = &Pair{Name: "pubsub", Settle: "Ack or Nack", ByItem: true,
		Loss: "Receive extends its deadline up to MaxExtension before it can be delivered again"}
	sqsPair = &Pair{Name: "sqs", Settle: "DeleteMessage", Loose: true,
		Loss: "each message is delivered again after its visibility timeout"}
)

// pubsubRows is Google's Pub/Sub, the first and the second version.
var pubsubRows = []Row{
	{Pkg: pubsubPkg, Recv: "Subscription", Name: "Receive", Role: Handle, Wait: Escapes, Item: 1, Func: 1, Pair: pubsubPair, Doc: docOf(pubsubPkg, "Subscription", "Receive")},
	{Pkg: pubsub2Pkg, Recv: "Subscriber", Name: "Receive", Role: Handle, Wait: Escapes, Item: 1, Func: 1, Pair: pubsubPair, Doc: docOf(pubsub2Pkg, "Subscriber", "Receive")},
	settled(pubsubPair, pubsubOwner, "Message", "Ack"),
	settled(pubsubPair, pubsubOwner, "Message", "Nack"),
	settled(pubsubPair, pubsubOwner, "Message", "AckWithResult"),
	settled(pubsubPair, pubsubOwner, "Message", "NackWithResult"),
}

// sqsRows is Amazon's SQS, where a message is deleted by a handle that often
// travels far. A changed visibility timeout gives a message back as well.
var sqsRows = []Row{
	{Pkg: sqsPkg, Recv: "Client", Name: "ReceiveMessage", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: sqsPair, Told: Tell{Result: 1}, Doc: docOf(sqsPkg, "Client", "ReceiveMessage")},
	settles(sqsPair, sqsPkg, "Client", "DeleteMessage", -1, ""),
	settles(sqsPair, sqsPkg, "Client", "DeleteMessageBatch", -1, ""),
	settles(sqsPair, sqsPkg, "Client", "ChangeMessageVisibility", -1, ""),
	settles(sqsPair, sqsPkg, "Client", "ChangeMessageVisibilityBatch", -1, ""),
	settles(sqsPair, sqsPkg, "Client", "PurgeQueue", -1, ""),
}
