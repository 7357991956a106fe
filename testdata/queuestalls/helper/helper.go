// Package helper has a queue that waits, for handlers in other packages.
package helper

import (
	"context"
	"sync"
	"time"
)

type Box struct {
	ch chan string
}

func NewBox(n int) *Box {
	b := &Box{ch: make(chan string, n)}
	go b.drain()
	return b
}

func (b *Box) drain() {
	for range b.ch {
		time.Sleep(time.Millisecond)
	}
}

func (b *Box) Send(text string) { b.ch <- text } // want Send:`sends b.ch at helper.go:26`

func (b *Box) Deep(text string) { b.deeper(text) } // want Deep:`sends b.ch at helper.go:26 via deeper → Send`

func (b *Box) deeper(text string) { b.Send(text) }

func (b *Box) TryPut(text string) bool {
	select {
	case b.ch <- text:
		return true
	default:
		return false
	}
}

func (b *Box) Put(ctx context.Context, text string) error { // want Put:`queues Put at helper.go:\d+ until param 0`
	select {
	case b.ch <- text:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *Box) PutWith(ctx context.Context, text string) error { // want PutWith:`until param 0 via Put`
	return b.Put(ctx, text)
}

// Forward sends to a channel of the caller's.
func Forward(ch chan<- string, text string) { ch <- text } // want Forward:`sends ch at`

// Backoff sleeps.
func Backoff() { time.Sleep(3 * time.Second) } // want Backoff:`sleeps 3 . time.Second at`

// A Sink is implemented once in sight.
type Sink interface{ Emit(text string) } // want Emit:`sends s.out at`

type chanSink struct{ out chan string }

func (s *chanSink) Emit(text string) { s.out <- text } // want Emit:`sends s.out at`

func NewSink() Sink {
	s := &chanSink{make(chan string)}
	go func() {
		for range s.out {
			time.Sleep(time.Millisecond)
		}
	}()
	return s
}

// A Buffer waits on a condition.
type Buffer struct {
	mu    sync.Mutex
	room  *sync.Cond
	items []string
	max   int
}

func (b *Buffer) Put(text string) { // want Put:`waits b.room at`
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.items) >= b.max {
		b.room.Wait()
	}
	b.items = append(b.items, text)
}
