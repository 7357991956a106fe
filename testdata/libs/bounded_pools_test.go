package libs

import (
	"testing"

	pond1 "github.com/alitto/pond"
	"github.com/alitto/pond/v2"
	"github.com/bytedance/gopkg/util/gopool"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"
)

// pondCases stop no pool: in pond v2 that is a task for its default pool, which
// is outside of the bubble, and a pool without tasks has no goroutine.
var pondCases = []boundCase{
	{"pond/v2.NewPool", unbounded, pondPool(1)},
	{"pond/v2.NewPool/no limit of workers", unbounded, pondPool(0)},
	{"pond/v2.NewPool/WithNonBlocking", unbounded, pondPool(1, pond.WithNonBlocking(true))},
	{"pond/v2.NewPool/WithoutPanicRecovery", unbounded, pondPool(1, pond.WithoutPanicRecovery())},
	{"pond/v2.NewPool/WithQueueSize", waits, pondPool(1, pond.WithQueueSize(10))},
	{"pond/v2.NewPool/WithQueueSize 0", waits, pondPool(1, pond.WithQueueSize(0))},
	{"pond/v2.NewPool/WithQueueSize -1", waits, pondPool(1, pond.WithQueueSize(-1))},
	{"pond/v2.NewPool/WithQueueSize Unbounded", unbounded, pondPool(1, pond.WithQueueSize(pond.Unbounded))},
	{"pond/v2.NewPool/WithQueueSize, the last counts", unbounded, pondPool(1, pond.WithQueueSize(10), pond.WithQueueSize(pond.DefaultQueueSize))},
	{"pond/v2.NewPool/no limit of workers, WithQueueSize 10", unbounded, pondPool(0, pond.WithQueueSize(10))},
	{"pond/v2.NewPool/WithQueueSize WithNonBlocking", refuses, pondPool(1, pond.WithQueueSize(10), pond.WithNonBlocking(true))},
	{"pond/v2.NewPool/WithQueueSize 0 WithNonBlocking", refuses, pondPool(1, pond.WithQueueSize(0), pond.WithNonBlocking(true))},

	{"pond/v2.Pool.Submit", unbounded, func(t *testing.T, went func()) trial {
		p := pond.NewPool(1)
		return tasks(func(task func()) bool { p.Submit(task); return true }, func() {}, went)
	}},
	{"pond/v2.Pool.Submit/WithQueueSize", waits, func(t *testing.T, went func()) trial {
		p := pond.NewPool(1, pond.WithQueueSize(10))
		return tasks(func(task func()) bool { p.Submit(task); return true }, func() {}, went)
	}},
	{"pond/v2.Pool.TrySubmit", unbounded, func(t *testing.T, went func()) trial {
		p := pond.NewPool(1)
		return tasks(func(task func()) bool { _, ok := p.TrySubmit(task); return ok }, func() {}, went)
	}},
	{"pond/v2.Pool.TrySubmit/WithQueueSize", refuses, func(t *testing.T, went func()) trial {
		p := pond.NewPool(1, pond.WithQueueSize(10))
		return tasks(func(task func()) bool { _, ok := p.TrySubmit(task); return ok }, func() {}, went)
	}},
	{"pond/v2.Pool.NewSubpool", unbounded, pondSubpool(nil, nil)},
	{"pond/v2.Pool.NewSubpool/of a bounded pool", waits, pondSubpool([]pond.Option{pond.WithQueueSize(10)}, nil)},
	{"pond/v2.Pool.NewSubpool/WithQueueSize", waits, pondSubpool(nil, []pond.Option{pond.WithQueueSize(10)})},
	{"pond/v2.Pool.NewSubpool/WithQueueSize Unbounded of a bounded pool", unbounded, pondSubpool([]pond.Option{pond.WithQueueSize(10)}, []pond.Option{pond.WithQueueSize(pond.Unbounded)})},
	{"pond/v2.Pool.NewGroup", unbounded, pondGroup()},
	{"pond/v2.Pool.NewGroup/WithQueueSize", waits, pondGroup(pond.WithQueueSize(10))},

	{"pond/v2.NewResultPool", unbounded, resultPool()},
	{"pond/v2.NewResultPool/WithNonBlocking", unbounded, resultPool(pond.WithNonBlocking(true))},
	{"pond/v2.NewResultPool/WithQueueSize", waits, resultPool(pond.WithQueueSize(10))},
	{"pond/v2.NewResultPool/WithQueueSize 0", waits, resultPool(pond.WithQueueSize(0))},

	{"pond.New", waits, pond1Pool(10)},
	{"pond.New/capacity 0", waits, pond1Pool(0)},
	{"pond.New/MinWorkers", waits, pond1Pool(10, pond1.MinWorkers(1), pond1.Strategy(pond1.Lazy()))},
	{"pond.WorkerPool.TrySubmit", refuses, func(t *testing.T, went func()) trial {
		p := pond1.New(1, 10)
		return tasks(p.TrySubmit, p.StopAndWait, went)
	}},
}

func pondPool(workers int, options ...pond.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := pond.NewPool(workers, options...)
		return tasks(func(task func()) bool { return p.Go(task) == nil }, func() {}, went)
	}
}

func pondSubpool(parent, options []pond.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := pond.NewPool(1, parent...)
		sub := p.NewSubpool(1, options...)
		return tasks(func(task func()) bool { return sub.Go(task) == nil }, func() {}, went)
	}
}

func pondGroup(options ...pond.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := pond.NewPool(1, options...)
		group := p.NewGroup()
		return tasks(func(task func()) bool { group.Submit(task); return true }, func() {}, went)
	}
}

func resultPool(options ...pond.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := pond.NewResultPool[int](1, options...)
		submit := func(task func()) bool {
			p.Submit(func() int { task(); return 1 })
			return true
		}
		return tasks(submit, func() {}, went)
	}
}

func pond1Pool(capacity int, options ...pond1.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := pond1.New(1, capacity, options...)
		return tasks(func(task func()) bool { p.Submit(task); return true }, p.StopAndWait, went)
	}
}

var antsCases = []boundCase{
	{"ants.NewPool", waits, antsPool(1)},
	{"ants.NewPool/-1", unbounded, antsPool(-1)},
	{"ants.NewPool/0", unbounded, antsPool(0)},
	{"ants.NewPool/WithNonblocking", refuses, antsPool(1, ants.WithNonblocking(true))},
	{"ants.NewPool/-1 WithNonblocking", unbounded, antsPool(-1, ants.WithNonblocking(true))},
	{"ants.NewPool/-1 WithMaxBlockingTasks", unbounded, antsPool(-1, ants.WithMaxBlockingTasks(1))},
	{"ants.NewPool/WithMaxBlockingTasks", waits, antsPool(1, ants.WithMaxBlockingTasks(10))},
	{"ants.NewPool/WithPreAlloc", waits, antsPool(1, ants.WithPreAlloc(true))},
	{"ants.NewPoolWithFunc", waits, antsFunc(1)},
	{"ants.NewPoolWithFunc/-1", unbounded, antsFunc(-1)},
	{"ants.NewPoolWithFuncGeneric", waits, antsGeneric(1)},
	{"ants.NewPoolWithFuncGeneric/-1", unbounded, antsGeneric(-1)},
	{"ants.NewMultiPool", waits, antsMulti(2, 1)},
	{"ants.NewMultiPool/-1", unbounded, antsMulti(2, -1)},
	{"ants.NewMultiPoolWithFunc", waits, antsMultiFunc(1)},
	{"ants.NewMultiPoolWithFunc/-1", unbounded, antsMultiFunc(-1)},
}

func antsPool(size int, options ...ants.Option) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p, err := ants.NewPool(size, options...)
		if err != nil {
			t.Fatal(err)
		}
		return tasks(func(task func()) bool { return p.Submit(task) == nil }, func() { p.ReleaseContext(t.Context()) }, went)
	}
}

func antsFunc(size int) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p, err := ants.NewPoolWithFunc(size, func(task any) { task.(func())() })
		if err != nil {
			t.Fatal(err)
		}
		return tasks(func(task func()) bool { return p.Invoke(task) == nil }, func() { p.ReleaseContext(t.Context()) }, went)
	}
}

func antsGeneric(size int) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p, err := ants.NewPoolWithFuncGeneric(size, func(task func()) { task() })
		if err != nil {
			t.Fatal(err)
		}
		return tasks(func(task func()) bool { return p.Invoke(task) == nil }, func() { p.ReleaseContext(t.Context()) }, went)
	}
}

func antsMulti(pools, size int) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p, err := ants.NewMultiPool(pools, size, ants.RoundRobin)
		if err != nil {
			t.Fatal(err)
		}
		return tasks(func(task func()) bool { return p.Submit(task) == nil }, func() { p.ReleaseContext(t.Context()) }, went)
	}
}

func antsMultiFunc(size int) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p, err := ants.NewMultiPoolWithFunc(2, size, func(task any) { task.(func())() }, ants.RoundRobin)
		if err != nil {
			t.Fatal(err)
		}
		return tasks(func(task func()) bool { return p.Invoke(task) == nil }, func() { p.ReleaseContext(t.Context()) }, went)
	}
}

var poolCases = []boundCase{
	{"workerpool.New", unbounded, func(t *testing.T, went func()) trial {
		p := workerpool.New(1)
		return tasks(func(task func()) bool { return p.Do(task) == nil }, p.StopWait, went)
	}},
	{"workerpool.New/WithIdleTimeout", unbounded, func(t *testing.T, went func()) trial {
		p := workerpool.New(1, workerpool.WithIdleTimeout(0))
		return tasks(func(task func()) bool { p.Submit(task); return true }, p.StopWait, went)
	}},
	{"workerpool.WorkerPool.SubmitWait", waits, func(t *testing.T, went func()) trial {
		p := workerpool.New(1)
		return tasks(func(task func()) bool { p.SubmitWait(task); return true }, p.StopWait, went)
	}},

	{"gopool.NewPool", unbounded, func(t *testing.T, went func()) trial {
		p := gopool.NewPool("libs", 1, gopool.NewConfig())
		return tasks(func(task func()) bool { p.Go(task); return true }, func() {}, went)
	}},

	{"conc/pool.New", unbounded, concPool(pool.New)},
	{"conc/pool.New/WithMaxGoroutines", waits, concPool(func() *pool.Pool { return pool.New().WithMaxGoroutines(1) })},
	{"conc.NewWaitGroup", unbounded, func(t *testing.T, went func()) trial {
		wg := conc.NewWaitGroup()
		return tasks(func(task func()) bool { wg.Go(task); return true }, wg.Wait, went)
	}},

	{"errgroup.Group", unbounded, func(t *testing.T, went func()) trial {
		var g errgroup.Group
		return tasks(func(task func()) bool { g.Go(func() error { task(); return nil }); return true }, func() { g.Wait() }, went)
	}},
	{"errgroup.Group/SetLimit", waits, func(t *testing.T, went func()) trial {
		var g errgroup.Group
		g.SetLimit(1)
		return tasks(func(task func()) bool { g.Go(func() error { task(); return nil }); return true }, func() { g.Wait() }, went)
	}},
}

func concPool(open func() *pool.Pool) func(*testing.T, func()) trial {
	return func(t *testing.T, went func()) trial {
		p := open()
		return tasks(func(task func()) bool { p.Go(task); return true }, p.Wait, went)
	}
}
