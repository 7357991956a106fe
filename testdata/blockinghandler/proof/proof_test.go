package proof

import (
	"context"
	"net"
	"net/http"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// TestGoneClients serves requests over HTTP whose clients give up after ten
// seconds, and counts the handlers that are still there an hour later. PROOF
// says what is expected: "held" of the misuse, "gone" of the fixed server.
//
// Times are those of a synctest bubble: the connections are pipes, and an hour
// passes as soon as nothing else can happen.
func TestGoneClients(t *testing.T) {
	expected := os.Getenv("PROOF")
	for name, test := range map[string]struct {
		handle func(*Server) http.HandlerFunc
		room   int // that the queue has: a job in it is never answered
	}{
		"submit": {func(s *Server) http.HandlerFunc { return s.Submit }, 0},
		"ask":    {func(s *Server) http.HandlerFunc { return s.Ask }, 0},
		"answer": {func(s *Server) http.HandlerFunc { return s.Ask }, 3},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &Server{Jobs: make(chan job, test.room)}
				switch left := handlersLeft(t, s, test.handle(s)); {
				case expected == "gone" && left != 0:
					t.Errorf("%d of 3 handlers are still there", left)
				case expected != "gone" && left != 3:
					t.Errorf("%d of 3 handlers are still there; all of them were to hang", left)
				}
			})
		})
	}
}

// handlersLeft sends 3 requests and returns how many handlers have not
// returned an hour after their clients have gone. It frees them then.
func handlersLeft(t *testing.T, s *Server, handler http.HandlerFunc) int32 {
	t.Helper()
	var running atomic.Int32
	listener := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		running.Add(1)
		defer running.Add(-1)
		handler(w, r)
	})}
	go func() { _ = server.Serve(listener) }()
	client := &http.Client{Transport: &http.Transport{DialContext: listener.dial}}
	for range 3 {
		go get(client)
	}
	time.Sleep(time.Second)
	synctest.Wait()
	if n := running.Load(); n != 3 {
		t.Errorf("%d handlers of 3 have begun", n)
	}
	time.Sleep(time.Hour)
	synctest.Wait()
	left := running.Load()
	for range left { // let them go
		j := <-s.Jobs
		if j.reply != nil {
			j.reply <- nil
		}
	}
	client.CloseIdleConnections()
	_ = server.Close()
	synctest.Wait()
	if n := running.Load(); n != 0 {
		t.Errorf("%d handlers are left at the end", n)
	}
	return left
}

// get is a client that gives up after ten seconds.
func get(client *http.Client) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://server/job", nil)
	if err != nil {
		panic(err)
	}
	if resp, err := client.Do(req); err == nil {
		_ = resp.Body.Close()
	}
}

// pipes is a listener whose connections are in memory.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func (p *pipes) dial(ctx context.Context, network, address string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case conn := <-p.conns:
		return conn, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.closed)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }
