// Package several has a handler whose call leads to several waits: the first is
// reported, the others are named with it.
package several

import "net/http"

type device struct {
	stop    chan bool
	backoff chan bool
	renew   chan bool
}

func newDevice() *device {
	d := &device{stop: make(chan bool), backoff: make(chan bool), renew: make(chan bool)}
	go d.run()
	return d
}

func (d *device) run() {
	for {
		select {
		case <-d.stop:
			return
		case <-d.backoff:
		case <-d.renew:
		}
	}
}

func (d *device) trigger() {
	d.stop <- true
	d.backoff <- true
	d.renew <- true
}

func (d *device) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.trigger() // want `trigger leads to a send on "d.stop" \(unbuffered\) at several.go:31`
}

var _ = newDevice
