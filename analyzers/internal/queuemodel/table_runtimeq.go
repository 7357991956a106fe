package queuemodel

const (
	runtimeqPkg = "github.com/queuevet/queuevet/runtimeq"
	runtimeqDoc = "https://pkg.go.dev/github.com/queuevet/queuevet/runtimeq"
)

// runtimeqRows is our own queue. It has no Len on purpose; Stats is for
// dashboards.
var runtimeqRows = []Row{
	{Pkg: runtimeqPkg, Name: "New", Role: New, Item: -1, Func: -1, Doc: runtimeqDoc + "#New"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Put", Role: Put, Wait: Escapes, Item: 1, Func: -1, Doc: runtimeqDoc + "#Queue.Put"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "TryPut", Role: Put, Item: 0, Func: -1, Doc: runtimeqDoc + "#Queue.TryPut"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Get", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: runtimeqPair, Told: Tell{Result: 1}, Doc: runtimeqDoc + "#Queue.Get"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "TryGet", Role: Get, Item: 0, Func: -1, Pair: runtimeqPair, Told: Tell{Result: 1}, Doc: runtimeqDoc + "#Queue.TryGet"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "GetBatch", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: runtimeqPair, Told: Tell{Result: 1}, Doc: runtimeqDoc + "#Queue.GetBatch"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Done", Role: Done, Item: -1, Func: -1, Pair: runtimeqPair, Doc: runtimeqDoc + "#Queue.Done"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "DoneN", Role: Done, Item: -1, Func: -1, Pair: runtimeqPair, Doc: runtimeqDoc + "#Queue.DoneN"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Join", Role: Block, Wait: Escapes, Item: -1, Func: -1, Doc: runtimeqDoc + "#Queue.Join"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Close", Role: Close, Item: -1, Func: -1, Doc: runtimeqDoc + "#Queue.Close"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Abort", Role: Close, Item: -1, Func: -1, Doc: runtimeqDoc + "#Queue.Abort"},
	{Pkg: runtimeqPkg, Recv: "Queue", Name: "Shutdown", Role: Close, Wait: Escapes, Item: -1, Func: -1, Doc: runtimeqDoc + "#Queue.Shutdown"},
}
