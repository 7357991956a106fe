package constructor

import (
	"context"
	"log"

	"github.com/alitto/pond/v2"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
)

// Reported: pools.

// The workers are limited, the tasks are not.
type sink struct{ wp *workerpool.WorkerPool }

func newSink() *sink {
	return &sink{wp: workerpool.New(4)} // want `nothing limits how much workerpool\.New takes in`
}

func (s *sink) flush(batch []event) { s.wp.Submit(func() { write(batch) }) }

func (s *sink) ensure() {
	if s.wp == nil {
		s.wp = workerpool.New(1) // want `nothing limits how much workerpool\.New takes in`
	}
}

func write([]event) {}

// A variable of the package, for every handler.
var webhookPool = workerpool.New(64) // want `nothing limits how much workerpool\.New takes in`

func fireWebhook(e event) { webhookPool.Submit(func() { post(e) }) }

func post(event) {}

// It is stopped at the end, of a stream that has none.
func consume(in <-chan event) {
	wp := workerpool.New(10) // want `nothing limits how much workerpool\.New takes in`
	defer wp.StopWait()
	for e := range in {
		wp.Submit(func() { write([]event{e}) })
	}
}

// What waits is looked at for a warning.
type resizer struct {
	wp *workerpool.WorkerPool
}

func newResizer() *resizer {
	return &resizer{wp: workerpool.New(2)} // want `nothing limits how much workerpool\.New takes in`
}

func (r *resizer) do(path string) {
	if n := r.wp.WaitingQueueSize(); n > 10000 {
		log.Printf("resizer is behind: %d tasks", n)
	}
	r.wp.Submit(func() { resize(path) })
}

func resize(string) {}

// An option that says nothing about the queue.
func newPondContext(ctx context.Context) pond.Pool {
	return pond.NewPool(10, pond.WithContext(ctx)) // want `nothing limits how much pond\.NewPool takes in`
}

// Not blocking is not bounded.
type telemetry struct{ pool pond.Pool }

func newTelemetry() *telemetry {
	t := new(telemetry)
	t.pool = pond.NewPool(4, pond.WithNonBlocking(true)) // want `nothing limits how much pond\.NewPool takes in`
	return t
}

// The option says that there is no limit.
func newPondExplicit() pond.Pool {
	return pond.NewPool(4, pond.WithQueueSize(pond.Unbounded)) // want `nothing limits how much pond\.NewPool takes in`
}

// An option in a variable.
func newPondVar(ctx context.Context) pond.Pool {
	withCtx := pond.WithContext(ctx)
	return pond.NewPool(16, withCtx) // want `nothing limits how much pond\.NewPool takes in`
}

// A list of options.
func newPondSpread(ctx context.Context) pond.Pool {
	opts := []pond.Option{
		pond.WithContext(ctx),
		pond.WithNonBlocking(true),
	}
	return pond.NewPool(16, opts...) // want `nothing limits how much pond\.NewPool takes in`
}

// Options that are appended.
func newPondAppend(ctx context.Context, nonBlocking bool) pond.Pool {
	var opts []pond.Option
	opts = append(opts, pond.WithContext(ctx))
	if nonBlocking {
		opts = append(opts, pond.WithNonBlocking(true))
	}
	return pond.NewPool(16, opts...) // want `nothing limits how much pond\.NewPool takes in`
}

// The generic pool.
type renderer struct{ pool pond.ResultPool[string] }

func newRenderer() *renderer {
	return &renderer{pool: pond.NewResultPool[string](4)} // want `nothing limits how much pond\.NewResultPool takes in`
}

// A part of the library's own pool.
func newPondSub() pond.Pool {
	return pond.NewSubpool(4) // want `nothing limits how much pond\.NewSubpool takes in`
}

// In a configuration.
type server struct{ cfg serverConfig }

type serverConfig struct {
	Name string
	Pool pond.Pool
}

func newServer() *server {
	return &server{cfg: serverConfig{
		Name: "api",
		Pool: pond.NewPool(256), // want `nothing limits how much pond\.NewPool takes in`
	}}
}

// Through a function of this package.
func newForwarded(ctx context.Context) pond.Pool {
	return makePool(8, pond.WithContext(ctx)) // want `nothing limits how much pond\.NewPool takes in`
}

func makePool(workers int, opts ...pond.Option) pond.Pool {
	return pond.NewPool(workers, opts...)
}

// No limit in numbers.
func newAnts() (*ants.Pool, error) {
	return ants.NewPool(-1) // want `nothing limits how much ants\.NewPool takes in`
}

// Zero is no limit either.
type relay struct{ pool *ants.Pool }

func newRelay() (*relay, error) {
	p, err := ants.NewPool(0, ants.WithNonblocking(true)) // want `nothing limits how much ants\.NewPool takes in`
	return &relay{pool: p}, err
}

// A named constant.
func newAntsConst() *ants.PoolWithFunc {
	p, err := ants.NewPoolWithFunc(unlimitedWorkers, func(v any) { log.Println(v) }) // want `nothing limits how much ants\.NewPoolWithFunc takes in`
	if err != nil {
		panic(err)
	}
	return p
}

const unlimitedWorkers = -1

// A variable that only ever has this value.
func newAntsVar() *ants.Pool {
	size := -1
	p, _ := ants.NewPool(size, ants.WithPreAlloc(false)) // want `nothing limits how much ants\.NewPool takes in`
	return p
}

// The generic pool.
func newAntsGeneric() *ants.PoolWithFuncGeneric[event] {
	p, _ := ants.NewPoolWithFuncGeneric[event](-1, func(e event) { post(e) }) // want `nothing limits how much ants\.NewPoolWithFuncGeneric takes in`
	return p
}

// The size of each pool is the second number.
func newAntsMulti() *ants.MultiPool {
	p, _ := ants.NewMultiPool(10, -1, ants.RoundRobin) // want `nothing limits how much ants\.NewMultiPool takes in`
	return p
}

// In parentheses.
func newParen() *workerpool.WorkerPool {
	return (workerpool.New)(4) // want `nothing limits how much workerpool\.New takes in`
}

// Embedded by an alias.
type jobs struct{ *Pool }

type Pool = workerpool.WorkerPool

func newJobs() jobs {
	return jobs{Pool: workerpool.New(3)} // want `nothing limits how much workerpool\.New takes in`
}

// One for each shard.
func newShards(n int) []*workerpool.WorkerPool {
	shards := make([]*workerpool.WorkerPool, 0, n)
	for range n {
		shards = append(shards, workerpool.New(1)) // want `nothing limits how much workerpool\.New takes in`
	}
	return shards
}
