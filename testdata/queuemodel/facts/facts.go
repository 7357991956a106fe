// Package helper holds queues whose methods other packages call: what they do
// travels as facts.
package helper

type Job struct{ ID int }

type Queue struct{ ch chan Job }

func (q *Queue) Len() int        { return len(q.ch) }              // want Len:`len recv.ch`
func (q *Queue) Empty() bool     { return len(q.ch) == 0 }         // want Empty:`true=empty false=unknown recv.ch, true=unknown false=non-empty recv.ch`
func (q *Queue) IsFull() bool    { return len(q.ch) >= cap(q.ch) } // want IsFull:`true=full false=unknown recv.ch, true=unknown false=not full recv.ch`
func (q *Queue) Push(j Job)      { q.ch <- j }                     // want Push:`put recv.ch`
func (q *Queue) Pop() Job        { return <-q.ch }                 // want Pop:`get recv.ch`
func HasMore(ch <-chan Job) bool { return len(ch) > 0 }            // want HasMore:`true=non-empty false=unknown param 0, true=unknown false=empty param 0`

// HasRoom answers in two statements.
func HasRoom(ch chan Job) bool { // want HasRoom:`true=unknown false=full param 0, true=not full false=unknown param 0`
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

func Idle() bool { return len(Source) == 0 } // want Idle:`true=empty false=unknown lenpoll/helper Source, true=unknown false=non-empty lenpoll/helper Source`
