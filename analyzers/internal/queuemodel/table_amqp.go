package queuemodel

const amqpPkg = "github.com/rabbitmq/amqp091-go"

var amqpPair = &Pair{Name: "amqp", Settle: "Ack, Nack or Reject", ByItem: true,
	Loss: "the broker keeps it in flight until the channel is closed"}

// amqpRows is RabbitMQ's client. A delivery knows its channel, and both can
// settle it: d.Ack(false) is d.Acknowledger.Ack(d.DeliveryTag, false). With the
// channel closed, the broker takes back what was not answered.
var amqpRows = []Row{
	{Pkg: amqpPkg, Recv: "Channel", Name: "Get", Role: Get, Item: 0, Func: -1, Auto: 1, Pair: amqpPair, Told: Tell{Result: 1}, Doc: docOf(amqpPkg, "Channel", "Get")},
	{Pkg: amqpPkg, Recv: "Channel", Name: "Consume", Role: Source, Item: -1, Func: -1, Auto: 2, Pair: amqpPair, Doc: docOf(amqpPkg, "Channel", "Consume")},
	{Pkg: amqpPkg, Recv: "Channel", Name: "ConsumeWithContext", Role: Source, Item: -1, Func: -1, Auto: 3, Pair: amqpPair, Doc: docOf(amqpPkg, "Channel", "ConsumeWithContext")},
	multiple(1, settled(amqpPair, amqpPkg, "Delivery", "Ack")),
	multiple(1, settled(amqpPair, amqpPkg, "Delivery", "Nack")),
	settled(amqpPair, amqpPkg, "Delivery", "Reject"),
	{Pkg: amqpPkg, Recv: "Channel", Name: "Close", Role: Close, Item: -1, Func: -1, Pair: amqpPair, Doc: docOf(amqpPkg, "Channel", "Close")},
	{Pkg: amqpPkg, Recv: "Connection", Name: "Close", Role: Close, Item: -1, Func: -1, Pair: amqpPair, Doc: docOf(amqpPkg, "Connection", "Close")},
	multiple(2, settles(amqpPair, amqpPkg, "Channel", "Ack", 0, "DeliveryTag")),
	multiple(2, settles(amqpPair, amqpPkg, "Channel", "Nack", 0, "DeliveryTag")),
	settles(amqpPair, amqpPkg, "Channel", "Reject", 0, "DeliveryTag"),
	multiple(2, settles(amqpPair, amqpPkg, "Acknowledger", "Ack", 0, "DeliveryTag")),
	multiple(2, settles(amqpPair, amqpPkg, "Acknowledger", "Nack", 0, "DeliveryTag")),
	settles(amqpPair, amqpPkg, "Acknowledger", "Reject", 0, "DeliveryTag"),
}

var amqpDeliveries = []Delivery{
	{Pkg: amqpPkg, Name: "Delivery", Pair: amqpPair, Open: true, Doc: docOf(amqpPkg, "Delivery", "Ack")},
}
