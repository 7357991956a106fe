// Package fakes has a queue that no process runs for long: it is not reported.
package fakes

import "sync"

type Broker struct {
	mu   sync.Mutex
	sent []string
}

func (b *Broker) Publish(s string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sent = append(b.sent, s)
}

func (b *Broker) Next() (s string, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.sent) == 0 {
		return "", false
	}
	s, b.sent = b.sent[0], b.sent[1:]
	return s, true
}
