// Package handlers holds functions that a server calls once per request.
package handlers

import "net/http"

type job struct{ id int }

type server struct{ jobs chan job }

// Reported.

// Two requests see the one free place.
func (s *server) submit(w http.ResponseWriter, r *http.Request) {
	if len(s.jobs) == cap(s.jobs) { // want `"s.jobs" can be filled`
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	s.jobs <- job{1}
	w.WriteHeader(http.StatusAccepted)
}

func (s *server) routes(mux *http.ServeMux) {
	mux.HandleFunc("/submit", s.submit)
	mux.HandleFunc("/try", func(w http.ResponseWriter, r *http.Request) {
		if len(s.jobs) < cap(s.jobs) { // want `"s.jobs" can be filled`
			s.jobs <- job{2}
		}
	})
}

// A helper that the handler calls.
func (s *server) put(w http.ResponseWriter, r *http.Request) { s.enqueue(job{3}) }

func (s *server) enqueue(j job) {
	if len(s.jobs) < cap(s.jobs) { // want `"s.jobs" can be filled`
		s.jobs <- j
	}
}

// Not reported.

// The channel belongs to this request.
func (s *server) fan(w http.ResponseWriter, r *http.Request) {
	parts := make(chan job, 2)
	parts <- job{1}
	if len(parts) < cap(parts) {
		parts <- job{2}
	}
}
