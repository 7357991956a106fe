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
// fiber, go-restful, gRPC and Connect, the callbacks of NATS, MQTT, Pub/Sub and
// watermill, consumers of RabbitMQ and Kafka, informers, timers, cron jobs, fsnotify
// loops, and event loops by their shape. It follows calls through functions, methods,
// interfaces with one implementation, and packages of the same module, and shows the
// way there.
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
//   - selfsend: an event loop sends on a channel that only it receives from, or on
//     one whose every receiver sends to the loop in turn.
//   - sleep: a sleep in a callback that must not block; in a handler of requests
//     a second or more, or in a loop without end.
//   - directive: a comment //queuevet:nonblocking (below) that is not above a
//     function.
//
// Where more than five handlers wait at the same place, one finding counts them: it is
// mended there.
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
//
// # Kind send
//
// The receiver may be slow, or gone for good, and then every request that comes
// after waits as well. The handler must be able to leave: when the client has
// gone, when its time is over, or at once with an error.
//
// Before:
//
//	func (s *server) submit(w http.ResponseWriter, r *http.Request) {
//		s.jobs <- job{r.URL.Path}
//		w.WriteHeader(http.StatusAccepted)
//	}
//
// After:
//
//	func (s *server) submit(w http.ResponseWriter, r *http.Request) {
//		select {
//		case s.jobs <- job{r.URL.Path}:
//			w.WriteHeader(http.StatusAccepted)
//		case <-r.Context().Done():
//		}
//	}
//
// Fix: the send goes into a select with the context or the done channel that is
// at hand.
//
// # Kind reply
//
// Whoever should answer may have stopped, or answer later than anybody waits.
// The wait needs a way out, and the channel room for one answer, or the one who
// answers late waits in turn.
//
// Before:
//
//	func (s *server) count(w http.ResponseWriter, r *http.Request) {
//		answer := make(chan int)
//		select {
//		case s.queries <- query{answer}:
//		case <-r.Context().Done():
//			return
//		}
//		n := <-answer
//		fmt.Fprintln(w, n)
//	}
//
// After:
//
//	func (s *server) count(w http.ResponseWriter, r *http.Request) {
//		answer := make(chan int, 1)
//		select {
//		case s.queries <- query{answer}:
//		case <-r.Context().Done():
//			return
//		}
//		select {
//		case n := <-answer:
//			fmt.Fprintln(w, n)
//		case <-r.Context().Done():
//		}
//	}
//
// Fix: the channel gets room for the answer, and the receive goes into a select
// with the context at hand.
//
// # Kind queue
//
// A request brings a context that ends with it. A wait with another one that
// never ends goes on for a client that has left, and takes the place of one
// that has not.
//
// Before:
//
//	func (s *server) convert(w http.ResponseWriter, r *http.Request) {
//		if err := s.slots.Acquire(context.Background(), 1); err != nil {
//			return
//		}
//		defer s.slots.Release(1)
//		s.work(w)
//	}
//
// After:
//
//	func (s *server) convert(w http.ResponseWriter, r *http.Request) {
//		if err := s.slots.Acquire(r.Context(), 1); err != nil {
//			return
//		}
//		defer s.slots.Release(1)
//		s.work(w)
//	}
//
// Fix: the context of the request takes the place of the other one.
//
// # Kind selfsend
//
// A loop that is the only receiver of a channel cannot receive while it sends
// on it: without a buffer that is a certain deadlock, with one a deadlock under
// load. The loop can do at once what it would do on receipt.
//
// Before:
//
//	func (h *hub) run() {
//		for {
//			select {
//			case c := <-h.joins:
//				h.clients[c] = true
//			case c := <-h.leaves:
//				delete(h.clients, c)
//			case m := <-h.messages:
//				for c := range h.clients {
//					if !c.offer(m) {
//						h.leaves <- c
//					}
//				}
//			}
//		}
//	}
//
// After:
//
//	func (h *hub) run() {
//		for {
//			select {
//			case c := <-h.joins:
//				h.clients[c] = true
//			case c := <-h.leaves:
//				delete(h.clients, c)
//			case m := <-h.messages:
//				for c := range h.clients {
//					if !c.offer(m) {
//						delete(h.clients, c)
//					}
//				}
//			}
//		}
//	}
//
// # Kind sleep
//
// A sleep cannot be cut short: the handler holds its request, or everything
// that comes after it, for the whole time, also when nobody waits any more and
// when the program shuts down.
//
// Before:
//
//	func (s *server) retry(w http.ResponseWriter, r *http.Request) {
//		time.Sleep(2 * time.Second)
//		s.work(w)
//	}
//
// After:
//
//	func (s *server) retry(w http.ResponseWriter, r *http.Request) {
//		select {
//		case <-time.After(2 * time.Second):
//			s.work(w)
//		case <-r.Context().Done():
//		}
//	}
//
// # Kind directive
//
// The comment //queuevet:nonblocking holds for the function below it. Elsewhere
// it does nothing, and whoever reads it believes that it does.
//
// Before:
//
//	func (s *server) push(j job) bool {
//		//queuevet:nonblocking
//		select {
//		case s.jobs <- j:
//			return true
//		default:
//			return false
//		}
//	}
//
// After:
//
//	//queuevet:nonblocking
//	func (s *server) push(j job) bool {
//		select {
//		case s.jobs <- j:
//			return true
//		default:
//			return false
//		}
//	}
package blockinghandler
