package silent

import "time"

// Fakes only serve tests.
type fakeSource struct{ items chan int }

func (f *fakeSource) stop() {
	for len(f.items) > 0 {
		time.Sleep(time.Millisecond)
	}
	close(f.items)
}

var _ = (*fakeSource).stop
