package bench

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/queuevet/queuevet/runtimeq"
)

// pass sends b.N items from p producers to p consumers.
func pass(b *testing.B, p int, put func(int), get func()) {
	b.ReportAllocs()
	var wg sync.WaitGroup
	for w := range p {
		n := b.N / p
		if w == 0 {
			n += b.N % p
		}
		wg.Go(func() {
			for i := range n {
				put(i)
			}
		})
		wg.Go(func() {
			for range n {
				get()
			}
		})
	}
	wg.Wait()
}

func BenchmarkQueue(b *testing.B) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, p := range []int{1, 4} {
		for _, capacity := range []int{1, 1024} {
			cell := fmt.Sprintf("%dP%dC/cap=%d", p, p, capacity)
			b.Run(cell+"/chan", func(b *testing.B) {
				ch := make(chan int, capacity)
				pass(b, p, func(i int) { ch <- i }, func() { <-ch })
			})
			b.Run(cell+"/runtimeq", func(b *testing.B) {
				q := runtimeq.New[int](capacity)
				pass(b, p, func(i int) { _ = q.Put(ctx, i) }, func() { _, _ = q.Get(ctx); q.Done() })
			})
		}
	}
}
