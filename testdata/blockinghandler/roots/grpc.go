package roots

import (
	"context"

	"google.golang.org/grpc"

	"blockinghandler/pb"
)

// Reported.

type jobServer struct {
	pb.UnimplementedJobsServer
	jobs chan *pb.Job
}

func (s *jobServer) Submit(ctx context.Context, job *pb.Job) (*pb.Reply, error) {
	s.jobs <- job // want `send on "s.jobs" \(unbuffered\) holds this gRPC method and the call .* select on ctx.Done\(\) as well`
	return &pb.Reply{}, nil
}

func (s *jobServer) Watch(job *pb.Job, stream pb.Jobs_WatchServer) error {
	s.jobs <- job // want `send on "s.jobs" .*select on stream.Context\(\).Done\(\) as well`
	return stream.Send(&pb.Reply{})
}

func register(s *grpc.Server) { pb.RegisterJobsServer(s, &jobServer{jobs: make(chan *pb.Job)}) }

// Not reported: no method of the service.

func (s *jobServer) Enqueue(ctx context.Context, job *pb.Job) error {
	s.jobs <- job
	return nil
}

var _ = register
