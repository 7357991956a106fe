package roots

import (
	"context"

	"connectrpc.com/connect"
	"github.com/emicklei/go-restful/v3"

	"blockinghandler/oapi"
)

// Reported.

type order struct{ id string }

// The methods of a service of Connect: unary, and with streams.
type orderService struct{ orders chan order }

func (s *orderService) Submit(ctx context.Context, req *connect.Request[order]) (*connect.Response[order], error) {
	s.orders <- *req.Msg // want `the send on "s.orders" \(unbuffered\) holds this gRPC method .*: select on ctx.Done\(\) as well`
	return connect.NewResponse(req.Msg), nil
}

func (s *orderService) Watch(ctx context.Context, req *connect.Request[order], stream *connect.ServerStream[order]) error {
	s.orders <- *req.Msg // want `select on ctx.Done\(\) as well`
	return stream.Send(req.Msg)
}

func (s *orderService) Talk(ctx context.Context, stream *connect.BidiStream[order, order]) error {
	for {
		msg, err := stream.Receive()
		if err != nil {
			return err
		}
		s.orders <- *msg // want `select on ctx.Done\(\) as well`
	}
}

// A route of go-restful.
func (s *orderService) route(b *restful.RouteBuilder) {
	b.To(func(req *restful.Request, resp *restful.Response) {
		s.orders <- order{} // want `holds this HTTP handler .*: select on req.Request.Context\(\).Done\(\) as well`
		resp.WriteHeader(202)
	})
}

// A server by what oapi-codegen writes.
type strictServer struct{ orders chan order }

func (s *strictServer) Submit(ctx context.Context, request oapi.SubmitRequest) (oapi.SubmitResponse, error) {
	s.orders <- order{request.Order} // want `the send on "s.orders" \(unbuffered\) holds this HTTP handler .*: select on ctx.Done\(\) as well`
	return nil, nil
}

func newStrict() oapi.StrictServerInterface {
	s := &strictServer{orders: make(chan order)}
	go func() {
		for range s.orders {
		}
	}()
	return s
}

// Not reported.

// With a way out.
func (s *orderService) Offer(ctx context.Context, req *connect.Request[order]) (*connect.Response[order], error) {
	select {
	case s.orders <- *req.Msg:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return connect.NewResponse(req.Msg), nil
}

// What is given a request among other things is a helper.
func (s *orderService) note(req *connect.Request[order], at int) {
	s.orders <- *req.Msg
}

func newOrders() *orderService {
	s := &orderService{orders: make(chan order)}
	go func() {
		for range s.orders {
		}
	}()
	return s
}

var _ = []any{newOrders, newStrict, (*orderService).route, (*orderService).note}
