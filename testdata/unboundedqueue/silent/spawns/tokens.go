package spawns

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
)

// A token is taken first.

// A place in a channel.
func Sem(in <-chan string) {
	sem := make(chan struct{}, 10)
	for s := range in {
		sem <- struct{}{}
		go func() {
			defer func() { <-sem }()
			work(s)
		}()
	}
}

func work(string) {}

// Of any name and any type.
func Guard(in <-chan string, n int) {
	guard := make(chan bool, n)
	for s := range in {
		guard <- true
		go func(s string) {
			work(s)
			<-guard
		}(s)
	}
}

// Of a library's semaphore.
func Weighted(ctx context.Context, in <-chan string) error {
	sem := semaphore.NewWeighted(8)
	for s := range in {
		if err := sem.Acquire(ctx, 1); err != nil {
			return err
		}
		go func() {
			defer sem.Release(1)
			work(s)
		}()
	}
	return nil
}

// Or it is done here.
func TryWeighted(in <-chan string) {
	sem := semaphore.NewWeighted(8)
	for s := range in {
		if !sem.TryAcquire(1) {
			work(s)
			continue
		}
		go func() {
			defer sem.Release(1)
			work(s)
		}()
	}
}

// The group has a limit.
func Group(ctx context.Context, in <-chan string) error {
	g, _ := errgroup.WithContext(ctx)
	g.SetLimit(16)
	for s := range in {
		g.Go(func() error { work(s); return nil })
	}
	return g.Wait()
}

// The group has no room for it.
func TryGo(in <-chan string) error {
	var g errgroup.Group
	g.SetLimit(2)
	for s := range in {
		if !g.TryGo(func() error { work(s); return nil }) {
			work(s)
		}
	}
	return g.Wait()
}

// Dropped where no place is free.
func TrySelect(in <-chan string, dropped *atomic.Int64) {
	slots := make(chan struct{}, 3)
	for s := range in {
		select {
		case slots <- struct{}{}:
			go func() {
				defer func() { <-slots }()
				work(s)
			}()
		default:
			dropped.Add(1)
		}
	}
}

// Or until the end.
func SelectToken(ctx context.Context, in <-chan string, throttle chan struct{}) {
	for s := range in {
		select {
		case throttle <- struct{}{}:
		case <-ctx.Done():
			return
		}
		go run(s, throttle)
	}
}

func run(s string, throttle chan struct{}) {
	defer func() { <-throttle }()
	work(s)
}

// A condition.
type Counter struct {
	mu   sync.Mutex
	cond *sync.Cond
	n    int
}

func (c *Counter) Run(in <-chan string) {
	for s := range in {
		c.mu.Lock()
		for c.n >= 8 {
			c.cond.Wait()
		}
		c.n++
		c.mu.Unlock()
		go func() {
			work(s)
			c.mu.Lock()
			c.n--
			c.mu.Unlock()
			c.cond.Signal()
		}()
	}
}

// The limit is set where the group is made.
type Importer struct{ g errgroup.Group }

func NewImporter(n int) *Importer {
	i := &Importer{}
	i.g.SetLimit(n)
	return i
}

func (i *Importer) Run(rows <-chan string, do func(string) error) error {
	for r := range rows {
		i.g.Go(func() error { return do(r) })
	}
	return i.g.Wait()
}

// A function makes the group.
func Helper(rows <-chan string, do func(string) error) error {
	g := limited()
	for r := range rows {
		g.Go(func() error { return do(r) })
	}
	return g.Wait()
}

func limited() *errgroup.Group {
	g := &errgroup.Group{}
	g.SetLimit(4)
	return g
}

// One at most.

// A flag.
type Compactor struct {
	mu      sync.Mutex
	running bool
	trigger chan string
}

func (c *Compactor) Loop(compact func(string)) {
	for dir := range c.trigger {
		c.mu.Lock()
		if c.running {
			c.mu.Unlock()
			continue
		}
		c.running = true
		c.mu.Unlock()
		go func() {
			compact(dir)
			c.mu.Lock()
			c.running = false
			c.mu.Unlock()
		}()
	}
}

// An atomic flag.
func Reload(changed <-chan string, reload func(string)) {
	var busy atomic.Bool
	for path := range changed {
		if !busy.CompareAndSwap(false, true) {
			continue
		}
		go func() {
			defer busy.Store(false)
			reload(path)
		}()
	}
}

// A lock that is tried.
func Skipping(tick <-chan time.Time, do func()) {
	var mu sync.Mutex
	for range tick {
		if !mu.TryLock() {
			continue
		}
		go func() {
			defer mu.Unlock()
			do()
		}()
	}
}
