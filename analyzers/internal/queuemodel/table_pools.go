package queuemodel

const (
	channelsPkg   = "github.com/eapache/channels"
	chanxPkg      = "github.com/smallnest/chanx"
	chanqueuePkg  = "github.com/gammazero/chanqueue"
	workivaPkg    = "github.com/Workiva/go-datastructures/queue"
	xsyncPkg      = "github.com/puzpuzpuz/xsync/v4"
	eventsPkg     = "github.com/docker/go-events"
	lndQueuePkg   = "github.com/lightningnetwork/lnd/queue"
	workerpoolPkg = "github.com/gammazero/workerpool"
	pondPkg       = "github.com/alitto/pond/v2"
	antsPkg       = "github.com/panjf2000/ants/v2"
)

// openQueueRows is the queues of libraries that keep whatever they are given.
// That they do was seen by running them: see bounded_test.go in testdata/libs.
var openQueueRows = []Row{
	open(channelsPkg, "NewInfiniteChannel"),
	openSize(0, channelsPkg, "NewRingChannel"),
	openSize(0, channelsPkg, "NewOverflowingChannel"),
	openSize(0, channelsPkg, "NewBatchingChannel"),
	openSize(0, channelsPkg, "NewSharedBuffer"),
	open(chanxPkg, "NewUnboundedChan"),
	open(chanxPkg, "NewUnboundedChanSize"),
	openUnless("WithCapacity", chanqueuePkg, "New"),
	openUnless("WithCapacity", chanqueuePkg, "NewRing"),
	open(workivaPkg, "New"),
	open(workivaPkg, "NewPriorityQueue"),
	open(xsyncPkg, "NewUMPSCQueue"),
	open(eventsPkg, "NewQueue"),
	open(lndQueuePkg, "NewConcurrentQueue"),
}

// openPoolRows is the pools whose workers are limited and whose waiting tasks are
// not, or the other way round.
var openPoolRows = []Row{
	open(workerpoolPkg, "New"),
	openUnless("WithQueueSize", pondPkg, "NewPool"),
	openUnless("WithQueueSize", pondPkg, "NewResultPool"),
	openUnless("WithQueueSize", pondPkg, "NewSubpool"),
	openSize(0, antsPkg, "NewPool"),
	openSize(0, antsPkg, "NewPoolWithFunc"),
	openSize(0, antsPkg, "NewPoolWithFuncGeneric"),
	openSize(1, antsPkg, "NewMultiPool"),
	openSize(1, antsPkg, "NewMultiPoolWithFunc"),
}

// open is a constructor without any limit.
func open(pkg, name string) Row {
	return Row{Pkg: pkg, Name: name, Role: New, Item: -1, Func: -1, Open: true, Doc: docOf(pkg, "", name)}
}

// openSize is one that its size limits, unless that is a constant for none.
func openSize(param int, pkg, name string) Row {
	row := open(pkg, name)
	row.Size = param + 1
	return row
}

// openUnless is one that an option limits.
func openUnless(option, pkg, name string) Row {
	row := open(pkg, name)
	row.Bound = option
	return row
}
