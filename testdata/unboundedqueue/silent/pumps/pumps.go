// Package pumps holds goroutines between two channels that stop receiving: none of
// them is reported.
package pumps

import (
	"container/list"
	"context"
)

// The receiving channel is nil when there is no room.
func NilWhenFull(ctx context.Context, in <-chan string, out chan<- string) {
	var buf []string
	for {
		var (
			recv = in
			send chan<- string
			head string
		)
		if len(buf) >= depth {
			recv = nil
		}
		if len(buf) > 0 {
			send, head = out, buf[0]
		}
		select {
		case <-ctx.Done():
			return
		case v := <-recv:
			buf = append(buf, v)
		case send <- head:
			buf = buf[1:]
		}
	}
}

const depth = 1000

// It is set when there is room.
func SetWhenRoom[T any](in <-chan T, out chan<- T, max int) {
	var q []T
	for {
		var recv <-chan T
		if len(q) < max {
			recv = in
		}
		var send chan<- T
		var first T
		if len(q) > 0 {
			send, first = out, q[0]
		}
		select {
		case v, ok := <-recv:
			if !ok {
				return
			}
			q = append(q, v)
		case send <- first:
			q = q[1:]
		}
	}
}

// It is switched off and on.
type Pump struct {
	in, out chan int
	stop    chan struct{}
	queue   []int
}

func (p *Pump) Run() {
	in := p.in
	for {
		if len(p.queue) == 0 {
			select {
			case v := <-in:
				p.queue = append(p.queue, v)
			case <-p.stop:
				return
			}
			continue
		}
		select {
		case v := <-in:
			p.queue = append(p.queue, v)
			if len(p.queue) >= 16 {
				in = nil
			}
		case p.out <- p.queue[0]:
			p.queue = p.queue[1:]
			in = p.in
		case <-p.stop:
			return
		}
	}
}

// The oldest is dropped.
func DropOldest(in <-chan float64, out chan<- float64) {
	var buf []float64
	for {
		var send chan<- float64
		var head float64
		if len(buf) > 0 {
			send, head = out, buf[0]
		}
		select {
		case v, ok := <-in:
			if !ok {
				close(out)
				return
			}
			if len(buf) >= 100 {
				buf = buf[1:]
			}
			buf = append(buf, v)
		case send <- head:
			buf = buf[1:]
		}
	}
}

// The newest waits alone.
func Latest(in <-chan int, out chan<- int) {
	var send chan<- int
	var cur int
	for {
		select {
		case v, ok := <-in:
			if !ok {
				return
			}
			cur, send = v, out
		case send <- cur:
			send = nil
		}
	}
}

// A method gives the channel or nil.
type Chosen struct {
	in, out chan string
	q       []string
}

func (a *Chosen) recv() <-chan string {
	if len(a.q) >= 10 {
		return nil
	}
	return a.in
}

func (a *Chosen) send() (chan<- string, string) {
	if len(a.q) == 0 {
		return nil, ""
	}
	return a.out, a.q[0]
}

func (a *Chosen) Run(ctx context.Context) {
	for {
		out, head := a.send()
		select {
		case <-ctx.Done():
			return
		case v := <-a.recv():
			a.q = append(a.q, v)
		case out <- head:
			a.q = a.q[1:]
		}
	}
}

// A list of the standard library.
func Listed(in <-chan int, out chan<- int) {
	l := list.New()
	src := in
	for {
		var dst chan<- int
		var v int
		if e := l.Front(); e != nil {
			dst, v = out, e.Value.(int)
		}
		select {
		case x, ok := <-src:
			if !ok {
				return
			}
			l.PushBack(x)
			if l.Len() == 50 {
				src = nil
			}
		case dst <- v:
			l.Remove(l.Front())
			src = in
		}
	}
}

// A dispatcher whose workers find more work: both channels are its own, and a
// limit would stop the workers, and with them itself, for ever.
func Walk(root int, children func(int) []int) {
	feed, out := make(chan int), make(chan []int)
	for range 4 {
		go func() {
			for n := range feed {
				out <- children(n)
			}
		}()
	}
	todo, running := []int{root}, 0
	for len(todo) > 0 || running > 0 {
		var send chan int
		var next int
		if len(todo) > 0 {
			send, next = feed, todo[0]
		}
		select {
		case send <- next:
			todo = todo[1:]
			running++
		case found := <-out:
			running--
			todo = append(todo, found...)
		}
	}
	close(feed)
}

// The closure drops what is too much.
func Dropping(in <-chan string, done <-chan struct{}, out chan<- string) {
	var pending []string
	keep := func(v string, list *[]string) {
		if len(*list) < depth {
			*list = append(*list, v)
		}
	}
	for {
		select {
		case v := <-in:
			keep(v, &pending)
		case <-done:
			if len(pending) > 0 {
				next := pending[0]
				pending = pending[1:]
				out <- next
			}
		}
	}
}

// What one round collects is sent in the next, as a whole.
func Batches(in <-chan string, tick <-chan struct{}, out chan<- []string) {
	var batch []string
	for {
		select {
		case v := <-in:
			batch = append(batch, v)
		case <-tick:
			out <- batch
			batch = nil
		}
	}
}
