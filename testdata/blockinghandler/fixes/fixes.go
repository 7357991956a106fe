// Package fixes holds the findings that have a fix, and some that have none.
package fixes

import (
	"context"
	"fmt"
	"net/http"
	"sync"

	"github.com/IBM/sarama"
	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"blockinghandler/pb"
)

type task struct {
	name  string
	reply chan error
}

type server struct {
	pb.UnimplementedJobsServer
	tasks chan task
	jobs  chan *pb.Job
	done  chan struct{}
	sem   *semaphore.Weighted
	mu    sync.Mutex
}

func (s *server) close() { close(s.done) }

// With a fix.

func (s *server) send(w http.ResponseWriter, r *http.Request) {
	s.tasks <- task{name: r.URL.Path} // want `send on "s.tasks"`
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) ask(w http.ResponseWriter, r *http.Request) {
	reply := make(chan error)
	s.tasks <- task{"x", reply}     // want `send on "s.tasks"`
	if err := <-reply; err != nil { // want `receive from "reply"`
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

func (s *server) await(w http.ResponseWriter, r *http.Request) {
	reply := make(chan error, 1)
	select {
	case s.tasks <- task{"x", reply}:
	default:
		return
	}
	err := <-reply // want `receive from "reply"`
	fmt.Fprint(w, err)
}

func (s *server) discard(w http.ResponseWriter, r *http.Request) {
	reply := make(chan error, 0)
	s.tasks <- task{"x", reply} // want `send on "s.tasks"`
	<-reply                     // want `receive from "reply"`
}

func (s *server) Submit(ctx context.Context, job *pb.Job) (*pb.Reply, error) {
	s.jobs <- job // want `send on "s.jobs"`
	reply := make(chan error, 1)
	s.tasks <- task{"x", reply} // want `send on "s.tasks"`
	return &pb.Reply{}, <-reply // want `receive from "reply"`
}

func (s *server) Count(ctx context.Context, job *pb.Job) (int, error) {
	s.jobs <- job // want `send on "s.jobs"`
	return 1, nil
}

func (s *server) Watch(job *pb.Job, stream pb.Jobs_WatchServer) error {
	switch job.ID {
	case "":
		s.jobs <- job // want `send on "s.jobs"`
	}
	return nil
}

func (s *server) echo(c echo.Context) error {
	s.tasks <- task{name: c.Param("name")} // want `send on "s.tasks"`
	return c.NoContent(http.StatusAccepted)
}

func (s *server) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (s *server) Cleanup(sarama.ConsumerGroupSession) error { return nil }
func (s *server) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for msg := range claim.Messages() {
		s.tasks <- task{name: msg.Topic} // want `send on "s.tasks"`
		session.MarkMessage(msg, "")
	}
	return nil
}

// A directive, with the receiver's own end at hand.
//
//queuevet:nonblocking
func (s *server) push(t task) {
	s.tasks <- t // want `send on "s.tasks" .* select on s.done as well`
}

func (s *server) acquire(w http.ResponseWriter, r *http.Request) {
	if err := s.sem.Acquire(r.Context(), 1); err != nil {
		return
	}
	_ = s.sem.Acquire(context.TODO(), 1) // want `s.sem.Acquire waits with context.TODO\(\)`
}

// Without a fix.

// A return would leave the lock held.
func (s *server) locked(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.tasks <- task{} // want `send on "s.tasks"`
	s.mu.Unlock()
}

// The check of the length would be left over.
func (s *server) checked(w http.ResponseWriter, r *http.Request) {
	if len(s.tasks) < cap(s.tasks) {
		s.tasks <- task{} // want `send on "s.tasks"`
	}
}

// A return would only leave the function literal.
func (s *server) literal(w http.ResponseWriter, r *http.Request) {
	defer func() {
		s.tasks <- task{} // want `send on "s.tasks"`
	}()
}

// Nobody can say what to return.
//
//queuevet:nonblocking
func (s *server) result(ctx context.Context, t task) task {
	s.tasks <- t // want `send on "s.tasks" .* select on ctx.Done\(\) as well`
	return t
}

// It is not the statement's own.
func (s *server) label(w http.ResponseWriter, r *http.Request) {
send:
	s.tasks <- task{} // want `send on "s.tasks"`
	if r.Method == "" {
		goto send
	}
}

var _ = []any{(*server).close, (*server).echo, (*server).push, (*server).result}
