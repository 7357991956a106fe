package tests

import (
	"sync"
	"testing"
)

// A list.
type fakeQueue struct {
	mu sync.Mutex
	q  []int
}

func (f *fakeQueue) push(v int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.q = append(f.q, v)
}

func (f *fakeQueue) pop() (int, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.q) == 0 {
		return 0, false
	}
	v := f.q[0]
	f.q = f.q[1:]
	return v, true
}

// A goroutine for every item.
func TestDouble(t *testing.T) {
	in := make(chan int)
	f := &fakeQueue{}
	var wg sync.WaitGroup
	go func() {
		defer close(in)
		for i := range 10 {
			in <- i
		}
	}()
	for v := range in {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f.push(Double(v))
		}()
	}
	wg.Wait()
	for v, ok := f.pop(); ok; v, ok = f.pop() {
		if v%2 != 0 {
			t.Errorf("Double gave %d, want an even number", v)
		}
	}
}

// A capacity.
func BenchmarkDouble(b *testing.B) {
	ch := make(chan int, 1<<21)
	for b.Loop() {
		ch <- Double(1)
		<-ch
	}
}
