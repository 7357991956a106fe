package queuemodel

const (
	workqueuePkg = "k8s.io/client-go/util/workqueue"
	workqueueDoc = "https://pkg.go.dev/k8s.io/client-go/util/workqueue"
	waitPkg      = "k8s.io/apimachinery/pkg/util/wait"
	waitDoc      = "https://pkg.go.dev/k8s.io/apimachinery/pkg/util/wait"
	priorityPkg  = "sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"
	priorityDoc  = "https://pkg.go.dev/sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"
)

// workqueueRows is client-go's work queue. The interfaces that delay and rate
// limit embed TypedInterface, and the untyped names are aliases, so its rows
// cover them all. Add never waits: the queue keeps each key once.
var workqueueRows = []Row{
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "Add", Role: Put, Item: 0, Func: -1, Doc: workqueueDoc + "#TypedInterface"},
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "Get", Role: Get, Wait: Forever, Item: 0, Func: -1, Pair: workqueuePair, Told: Tell{Result: 1, Quit: true}, Doc: workqueueDoc + "#Type.Get"},
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "Done", Role: Done, Item: 0, Func: -1, Pair: workqueuePair, Doc: workqueueDoc + "#Type.Done"},
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "Len", Role: Len, Item: -1, Func: -1, Doc: workqueueDoc + "#Type.Len"},
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "ShutDown", Role: Close, Item: -1, Func: -1, Doc: workqueueDoc + "#Type.ShutDown"},
	{Pkg: workqueuePkg, Recv: "TypedInterface", Name: "ShutDownWithDrain", Role: Close, Wait: Forever, Item: -1, Func: -1, Doc: workqueueDoc + "#Type.ShutDownWithDrain"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "Add", Role: Put, Item: 0, Func: -1, Doc: workqueueDoc + "#Typed.Add"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "Get", Role: Get, Wait: Forever, Item: 0, Func: -1, Pair: workqueuePair, Told: Tell{Result: 1, Quit: true}, Doc: workqueueDoc + "#Typed.Get"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "Done", Role: Done, Item: 0, Func: -1, Pair: workqueuePair, Doc: workqueueDoc + "#Typed.Done"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "Len", Role: Len, Item: -1, Func: -1, Doc: workqueueDoc + "#Typed.Len"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "ShutDown", Role: Close, Item: -1, Func: -1, Doc: workqueueDoc + "#Typed.ShutDown"},
	{Pkg: workqueuePkg, Recv: "Typed", Name: "ShutDownWithDrain", Role: Close, Wait: Forever, Item: -1, Func: -1, Doc: workqueueDoc + "#Typed.ShutDownWithDrain"},
	{Pkg: workqueuePkg, Recv: "TypedDelayingInterface", Name: "AddAfter", Role: Put, Item: 0, Func: -1, Doc: workqueueDoc + "#TypedDelayingInterface"},
	{Pkg: workqueuePkg, Recv: "TypedRateLimitingInterface", Name: "AddRateLimited", Role: Put, Item: 0, Func: -1, Doc: workqueueDoc + "#TypedRateLimitingInterface"},
	{Pkg: workqueuePkg, Name: "New", Role: New, Item: -1, Func: -1, Doc: workqueueDoc + "#New"},
	{Pkg: workqueuePkg, Name: "NewTyped", Role: New, Item: -1, Func: -1, Doc: workqueueDoc + "#NewTyped"},
	{Pkg: workqueuePkg, Name: "NewTypedRateLimitingQueue", Role: New, Item: -1, Func: -1, Doc: workqueueDoc + "#NewTypedRateLimitingQueue"},
	{Pkg: workqueuePkg, Name: "NewTypedRateLimitingQueueWithConfig", Role: New, Item: -1, Func: -1, Doc: workqueueDoc + "#NewTypedRateLimitingQueueWithConfig"},
}

// formerNames are types that older versions of a library declare and newer ones
// only keep as aliases, with the type that has their rows.
var formerNames = map[rowKey]string{
	{pkg: ringPkg, recv: "RingGrowing"}:                "TypedRingGrowing",
	{pkg: workqueuePkg, recv: "Interface"}:             "TypedInterface",
	{pkg: workqueuePkg, recv: "Type"}:                  "Typed",
	{pkg: workqueuePkg, recv: "DelayingInterface"}:     "TypedDelayingInterface",
	{pkg: workqueuePkg, recv: "RateLimitingInterface"}: "TypedRateLimitingInterface",
}

// priorityQueueRows is controller-runtime's queue. It embeds the work queue's
// interface and adds these.
var priorityQueueRows = []Row{
	{Pkg: priorityPkg, Name: "New", Role: New, Item: -1, Func: -1, Doc: priorityDoc + "#New"},
	{Pkg: priorityPkg, Recv: "PriorityQueue", Name: "AddWithOpts", Role: Put, Item: 1, Func: -1, Doc: priorityDoc + "#PriorityQueue"},
	{Pkg: priorityPkg, Recv: "PriorityQueue", Name: "GetWithPriority", Role: Get, Wait: Forever, Item: 0, Func: -1, Pair: workqueuePair, Told: Tell{Result: 2, Quit: true}, Doc: priorityDoc + "#PriorityQueue"},
}

// waitRows is apimachinery's loops paced by time.
var waitRows = []Row{
	repeat("Until", 0), repeat("UntilWithContext", 1),
	repeat("NonSlidingUntil", 0), repeat("NonSlidingUntilWithContext", 1),
	repeat("JitterUntil", 0), repeat("JitterUntilWithContext", 1),
	repeat("BackoffUntil", 0), repeat("BackoffUntilWithContext", 1),
	repeat("Forever", 0),
	repeat("Poll", 2), repeat("PollWithContext", 3),
	repeat("PollUntil", 1), repeat("PollUntilWithContext", 2),
	repeat("PollInfinite", 1), repeat("PollInfiniteWithContext", 2),
	repeat("PollImmediate", 2), repeat("PollImmediateWithContext", 3),
	repeat("PollImmediateUntil", 1), repeat("PollImmediateUntilWithContext", 2),
	repeat("PollImmediateInfinite", 1), repeat("PollImmediateInfiniteWithContext", 2),
	repeat("PollUntilContextCancel", 3), repeat("PollUntilContextTimeout", 4),
	repeat("ExponentialBackoff", 1), repeat("ExponentialBackoffWithContext", 2),
}

func repeat(name string, fn int) Row {
	return Row{Pkg: waitPkg, Name: name, Role: Repeat, Item: -1, Func: fn, Doc: waitDoc + "#" + name}
}
