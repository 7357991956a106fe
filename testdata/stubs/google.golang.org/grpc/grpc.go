// Package grpc has the signatures of gRPC's server, for tests.
package grpc

import "context"

type ServiceDesc struct{ ServiceName string }

type ServiceRegistrar interface {
	RegisterService(desc *ServiceDesc, impl any)
}

type ServerOption interface{ apply() }

type Server struct{}

func NewServer(opt ...ServerOption) *Server { return nil }

func (s *Server) RegisterService(sd *ServiceDesc, ss any) {}

type ServerStream interface {
	Context() context.Context
	SendMsg(m any) error
	RecvMsg(m any) error
}
