package spawns

import (
	"context"
	"runtime"
	"sync"
	"time"
)

// A goroutine that sends a result.

// To the caller.
func Async(f func() int) <-chan int {
	ch := make(chan int, 1)
	go func() { ch <- f() }()
	return ch
}

// The end of a service, in a field.
type Service struct {
	errc chan error
	run  func() error
}

func (s *Service) Start() {
	s.errc = make(chan error, 1)
	go func() { s.errc <- s.run() }()
}

func (s *Service) Err() error { return <-s.errc }

// One at a time.
func Poll(ctx context.Context, tick <-chan time.Time, fetch func() int, apply func(int)) {
	var pending chan int
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick:
			if pending == nil {
				pending = make(chan int, 1)
				go func(ch chan int) { ch <- fetch() }(pending)
			}
		case v := <-pending:
			pending = nil
			apply(v)
		}
	}
}

// A goroutine for every element.

// All results are received.
func FanOut(xs []int, f func(int) int) (sum int) {
	ch := make(chan int)
	for _, x := range xs {
		go func() { ch <- f(x) }()
	}
	for range xs {
		sum += <-ch
	}
	return sum
}

// They are waited for.
func Slice(xs []string, do func(string)) {
	var wg sync.WaitGroup
	for _, x := range xs {
		wg.Go(func() { do(x) })
	}
	wg.Wait()
}

// Workers.

// As many as somebody says.
func Pool(n int, jobs <-chan func()) {
	var wg sync.WaitGroup
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				j()
			}
		}()
	}
	wg.Wait()
}

// As many as processors.
func Start(ctx context.Context, in <-chan string, do func(string)) {
	for i := 0; i < runtime.NumCPU(); i++ {
		go worker(ctx, in, do)
	}
}

func worker(ctx context.Context, in <-chan string, do func(string)) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-in:
			do(s)
		}
	}
}

// One for every key.
type Runner struct {
	mu      sync.Mutex
	running map[string]bool
}

func (r *Runner) Run(in <-chan string, do func(string)) {
	for k := range in {
		r.mu.Lock()
		if r.running[k] {
			r.mu.Unlock()
			continue
		}
		r.running[k] = true
		r.mu.Unlock()
		go func() {
			defer func() {
				r.mu.Lock()
				delete(r.running, k)
				r.mu.Unlock()
			}()
			do(k)
		}()
	}
}

// A map of package sync.
func Peers(found <-chan string, dial func(string)) {
	var known sync.Map
	for addr := range found {
		if _, loaded := known.LoadOrStore(addr, struct{}{}); loaded {
			continue
		}
		go func() {
			defer known.Delete(addr)
			dial(addr)
		}()
	}
}
