// Package pump holds goroutines between two channels.
package pump

import (
	"container/list"
	"log"
	"sync"
	"time"
)

// Reported.

// The sending channel is nil while there is nothing, the receiving one is
// always open.
func infinite(in <-chan item, out chan<- item) {
	var q []item
	for {
		var send chan<- item
		var head item
		if len(q) > 0 {
			send, head = out, q[0]
		}
		select {
		case v, ok := <-in:
			if !ok {
				return
			}
			q = append(q, v) // want `"q" takes in what is received however much of it waits`
		case send <- head:
			q = q[1:]
		}
	}
}

type item struct {
	id int
	at time.Time
}

// The receiving channel is nil after its end only.
type buffers struct {
	closed chan struct{}
	wg     sync.WaitGroup
}

func (b *buffers) buffer(in chan *item, out chan item) {
	defer close(out)
	defer b.wg.Done()
	inflight := in
	var waiting []*item
	for d := range in {
		waiting = append(waiting, d)
		for len(waiting) > 0 {
			select {
			case <-b.closed:
				return
			case d, ok := <-inflight:
				if ok {
					waiting = append(waiting, d) // want `"waiting" takes in what is received however much of it waits`
				} else {
					inflight = nil
				}
			case out <- *waiting[0]:
				waiting = waiting[1:]
			}
		}
	}
}

// What the channel has no room for goes to a list.
type ConcurrentQueue[T any] struct {
	in, out  chan T
	overflow *list.List
	quit     chan struct{}
}

func (c *ConcurrentQueue[T]) Start() {
	go func() {
		for {
			next := c.overflow.Front()
			if next == nil {
				select {
				case v := <-c.in:
					select {
					case c.out <- v:
					case <-c.quit:
						return
					default:
						c.overflow.PushBack(v)
					}
				case <-c.quit:
					return
				}
			} else {
				select {
				case v := <-c.in:
					c.overflow.PushBack(v) // want `"c\.overflow" takes in what is received however much of it waits`
				case c.out <- next.Value.(T):
					c.overflow.Remove(next)
				case <-c.quit:
					return
				}
			}
		}
	}()
}

// Closures choose the sending channel.
func makeInfinite[T any]() (chan<- T, <-chan T) {
	in := make(chan T)
	out := make(chan T)
	go func() {
		var buf []T
		outCh := func() chan T {
			if len(buf) == 0 {
				return nil
			}
			return out
		}
		cur := func() T {
			var zero T
			if len(buf) == 0 {
				return zero
			}
			return buf[0]
		}
		for len(buf) > 0 || in != nil {
			select {
			case v, ok := <-in:
				if !ok {
					in = nil
				} else {
					buf = append(buf, v) // want `"buf" takes in what is received however much of it waits`
				}
			case outCh() <- cur():
				buf = buf[1:]
			}
		}
		close(out)
	}()
	return in, out
}

// One pump for every watcher.
type watcherStream struct {
	recvc chan *watchResponse
	outc  chan watchResponse
	buf   []*watchResponse
}

type watchResponse struct{ rev int64 }

func serveSubstream(ws *watcherStream, resume chan struct{}) {
	empty := &watchResponse{}
	closing := false
	for !closing {
		cur := empty
		outc := ws.outc
		if len(ws.buf) > 0 {
			cur = ws.buf[0]
		} else {
			outc = nil
		}
		select {
		case outc <- *cur:
			ws.buf[0] = nil
			ws.buf = ws.buf[1:]
		case wr, ok := <-ws.recvc:
			if !ok {
				return
			}
			ws.buf = append(ws.buf, wr) // want `"ws\.buf" takes in what is received however much of it waits`
		case <-resume:
			closing = true
		}
	}
}

// A list of the standard library.
type client struct {
	ntfn chan []byte
	quit chan struct{}
	send chan []byte
}

func (c *client) queueHandler() {
	pending := list.New()
	waiting := false
	sendDone := make(chan bool, 1)
	go func() {
		for range sendDone {
		}
	}()
out:
	for {
		var next []byte
		var dst chan []byte
		if e := pending.Front(); e != nil {
			next = e.Value.([]byte)
			dst = c.send
		}
		select {
		case msg := <-c.ntfn:
			if !waiting && dst == nil {
				waiting = true
			}
			pending.PushBack(msg) // want `"pending" takes in what is received however much of it waits`
		case dst <- next:
			pending.Remove(pending.Front())
			waiting = false
		case <-c.quit:
			break out
		}
	}
}

// Two clauses receive for one list.
func merge(a, b <-chan item, out chan<- item, stop <-chan struct{}) {
	q := make([]item, 0, 16)
	for {
		var o chan<- item
		var h item
		if len(q) > 0 {
			o, h = out, q[0]
		}
		select {
		case v := <-a:
			q = append(q, v) // want `"q" takes in what is received however much of it waits`
		case v := <-b:
			q = append(q, v)
		case o <- h:
			q = q[1:]
		case <-stop:
			return
		}
	}
}

// A warning is no limit.
func warnPump(in <-chan item, out chan<- item) {
	var q []item
	for {
		var o chan<- item
		var h item
		if n := len(q); n > 0 {
			o, h = out, q[0]
			if n%1000 == 0 {
				log.Printf("%d items wait", n)
			}
		}
		select {
		case v := <-in:
			q = append(q, v) // want `"q" takes in what is received however much of it waits`
		case o <- h:
			q[0] = item{}
			q = q[1:]
		}
	}
}

// One direction has a limit, the other has none.
func proxy(in <-chan []byte, out chan<- []byte, back <-chan []byte, client chan<- []byte) {
	const most = 128
	var fwd, rev [][]byte
	for {
		recv := in
		if len(fwd) >= most {
			recv = nil
		}
		var fo, ro chan<- []byte
		var fh, rh []byte
		if len(fwd) > 0 {
			fo, fh = out, fwd[0]
		}
		if len(rev) > 0 {
			ro, rh = client, rev[0]
		}
		select {
		case b := <-recv:
			fwd = append(fwd, b)
		case b := <-back:
			rev = append(rev, b) // want `"rev" takes in what is received however much of it waits`
		case fo <- fh:
			fwd = fwd[1:]
		case ro <- rh:
			rev = rev[1:]
		}
	}
}

// The head is kept beside the list.
type provider struct {
	newBlocks   chan string
	provideKeys chan string
}

func (p *provider) collect(done <-chan struct{}) {
	defer close(p.provideKeys)
	var waiting []string
	var next string
	var out chan string
	for {
		select {
		case k, ok := <-p.newBlocks:
			if !ok {
				return
			}
			if out == nil {
				next = k
				out = p.provideKeys
			} else {
				waiting = append(waiting, k) // want `"waiting" takes in what is received however much of it waits`
			}
		case out <- next:
			if len(waiting) > 0 {
				next = waiting[0]
				waiting = waiting[1:]
			} else {
				out = nil
			}
		case <-done:
			return
		}
	}
}
