// Package spawns holds goroutines whose number something limits: none of them is
// reported.
package spawns

import (
	"crypto/tls"
	"io"
	"net"
	"os"
)

// A goroutine for every connection.

// Of a listener.
func Serve(ln net.Listener, handle func(net.Conn)) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		go handle(c)
	}
}

// Through a channel.
type Server struct {
	conns chan net.Conn
	quit  chan struct{}
}

func (s *Server) Accept(ln net.Listener) {
	for {
		c, err := ln.Accept()
		if err != nil {
			close(s.conns)
			return
		}
		s.conns <- c
	}
}

func (s *Server) Run() {
	for c := range s.conns {
		go s.serve(c)
	}
}

func (s *Server) serve(c net.Conn) {
	defer c.Close()
	io.Copy(io.Discard, c)
}

// It greets first.
func TLS(ln net.Listener, cfg *tls.Config, handle func(*tls.Conn)) error {
	for {
		c, err := ln.Accept()
		if err != nil {
			return err
		}
		tc := tls.Server(c, cfg)
		go func() {
			if tc.Handshake() == nil {
				handle(tc)
			}
		}()
	}
}

// A stop beside it.
func Unix(path string, stop <-chan struct{}, handle func(net.Conn)) error {
	ln, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	defer os.Remove(path)
	conns := make(chan net.Conn)
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				close(conns)
				return
			}
			conns <- c
		}
	}()
	for {
		select {
		case <-stop:
			return ln.Close()
		case c, ok := <-conns:
			if !ok {
				return nil
			}
			go handle(c)
		}
	}
}
