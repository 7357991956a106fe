package pump

import "github.com/gammazero/deque"

// Reported: what is received and what is added stand apart.

// A list type of this package, and the head is kept beside it.
type listener struct {
	nextCh  chan any
	addCh   chan any
	pending growing
}

type growing struct{ xs []any }

func (g *growing) WriteOne(v any) { g.xs = append(g.xs, v) }

func (g *growing) ReadOne() (any, bool) {
	if len(g.xs) == 0 {
		return nil, false
	}
	v := g.xs[0]
	g.xs = g.xs[1:]
	return v, true
}

func (p *listener) pop() {
	defer close(p.nextCh)
	var nextCh chan<- any
	var notification any
	for {
		select {
		case nextCh <- notification:
			var ok bool
			notification, ok = p.pending.ReadOne()
			if !ok {
				nextCh = nil
			}
		case toAdd, ok := <-p.addCh:
			if !ok {
				return
			}
			if notification == nil {
				notification = toAdd
				nextCh = p.nextCh
			} else {
				p.pending.WriteOne(toAdd) // want `"p\.pending" takes in what is received however much of it waits`
			}
		}
	}
}

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
