package silent

import "context"

// Two functions have a subscription each, and drain their own.
type event struct{ id int }

type subscription struct{ events chan event }

func (s *subscription) Event() <-chan event { return s.events }

type publisher struct{ all []*subscription }

func (p *publisher) subscribe() (*subscription, error) {
	s := &subscription{events: make(chan event, 16)}
	p.all = append(p.all, s)
	go func() { s.events <- event{} }()
	return s, nil
}

func (p *publisher) Follow(ctx context.Context, each func(event)) error {
	s, err := p.subscribe()
	if err != nil {
		return err
	}
	go func() {
		for {
			select {
			case e := <-s.Event():
				each(e)
			case <-ctx.Done():
				return
			}
		}
	}()
	return nil
}

func (p *publisher) dump(write func([]event)) error {
	s, err := p.subscribe()
	if err != nil {
		return err
	}
	for {
		events := []event{<-s.Event()}
		for len(s.Event()) > 0 {
			events = append(events, <-s.Event())
		}
		write(events)
	}
}

func start(p *publisher, write func([]event)) { go func() { _ = p.dump(write) }() }

var _ = start
