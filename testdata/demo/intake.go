package main

import (
	"encoding/json"
	"net/http"
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
	// Many requests see the one free place; all but one of them then hang.
	if len(in.w.orders) == cap(in.w.orders) {
		http.Error(rw, "try again later", http.StatusServiceUnavailable)
		return
	}
	in.w.orders <- o
	rw.WriteHeader(http.StatusAccepted)
}

// submitAndWait answers when the order is in the database.
func (in *intake) submitAndWait(rw http.ResponseWriter, r *http.Request) {
	o, err := decode(r)
	if err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	reply := make(chan error)
	// A client that has gone away leaves this goroutine waiting for room, and
	// then the writer waiting for somebody to take the reply.
	in.w.urgent <- request{o, reply}
	if err := <-reply; err != nil {
		http.Error(rw, err.Error(), http.StatusInternalServerError)
		return
	}
	rw.WriteHeader(http.StatusCreated)
}

func decode(r *http.Request) (order, error) {
	var o order
	err := json.NewDecoder(r.Body).Decode(&o)
	return o, err
}
