// Package roundtrip uses package facts: the facts must survive the file
// between two packages.
package roundtrip

import "queuemodel/facts"

func wrap(q *facts.Queue, j facts.Job) { q.Push(j) } // want wrap:"^put param 0.ch$"

func empty(q *facts.Queue) bool { return q.Empty() } // want empty:"true=empty false=unknown param 0.ch"

func idle() bool { return facts.Idle() } // want idle:"true=empty false=unknown queuemodel/facts Source"

func pop(p facts.Popper) facts.Job { return p.Pop() } // want pop:"^get param 0$"

func ring(r *facts.Ring[int]) int { return r.Get() } // want ring:"^get param 0.ch$"

func naps() { facts.Nap() } // want naps:"^pause$"
