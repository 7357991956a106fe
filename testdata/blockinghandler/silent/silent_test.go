package silent

import (
	"net/http"
	"testing"
)

// A handler of a test may wait for the test.
func TestHandler(t *testing.T) {
	hits := make(chan string)
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { hits <- r.URL.Path })
}
