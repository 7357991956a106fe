package queuemodel

const (
	timeDoc    = "https://pkg.go.dev/time"
	runtimeDoc = "https://pkg.go.dev/runtime"
	syncDoc    = "https://pkg.go.dev/sync"
)

// stdRows is the standard library and time: what waits for a clock, not for a
// queue.
var stdRows = []Row{
	{Pkg: "time", Name: "Sleep", Role: Pause, Item: -1, Func: -1, Doc: timeDoc + "#Sleep"},
	{Pkg: "runtime", Name: "Gosched", Role: Pause, Item: -1, Func: -1, Doc: runtimeDoc + "#Gosched"},
	{Pkg: "sync", Recv: "WaitGroup", Name: "Wait", Role: Block, Wait: Forever, Item: -1, Func: -1, Doc: syncDoc + "#WaitGroup.Wait"},
	{Pkg: "sync", Recv: "WaitGroup", Name: "Go", Role: Spawn, Item: -1, Func: 0, Doc: syncDoc + "#WaitGroup.Go"},
}

// syncRows is golang.org/x/sync.
var syncRows = []Row{
	{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Wait", Role: Block, Wait: Forever, Item: -1, Func: -1, Doc: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Wait"},
	{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "Go", Role: Spawn, Item: -1, Func: 0, Doc: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.Go"},
	{Pkg: "golang.org/x/sync/errgroup", Recv: "Group", Name: "TryGo", Role: Spawn, Item: -1, Func: 0, Doc: "https://pkg.go.dev/golang.org/x/sync/errgroup#Group.TryGo"},
}
