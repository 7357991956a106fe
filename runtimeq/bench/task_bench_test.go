package bench

import (
	"context"
	"sync"
	"testing"

	"github.com/alitto/pond/v2"
	"github.com/gammazero/workerpool"
	"github.com/panjf2000/ants/v2"
	"github.com/sourcegraph/conc/pool"
	"golang.org/x/sync/errgroup"
	"k8s.io/client-go/util/workqueue"

	"github.com/queuevet/queuevet/runtimeq"
)

const (
	workers  = 4
	capacity = 1024
)

func nothing() {}

// BenchmarkTask is the cost of an empty task, from one goroutine to 4 workers,
// all waited for.
func BenchmarkTask(b *testing.B) {
	for _, c := range []struct {
		name string
		run  func(n int)
	}{
		{"chan", runChannel},
		{"runtimeq-All", runAll},
		{"runtimeq-Consumer", runConsumer},
		{"workqueue", runWorkqueue},
		{"pond", runPond},
		{"conc", runConc},
		{"errgroup", runErrgroup},
		{"workerpool", runWorkerpool},
		{"ants", runAnts},
	} {
		b.Run("4 workers/"+c.name, func(b *testing.B) {
			b.ReportAllocs()
			c.run(b.N)
		})
	}
}

// onWorkers runs work on each worker and returns how to wait for them.
func onWorkers(work func()) (wait func()) {
	var all sync.WaitGroup
	for range workers {
		all.Go(work)
	}
	return all.Wait
}

func runChannel(n int) {
	tasks := make(chan func(), capacity)
	wait := onWorkers(func() {
		for task := range tasks {
			task()
		}
	})
	for range n {
		tasks <- nothing
	}
	close(tasks)
	wait()
}

func runAll(n int) {
	ctx := context.Background()
	q := runtimeq.New[func()](capacity)
	wait := onWorkers(func() {
		for task := range q.All(ctx) {
			task()
		}
	})
	for range n {
		_ = q.Put(ctx, nothing)
	}
	q.Close()
	wait()
}

// runConsumer recovers each task.
func runConsumer(n int) {
	ctx := context.Background()
	q := runtimeq.New[func()](capacity)
	ended := make(chan error)
	go func() {
		ended <- runtimeq.Consumer[func()]{
			Workers: workers,
			Handle:  func(_ context.Context, task func()) error { task(); return nil },
		}.Run(ctx, q)
	}()
	for range n {
		_ = q.Put(ctx, nothing)
	}
	q.Close()
	if err := <-ended; err != nil {
		panic(err)
	}
}

// runWorkqueue has no bound.
func runWorkqueue(n int) {
	q := workqueue.NewTyped[int]()
	wait := onWorkers(func() {
		for task, quit := q.Get(); !quit; task, quit = q.Get() {
			q.Done(task)
		}
	})
	for i := range n {
		q.Add(i)
	}
	q.ShutDownWithDrain()
	wait()
}

// runPond recovers each task.
func runPond(n int) {
	p := pond.NewPool(workers, pond.WithQueueSize(capacity), pond.WithContext(context.Background()))
	for range n {
		_ = p.Go(nothing)
	}
	p.StopAndWait()
}

// runConc hands over without a queue and recovers a panic once, in Wait.
func runConc(n int) {
	p := pool.New().WithMaxGoroutines(workers)
	for range n {
		p.Go(nothing)
	}
	p.Wait()
}

// runErrgroup has a goroutine per task and no queue.
func runErrgroup(n int) {
	g, _ := errgroup.WithContext(context.Background())
	g.SetLimit(workers)
	for range n {
		g.Go(func() error { return nil })
	}
	_ = g.Wait()
}

// runWorkerpool has no bound and recovers nothing.
func runWorkerpool(n int) {
	p := workerpool.New(workers)
	for range n {
		p.Submit(nothing)
	}
	p.StopWait()
}

// runAnts hands over without a queue, recovers each task, and cannot wait for
// all of them by itself.
func runAnts(n int) {
	p, _ := ants.NewPool(workers)
	defer p.Release()
	var all sync.WaitGroup
	all.Add(n)
	task := func() { all.Done() }
	for range n {
		_ = p.Submit(task)
	}
	all.Wait()
}
