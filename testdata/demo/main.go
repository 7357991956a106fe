// Command demo takes orders over HTTP and from a broker, keeps them in queues,
// and writes them to a database. It compiles, passes its reviews, and works on a
// quiet day; every queue in it is misused.
//
// queuevet is run over it to show what it finds. Do not copy from here.
package main

import (
	"context"
	"database/sql"
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

	db, err := sql.Open("postgres", "postgres://localhost/orders")
	if err != nil {
		return err
	}
	nc, err := nats.Connect(nats.DefaultURL)
	if err != nil {
		return err
	}
	w := newWriter(db, 64)
	w.start(4)
	c := newController(db)
	go c.run()
	if err := listen(nc, newBroker(w.save, c.add)); err != nil {
		return err
	}
	srv := &http.Server{Addr: "localhost:8080", Handler: newIntake(w).routes(), ReadHeaderTimeout: time.Second}
	go func() {
		<-ctx.Done()
		_ = srv.Close()
	}()
	if err := srv.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	c.drain()
	w.drain()
	return nil
}
