package main

import (
	"database/sql"
	"log"
	"time"
)

// A request is an order whose sender waits for the outcome.
type request struct {
	order order
	reply chan error
}

// A writer writes orders to the database with several workers.
type writer struct {
	db     *sql.DB
	orders chan order
	urgent chan request
	retry  chan order
}

func newWriter(db *sql.DB, size int) *writer {
	return &writer{
		db:     db,
		orders: make(chan order, size),
		urgent: make(chan request, size),
		retry:  make(chan order, size),
	}
}

func (w *writer) start(workers int) {
	for range workers {
		go w.work()
	}
	go w.retryLoop()
}

// work writes orders, the urgent ones first.
func (w *writer) work() {
	for o := range w.orders {
		// Two workers can both see one urgent request; the slower one then waits
		// for the next one, with an order in its hands.
		if len(w.urgent) > 0 {
			req := <-w.urgent
			req.reply <- w.save(req.order)
		}
		// One order that panics takes the whole process along.
		if err := w.save(o); err != nil {
			w.retry <- o
		}
	}
}

// retryLoop writes again what failed before.
func (w *writer) retryLoop() {
	for {
		// An order waits up to a second for nothing, and an idle process wakes
		// up every second for nothing.
		if len(w.retry) == 0 {
			time.Sleep(time.Second)
			continue
		}
		o := <-w.retry
		if err := w.save(o); err != nil {
			log.Printf("order %s: %v", o.ID, err)
		}
	}
}

// drain writes what is left when the server has stopped.
func (w *writer) drain() {
	// Each receive lowers the bound: half of the orders are lost.
	for i := 0; i < len(w.orders); i++ {
		if err := w.save(<-w.orders); err != nil {
			log.Printf("order lost: %v", err)
		}
	}
}

func (w *writer) save(o order) error {
	_, err := w.db.Exec("INSERT INTO orders (id, amount) VALUES ($1, $2)", o.ID, o.Amount)
	return err
}
