package bench

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"k8s.io/client-go/util/workqueue"

	"github.com/queuevet/queuevet/runtimeq"
)

// contender moves items: each call of put has one of get. All but the first have
// a ctx that can be cancelled, as a server's has.
type contender struct {
	name string
	make func(ctx context.Context, capacity int) (put func(int), get func())
}

var queues = []contender{
	{"chan", bareChannel},
	{"select", channelAndContext},
	{"runtimeq", putGetDone},
	{"runtimeq-Do", putDo},
	{"workqueue", clientGo},
}

func bareChannel(_ context.Context, capacity int) (func(int), func()) {
	ch := make(chan int, capacity)
	return func(i int) { ch <- i }, func() { <-ch }
}

// channelAndContext has what most programs write by hand: no Close that is safe
// with several senders, no Join.
func channelAndContext(ctx context.Context, capacity int) (func(int), func()) {
	ch := make(chan int, capacity)
	put := func(i int) {
		select {
		case ch <- i:
		case <-ctx.Done():
		}
	}
	get := func() {
		select {
		case <-ch:
		case <-ctx.Done():
		}
	}
	return put, get
}

func putGetDone(ctx context.Context, capacity int) (func(int), func()) {
	q := runtimeq.New[int](capacity)
	put := func(i int) { _ = q.Put(ctx, i) }
	get := func() {
		_, _ = q.Get(ctx)
		q.Done()
	}
	return put, get
}

func putDo(ctx context.Context, capacity int) (func(int), func()) {
	q := runtimeq.New[int](capacity)
	nothing := func(context.Context, int) error { return nil }
	return func(i int) { _ = q.Put(ctx, i) }, func() { _ = q.Do(ctx, nothing) }
}

// clientGo has no bound, whatever capacity is, and no ctx; it drops an item that
// is queued already, so all items differ.
func clientGo(context.Context, int) (func(int), func()) {
	q := workqueue.NewTyped[int]()
	get := func() {
		i, _ := q.Get()
		q.Done(i)
	}
	return q.Add, get
}

// pass moves b.N items from n producers to n consumers.
func pass(b *testing.B, n int, put func(int), get func()) {
	b.ReportAllocs()
	var all sync.WaitGroup
	for w := range n {
		all.Go(func() {
			for i := w; i < b.N; i += n {
				put(i)
			}
		})
		all.Go(func() {
			for i := w; i < b.N; i += n {
				get()
			}
		})
	}
	all.Wait()
}

// BenchmarkQueue is the cost of an item on its way through.
func BenchmarkQueue(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, n := range []int{1, 4} {
		for _, capacity := range []int{1, 1024} {
			for _, c := range queues {
				if c.name == "workqueue" && capacity == 1 {
					continue // it never waits, so it would not do the same
				}
				b.Run(fmt.Sprintf("%dP%dC/cap=%d/%s", n, n, capacity, c.name), func(b *testing.B) {
					put, get := c.make(ctx, capacity)
					pass(b, n, put, get)
				})
			}
		}
	}
}

// BenchmarkBatch is BenchmarkQueue with up to 64 items per Get.
func BenchmarkBatch(b *testing.B) {
	ctx := context.Background()
	for _, n := range []int{1, 4} {
		b.Run(fmt.Sprintf("%dP%dC/cap=1024/chan", n, n), func(b *testing.B) {
			put, get := bareChannel(ctx, 1024)
			pass(b, n, put, get)
		})
		b.Run(fmt.Sprintf("%dP%dC/cap=1024/runtimeq-GetBatch", n, n), func(b *testing.B) {
			b.ReportAllocs()
			q := runtimeq.New[int](1024)
			var producers, consumers sync.WaitGroup
			for w := range n {
				producers.Go(func() {
					for i := w; i < b.N; i += n {
						_ = q.Put(ctx, i)
					}
				})
				consumers.Go(func() {
					dst := make([]int, 64)
					for got, err := q.GetBatch(ctx, dst); err == nil; got, err = q.GetBatch(ctx, dst) {
						q.DoneN(got)
					}
				})
			}
			producers.Wait()
			q.Close()
			consumers.Wait()
		})
	}
}
