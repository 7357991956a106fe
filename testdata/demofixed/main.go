// Command demofixed is the program of testdata/demo with every queue used
// correctly. Read the two side by side, file by file; copy from here.
package main

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net/http"
	"os/signal"
	"syscall"
	"time"

	"github.com/nats-io/nats.go"
)

// An order is one row to write.
type order struct {
	ID     string `json:"id"`
	Amount int    `json:"amount"`
}

func main() {
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	// SIGTERM ends the intake only: the work goes on until it is done or cut off.
	work, cutOff := context.WithCancel(context.Background())
	defer cutOff()

	db, err := sql.Open("postgres", "postgres://localhost/orders")
	if err != nil {
		return err
	}
	nc, err := nats.Connect(nats.DefaultURL)
	if err != nil {
		return err
	}
	w := newWriter(db, 64)
	w.start(work, 4)
	c := newController(db)
	go c.run(work)
	b := newBroker(w.save, c.add, 1000)
	if err := listen(work, nc, b); err != nil {
		return err
	}
	// Without ReadTimeout one slow client could use up the grace below.
	srv := &http.Server{Addr: "localhost:8080", Handler: newIntake(w).routes(), ReadTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- srv.ListenAndServe() }()
	select {
	case err = <-failed:
	case <-ctx.Done():
	}

	// Sources before queues, or the last orders would find their queue closed.
	grace, cancel := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancel()
	defer context.AfterFunc(grace, cutOff)()
	err = errors.Join(err, srv.Shutdown(grace))
	b.drain(grace, nc)
	c.drain()
	w.drain()
	return err
}
