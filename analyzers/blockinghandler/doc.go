// Package blockinghandler defines an [analysis.Analyzer] that reports handlers
// that can wait for ever.
//
// # Analyzer blockinghandler
//
// blockinghandler: report a handler that can wait for ever for a queue
//
// A handler that blocks holds more than itself: an HTTP handler its request and
// its connection, a broker's callback every later message, an informer's handler
// every later event. When the reader of a channel has stopped, or is slower than
// what comes in, a flood of requests becomes a pile of goroutines that only a
// restart removes. This analyzer knows the handlers of net/http, gin, echo, chi,
// fiber and gRPC, the callbacks of NATS, MQTT, Pub/Sub and watermill, consumers of
// RabbitMQ and Kafka, informers, timers, cron jobs, fsnotify loops, and event loops
// by their shape. It follows calls through functions, methods, interfaces with one
// implementation, and packages of the same module, and shows the way there.
//
// Before:
//
//	func (s *server) submit(w http.ResponseWriter, r *http.Request) {
//		s.jobs <- decode(r) // waits on when the client has gone long ago
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// After:
//
//	func (s *server) submit(w http.ResponseWriter, r *http.Request) {
//		select {
//		case s.jobs <- decode(r):
//		case <-r.Context().Done():
//			return
//		}
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// It reports six kinds of finding, with what is known of the channel: where it
// is made, how much it holds, who receives from it.
//
//   - send: a send on a channel that the handler has not made, with no way out;
//     an event loop that sends to each of its clients in turn, or an answer
//     without room to somebody who may have left.
//   - reply: a receive of an answer on a channel that the handler made and gave
//     away, or a wait for a condition variable, with no way out.
//   - queue: a Put, Get or Acquire with a context that never ends, or without
//     one, where the request has a context.
//   - selfsend: an event loop sends on a channel that only it receives from.
//   - sleep: a sleep in a callback that must not block; in a handler of requests
//     a second or more, or in a loop without end.
//   - directive: a comment //queuevet:nonblocking (below) that is not above a
//     function.
//
// It never reports a wait for goroutines that the handler has started; a channel
// that the handler made, buffered or for its own goroutines; a select with a
// context, a timer, a default or any other receive; the release of a token; a
// receive from a channel that is closed somewhere; a stage that sends on what it
// ranges over; the one answer that a channel has room for; a lock; work queues,
// whose Add never waits; what happens in goroutines that the handler does not
// wait for; test files and generated files.
//
// Any function can be held to the same: a comment
//
//	//queuevet:nonblocking
//
// above it, or above the line of a function literal, reports every wait in it,
// also for any receive.
//
// To keep a finding, say why on its line:
//
//	s.quit <- struct{}{} //nolint:blockinghandler // the process ends with it
package blockinghandler
