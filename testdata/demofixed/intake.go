package main

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// An intake turns HTTP requests into orders on the writer's queue.
type intake struct{ w *writer }

func newIntake(w *writer) *intake { return &intake{w} }

func (in *intake) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", in.submit)
	mux.HandleFunc("POST /orders/sync", in.submitAndWait)
	return mux
}

// submit answers 503 when the queue is full, so that clients come back later.
func (in *intake) submit(rw http.ResponseWriter, r *http.Request) {
	o, err := decode(r)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	// Trying is the check: no other request can come in between.
	if err := in.w.orders.TryPut(o); err != nil {
		http.Error(rw, "try again later", http.StatusServiceUnavailable)
		return
	}
	rw.WriteHeader(http.StatusAccepted)
}

// submitAndWait answers when the order is in the database.
func (in *intake) submitAndWait(rw http.ResponseWriter, r *http.Request) {
	o, err := decode(r)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	// Ends both waits below, also when the client goes away.
	ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
	defer cancel()
	// Room for the one reply: the writer never waits for somebody to take it.
	reply := make(chan error, 1)
	if err := in.w.urgent.Put(ctx, request{o, reply}); err != nil {
		http.Error(rw, "try again later", http.StatusServiceUnavailable)
		return
	}
	select {
	case err := <-reply:
		if err != nil {
			http.Error(rw, err.Error(), http.StatusInternalServerError)
			return
		}
		rw.WriteHeader(http.StatusCreated)
	case <-ctx.Done():
		// Still in the queue, and no longer different from other orders.
		rw.WriteHeader(http.StatusAccepted)
	}
}

func decode(r *http.Request) (order, error) {
	var o order
	err := json.NewDecoder(r.Body).Decode(&o)
	return o, err
}
