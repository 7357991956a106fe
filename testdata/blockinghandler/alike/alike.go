// Package alike holds many handlers that wait at the same place: it is mended there,
// and one finding says so.
package alike

import "net/http"

type store struct{ ops chan func() }

func newStore() *store {
	s := &store{ops: make(chan func())}
	go func() {
		for op := range s.ops {
			op()
		}
	}()
	return s
}

func (s *store) put(op func()) { s.ops <- op }

// Reported.

func (s *store) create(w http.ResponseWriter, r *http.Request) {
	s.put(func() {}) // want `put leads to a send on "s.ops" \(unbuffered\) at alike.go:19, which holds this HTTP handler and 6 others until somebody receives`
}

// Not reported again.

func (s *store) read(w http.ResponseWriter, r *http.Request)   { s.put(func() {}) }
func (s *store) update(w http.ResponseWriter, r *http.Request) { s.put(func() {}) }
func (s *store) remove(w http.ResponseWriter, r *http.Request) { s.put(func() {}) }
func (s *store) list(w http.ResponseWriter, r *http.Request)   { s.put(func() {}) }
func (s *store) watch(w http.ResponseWriter, r *http.Request)  { s.put(func() {}) }
func (s *store) reset(w http.ResponseWriter, r *http.Request)  { s.put(func() {}) }

func Serve(mux *http.ServeMux) {
	s := newStore()
	for path, handler := range map[string]http.HandlerFunc{
		"/create": s.create, "/read": s.read, "/update": s.update, "/remove": s.remove, "/list": s.list, "/watch": s.watch, "/reset": s.reset,
	} {
		mux.Handle(path, handler)
	}
}
