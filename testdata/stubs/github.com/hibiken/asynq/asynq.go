// Package asynq has the signatures of asynq's server, for tests.
package asynq

import "context"

type Task struct{}

func (t *Task) Type() string    { return "" }
func (t *Task) Payload() []byte { return nil }

type Handler interface {
	ProcessTask(context.Context, *Task) error
}

type HandlerFunc func(context.Context, *Task) error

func (fn HandlerFunc) ProcessTask(ctx context.Context, task *Task) error { return fn(ctx, task) }

type Server struct{}

func (srv *Server) Run(handler Handler) error   { return nil }
func (srv *Server) Start(handler Handler) error { return nil }

type ServeMux struct{}

func NewServeMux() *ServeMux                                                                { return nil }
func (mux *ServeMux) Handle(pattern string, handler Handler)                                {}
func (mux *ServeMux) HandleFunc(pattern string, handler func(context.Context, *Task) error) {}
func (mux *ServeMux) ProcessTask(ctx context.Context, task *Task) error                     { return nil }
