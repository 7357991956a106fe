package silent

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

// An operation that a loop runs, and whose answer it gives on every path.
type operation struct {
	run     func() error
	checked bool
	result  chan error
}

type engine struct {
	operations chan *operation
	direct     chan *operation
	closed     chan struct{}
	active     bool
	seats      chan struct{}
	quit       chan struct{}
	arrivals   chan string
}

func newEngine(n int) *engine {
	e := &engine{operations: make(chan *operation), direct: make(chan *operation), closed: make(chan struct{}), seats: make(chan struct{}, n), quit: make(chan struct{}), arrivals: make(chan string)}
	for range n {
		e.seats <- struct{}{}
	}
	go e.serve()
	go e.seat()
	return e
}

func (e *engine) serve() {
	for {
		select {
		case op := <-e.operations:
			e.answer(op)
		case op := <-e.direct:
			if op.checked {
				op.result <- nil
				continue
			}
			op.result <- op.run()
		}
	}
}

func (e *engine) answer(op *operation) {
	if op.checked && !e.active {
		op.result <- errors.New("not active")
		return
	}
	op.result <- op.run()
}

func (e *engine) do(f func() error) error {
	result := make(chan error)
	op := &operation{run: f, result: result}
	select {
	case e.operations <- op:
		return <-result
	case <-e.closed:
		return errors.New("closed")
	}
}

func (e *engine) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := e.do(func() error { return nil }); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
	}
	_ = e.directly(r.Context())
}

func (e *engine) directly(ctx context.Context) error {
	result := make(chan error)
	select {
	case e.direct <- &operation{checked: true, result: result}:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-result
}

// What was filled by the constructor has room for what was taken from it.
func (e *engine) seat() {
	for {
		select {
		case <-e.seats:
		case <-e.quit:
			return
		}
		if guest := <-e.arrivals; guest == "" {
			e.seats <- struct{}{}
		}
	}
}

// The function has made the room itself, for a request that its caller holds.
type opening struct {
	id   int
	errs chan error
}

func (e *engine) open(o *opening) {
	o.errs = make(chan error, 1)
	if o.id == 0 {
		o.errs <- errors.New("no number")
		return
	}
	if !e.active {
		o.errs <- errors.New("not active")
		return
	}
	o.errs <- nil
}

func (e *engine) opens(w http.ResponseWriter, r *http.Request) {
	o := &opening{id: 1}
	e.open(o)
	<-o.errs
}

// A feed makes its lock at the first use, with the token in it.
type feed struct {
	lock chan struct{}
	subs []chan string
}

func (f *feed) init() {
	f.lock = make(chan struct{}, 1)
	f.lock <- struct{}{}
}

func (e *engine) feeds(f *feed, in chan string) {
	for range in {
		f.init()
	}
}

// One place for the one error of each that is open.
type subscription struct {
	id  string
	err chan error
}

func newSubscription(id string) *subscription {
	return &subscription{id: id, err: make(chan error, 1)}
}

type subscriptions struct {
	all map[string]*subscription
	in  chan *subscription
	end chan error
}

func (s *subscriptions) cancel(err error) {
	for id, sub := range s.all {
		sub.err <- err
		close(sub.err)
		delete(s.all, id)
	}
}

func (s *subscriptions) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.cancel(context.Canceled) }

func (s *subscriptions) loop() {
	for {
		select {
		case sub := <-s.in:
			s.all[sub.id] = sub
		case err := <-s.end:
			for _, sub := range s.all {
				sub.err <- err
			}
			return
		}
	}
}

// The loop has just taken the only item there can be.
func again(tick <-chan time.Time, in chan string) {
	more := make(chan struct{}, 1)
	for {
		select {
		case <-tick:
			select {
			case more <- struct{}{}:
			default:
			}
		case text := <-in:
			_ = text
		case <-more:
			more <- struct{}{}
		}
	}
}

// Who answers takes the answer's receipt on the same channel.
type keeper struct{ done chan error }

func newKeeper() *keeper {
	k := &keeper{done: make(chan error)}
	go func() {
		<-k.done
		close(k.done)
	}()
	return k
}

func (k *keeper) end(err error) {
	k.done <- err
	<-k.done
}

func keeps(w http.ResponseWriter, r *http.Request) {
	k := newKeeper()
	k.end(nil)
}

// A loop that gives up sleeps before it starts anew.
func follow(open func() (chan string, chan error), quit chan string) {
again:
	for {
		events, errs := open()
		for {
			select {
			case text, ok := <-events:
				if !ok {
					time.Sleep(time.Second)
					continue again
				}
				_ = text
			case <-errs:
				time.Sleep(time.Second)
				continue again
			case <-quit:
				return
			}
		}
	}
}

// A worker that keeps account of the one result that its channel has room for:
// it throws the old one away before it begins anew.
type proposer struct {
	rounds  chan int
	txs     chan string
	results chan string
	quit    chan struct{}
	working sync.WaitGroup
}

func newProposer() *proposer {
	p := &proposer{rounds: make(chan int), txs: make(chan string), results: make(chan string, 1), quit: make(chan struct{})}
	go p.work()
	return p
}

func (p *proposer) work() {
	for {
		select {
		case n := <-p.rounds:
			p.abort()
			p.propose(n)
		case <-p.txs:
			p.abort()
			p.results <- ""
		case r := <-p.results:
			_ = r
		case <-p.quit:
			return
		}
	}
}

func (p *proposer) propose(n int) {
	if n < 0 {
		p.results <- ""
		return
	}
	p.working.Go(func() { p.results <- "proposal" })
}

func (p *proposer) abort() {
	p.working.Wait()
	select {
	case <-p.results:
	default:
	}
}

var _ = []any{newEngine, newSubscription, (*engine).opens, (*engine).feeds, (*subscriptions).loop, again, keeps, follow, newProposer}
