package libs

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"

	pond1 "github.com/alitto/pond"
	"github.com/alitto/pond/v2"
	"github.com/bytedance/gopkg/util/gopool"
	"github.com/docker/go-events"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
	"github.com/robfig/cron/v3"
	"github.com/sourcegraph/conc"
	"github.com/sourcegraph/conc/pool"
	"github.com/sourcegraph/conc/stream"
	"golang.org/x/sync/errgroup"
)

// plainPanics is the standard library and golang.org/x/sync.
var plainPanics = []panicCase{
	{"sync.WaitGroup.Go", dies, func(n int, task func()) {
		var wg sync.WaitGroup
		for range n {
			wg.Go(task)
		}
		wg.Wait()
	}},
	{"time.AfterFunc", dies, func(n int, task func()) { time.AfterFunc(0, task) }},
	{"context.AfterFunc", dies, func(n int, task func()) {
		ctx, cancel := context.WithCancel(context.Background())
		context.AfterFunc(ctx, task)
		cancel()
	}},
	{"errgroup.Group.Go", dies, func(n int, task func()) {
		var g errgroup.Group
		g.Go(func() error { task(); return nil })
		g.Wait()
	}},
	{"errgroup.Group.TryGo", dies, func(n int, task func()) {
		var g errgroup.Group
		g.SetLimit(1)
		g.TryGo(func() error { task(); return nil })
		g.Wait()
	}},
	{"http.HandlerFunc", goesOn, func(n int, task func()) {
		server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { task() }))
		for range n {
			http.Post(server.URL, "", nil)
		}
	}},
}

var poolPanics = []panicCase{
	{"pond/v2.Pool.Go", goesOn, pondPanics(func(p pond.Pool, task func()) { p.Go(task) })},
	{"pond/v2.Pool.Submit", goesOn, pondPanics(func(p pond.Pool, task func()) { p.Submit(task) })},
	{"pond/v2.Pool.SubmitErr", goesOn, pondPanics(func(p pond.Pool, task func()) { p.SubmitErr(func() error { task(); return nil }) })},
	{"pond/v2.TaskGroup.Submit", goesOn, pondPanics(func(p pond.Pool, task func()) { p.NewGroup().Submit(task) })},
	{"pond/v2.Pool.NewSubpool", goesOn, pondPanics(func(p pond.Pool, task func()) { p.NewSubpool(1).Go(task) })},
	{"pond/v2.Pool.Go/WithoutPanicRecovery", dies, pondPanics(func(p pond.Pool, task func()) { p.Go(task) }, pond.WithoutPanicRecovery())},
	{"pond/v2.Pool.Submit/WithoutPanicRecovery", dies, pondPanics(func(p pond.Pool, task func()) { p.Submit(task) }, pond.WithoutPanicRecovery())},
	{"pond/v2.TaskGroup.Submit/WithoutPanicRecovery", dies, pondPanics(func(p pond.Pool, task func()) { p.NewGroup().Submit(task) }, pond.WithoutPanicRecovery())},
	{"pond/v2.ResultPool.Submit", goesOn, func(n int, task func()) {
		p := pond.NewResultPool[int](1)
		for range n {
			p.Submit(func() int { task(); return 1 })
		}
	}},
	{"pond.WorkerPool.Submit", goesOn, pond1Panics(func(p *pond1.WorkerPool, task func()) { p.Submit(task) })},
	{"pond.TaskGroup.Submit", goesOn, pond1Panics(func(p *pond1.WorkerPool, task func()) { p.Group().Submit(task) })},
	{"pond.TaskGroupWithContext.Submit", goesOn, pond1Panics(func(p *pond1.WorkerPool, task func()) {
		group, _ := p.GroupContext(context.Background())
		group.Submit(func() error { task(); return nil })
	})},

	{"ants.Pool.Submit", goesOn, func(n int, task func()) {
		p, _ := ants.NewPool(1)
		for range n {
			p.Submit(task)
		}
	}},
	{"ants.PoolWithFunc.Invoke", goesOn, func(n int, task func()) {
		p, _ := ants.NewPoolWithFunc(1, func(any) { task() })
		for range n {
			p.Invoke(1)
		}
	}},
	{"ants.PoolWithFuncGeneric.Invoke", goesOn, func(n int, task func()) {
		p, _ := ants.NewPoolWithFuncGeneric(1, func(int) { task() })
		for range n {
			p.Invoke(1)
		}
	}},
	{"ants.MultiPool.Submit", goesOn, func(n int, task func()) {
		p, _ := ants.NewMultiPool(1, 1, ants.RoundRobin)
		for range n {
			p.Submit(task)
		}
	}},

	{"workerpool.WorkerPool.Submit", dies, func(n int, task func()) { workerpool.New(1).Submit(task) }},
	{"workerpool.WorkerPool.Do", dies, func(n int, task func()) { workerpool.New(1).Do(task) }},
	{"workerpool.WorkerPool.DoWait", dies, func(n int, task func()) { workerpool.New(1).DoWait(task) }},

	{"gopool.Pool.Go", goesOn, func(n int, task func()) {
		p := gopool.NewPool("libs", 1, gopool.NewConfig())
		for range n {
			p.Go(task)
		}
	}},

	{"conc/pool.Pool.Go", rethrown, func(n int, task func()) {
		p := pool.New().WithMaxGoroutines(1)
		for range n {
			p.Go(task)
		}
		p.Wait()
	}},
	{"conc/pool.ErrorPool.Go", rethrown, func(n int, task func()) {
		p := pool.New().WithMaxGoroutines(1).WithErrors()
		for range n {
			p.Go(func() error { task(); return nil })
		}
		p.Wait()
	}},
	{"conc.WaitGroup.Go", rethrown, func(n int, task func()) {
		var wg conc.WaitGroup
		for range n {
			wg.Go(task)
		}
		wg.Wait()
	}},
	{"conc/stream.Stream.Go", rethrown, func(n int, task func()) {
		s := stream.New().WithMaxGoroutines(1)
		for range n {
			s.Go(func() stream.Callback { task(); return func() {} })
		}
		s.Wait()
	}},

	{"cron.Cron.Schedule", dies, cronPanics()},
	{"cron.Cron.Schedule/Recover", goesOn, cronPanics(cron.WithChain(cron.Recover(cron.DiscardLogger)))},

	{"events.Queue", dies, func(n int, task func()) { events.NewQueue(taskSink(task)).Write(n) }},
	{"events.Broadcaster", dies, func(n int, task func()) { events.NewBroadcaster(taskSink(task)).Write(n) }},
}

func pondPanics(submit func(pond.Pool, func()), options ...pond.Option) func(int, func()) {
	return func(n int, task func()) {
		p := pond.NewPool(1, options...)
		for range n {
			submit(p, task)
		}
	}
}

func pond1Panics(submit func(*pond1.WorkerPool, func())) func(int, func()) {
	return func(n int, task func()) {
		p := pond1.New(1, n)
		for range n {
			submit(p, task)
		}
	}
}

// soon is the schedule of a job that is always due.
type soon struct{}

func (soon) Next(now time.Time) time.Time { return now.Add(time.Millisecond) }

func cronPanics(options ...cron.Option) func(int, func()) {
	return func(n int, task func()) {
		c := cron.New(options...)
		c.Schedule(soon{}, cron.FuncJob(task))
		c.Start()
	}
}

// A taskSink runs its task for each event.
type taskSink func()

func (s taskSink) Write(events.Event) error { s(); return nil }
func (s taskSink) Close() error             { return nil }
