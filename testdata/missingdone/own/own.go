// Package own holds queues that only the flag -missingdone.pair explains.
package own

import "errors"

type item struct{ id int }

type Spool struct{ in chan *item }

func (s *Spool) Take() (*item, error) {
	i, ok := <-s.in
	if !ok {
		return nil, errors.New("closed")
	}
	return i, nil
}

func (s *Spool) Finish(i *item) {}

// Bool is a queue whose answer is an ok, and Quit one whose answer is a quit.
type Bool struct{ in chan *item }

func (b *Bool) Pop() (*item, bool) { i, ok := <-b.in; return i, ok }
func (b *Bool) Ack(i *item)        {}

type Source interface {
	Next() *item
	Release(*item)
}

func work(*item) error { return nil }

// Reported.

func path(s *Spool) error {
	i, err := s.Take() // want `"i" taken from "s" in line \d+ is not given back on the way to the return in line \d+, so the item stays taken: defer s.Finish\(i\) before that`
	if err != nil {
		return err
	}
	if i.id == 0 {
		return nil
	}
	defer s.Finish(i)
	return work(i)
}

func missing(b *Bool) {
	i, ok := b.Pop() // want `"i" taken from "b" in line \d+ is never given back`
	if !ok {
		return
	}
	_ = work(i)
}

func byInterface(src Source) {
	for {
		i := src.Next() // want `is not given back on the way to the next Get`
		if i.id == 0 {
			continue
		}
		src.Release(i)
	}
}

// Not reported.

func errorFirst(s *Spool) error {
	i, err := s.Take()
	switch {
	case err != nil:
		return err
	}
	defer s.Finish(i)
	return work(i)
}

func okFirst(b *Bool) {
	if i, ok := b.Pop(); ok {
		defer b.Ack(i)
		_ = work(i)
	}
}

func okElse(b *Bool) {
	i, ok := b.Pop()
	if ok {
		b.Ack(i)
		return
	}
}

func nilItem(src Source) {
	i := src.Next()
	if i == nil {
		return
	}
	defer src.Release(i)
	_ = work(i)
}

func handedOver(s *Spool, out chan *item) {
	for {
		i, err := s.Take()
		if err != nil {
			return
		}
		out <- i
	}
}
