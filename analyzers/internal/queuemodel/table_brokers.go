package queuemodel

import "slices"

// brokerRows is every message broker.
var brokerRows = slices.Concat(amqpRows, jetstreamRows, natsRows, kafkaGoRows, saramaRows, franzRows, pubsubRows, sqsRows, watermillRows, nsqRows, pulsarRows, redisRows)

// deliveries is every type whose values come out of a channel and are owed.
var deliveries = slices.Concat(amqpDeliveries, natsDeliveries, saramaDeliveries, streamDeliveries)

// settled is a method by which an item is given back.
func settled(pair *Pair, pkg, recv, name string) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: Done, Item: Receiver, Func: -1, Pair: pair, Doc: docOf(pkg, recv, name)}
}

// settles is a method that gives back its parameter item, or what that is a
// field of.
func settles(pair *Pair, pkg, recv, name string, item int, field string) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: Done, Item: item, Func: -1, Pair: pair, Field: field, Doc: docOf(pkg, recv, name)}
}

// multiple is a settle whose parameter before the place-th says whether it
// settles all earlier items as well; the place is -1 where it always does.
func multiple(place int, row Row) Row {
	row.Multiple = place
	return row
}

// docOf is where the documentation of a method or function is.
func docOf(pkg, recv, name string) string {
	if recv != "" {
		name = recv + "." + name
	}
	return "https://pkg.go.dev/" + pkg + "#" + name
}
