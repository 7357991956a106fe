package main

import (
	"context"
	"database/sql"
	"log"
	"log/slog"
	"sync"
	"time"

	"github.com/queuevet/queuevet/runtimeq"
)

// A request is an order whose sender waits for the outcome.
type request struct {
	order order
	reply chan<- error // has room for one
}

// A writer writes orders to the database with several workers.
type writer struct {
	db      *sql.DB
	orders  *runtimeq.Queue[order]
	urgent  *runtimeq.Queue[request]
	running sync.WaitGroup
}

func newWriter(db *sql.DB, size int) *writer {
	return &writer{db: db, orders: runtimeq.New[order](size), urgent: runtimeq.New[request](size)}
}

// start writes orders until drain, or until ctx cuts them off. The urgent ones
// have workers of their own, so that they never wait behind the others.
func (w *writer) start(ctx context.Context, workers int) {
	orders := runtimeq.Consumer[order]{
		Handle:      w.save,
		Workers:     workers,
		Timeout:     5 * time.Second,
		MaxAttempts: 3,
		DeadLetter:  bury,
		Logger:      slog.Default(), // has the stack of an order that panics
	}
	urgent := runtimeq.Consumer[request]{
		Handle:     w.saveAndReply,
		Workers:    workers,
		Timeout:    5 * time.Second,
		DeadLetter: refuse, // the sender decides whether to try again
		Logger:     slog.Default(),
	}
	w.running.Go(func() { _ = orders.Run(ctx, w.orders) })
	w.running.Go(func() { _ = urgent.Run(ctx, w.urgent) })
}

// drain writes what is left when the server has stopped.
func (w *writer) drain() {
	w.orders.Close()
	w.urgent.Close()
	w.running.Wait()
	// Nothing, unless the workers were cut off.
	for _, o := range w.orders.Abort() {
		setAside(o, context.Canceled)
	}
	for _, req := range w.urgent.Abort() {
		setAside(req.order, context.Canceled)
	}
}

func (w *writer) save(ctx context.Context, o order) error {
	// An attempt that timed out may have written the row: the next one must not fail on it.
	_, err := w.db.ExecContext(ctx, "INSERT INTO orders (id, amount) VALUES ($1, $2) ON CONFLICT DO NOTHING", o.ID, o.Amount)
	return err
}

func (w *writer) saveAndReply(ctx context.Context, req request) error {
	err := w.save(ctx, req.order)
	if err == nil {
		req.reply <- nil
	}
	return err // refuse has the reply to a failure, also to a panic
}

func refuse(_ context.Context, dead runtimeq.Dead[request]) error {
	setAside(dead.Item.order, dead.Err) // the sender may not wait any more
	dead.Item.reply <- dead.Err
	return nil
}

func bury(_ context.Context, dead runtimeq.Dead[order]) error {
	setAside(dead.Item, dead.Err)
	return nil
}

// setAside keeps an order in the log, whole: the database may be what failed.
func setAside(o order, why error) { log.Printf("order %+v set aside: %v", o, why) }
