package queuemodel

import (
	"go/types"
	"strings"
	"sync"
)

const (
	pond1Pkg       = "github.com/alitto/pond"
	concPkg        = "github.com/sourcegraph/conc"
	concPoolPkg    = "github.com/sourcegraph/conc/pool"
	pahoPkg        = "github.com/eclipse/paho.mqtt.golang"
	utilruntimePkg = "k8s.io/apimachinery/pkg/util/runtime"
)

// A Deliverer is one sentence about a library: it calls a function for each
// message, in a goroutine of its own, and does not recover what that panics
// with.
type Deliverer struct {
	Pkg  string // import path
	Recv string // the receiver of the registering function; for a Method, the interface that has it
	Name string // the registering function, or the method that the library calls
	Func int    // index of the parameter that is called; -1 for a method of an interface
	Doc  string // the documentation of the function

	Unless string // a variable of the package: set, it makes the library recover
}

// Deliverers is every such function, each held against the library by
// testdata/libs.
var Deliverers = []Deliverer{
	{Pkg: natsPkg, Recv: "Conn", Name: "Subscribe", Func: 1, Doc: docOf(natsPkg, "Conn", "Subscribe")},
	{Pkg: natsPkg, Recv: "Conn", Name: "QueueSubscribe", Func: 2, Doc: docOf(natsPkg, "Conn", "QueueSubscribe")},
	{Pkg: natsPkg, Recv: "JetStream", Name: "Subscribe", Func: 1, Doc: docOf(natsPkg, "", "JetStream")},
	{Pkg: natsPkg, Recv: "JetStream", Name: "QueueSubscribe", Func: 2, Doc: docOf(natsPkg, "", "JetStream")},
	{Pkg: jetstreamPkg, Recv: "Consumer", Name: "Consume", Func: 0, Doc: docOf(jetstreamPkg, "", "Consumer")},
	{Pkg: jetstreamPkg, Recv: "PushConsumer", Name: "Consume", Func: 0, Doc: docOf(jetstreamPkg, "", "PushConsumer")},
	{Pkg: pahoPkg, Recv: "Client", Name: "Subscribe", Func: 2, Doc: docOf(pahoPkg, "", "Client")},
	{Pkg: pahoPkg, Recv: "Client", Name: "SubscribeMultiple", Func: 1, Doc: docOf(pahoPkg, "", "Client")},
	{Pkg: pahoPkg, Recv: "Client", Name: "AddRoute", Func: 1, Doc: docOf(pahoPkg, "", "Client")},
	{Pkg: pahoPkg, Recv: "ClientOptions", Name: "SetDefaultPublishHandler", Func: 0, Doc: docOf(pahoPkg, "ClientOptions", "SetDefaultPublishHandler")},
	{Pkg: pubsubPkg, Recv: "Subscription", Name: "Receive", Func: 1, Doc: docOf(pubsubPkg, "Subscription", "Receive")},
	{Pkg: pubsub2Pkg, Recv: "Subscriber", Name: "Receive", Func: 1, Doc: docOf(pubsub2Pkg, "Subscriber", "Receive")},
	{Pkg: nsqPkg, Recv: "Consumer", Name: "AddHandler", Func: 0, Doc: docOf(nsqPkg, "Consumer", "AddHandler")},
	{Pkg: nsqPkg, Recv: "Consumer", Name: "AddConcurrentHandlers", Func: 0, Doc: docOf(nsqPkg, "Consumer", "AddConcurrentHandlers")},
	{Pkg: nsqPkg, Recv: "Handler", Name: "HandleMessage", Func: -1, Doc: docOf(nsqPkg, "", "Handler")},
	{Pkg: saramaPkg, Recv: "ConsumerGroupHandler", Name: "ConsumeClaim", Func: -1, Unless: "PanicHandler", Doc: docOf(saramaPkg, "", "ConsumerGroupHandler")},
}

// recovering is a function that recovers what its parameter fn panics with.
func recovering(pkg, recv, name string, fn int) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: Guard, Item: -1, Func: fn, Doc: docOf(pkg, recv, name)}
}

// startedBy is a method of a worker pool that runs a task in a goroutine and
// recovers nothing.
func startedBy(method string) Row {
	return Row{Pkg: workerpoolPkg, Recv: "WorkerPool", Name: method, Role: Spawn, Item: -1, Func: 0, Doc: docOf(workerpoolPkg, "WorkerPool", method)}
}

// poolRows is who recovers the tasks of a pool: testdata/libs gives each pool
// one that panics. Those of conc come out of Wait.
var poolRows = []Row{
	startedBy("Submit"),
	startedBy("SubmitWait"),
	startedBy("Do"),
	startedBy("DoWait"),
	recovering(pond1Pkg, "WorkerPool", "Submit", 0),
	recovering(pond1Pkg, "WorkerPool", "TrySubmit", 0),
	recovering(pondPkg, "Pool", "Go", 0),
	recovering(pondPkg, "Pool", "Submit", 0),
	recovering(pondPkg, "Pool", "SubmitErr", 0),
	recovering(pondPkg, "Pool", "TrySubmit", 0),
	recovering(pondPkg, "Pool", "TrySubmitErr", 0),
	recovering(pondPkg, "", "Submit", 0),
	recovering(pondPkg, "", "SubmitErr", 0),
	recovering(antsPkg, "Pool", "Submit", 0),
	recovering(antsPkg, "MultiPool", "Submit", 0),
	recovering(antsPkg, "", "Submit", 0),
	recovering(gopoolPkg, "Pool", "Go", 0),
	recovering(gopoolPkg, "Pool", "CtxGo", 1),
	recovering(gopoolPkg, "", "Go", 0),
	recovering(gopoolPkg, "", "CtxGo", 1),
	recovering(concPoolPkg, "Pool", "Go", 0),
	recovering(concPoolPkg, "ErrorPool", "Go", 0),
	recovering(concPoolPkg, "ContextPool", "Go", 0),
	recovering(concPkg, "WaitGroup", "Go", 0),
}

// takes is a function whose result is one message of a broker, for which nothing
// is owed.
func takes(pkg, recv, name string) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: Get, Wait: Escapes, Item: 0, Func: -1, Doc: docOf(pkg, recv, name)}
}

// messageRows is the ways to take a message without a callback and a channel.
var messageRows = []Row{
	takes(kafkaGoPkg, "Reader", "ReadMessage"),
	takes(natsPkg, "Subscription", "NextMsg"),
	takes(natsPkg, "Subscription", "NextMsgWithContext"),
	takes(redisPkg, "PubSub", "ReceiveMessage"),
}

// recoverRows is what becomes of panics in functions that are deferred.
var recoverRows = []Row{
	{Pkg: utilruntimePkg, Name: "HandleCrash", Role: Decide, Item: -1, Func: -1, Doc: docOf(utilruntimePkg, "", "HandleCrash")},
	{Pkg: utilruntimePkg, Name: "HandleCrashWithContext", Role: Decide, Item: -1, Func: -1, Doc: docOf(utilruntimePkg, "", "HandleCrashWithContext")},
	{Pkg: utilruntimePkg, Name: "HandleCrashWithLogger", Role: Decide, Item: -1, Func: -1, Doc: docOf(utilruntimePkg, "", "HandleCrashWithLogger")},
}

var deliverersByKey = sync.OnceValue(func() map[rowKey]*Deliverer {
	byKey := make(map[rowKey]*Deliverer)
	for _, d := range Deliverers {
		byKey[rowKey{d.Pkg, d.Recv, d.Name}] = &d
	}
	return byKey
})

// brokerMessages are the types of messages that come out of a library one by
// one, by a channel or a call.
var brokerMessages = map[rowKey]bool{
	{pkg: amqpPkg, recv: "Delivery"}:          true,
	{pkg: natsPkg, recv: "Msg"}:               true,
	{pkg: jetstreamPkg, recv: "Msg"}:          true,
	{pkg: kafkaGoPkg, recv: "Message"}:        true,
	{pkg: saramaPkg, recv: "ConsumerMessage"}: true,
	{pkg: franzPkg, recv: "Record"}:           true,
	{pkg: franzPkg, recv: "Fetches"}:          true,
	{pkg: watermillPkg, recv: "Message"}:      true,
	{pkg: pulsarPkg, recv: "ConsumerMessage"}: true,
	{pkg: pulsarPkg, recv: "Message"}:         true,
	{pkg: redisPkg, recv: "Message"}:          true,
	{pkg: pahoPkg, recv: "Message"}:           true,
}

// isBrokerMessage reports whether values of the type are what a broker delivers.
func isBrokerMessage(t types.Type) bool {
	named := namedOf(t)
	return named != nil && named.Obj().Pkg() != nil && brokerMessages[rowKey{pkg: unvendored(named.Obj().Pkg().Path()), recv: named.Obj().Name()}]
}

// delivererOf finds the sentence about a function that registers another.
func delivererOf(fn *types.Func) *Deliverer {
	if fn == nil || fn.Pkg() == nil {
		return nil
	}
	fn = fn.Origin()
	return deliverersByKey()[rowKey{unvendored(fn.Pkg().Path()), receiverName(fn), fn.Name()}]
}

// Library is the name that people know the package by.
func (d *Deliverer) Library() string {
	switch d.Pkg {
	case pubsub2Pkg:
		return "pubsub"
	case pahoPkg:
		return "mqtt"
	}
	return strings.TrimPrefix(strings.TrimSuffix(d.Pkg[strings.LastIndex(d.Pkg, "/")+1:], ".go"), "go-")
}
