package pump

import "github.com/gammazero/deque"

// Reported: what is received and what is added stand apart.

// The addition stands after the select.
type producer struct {
	retries chan *item
	input   chan *item
}

func (p *producer) retryHandler() {
	var buf deque.Deque[*item]
	for {
		var msg *item
		if buf.Len() == 0 {
			msg = <-p.retries
		} else {
			select {
			case msg = <-p.retries:
			case p.input <- buf.Front():
				buf.PopFront()
				continue
			}
		}
		if msg == nil {
			return
		}
		buf.PushBack(msg) // want `"buf" takes in what is received however much of it waits`
	}
}

// Methods add and take.
type spool struct {
	in, out chan item
	q       []item
}

func (s *spool) push(v item) { s.q = append(s.q, v) }

func (s *spool) shift() { s.q = s.q[1:] }

func (s *spool) ready() (chan item, item) {
	if len(s.q) == 0 {
		return nil, item{}
	}
	return s.out, s.q[0]
}

func (s *spool) run() {
	for {
		out, head := s.ready()
		select {
		case v := <-s.in:
			s.push(v) // want `"s\.q" takes in what is received however much of it waits`
		case out <- head:
			s.shift()
		}
	}
}

// Two selects, one for an empty list: the other one adds without a limit.
func ifElse(in <-chan item, out chan<- item, stop <-chan struct{}) {
	var pending []item
	for {
		if len(pending) == 0 {
			select {
			case v := <-in:
				pending = append(pending, v)
			case <-stop:
				return
			}
			continue
		}
		select {
		case v := <-in:
			pending = append(pending, v) // want `"pending" takes in what is received however much of it waits`
		case out <- pending[0]:
			pending = pending[1:]
		case <-stop:
			return
		}
	}
}

// One item is on its way, and its end lets the next one go; a closure adds to the list
// by its address.
type courier struct {
	in   chan item
	out  chan item
	done chan struct{}
	quit chan struct{}
}

func (c *courier) run() {
	var pending []item
	busy := false
	hand := func(v item, list *[]item, busy bool) bool {
		if !busy {
			c.out <- v
		} else {
			*list = append(*list, v)
		}
		return true
	}
	for {
		select {
		case v := <-c.in:
			busy = hand(v, &pending, busy) // want `"pending" takes in what is received however much of it waits`
		case <-c.done:
			if len(pending) == 0 {
				busy = false
				continue
			}
			next := pending[0]
			pending = pending[1:]
			c.out <- next
		case <-c.quit:
			return
		}
	}
}

// What is received is sent at once where somebody waits for it, else it is added.
type notifier struct {
	in, out chan item
}

func (n *notifier) run(quit <-chan struct{}) {
	var q []item
	var send chan<- item
	direct := n.out
	var next item
	for {
		select {
		case v := <-n.in:
			select {
			case direct <- v:
			default:
				q = append(q, v) // want `"q" takes in what is received however much of it waits`
				send, direct, next = n.out, nil, q[0]
			}
		case send <- next:
			copy(q, q[1:])
			q[len(q)-1] = item{}
			q = q[:len(q)-1]
			if len(q) == 0 {
				send, direct = nil, n.out
			} else {
				next = q[0]
			}
		case <-quit:
			return
		}
	}
}
