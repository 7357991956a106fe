package runtimeq_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/queuevet/queuevet/runtimeq"
)

// Proofs: for each analyzer of queuevet, a small program that is written in the
// way that it reports, with what then happens to it, and the same program with
// runtimeq, to which it does not happen. A line that ends in "reported: NAME" is
// where the analyzer NAME has its finding once this file is not a test file.
//
// Times are those of a synctest bubble: an hour passes at once, and as soon as
// nothing else can happen.

// later returns whether the program has ended after an hour.
func later(ended *atomic.Bool) bool {
	time.Sleep(time.Hour)
	synctest.Wait()
	return ended.Load()
}

func start(program func()) (ended *atomic.Bool) {
	ended = new(atomic.Bool)
	go func() {
		program()
		ended.Store(true)
	}()
	return ended
}

// --- lenpoll: two workers see the one job that is left, and one of them waits
// for it for ever.

type polledPool struct {
	jobs chan string
	done atomic.Int32
}

func (p *polledPool) worker() {
	for len(p.jobs) > 0 { // reported: lenpoll
		time.Sleep(time.Millisecond) // whatever takes time here
		<-p.jobs
		p.done.Add(1)
	}
}

func (p *polledPool) run() {
	p.jobs <- "the only job"
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(p.worker)
	}
	workers.Wait()
}

type waitingPool struct {
	jobs *runtimeq.Queue[string]
	done atomic.Int32
}

func (p *waitingPool) worker() {
	for range p.jobs.All(context.Background()) {
		time.Sleep(time.Millisecond)
		p.done.Add(1)
	}
}

func (p *waitingPool) run() {
	_ = p.jobs.TryPut("the only job")
	p.jobs.Close()
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(p.worker)
	}
	workers.Wait()
}

func TestProofLenpoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &polledPool{jobs: make(chan string, 1)}
		if ended := start(p.run); later(ended) || p.done.Load() != 1 {
			t.Error("the polling workers ended; one was to hang")
		}
		p.jobs <- "" // frees it
	})
	synctest.Test(t, func(t *testing.T) {
		p := &waitingPool{jobs: runtimeq.New[string](1)}
		if ended := start(p.run); !later(ended) || p.done.Load() != 1 {
			t.Error("the workers did not end after the only job")
		}
	})
}

// --- missingdone: an item that is left out is never settled, and Join waits
// for it for ever.

func importWithoutDone(q *runtimeq.Queue[string]) {
	for {
		row, err := q.Get(context.Background()) // reported: missingdone
		if err != nil {
			return
		}
		if row == "" {
			continue
		}
		time.Sleep(time.Millisecond)
		q.Done()
	}
}

func importAll(q *runtimeq.Queue[string]) {
	for row := range q.All(context.Background()) {
		if row == "" {
			continue
		}
		time.Sleep(time.Millisecond)
	}
}

// importThenJoin gives three rows to the consumer and waits for them.
func importThenJoin(consumer func(*runtimeq.Queue[string])) (ended *atomic.Bool, q *runtimeq.Queue[string]) {
	q = runtimeq.New[string](3)
	go consumer(q)
	return start(func() {
		for _, row := range []string{"a", "", "b"} {
			_ = q.Put(context.Background(), row)
		}
		_ = q.Shutdown(context.Background())
	}), q
}

func TestProofMissingDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended, q := importThenJoin(importWithoutDone)
		if later(ended) {
			t.Error("Shutdown returned; it was to hang")
		}
		q.Done() // frees it
	})
	synctest.Test(t, func(t *testing.T) {
		if ended, _ := importThenJoin(importAll); !later(ended) {
			t.Error("Shutdown did not return")
		}
	})
}

// --- unboundedqueue: what comes faster than it goes grows without limit.

type backlog struct {
	mu     sync.Mutex
	events []int
}

func (b *backlog) add(e int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.events = append(b.events, e) // reported: unboundedqueue
}

func (b *backlog) next() (e int, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.events) == 0 {
		return 0, false
	}
	e, b.events = b.events[0], b.events[1:]
	return e, true
}

func (b *backlog) size() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.events)
}

// flood calls put 10 times as often as get, for a minute, and returns the most
// that measure saw.
func flood(put func(ctx context.Context), get func(ctx context.Context), measure func() int) (most int) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var ends sync.WaitGroup
	ends.Go(func() {
		for ; ctx.Err() == nil; time.Sleep(time.Millisecond) {
			put(ctx)
			most = max(most, measure())
		}
	})
	ends.Go(func() {
		for ; ctx.Err() == nil; time.Sleep(10 * time.Millisecond) {
			get(ctx)
		}
	})
	ends.Wait()
	return most
}

func TestProofUnboundedQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := new(backlog)
		most := flood(func(context.Context) { b.add(1) }, func(context.Context) { b.next() }, b.size)
		if most < 50_000 {
			t.Errorf("only %d events wait; they were to grow", most)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		q := runtimeq.New[int](10)
		most := flood(
			func(ctx context.Context) { _ = q.Put(ctx, 1) }, // waits: the source slows down
			func(ctx context.Context) { _ = q.Do(ctx, func(context.Context, int) error { return nil }) },
			func() int { return q.Stats().Depth },
		)
		if most > 10 {
			t.Errorf("%d events wait in a queue for 10", most)
		}
	})
}

// --- blockinghandler: when the workers are stuck, each request adds a goroutine
// that outlives its client for ever.

type sendingServer struct{ jobs chan string }

func (s *sendingServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.jobs <- r.URL.Path // reported: blockinghandler
	w.WriteHeader(http.StatusAccepted)
}

type queueingServer struct{ jobs *runtimeq.Queue[string] }

func (s *queueingServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.jobs.TryPut(r.URL.Path) != nil {
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// requests sends 3 requests whose clients wait for 10 seconds, and returns how
// many handlers have returned an hour later.
func requests(handler http.Handler) int32 {
	var returned atomic.Int32
	for range 3 {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		go func() {
			handler.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodPost, "/job", nil))
			returned.Add(1)
		}()
	}
	time.Sleep(time.Hour)
	synctest.Wait()
	return returned.Load()
}

func TestProofBlockingHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &sendingServer{jobs: make(chan string, 1)} // and no worker takes anything
		if n := requests(s); n != 1 {
			t.Errorf("%d handlers returned; 2 were to hang", n)
		}
		<-s.jobs // frees them
		<-s.jobs
	})
	synctest.Test(t, func(t *testing.T) {
		s := &queueingServer{jobs: runtimeq.New[string](1)}
		if n := requests(s); n != 3 {
			t.Errorf("%d handlers returned of 3", n)
		}
	})
}

// --- norecover: one item that panics ends the whole program.

type fragilePool struct {
	jobs   chan int
	handle func(int)
}

func (p *fragilePool) worker() {
	for job := range p.jobs {
		p.handle(job) // reported: norecover
	}
}

func newFragilePool(handle func(int)) *fragilePool {
	p := &fragilePool{jobs: make(chan int), handle: handle}
	go p.worker()
	return p
}

func runFragile(jobs []int) {
	p := newFragilePool(invert)
	for _, job := range jobs {
		p.jobs <- job
	}
}

func runIsolated(jobs []int) (failed []int) {
	q := runtimeq.New[int](len(jobs))
	for _, job := range jobs {
		_ = q.TryPut(job)
	}
	q.Close()
	_ = runtimeq.Consumer[int]{
		Handle: func(_ context.Context, job int) error { invert(job); return nil },
		DeadLetter: func(_ context.Context, d runtimeq.Dead[int]) error {
			failed = append(failed, d.Item)
			return nil
		},
	}.Run(context.Background(), q)
	return failed
}

var inverted atomic.Int32

func invert(n int) { inverted.Add(int32(1 / n)) } // panics for 0

// A recover that is not called by the deferred function itself.
type hopefulPool struct {
	jobs   chan int
	handle func(int)
}

func (p *hopefulPool) worker() {
	for job := range p.jobs {
		p.try(job)
	}
}

func (p *hopefulPool) try(job int) {
	defer func() { catch() }() // reported: norecover
	p.handle(job)
}

func runHopeful(jobs []int) {
	p := &hopefulPool{jobs: make(chan int), handle: invert}
	go p.worker()
	for _, job := range jobs {
		p.jobs <- job
	}
}

func catch() {
	if r := recover(); r != nil {
		fmt.Println("recovered:", r)
	}
}

// The same with catch deferred, as the suggested fix has it.
func tryCaught(job int) {
	defer catch()
	invert(job)
}

func TestProofNoRecover(t *testing.T) {
	jobs := []int{1, 0, 1, 1}
	programs := map[string]func([]int){"fragile": runFragile, "hopeful": runHopeful}
	if run := programs[os.Getenv("RUNTIMEQ_PROOF")]; run != nil { // in the program below
		run(jobs)
		return
	}
	for name := range programs {
		program := exec.Command(os.Args[0], "-test.run=^TestProofNoRecover$")
		program.Env = append(os.Environ(), "RUNTIMEQ_PROOF="+name)
		output, err := program.CombinedOutput()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || !strings.Contains(string(output), "panic: runtime error: integer divide by zero") {
			t.Errorf("%s: the program ended with %v; it was to die:\n%s", name, err, output)
		}
	}

	inverted.Store(0)
	if failed := runIsolated(jobs); len(failed) != 1 || inverted.Load() != 3 {
		t.Errorf("failed: %v, handled: %d", failed, inverted.Load())
	}
	inverted.Store(0)
	for _, job := range jobs {
		tryCaught(job)
	}
	if inverted.Load() != 3 {
		t.Errorf("with catch deferred, handled: %d", inverted.Load())
	}
}

// A recover around the loop keeps the program alive, and nobody takes what comes
// behind the item that panics.
type mortalPool struct {
	jobs   chan int
	handle func(int)
}

func (p *mortalPool) worker() {
	defer catch()
	for job := range p.jobs {
		p.handle(job) // reported: norecover
	}
}

type lastingPool struct {
	jobs   chan int
	handle func(int)
}

func (p *lastingPool) worker() {
	for job := range p.jobs {
		func() {
			defer catch()
			p.handle(job)
		}()
	}
}

// send starts a worker and gives it jobs, the second of which panics.
func send(jobs chan int, worker func()) (ended *atomic.Bool) {
	inverted.Store(0)
	go worker()
	return start(func() {
		for _, job := range []int{1, 0, 1, 1} {
			jobs <- job
		}
		close(jobs)
	})
}

func TestProofNoRecoverOutside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &mortalPool{jobs: make(chan int), handle: invert}
		if ended := send(p.jobs, p.worker); later(ended) || inverted.Load() != 1 {
			t.Error("all jobs were taken; the third was to wait for ever")
		}
		<-p.jobs // frees the sender
		<-p.jobs
	})
	synctest.Test(t, func(t *testing.T) {
		p := &lastingPool{jobs: make(chan int), handle: invert}
		if ended := send(p.jobs, p.worker); !later(ended) || inverted.Load() != 3 {
			t.Errorf("handled: %d of 3", inverted.Load())
		}
	})
}
