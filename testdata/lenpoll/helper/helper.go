// Package helper holds queues whose methods other packages call: what they do
// travels as facts.
package helper

type Job struct{ ID int }

type Queue struct{ ch chan Job }

func (q *Queue) Len() int        { return len(q.ch) }
func (q *Queue) Empty() bool     { return len(q.ch) == 0 }
func (q *Queue) IsFull() bool    { return len(q.ch) >= cap(q.ch) }
func (q *Queue) Push(j Job)      { q.ch <- j }
func (q *Queue) Pop() Job        { return <-q.ch }
func HasMore(ch <-chan Job) bool { return len(ch) > 0 }

// HasRoom answers in two statements.
func HasRoom(ch chan Job) bool {
	if len(ch) == cap(ch) {
		return false
	}
	return true
}

// TryPop takes only sometimes: no fact says that it takes.
func (q *Queue) TryPop() (Job, bool) {
	select {
	case j := <-q.ch:
		return j, true
	default:
		return Job{}, false
	}
}

// Source is what a reader may wait at.
var Source = make(chan Job, 16)

func Idle() bool { return len(Source) == 0 }
