package owners

import "testing"

// What a test takes is no rival of the only consumer.
func TestActor(t *testing.T) {
	a := &Actor{in: make(chan job, 1)}
	a.in <- job{1}
	use(<-a.in)
	go a.run()
}
