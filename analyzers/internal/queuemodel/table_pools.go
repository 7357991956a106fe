package queuemodel

const (
	channelsPkg   = "github.com/eapache/channels"
	chanxPkg      = "github.com/smallnest/chanx"
	chanqueuePkg  = "github.com/gammazero/chanqueue"
	workivaPkg    = "github.com/Workiva/go-datastructures/queue"
	xsyncPkg      = "github.com/puzpuzpuz/xsync/v4"
	fifoPkg       = "github.com/enriquebris/goconcurrentqueue"
	gqueuePkg     = "github.com/gogf/gf/v2/container/gqueue"
	gopoolPkg     = "github.com/bytedance/gopkg/util/gopool"
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
	fed("WithInput WithInputRdOnly", openUnless("WithCapacity", chanqueuePkg, "New")),
	fed("WithInput WithInputRdOnly", openUnless("WithCapacity", chanqueuePkg, "NewRing")),
	open(workivaPkg, "New"),
	open(xsyncPkg, "NewUMPSCQueue"),
}

// elsewhereRows is the same for two libraries that not every module proxy
// serves: they were run from a copy of their source, and are held against the
// stubs of the tests.
var elsewhereRows = []Row{
	open(fifoPkg, "NewFIFO"),
	openSize(0, gqueuePkg, "New"),
	openSize(0, gqueuePkg, "NewTQueue"),
}

// openPoolRows is the pools whose workers are limited and whose waiting tasks are
// not, or the other way round.
var openPoolRows = []Row{
	open(workerpoolPkg, "New"),
	open(gopoolPkg, "NewPool"),
	openUnless("WithQueueSize", pondPkg, "NewPool"),
	openUnless("WithQueueSize", pondPkg, "NewResultPool"),
	open(pondPkg, "NewSubpool"),
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

// fed is one that can be given the channel of somebody else, who limits it.
func fed(options string, row Row) Row {
	row.Never = options
	return row
}
