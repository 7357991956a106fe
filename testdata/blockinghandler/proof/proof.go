// Package proof is a server that misuses its queue. Its test serves it over
// HTTP; the test of the analyzer runs it as it is and with the suggested fixes.
package proof

import "net/http"

type job struct {
	path  string
	reply chan error
}

// A Server hands jobs to workers, of which there are none.
type Server struct{ Jobs chan job }

func (s *Server) Submit(w http.ResponseWriter, r *http.Request) {
	s.Jobs <- job{path: r.URL.Path} // want `send on "s.Jobs"`
	w.WriteHeader(http.StatusAccepted)
}

// Ask waits for the outcome as well.
func (s *Server) Ask(w http.ResponseWriter, r *http.Request) {
	reply := make(chan error)
	s.Jobs <- job{r.URL.Path, reply} // want `send on "s.Jobs"`
	if err := <-reply; err != nil {  // want `receive from "reply"`
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}
