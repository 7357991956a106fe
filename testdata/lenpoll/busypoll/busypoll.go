// Package busypoll holds loops that ask the length where the operation waits
// by itself.
package busypoll

import (
	"context"
	"os"
	"runtime"
	"sync"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

type job struct{ id int }

func use(job)             {}
func flush()              {}
func healthy(bool)        {}
func logf(string, ...any) {}

type server struct {
	jobs chan job
	done chan struct{}
}

// Reported.

func sleepAndContinue(ch chan job) {
	for {
		if len(ch) == 0 { // want `the length of "ch" is polled before the receive: leave the poll out and block in the receive`
			time.Sleep(time.Millisecond)
			continue
		}
		use(<-ch)
	}
}

func sleepInElse(ch chan job) {
	for {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		} else {
			time.Sleep(time.Millisecond)
		}
	}
}

func sleepEachRound(s *server) {
	for {
		select {
		case <-s.done:
			return
		default:
		}
		if len(s.jobs) > 0 { // want `the length of "s.jobs" is polled`
			use(<-s.jobs)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func sleepByTimer(ctx context.Context, s *server) {
	for {
		if len(s.jobs) > 0 { // want `the length of "s.jobs" is polled`
			use(<-s.jobs)
			continue
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return
		}
	}
}

func spin(ch chan job) {
	for {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
	}
}

func spinInDefault(s *server) {
	for {
		select {
		case <-s.done:
			return
		default:
			if len(s.jobs) == 0 { // want `the length of "s.jobs" is polled`
				continue
			}
			use(<-s.jobs)
		}
	}
}

func yield(ch chan job) {
	for len(ch) == 0 { // want `waiting for "ch" to look filled polls: block in the receive`
		runtime.Gosched()
	}
	use(<-ch)
}

func ticker(ch chan job) {
	t := time.NewTicker(time.Second)
	for range t.C {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
	}
}

func tickerCase(s *server) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case <-t.C:
			if len(s.jobs) == 0 { // want `the length of "s.jobs" is polled`
				continue
			}
			use(<-s.jobs)
		case <-s.done:
			return
		}
	}
}

func tick(ch chan job) {
	for range time.Tick(time.Second) {
		if n := len(ch); n > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
	}
}

// A function that a timed loop calls.
func (s *server) Run() {
	for {
		s.step()
		time.Sleep(time.Second)
	}
}

func (s *server) step() {
	if len(s.jobs) == 0 { // want `the length of "s.jobs" is polled`
		return
	}
	use(<-s.jobs)
}

// A function that a helper calls periodically.
func (s *server) runUntil(stop chan struct{}) {
	wait.Until(s.poll, time.Second, stop)
	go wait.Until(func() {
		if len(s.jobs) > 0 { // want `the length of "s.jobs" is polled`
			use(<-s.jobs)
		}
	}, time.Second, stop)
}

func (s *server) poll() {
	if len(s.jobs) == 0 { // want `the length of "s.jobs" is polled`
		return
	}
	use(<-s.jobs)
}

// Empty is not finished.
func waitUntilEmpty(ch chan job) {
	for len(ch) > 0 { // want `waiting for "ch" to look empty polls, and an item that was taken may still be unfinished: wait for Done of every item, such as with a sync.WaitGroup`
		logf("%d left", len(ch))
		time.Sleep(time.Second)
	}
}

func waitUntilEmptyOrLate(ctx context.Context, ch chan job) {
	for len(ch) != 0 { // want `waiting for "ch" to look empty`
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func breakWhenEmpty(ch chan job) {
	for {
		if len(ch) == 0 { // want `waiting for "ch" to look empty`
			break
		}
		time.Sleep(time.Second)
	}
}

func tickUntilEmpty(s *server) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case <-t.C:
			if len(s.jobs) == 0 { // want `waiting for "s.jobs" to look empty`
				return
			}
		case <-s.done:
			return
		}
	}
}

func spinUntilEmpty(ch chan job) {
	for len(ch) > 0 { // want `waiting for "ch" to look empty`
	}
}

func pollUntilEmpty(ctx context.Context, ch chan job) {
	_ = wait.PollImmediate(time.Second, time.Minute, func() (bool, error) {
		return len(ch) == 0, nil // want `waiting for "ch" to look empty`
	})
	_ = wait.PollUntilContextCancel(ctx, time.Second, true, func(context.Context) (bool, error) {
		return len(ch) == 0, nil // want `waiting for "ch" to look empty`
	})
}

func sleepUntilFull(ch chan job) {
	for {
		time.Sleep(time.Second)
		logf("%d of %d", len(ch), cap(ch))
		if len(ch) == cap(ch) { // want `waiting for "ch" to look full polls: count the items where they are added`
			close(ch)
			break
		}
	}
}

// The send waits for room by itself.
func waitForRoom(ch chan job, j job) {
	for len(ch) == cap(ch) { // want `waiting for room in "ch" polls: block in the send`
		time.Sleep(time.Millisecond)
	}
	ch <- j
}

func waitForRoomInside(ch chan job, j job) {
	for {
		if len(ch) < cap(ch) { // want `the length of "ch" is polled before the send: leave the poll out and block in the send`
			ch <- j
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// A pause of the project's own.
func pause(d time.Duration) { time.Sleep(d) }

func ownPause(ch chan job) {
	for {
		if len(ch) == 0 { // want `the length of "ch" is polled`
			pause(time.Second)
			continue
		}
		use(<-ch)
	}
}

// A helper of the project's own that repeats its argument.
func every(d time.Duration, f func()) {
	wait.Until(f, d, nil)
}

func ownRepeat(ch chan job) {
	every(time.Second, func() {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
	})
}

// Helpers that call a function until it is content, or at every tick.
func eventually(done func() bool) {
	for !done() {
		time.Sleep(time.Second)
	}
}

func atEveryTick(d time.Duration, stop chan struct{}, f func()) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(d):
			f()
		}
	}
}

func byHelpers(ch chan job, stop chan struct{}) {
	eventually(func() bool { return len(ch) == 0 }) // want `waiting for "ch" to look empty`
	go atEveryTick(time.Second, stop, func() {
		if len(ch) > 0 { // want `the length of "ch" is polled`
			use(<-ch)
		}
	})
}

// A condition function that answers in two statements.
func pollInBranches(ch chan job) error {
	return wait.PollImmediate(time.Second, time.Minute, func() (bool, error) {
		if n := len(ch); n > 0 { // want `waiting for "ch" to look empty`
			logf("%d left", n)
			return false, nil
		}
		return true, nil
	})
}

// Two queues at once.
func waitForBoth(a, b chan job) {
	for len(a) > 0 || len(b) > 0 { // want `waiting for "a" to look empty`
		time.Sleep(time.Second)
	}
	for {
		if len(a) == 0 && len(b) == 0 { // want `waiting for "a" to look empty`
			return
		}
		time.Sleep(time.Second)
	}
}

// The process ends when the queue looks empty.
func exitWhenEmpty(ch chan job) {
	for {
		if len(ch) == 0 { // want `waiting for "ch" to look empty`
			os.Exit(0)
		}
		time.Sleep(time.Second)
	}
}

// Not reported.

// The loop gives up when the queue is empty: blocking would hang.
func givesUp(ch chan job) {
	for {
		if len(ch) == 0 {
			break
		}
		use(<-ch)
	}
	for {
		if len(ch) == 0 {
			return
		}
		use(<-ch)
	}
}

// The others have ended.
func afterJoin(wg *sync.WaitGroup, errs chan error) (all []error) {
	wg.Wait()
	for {
		if len(errs) == 0 {
			return all
		}
		all = append(all, <-errs)
	}
}

// Each round has other work, which blocking would stop.
func frames(s *server) {
	for {
		if len(s.jobs) > 0 {
			use(<-s.jobs)
		}
		flush()
		time.Sleep(16 * time.Millisecond)
	}
}

func heartbeat(ch chan job, beat func()) {
	for range time.Tick(time.Second) {
		if len(ch) > 0 {
			use(<-ch)
		} else {
			beat()
		}
	}
}

// The loop drains by a call that fails or is given the queue.
func drainsByCall(s *server, try func(chan job) bool) {
	for len(s.jobs) > 0 {
		if err := s.flushOne(); err != nil {
			return
		}
		time.Sleep(time.Second)
	}
	for len(s.jobs) > 0 {
		s.done <- struct{}{}
		try(s.jobs)
		time.Sleep(time.Second)
	}
}

func (s *server) flushOne() error { return nil }

// The workers are waited for as well, after the poll.
func shutsDown(ch chan job, wg *sync.WaitGroup) {
	for len(ch) > 0 {
		time.Sleep(time.Second)
	}
	wg.Wait()
}

// Empty and nothing in flight.
func waitForIdle(ch chan job, busy func() int) error {
	return wait.PollImmediate(time.Second, time.Minute, func() (bool, error) {
		return len(ch) == 0 && busy() == 0, nil
	})
}

// The length only chooses a flush, a log line, an answer.
func chooses(s *server) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case j := <-s.jobs:
			use(j)
		case <-t.C:
			if len(s.jobs) > 0 {
				flush()
			}
			if len(s.jobs) > 10 {
				logf("behind by %d", len(s.jobs))
			}
			healthy(len(s.jobs) == 0)
		}
	}
}

// A batch per tick.
func batches(s *server) {
	for range time.Tick(time.Second) {
		var batch []job
		if len(s.jobs) > 0 {
			for n := len(s.jobs); n > 0; n-- {
				batch = append(batch, <-s.jobs)
			}
		}
		_ = batch
	}
}

// A select that receives in one case and looks after the rest in another.
func remainder(s *server) {
	t := time.NewTicker(time.Second)
	for {
		select {
		case j := <-s.jobs:
			use(j)
		case <-t.C:
			if len(s.jobs) > 0 {
				use(<-s.jobs)
			}
		}
	}
}

// A condition variable waits without polling.
type list struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []job
}

func (l *list) Pop() job {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.items) == 0 {
		l.cond.Wait()
	}
	j := l.items[0]
	l.items = l.items[1:]
	return j
}

// The loop waits for an event, not for time.
func waitsForEvent(s *server, changed chan int) {
	for len(s.jobs) > 0 {
		<-changed
	}
	for len(s.jobs) > 0 {
		select {
		case <-changed:
		case <-s.done:
			return
		}
	}
}

// The loop does the work itself.
func works(s *server) {
	for len(s.jobs) > 0 {
		use(<-s.jobs)
	}
	for len(s.jobs) > 0 {
		s.consume()
		time.Sleep(time.Millisecond)
	}
}

func (s *server) consume() {}

// A back-off that the length makes longer.
func backoff(s *server) {
	for j := range s.jobs {
		use(j)
		if len(s.jobs) > 100 {
			time.Sleep(time.Second)
		}
	}
}

// A high-water mark is a policy that no operation offers.
func highWater(ch chan job, j job) {
	for len(ch) > 100 {
		time.Sleep(time.Millisecond)
	}
	ch <- j
}

// A retry loop that waits for something else.
func retries(s *server, try func() bool) {
	for {
		if try() && len(s.jobs) == 0 {
			return
		}
		use(<-s.jobs)
	}
}
