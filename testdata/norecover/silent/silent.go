// Package silent holds consumers that survive their items, or that are none.
// Nothing in it is reported.
package silent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
	"k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/workqueue"

	"norecover/helper"
)

type Job struct {
	ID   string
	Kind string
	done func(error)
}

type Handler interface{ Handle(Job) error }

type pool struct {
	jobs    chan Job
	tasks   chan func()
	keys    chan string
	handle  func(Job)
	try     func(Job) error
	byKey   func(string)
	h       Handler
	table   map[string]func(Job)
	guard   *helper.Guard
	sink    *helper.Sink
	crash   func(any)
	stopped atomic.Bool
	seen    map[string]int
	mu      sync.Mutex
	quit    chan struct{}
	helper.Guard
}

func (p *pool) start() {
	go p.closure()
	go p.tellsByClosing()
	go p.named()
	go p.elsewhere()
	go p.guarded()
	go p.method()
	go p.inCallee()
	go p.inCalleesCallee()
	go p.conditional()
	go p.unknown()
	go p.trivial()
	go p.signals(nil, nil, nil)
	go p.restarts()
	go p.spawner()
	go p.spawnsSafely()
	go p.supervisor()
	go p.tells(nil)
	go p.crashes()
	go p.crashesByLibrary()
	go p.ends()
	go p.embedded()
	go p.literals()
	go p.pump(nil)
	go p.state()
	go p.completions()
	go p.lookups()
	go p.drain()
	go helper.Supervise(p.supervised)
	go wait.Until(p.bare, time.Second, p.quit)
	go func() { wait.Until(func() { p.bare() }, time.Second, p.quit) }()
	go p.runWorker()
}

// Per item, in a literal on the spot.
func (p *pool) closure() {
	for job := range p.jobs {
		func() {
			defer func() {
				if r := recover(); r != nil {
					log.Print(r)
				}
			}()
			p.handle(job)
		}()
	}
}

func (p *pool) onPanic() {
	if r := recover(); r != nil {
		log.Print(r)
	}
}

// A named method of this package is deferred.
func (p *pool) named() {
	for {
		select {
		case job := <-p.jobs:
			func() {
				defer p.onPanic()
				p.handle(job)
			}()
		case <-p.quit:
			return
		}
	}
}

// A function of another package is deferred.
func (p *pool) elsewhere() {
	for job := range p.jobs {
		func(job Job) {
			defer helper.Report()
			_ = p.h.Handle(job)
		}(job)
	}
}

// A helper takes the function.
func (p *pool) guarded() {
	for job := range p.jobs {
		helper.Run(func() { p.handle(job) })
		_ = helper.Named("job", func() error { return p.h.Handle(job) })
		helper.Through(func() { p.table[job.Kind](job) })
		helper.Go(func() { p.handle(job) })
		helper.Safe(job.ID, p.byKey)
	}
	for task := range p.tasks {
		helper.Run(task)
	}
}

// A method takes the function; a method value of a guard.
func (p *pool) method() {
	do := p.guard.Do
	for job := range p.jobs {
		p.guard.Do(func() { p.handle(job) })
		do(func() { p.handle(job) })
	}
	for task := range p.tasks {
		p.guard.Do(task)
	}
}

// A promoted method is deferred, and one takes the function.
func (p *pool) embedded() {
	for job := range p.jobs {
		func() {
			defer p.Recover()
			p.handle(job)
		}()
		p.Do(func() { p.handle(job) })
	}
}

// The callee recovers.
func (p *pool) inCallee() {
	for job := range p.jobs {
		p.safely(job)
	}
	for key := range p.keys {
		p.sink.Take(key)
	}
}

func (p *pool) safely(job Job) {
	defer p.onPanic()
	if job.ID == "" {
		return
	}
	p.handle(job)
}

// The callee's callee recovers.
func (p *pool) inCalleesCallee() {
	for job := range p.jobs {
		p.log(job)
	}
}

func (p *pool) log(job Job) {
	log.Print(job.ID)
	p.safely(job)
}

// The program's configuration decides.
func (p *pool) conditional() {
	for job := range p.jobs {
		func() {
			if p.seen != nil {
				defer p.onPanic()
			}
			p.handle(job)
		}()
	}
}

// What is deferred cannot be seen, but is named for it.
func (p *pool) unknown() {
	var recoverer interface{ HandlePanic() }
	for job := range p.jobs {
		func() {
			defer recoverer.HandlePanic()
			p.handle(job)
		}()
	}
}

// A local literal recovers.
func (p *pool) literals() {
	one := func(job Job) {
		defer p.onPanic()
		p.handle(job)
	}
	for job := range p.jobs {
		one(job)
	}
}

// Nothing that can panic: counters, forwarding, bookkeeping, logging.
func (p *pool) trivial() {
	n := 0
	for job := range p.jobs {
		n++
		p.keys <- job.ID
		p.seen[job.ID]++
		log.Printf("%s: %d", job.ID, n)
	}
}

// Ticks and signals carry no items.
func (p *pool) signals(sig chan os.Signal, wake chan struct{}, flush func(time.Time)) {
	tick := time.NewTicker(time.Second)
	for {
		select {
		case now := <-tick.C:
			flush(now)
		case s := <-sig:
			p.onSignal(s)
		case <-wake:
			p.refresh()
		}
	}
}

func (p *pool) onSignal(s os.Signal) { p.crash(s) }
func (p *pool) refresh()             { p.crash(nil) }

// A stream is pumped: what it carries goes on.
func (p *pool) pump(out chan<- Job) {
	for job := range p.jobs {
		select {
		case out <- job:
		case <-p.quit:
			return
		}
	}
}

// An event loop owns its state.
func (p *pool) state() {
	pending := make(map[string]Job)
	for job := range p.jobs {
		if old, ok := pending[job.ID]; ok {
			log.Print(old)
		}
		pending[job.ID] = job
		p.count(job)
	}
}

func (p *pool) count(job Job) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen[job.Kind]++
}

// What an item brings along to say that it is done with is the sender's.
func (p *pool) completions() {
	for job := range p.jobs {
		job.done(nil)
	}
}

// A loop that owns a state runs a function on it for somebody who waits, who would
// take a recover for success.
type errand struct {
	f    func(*pool)
	over chan bool
}

func (p *pool) owner(requests chan *errand, signals chan *errand) {
	go func() {
		for {
			select {
			case r := <-requests:
				r.f(p)
				close(r.over)
			case r := <-signals:
				r.f(p)
				r.over <- true
			case job := <-p.jobs:
				p.count(job)
			case <-p.quit:
				return
			}
		}
	}()
}

func (p *pool) do(requests chan *errand, f func(*pool)) {
	r := &errand{f, make(chan bool)}
	requests <- r
	<-r.over
}

// A lookup whose functions recover.
func (p *pool) lookups() {
	handlers := map[string]func(Job){"a": p.safely, "b": p.safely}
	for job := range p.jobs {
		handlers[job.Kind](job)
	}
}

// What is left is thrown away, without an end to wait for.
func (p *pool) drain() {
	for {
		select {
		case job := <-p.jobs:
			p.handle(job)
		default:
			return
		}
	}
}

// The worker starts another when it dies.
func (p *pool) restarts() {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			go p.restarts()
		}
	}()
	for job := range p.jobs {
		p.handle(job)
	}
}

// A loop restarts it.
func (p *pool) supervisor() {
	for !p.stopped.Load() {
		p.once()
	}
}

func (p *pool) once() {
	defer helper.Report()
	for job := range p.jobs {
		p.handle(job)
	}
}

func (p *pool) supervised() {
	for job := range p.jobs {
		p.handle(job)
	}
}

// A library calls it again and again, and decides what a panic does.
func (p *pool) bare() {
	for job := range p.jobs {
		p.handle(job)
	}
}

// The end of the worker is told to somebody.
func (p *pool) tells(errs chan<- error) {
	defer func() {
		if r := recover(); r != nil {
			errs <- fmt.Errorf("worker: %v", r)
		}
	}()
	for job := range p.jobs {
		p.handle(job)
	}
}

func (p *pool) tellsByResult() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("worker died")
		}
	}()
	for job := range p.jobs {
		p.handle(job)
	}
	return nil
}

func (p *pool) group(ctx context.Context) error {
	g, _ := errgroup.WithContext(ctx)
	g.Go(p.tellsByResult)
	return g.Wait()
}

// The end of the worker ends the program, as somebody has decided.
func (p *pool) ends() {
	defer func() {
		if r := recover(); r != nil {
			log.Fatal(r)
		}
	}()
	for job := range p.jobs {
		p.handle(job)
	}
}

func (p *pool) crashes() {
	for job := range p.jobs {
		func() {
			defer helper.Crash()
			p.handle(job)
		}()
	}
}

func (p *pool) crashesByLibrary() {
	defer runtime.HandleCrash()
	for job := range p.jobs {
		p.handle(job)
	}
}

// A goroutine per item recovers.
func (p *pool) spawner() {
	for job := range p.jobs {
		go func() {
			defer p.onPanic()
			p.handle(job)
		}()
	}
}

func (p *pool) spawnsSafely() {
	var wg sync.WaitGroup
	for job := range p.jobs {
		go p.safely(job)
		wg.Go(func() { p.safely(job) })
	}
}

// A middleware is applied before the loop.
func middleware(jobs chan string, handle func(string)) {
	h := helper.Recoverer(handle)
	go func() {
		for job := range jobs {
			h(job)
		}
	}()
}

func recovered(next func(string)) func(string) {
	return func(s string) {
		defer helper.Report()
		next(s)
	}
}

type relay struct {
	in     chan string
	handle func(string)
	h      helper.Handler
}

// The only values of a field recover.
func newRelay(f func(string), h helper.Handler) *relay {
	return &relay{in: make(chan string), handle: recovered(f), h: helper.Isolate(h)}
}

func (r *relay) run() {
	for s := range r.in {
		r.handle(s)
		_ = r.h.Handle(s)
	}
}

func (r *relay) start() { go r.run() }

// The only function of a field cannot panic.
type meter struct {
	in    chan int
	count func(int)
}

var total atomic.Int64

func add(n int) { total.Add(int64(n)) }

func startMeter() *meter {
	m := &meter{in: make(chan int), count: add}
	go m.run()
	return m
}

func (m *meter) run() {
	for n := range m.in {
		m.count(n)
	}
}

// A request's own fan-out ends with the request.
func fanOut(jobs []Job, handle func(Job)) {
	ch := make(chan Job)
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for job := range ch {
				handle(job)
			}
		}()
	}
	for _, job := range jobs {
		ch <- job
	}
	close(ch)
	wg.Wait()
}

// The same by a named worker.
func fanOutNamed(jobs []Job, handle func(Job)) {
	ch := make(chan Job)
	for range 4 {
		go worker(ch, handle)
	}
	for _, job := range jobs {
		ch <- job
	}
	close(ch)
}

func worker(ch <-chan Job, handle func(Job)) {
	for job := range ch {
		handle(job)
	}
}

// ForEach runs the caller's function in the caller's goroutine: its panics are
// the caller's.
func ForEach[T any](ch <-chan T, f func(T)) {
	for v := range ch {
		f(v)
	}
}

// A work queue with an isolated item.
type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	sync  func(string) error
}

func (c *controller) run() {
	for c.next() {
	}
}

func (c *controller) next() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
		c.queue.Done(key)
	}()
	if err := c.sync(key); err != nil {
		c.queue.AddRateLimited(key)
	}
	return true
}

func (c *controller) start() { go c.run() }

func (p *pool) runWorker() {
	for p.step() {
	}
}

func (p *pool) step() bool {
	defer p.onPanic()
	job, ok := <-p.jobs
	if !ok {
		return false
	}
	p.handle(job)
	return true
}

// Functions named recover are functions.
type patient struct{ in chan string }

func (p *patient) recover() any { return nil }

func (p *patient) run(ctx context.Context) {
	for ctx.Err() == nil {
		if r := p.recover(); r != nil {
			log.Print(r)
		}
		defer p.recover()
	}
}

// The function value of the code around is its own code.
func (p *patient) own() {
	note := func(s string) { log.Print(s) }
	go func() {
		for s := range p.in {
			note(s)
		}
	}()
}

// Function values that choose, compare or count are no handlers.
type router struct {
	in    chan Job
	shard func(Job) int
	match func(Job) bool
	key   func(Job) string
	outs  []chan Job
}

func (r *router) run() {
	for job := range r.in {
		if !r.match(job) {
			log.Print(r.key(job))
			continue
		}
		if n := r.shard(job); n < len(r.outs) {
			r.outs[n] <- job
		}
	}
}

func (r *router) start() { go r.run() }

// A channel with one place is a lock: what is taken comes back.
type locked struct {
	state chan *Job
	visit func(*Job) error
}

func (l *locked) serve(in chan string) {
	for range in {
		_ = l.call()
	}
}

func (l *locked) call() error {
	job := <-l.state
	defer func() { l.state <- job }()
	return l.visit(job)
}

func (l *locked) start(in chan string) { go l.serve(in) }

// What is there at the start is run, and then the function goes on.
func (p *pool) startUp() error {
	for done := false; !done; {
		select {
		case job := <-p.jobs:
			if err := p.try(job); err != nil {
				return err
			}
		default:
			done = true
		}
	}
	return nil
}

// One answer is taken, again when the request is tried again.
type client struct {
	answers chan Job
	trace   func(Job)
}

func (c *client) get() (Job, error) {
	job := <-c.answers
	c.trace(job)
	return job, nil
}

func (c *client) Do() error {
	for {
		job, err := c.get()
		if err != nil {
			return err
		}
		log.Print(job)
		if job.ID != "" {
			return nil
		}
	}
}

// A function of another package under a local name.
func (p *pool) chosen(verbose bool) {
	show := fmt.Print
	if verbose {
		show = fmt.Println
	}
	go func() {
		for job := range p.jobs {
			_, _ = show(job)
		}
	}()
}

// A method of another package, given to a helper; only a test gives it its own.
func (p *pool) encoded(enc *json.Encoder) {
	go func() {
		for job := range p.jobs {
			if err := inParts(job, enc.Encode); err != nil {
				log.Print(err)
			}
		}
	}()
}

func inParts(job Job, sendFunc func(any) error) error {
	if job.ID == "" {
		return sendFunc(job)
	}
	return sendFunc(&job)
}

// A parameter to which the package gives its own function alone.
type syncer struct{ nics chan string }

func (s *syncer) each(handler func(string) error) {
	for nic := range s.nics {
		_ = handler(nic)
	}
}

func (s *syncer) start() { go s.each(s.configure) }

func (s *syncer) configure(nic string) error {
	if nic[0] == '-' {
		return errors.New(nic)
	}
	return nil
}

// A part of the program behind an interface of many methods.
type engine interface {
	Process(Job) error
	Report(string)
	Remove(string)
	Members() []string
}

// A stream's Send under the name of a parameter.
type stream interface{ Send(Job) error }

type peer struct {
	in     chan Job
	engine engine
	stream stream
}

func (p *peer) start() { go p.run() }

func (p *peer) run() {
	for job := range p.in {
		_ = p.engine.Process(job)
		fragment(job, p.stream.Send)
	}
}

func fragment(job Job, send func(Job) error) {
	if err := send(job); err != nil {
		log.Print(err)
	}
}

// As many answers as there were questions.
func (p *pool) gather(n int, each func(Job)) {
	go func() {
		for i := 0; i < n; i++ {
			each(<-p.jobs)
		}
		for range n {
			job := <-p.jobs
			each(job)
		}
	}()
}

// An actor: what it is sent is the package's own code.
type actor struct {
	ops   chan func()
	state int
}

func (a *actor) loop() {
	for op := range a.ops {
		op()
	}
}

func (a *actor) do(f func())  { a.ops <- f }
func (a *actor) Add(n int)    { a.do(func() { a.state += n }) }
func (a *actor) Divide(n int) { a.do(func() { a.state /= n }) }
func (a *actor) start()       { go a.loop() }

// A field that is for the package's own function.
type chunkQueue struct {
	jobs       chan Job
	writeChunk func(Job) error
}

func (p *pool) writeChunk(job Job) error {
	if job.ID[0] == '-' {
		return errors.New(job.ID)
	}
	return nil
}

func newChunkQueue(p *pool) *chunkQueue {
	q := &chunkQueue{jobs: p.jobs, writeChunk: p.writeChunk}
	go q.run()
	return q
}

func (q *chunkQueue) run() {
	for job := range q.jobs {
		_ = q.writeChunk(job)
	}
}

// A middleware for a variable that held the plain function before.
func (r *relay) rewrapped() {
	h := r.handle
	h = recovered(h)
	go func() {
		for s := range r.in {
			h(s)
		}
	}()
}

// A function that chooses, whatever its name.
func keep(in chan Job, out chan<- Job, f func(Job) bool) {
	go func() {
		for job := range in {
			if f(job) {
				out <- job
			}
		}
	}()
}

// The number of workers goes down, and others start one when it is low.
func (p *pool) onDemand(active *atomic.Int32) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
		active.Add(-1)
	}()
	for job := range p.jobs {
		p.handle(job)
	}
}

func (p *pool) grow(active *atomic.Int32) {
	if active.Add(1) < 4 {
		go p.onDemand(active)
	}
}

// What recovers tells somebody.
var onPanic func(any)

func reporting(f func()) {
	defer func() {
		if onPanic != nil {
			if r := recover(); r != nil {
				onPanic(r)
			}
		}
	}()
	f()
}

func (p *pool) reported() {
	go reporting(func() {
		for job := range p.jobs {
			p.handle(job)
		}
	})
}

// Any watches for the first event for which a condition of the caller's holds.
func Any(events <-chan Job, conditions ...func(Job) (bool, error)) error {
	for _, condition := range conditions {
		for event := range events {
			if ok, err := condition(event); ok || err != nil {
				return err
			}
		}
	}
	return nil
}

// What is looked up by the item only ends something.
func (p *pool) cancels(running map[string]func()) {
	go func() {
		for job := range p.jobs {
			if cancel, ok := running[job.ID]; ok {
				cancel()
			}
		}
	}()
}

// A program's own parts behind functions that are no handlers: what they are
// named for is not the item.
type config struct {
	Dial         func(string) error
	SweepInput   func(Job, int) error
	LookupPeer   func(string) (Job, error)
	MarkResolved func(Job)
	handleErr    func(string)
	Send         func(Job) error
}

type switchboard struct {
	cfg   *config
	in    chan Job
	links map[string]link
	ends  map[string]func()
	calls chan request
	chats chan notice
}

// A part of the program behind an interface: a getter, and many methods.
type link interface {
	ID() string
	Start() error
	Stop()
	HandleUpdate(Job)
	OnCommit(func())
	Bandwidth() int
	Peer() string
	ProcessReset(Job)
}

// A caller's request that is told of its end.
type request struct {
	id      string
	onReply func(string)
}

// A notice that says itself that it was seen.
type notice struct {
	text       string
	ProcessACK func(string)
}

func (s *switchboard) start() { go s.run() }

func (s *switchboard) run() {
	for {
		select {
		case job := <-s.in:
			if err := s.cfg.Dial(job.ID); err != nil {
				s.cfg.handleErr(job.ID)
				continue
			}
			_ = s.cfg.SweepInput(job, 1)
			peer, _ := s.cfg.LookupPeer(job.ID)
			s.cfg.MarkResolved(peer)
			_ = s.cfg.Send(job)
			l := s.links[job.ID]
			log.Print(l.ID())
			l.HandleUpdate(job)
			if end, ok := s.ends[job.ID]; ok {
				end()
			}
		case r := <-s.calls:
			r.onReply(r.id)
		case n := <-s.chats:
			n.ProcessACK(n.text)
		}
	}
}

// Only this package can write what is behind an interface with a method that has
// no exported name.
type message interface{ handle(*switchboard) }

type hello struct{ names []string }

func (h hello) handle(s *switchboard) { log.Print(h.names[0], s.links) }

func (s *switchboard) messages(in chan message) {
	go func() {
		for m := range in {
			m.handle(s)
		}
	}()
}

// The end of the worker is told by a function that closes a channel, kept in a
// variable.
func (p *pool) tellsByClosing() {
	onExit := func(p *pool) { close(p.quit) }
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
			onExit(p)
		}
	}()
	for job := range p.jobs {
		p.handle(job)
	}
}

// What is looked up by the item is a part of the program's state: the method
// asks it something, or only this package can have written it.
type uptimes interface {
	uptimeOf(id string) (time.Duration, error)
}

type outlet interface{ handlePacket(Job) error }

type wire struct{ seen []Job }

func (w *wire) handlePacket(job Job) error {
	if job.ID[0] == '-' {
		return errors.New(job.ID)
	}
	w.seen = append(w.seen, job)
	return nil
}

type monitor struct {
	in    chan Job
	peers map[string]uptimes
	links map[string]outlet
}

func (m *monitor) start() { go m.run() }

func (m *monitor) run() {
	for job := range m.in {
		peer := m.peers[job.Kind]
		if _, err := peer.uptimeOf(job.ID); err != nil {
			log.Print(err)
		}
		dest := m.links[job.Kind]
		if err := dest.handlePacket(job); err != nil {
			log.Print(err)
		}
	}
}

// A mapper tells something of the item.
type JobMapper func(Job) string

func mapAll(in chan Job, out chan<- string, f JobMapper) {
	go func() {
		for job := range in {
			out <- f(job)
		}
	}()
}

// What a program's own parts tell each other by.
type session struct {
	in          chan Job
	hooks       chan func()
	onExhausted func([]Job)
	resultCb    func(Job)
	applyJob    func(Job)
	begin       func(Job) (spanEnd func(*error))
}

func newSession(onExhausted func([]Job), begin func(Job) func(*error), cb func(Job)) *session {
	s := &session{in: make(chan Job), hooks: make(chan func()), onExhausted: onExhausted, begin: begin, resultCb: cb, applyJob: cb}
	go s.run()
	return s
}

func (s *session) AddHook(hook func()) { s.hooks <- hook }

func (s *session) run() {
	for {
		select {
		case job := <-s.in:
			var spanEnd func(*error)
			spanEnd = s.begin(job)
			var err error
			spanEnd(&err)
			s.onExhausted([]Job{job})
			s.resultCb(job)
			s.applyJob(job)
		case hook := <-s.hooks:
			hook()
		}
	}
}

// A stream of a call to a server.
type callStream interface {
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
	Send(*Job) error
}

type subscribers struct {
	jobs    chan Job
	handler Handler
}

// What serves one call belongs to that call: the server's interceptors recover.
func (s *subscribers) stream(stream callStream) error {
	for {
		select {
		case j := <-s.jobs:
			if err := s.handler.Handle(j); err != nil {
				return err
			}
			if err := stream.Send(&j); err != nil {
				return err
			}
		case <-stream.Context().Done():
			return stream.Context().Err()
		}
	}
}

// Subscribe is the method of the service.
func (s *subscribers) Subscribe(stream callStream) error { return s.stream(stream) }

// A closure that runs the function's own parts under a lock.
func (s *subscribers) batches() {
	var batch []Job
	var mu sync.Mutex
	send := func() {
		log.Print(len(batch))
		batch = batch[:0]
	}
	locked := func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		f()
	}
	for j := range s.jobs {
		locked(func() {
			batch = append(batch, j)
			if len(batch) > 10 {
				send()
			}
		})
	}
	locked(send)
}

func (s *subscribers) start() { go s.batches() }

// A stage of a pipeline gives on what it makes, and closes the next.
func Stage(in <-chan Job, process func(Job) Job) <-chan Job {
	out := make(chan Job)
	go func() {
		defer close(out)
		for j := range in {
			out <- process(j)
		}
	}()
	return out
}

// One that leaves some out, and one that makes several.
func SkippingStage(in <-chan Job, process func(Job) (Job, bool)) <-chan Job {
	out := make(chan Job)
	go func() {
		defer close(out)
		for j := range in {
			made, skip := process(j)
			if skip {
				continue
			}
			out <- made
		}
	}()
	return out
}

func SplittingStage(in <-chan Job, process func(Job) ([]Job, bool)) <-chan Job {
	out := make(chan Job)
	go func() {
		defer close(out)
		for j := range in {
			parts, skip := process(j)
			if skip {
				continue
			}
			for _, part := range parts {
				out <- part
			}
		}
	}()
	return out
}

// The states of a machine are the program's own.
type state interface {
	ProcessEvent(Job) (*transition, error)
}

type transition struct{ next state }

func (s *subscribers) machine(current state) {
	for j := range s.jobs {
		step, err := current.ProcessEvent(j)
		if err != nil {
			return
		}
		current = step.next
	}
}

func (s *subscribers) machines(first state) { go s.machine(first) }
