// Package handler holds consumers that one bad item ends, with the process.
package handler

import (
	"context"
	"fmt"
	"log"
	"sync"

	"golang.org/x/sync/errgroup"
	"k8s.io/client-go/util/workqueue"

	"norecover/helper"
)

type Job struct {
	ID   string
	Kind string
	Args []string
}

type Handler interface {
	Handle(ctx context.Context, job Job) error
}

type Runner interface{ Run() }

type Listener interface{ OnJob(Job) }

type (
	Func   func(Job) error
	Source = chan Job
)

// Reported.

type pool struct {
	jobs     chan Job
	source   Source
	tasks    chan func()
	runners  chan Runner
	handle   func(Job)
	f        Func
	h        Handler
	table    map[string]func(Job)
	handlers map[string]Handler
	list     []Listener
	quit     chan struct{}
}

func (p *pool) start() {
	for range 4 {
		go p.field()
		go p.selects(context.Background())
	}
	go p.receives()
	go p.executor()
	go p.items()
	go p.lookup()
	go p.lookupChecked()
	go p.observers()
	go p.renamed()
	go p.callee()
	go p.spawns()
	go p.spawnsByName()
	go p.group()
	go p.late()
	go p.plain()
	go p.decodes()
	go p.alias()
	go p.local()
	go p.parenthesised()
	var wg sync.WaitGroup
	wg.Go(p.waited)
}

// A field.
func (p *pool) field() {
	for job := range p.jobs {
		p.handle(job) // want `a panic in "p.handle" for one job ends the process: recover around this call`
	}
}

// An interface method in a select.
func (p *pool) selects(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case job := <-p.jobs:
			if err := p.h.Handle(ctx, job); err != nil { // want `a panic in "p.h.Handle" for one job ends the process`
				log.Print(err)
			}
		}
	}
}

// A plain receive.
func (p *pool) receives() {
	for {
		job, ok := <-p.jobs
		if !ok {
			return
		}
		err := p.f(job) // want `"p.f"`
		if err != nil {
			log.Print(err)
		}
	}
}

// The items are functions.
func (p *pool) executor() {
	for task := range p.tasks {
		task() // want `a panic in "task" ends the process`
	}
}

// The items run themselves.
func (p *pool) items() {
	for {
		select {
		case r := <-p.runners:
			r.Run() // want `"r.Run"`
		case <-p.quit:
			return
		}
	}
}

// A handler that the item chooses.
func (p *pool) lookup() {
	for job := range p.jobs {
		p.table[job.Kind](job) // want `p.table\[job.Kind\]`
	}
}

func (p *pool) lookupChecked() {
	for job := range p.jobs {
		h, ok := p.handlers[job.Kind]
		if !ok {
			log.Printf("no handler for %q", job.Kind)
			continue
		}
		_ = h.Handle(context.Background(), job) // want `"h.Handle"`
	}
}

// All observers of an item.
func (p *pool) observers() {
	for job := range p.jobs {
		for _, l := range p.list {
			l.OnJob(job) // want `"l.OnJob"`
		}
	}
}

// Another name for the item, and for the function.
func (p *pool) renamed() {
	f := p.handle
	for j := range p.jobs {
		job := j
		f(job) // want `"f"`
	}
}

// The callee calls the handler.
func (p *pool) callee() {
	for job := range p.jobs {
		p.process(job) // want `a panic in "p.h.Handle" for one job ends the process`
	}
}

func (p *pool) process(job Job) {
	log.Print(job.ID)
	if err := p.h.Handle(context.Background(), job); err != nil {
		log.Print(err)
	}
}

// A goroutine per item.
func (p *pool) spawns() {
	for job := range p.jobs {
		go func() {
			p.handle(job) // want `"p.handle"`
		}()
	}
}

func (p *pool) spawnsByName() {
	for job := range p.jobs {
		go p.table[job.Kind](job) // want `p.table\[job.Kind\]`
	}
}

// errgroup does not recover.
func (p *pool) group() {
	var g errgroup.Group
	for job := range p.jobs {
		g.Go(func() error {
			return p.f(job) // want `"p.f"`
		})
	}
}

// A guard that defers too late, a middleware that does not recover.
func (p *pool) late() {
	for job := range p.jobs {
		helper.Late(func() {
			p.handle(job) // want `"p.handle"`
		})
	}
}

// A middleware that does not recover.
func (p *pool) plain() {
	h := helper.Plain(p.handle)
	for job := range p.jobs {
		h(job) // want `"h"`
	}
}

// What was made of the item.
func (p *pool) decodes() {
	for job := range p.jobs {
		msg, err := decode(job)
		if err != nil {
			continue
		}
		p.handle(msg) // want `"p.handle"`
	}
}

func decode(job Job) (Job, error) { return job, nil }

// A channel of an alias.
func (p *pool) alias() {
	for job := range p.source {
		p.handle(job) // want `"p.handle"`
	}
}

// A local literal that calls it.
func (p *pool) local() {
	one := func(job Job) {
		log.Print(job.ID)
		p.handle(job)
	}
	for job := range p.jobs {
		one(job) // want `a panic in "p.handle" for one job ends the process`
	}
}

func (p *pool) parenthesised() {
	for job := range p.jobs {
		(p.handle)((job)) // want `p.handle`
	}
}

func (p *pool) waited() {
	for job := range p.jobs {
		p.handle(job) // want `"p.handle"`
	}
}

// Workers that tell whoever waits that the item is done: one of many, it can be told
// of a failure as well.
type waited struct {
	f    func(Job)
	fn   func(Job) error
	job  Job
	over chan struct{}
	err  chan error
}

func Waited(in <-chan *waited, failing <-chan *waited, quit chan struct{}) {
	go func() {
		for {
			select {
			case w := <-in:
				w.f(w.job) // want `"w.f"`
				close(w.over)
			case <-quit:
				return
			}
		}
	}()
	go func() {
		for {
			select {
			case w := <-failing:
				w.err <- w.fn(w.job) // want `"w.fn"`
			case <-quit:
				return
			}
		}
	}()
}

// An exported method is run by whoever holds the pool.
type Pool[T any] struct {
	in     chan T
	Handle func(context.Context, T) error
}

func (p *Pool[T]) Run(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case item := <-p.in:
			if err := p.Handle(ctx, item); err != nil { // want `a panic in "p.Handle" for one item ends the process`
				log.Print(err)
			}
		}
	}
}

// A parameter of a function that starts the goroutine itself.
func Start[T any](in <-chan T, handle func(T)) {
	go func() {
		for v := range in {
			handle(v) // want `"handle"`
		}
	}()
}

func Workers(in <-chan Job, h Handler) {
	for range 4 {
		go work(in, h)
	}
}

func work(in <-chan Job, h Handler) {
	for job := range in {
		_ = h.Handle(context.Background(), job) // want `"h.Handle"`
	}
}

// A pipeline of two, as literals.
func Pipeline(in chan Job, h func(Job) error) (out chan error) {
	out = make(chan error)
	loop := func() {
		for job := range in {
			out <- h(job) // want `"h"`
		}
	}
	go loop()
	return out
}

// A work queue.
type controller struct {
	queue workqueue.TypedRateLimitingInterface[string]
	sync  func(string) error
}

func (c *controller) start() { go c.run() }

func (c *controller) run() {
	for c.next() {
	}
}

func (c *controller) next() bool {
	key, quit := c.queue.Get()
	if quit {
		return false
	}
	defer c.queue.Done(key)
	if err := c.sync(key); err != nil { // want `a panic in "c.sync" for one key ends the process`
		c.queue.AddRateLimited(key)
	}
	return true
}

// A list with a condition variable.
type backlog struct {
	mu     sync.Mutex
	cond   *sync.Cond
	items  []Job
	handle func(Job) error
}

func newBacklog(handle func(Job) error) *backlog {
	b := &backlog{handle: handle}
	b.cond = sync.NewCond(&b.mu)
	go b.deliver()
	return b
}

func (b *backlog) deliver() {
	for {
		b.mu.Lock()
		for len(b.items) == 0 {
			b.cond.Wait()
		}
		job := b.items[0]
		b.items = b.items[1:]
		b.mu.Unlock()
		if err := b.handle(job); err != nil { // want `a panic in "b.handle" for one job ends the process`
			log.Print(err)
		}
	}
}

// The queue of the project's own.
type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []Job
}

func (q *queue) Pop() Job {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	job := q.items[0]
	q.items = q.items[1:]
	return job
}

func (q *queue) Len() int { return len(q.items) }

func consume(q *queue, h Handler) {
	for {
		job := q.Pop()
		_ = h.Handle(context.Background(), job) // want `"h.Handle"`
	}
}

func Consume(q *queue, h Handler) { go consume(q, h) }

// An embedded handler.
type service struct {
	Handler
	in chan Job
}

func (s *service) start() { go s.loop() }

func (s *service) loop() {
	for job := range s.in {
		if err := s.Handle(context.Background(), job); err != nil { // want `"s.Handle"`
			fmt.Println(err)
		}
	}
}

// A goroutine per item, which is an argument of its.
func (p *pool) spawnsWithArgument(sem chan struct{}) {
	for job := range p.jobs {
		sem <- struct{}{}
		go func(job Job) {
			defer func() { <-sem }()
			p.handle(job) // want `"p.handle"`
		}(job)
	}
}

func (p *pool) startMore() {
	go p.spawnsWithArgument(nil)
	go p.answers(nil, nil)
}

// The answer is neither an error nor nothing.
func (p *pool) answers(fn func(Job) int, out chan int) {
	for job := range p.jobs {
		out <- fn(job) // want `"fn"`
	}
}

// A worker that is started by an interface of the package's own.
type runner interface{ run() }

type echo struct {
	in     chan Job
	handle func(Job)
}

func (e *echo) run() {
	for job := range e.in {
		e.handle(job) // want `"e.handle"`
	}
}

func startAll(all []runner) {
	for _, r := range all {
		go r.run()
	}
}

// Handlers that anybody registers.
var registry = map[string]func(Job) error{}

func Register(kind string, f func(Job) error) { registry[kind] = f }

func Serve(in <-chan Job) {
	go func() {
		for job := range in {
			if f := registry[job.Kind]; f != nil {
				_ = f(job) // want `"f"`
			}
		}
	}()
}

// The items are taken between the rounds.
func (c *controller) forClause() {
	for key, quit := c.queue.Get(); !quit; key, quit = c.queue.Get() {
		if err := c.sync(key); err != nil { // want `"c.sync"`
			log.Print(err)
		}
		c.queue.Done(key)
	}
}

func (c *controller) startClause() { go c.forClause() }
