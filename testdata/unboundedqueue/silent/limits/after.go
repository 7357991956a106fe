package limits

import (
	"container/list"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
)

// The list is cut after the item is added.

// The oldest go while there are too many.
type LogTail struct {
	mu    sync.Mutex
	lines []string
	keep  int
}

func (l *LogTail) Write(line string) {
	l.mu.Lock()
	l.lines = append(l.lines, line)
	for len(l.lines) > l.keep {
		l.lines = l.lines[1:]
	}
	l.mu.Unlock()
}

func (l *LogTail) Next() (string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.lines) == 0 {
		return "", false
	}
	s := l.lines[0]
	l.lines = l.lines[1:]
	return s, true
}

// The newest is cut off again.
type Inbox struct {
	sync.Mutex
	msgs []any
	max  int
	lost atomic.Int64
}

func (in *Inbox) Deliver(m any) {
	in.Lock()
	defer in.Unlock()
	in.msgs = append(in.msgs, m)
	if n := len(in.msgs); n > in.max {
		in.lost.Add(int64(n - in.max))
		in.msgs = in.msgs[:in.max]
	}
}

func (in *Inbox) Receive() any {
	in.Lock()
	defer in.Unlock()
	if len(in.msgs) == 0 {
		return nil
	}
	m := in.msgs[0]
	in.msgs = in.msgs[1:]
	return m
}

// A method of its own cuts.
type AuditQueue struct {
	mu      sync.Mutex
	records []record
	size    int
}

type record struct{ who, what string }

func (a *AuditQueue) trim() {
	if over := len(a.records) - a.size; over > 0 {
		slog.Warn("audit records dropped", "count", over)
		a.records = slices.Delete(a.records, 0, over)
	}
}

func (a *AuditQueue) Log(who, what string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.records = append(a.records, record{who, what})
	a.trim()
}

func (a *AuditQueue) Shift() (record, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.records) == 0 {
		return record{}, false
	}
	r := a.records[0]
	a.records = a.records[1:]
	return r, true
}

// A list of the standard library.
type History struct {
	mu  sync.Mutex
	l   *list.List
	max int
}

func (h *History) Add(v string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.l.PushBack(v)
	if h.l.Len() > h.max {
		h.l.Remove(h.l.Front())
	}
}

func (h *History) Take() (string, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	front := h.l.Front()
	if front == nil {
		return "", false
	}
	return h.l.Remove(front).(string), true
}

// Who is too slow is cut off.
type ClientQueue struct {
	mu     sync.Mutex
	out    [][]byte
	closed bool
	kick   chan struct{}
	abort  func()
}

const slowConsumer = 4096

func (c *ClientQueue) Queue(frame []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return
	}
	c.out = append(c.out, frame)
	if len(c.out) > slowConsumer {
		c.closed = true
		c.out = nil
		c.abort()
		return
	}
	select {
	case c.kick <- struct{}{}:
	default:
	}
}

func (c *ClientQueue) Flush(write func([]byte) error) error {
	for range c.kick {
		for {
			c.mu.Lock()
			if len(c.out) == 0 {
				c.mu.Unlock()
				break
			}
			f := c.out[0]
			c.out = c.out[1:]
			c.mu.Unlock()
			if err := write(f); err != nil {
				return err
			}
		}
	}
	return nil
}
