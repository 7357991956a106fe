// Package connect has the signatures of Connect's handlers, for tests.
package connect

type Request[T any] struct{ Msg *T }

type Response[T any] struct{ Msg *T }

func NewResponse[T any](message *T) *Response[T] { return &Response[T]{message} }

type ServerStream[Res any] struct{}

func (s *ServerStream[Res]) Send(msg *Res) error { return nil }

type BidiStream[Req, Res any] struct{}

func (b *BidiStream[Req, Res]) Receive() (*Req, error) { return nil, nil }
