package blockinghandler

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// stall reports one wait of a handler in the words of its kind, for as many others as
// wait at the same place.
func (c *checker) stall(h queuemodel.Handling, st queuemodel.Stall, others int) {
	who := "this " + h.Name + " and " + h.Held
	if others > 0 {
		who = fmt.Sprintf("this %s and %d others", h.Name, others)
	}
	cure := c.cure(h, st)
	at, related := st.Cur.Node(), c.related(st)
	subject := c.subject(st)
	switch st.Kind {
	case queuemodel.SendStall:
		c.report(Send, at, c.sendFix(h, st), related, "%s holds %s until %s: %s", subject, who, ending(st), cure)
	case queuemodel.TokenStall:
		c.report(Queue, at, c.sendFix(h, st), related, "%s holds %s until another one leaves, also when nobody waits for the answer any more: %s", subject, who, cure)
	case queuemodel.ReplyStall:
		c.report(Reply, at, c.replyFix(h, st), related, "%s holds %s until an answer comes, for ever when none does: %s", subject, who, replyCure(st, cure))
	case queuemodel.ReceiveStall:
		c.report(Reply, at, nil, related, "%s holds %s until something comes, for ever when nothing does: %s", subject, who, cure)
	case queuemodel.CondStall:
		c.report(Reply, at, nil, related, "%s holds %s until it is signalled, for ever when it is not: wait for a channel in a select with a way out", subject, who)
	case queuemodel.QueueStall:
		c.queue(h, st, subject, who)
	case queuemodel.SleepStall:
		c.report(Sleep, at, nil, related, "%s holds %s: %s", subject, who, c.sleepCure(h, st))
	}
}

// queue reports a wait that another context would end.
func (c *checker) queue(h queuemodel.Handling, st queuemodel.Stall, subject, who string) {
	way, ok := c.stalls.WayOut(h, st.Cur)
	cure := "use a call that does not wait"
	if ok && way.Context {
		cure = "pass " + way.Text
	}
	if st.Endless == "" {
		if ok && way.Context {
			cure = "wait with " + way.Text
		}
		c.report(Queue, st.Cur.Node(), nil, c.related(st), "%s waits without a context and holds %s, for ever when nobody else moves the queue: %s", subject, who, cure)
		return
	}
	c.report(Queue, st.Cur.Node(), c.contextFix(st, way, ok), c.related(st), "%s waits with %s, which never ends, and holds %s: %s", subject, st.Endless, who, cure)
}

// subject names what waits: the operation, or the call and what it leads to.
func (c *checker) subject(st queuemodel.Stall) string {
	what := ""
	switch st.Kind {
	case queuemodel.SendStall, queuemodel.TokenStall:
		what = fmt.Sprintf("send on %q%s", st.Name, size(st.Size))
	case queuemodel.ReplyStall, queuemodel.ReceiveStall:
		what = fmt.Sprintf("receive from %q%s", st.Name, size(st.Size))
	case queuemodel.CondStall:
		what = fmt.Sprintf("wait for %q", st.Name)
	case queuemodel.QueueStall:
		what = st.Name
	case queuemodel.SleepStall:
		what = "sleep of " + st.Name
	}
	if st.Direct() {
		if st.Kind == queuemodel.QueueStall {
			return what
		}
		return "the " + what
	}
	return fmt.Sprintf("%s leads to %s at %s, which", called(st), article(what, st.Kind), st.At)
}

func article(what string, kind queuemodel.StallKind) string {
	if kind == queuemodel.QueueStall {
		return what
	}
	return "a " + what
}

// called is the function that the call at hand calls.
func called(st queuemodel.Stall) string {
	name, _, _ := strings.Cut(st.Via, " → ")
	return name
}

func size(n int64) string {
	switch {
	case n == 0:
		return " (unbuffered)"
	case n > 0:
		return fmt.Sprintf(" (buffered %d)", n)
	case n == queuemodel.SizeComputed:
		return " (buffered)"
	}
	return ""
}

// ending says what ends a send.
func ending(st queuemodel.Stall) string {
	switch st.Size {
	case 0:
		return "somebody receives, for ever when nobody does"
	case queuemodel.SizeUnknown:
		return "somebody makes room, for ever when nobody does"
	}
	return "there is room, for ever when it is full and nobody receives"
}

// cure says what to do about a channel.
func (c *checker) cure(h queuemodel.Handling, st queuemodel.Stall) string {
	way, ok := c.stalls.WayOut(h, st.Cur)
	switch {
	case st.Direct() && ok:
		return fmt.Sprintf("select on %s as well", way.Done())
	case st.Direct():
		return "use a select with another way out"
	case ok && way.Context:
		return fmt.Sprintf("give it %s, and select on that as well", way.Text)
	}
	return "select there with another way out"
}

func replyCure(st queuemodel.Stall, cure string) string {
	if st.Size == 0 {
		return cure + ", and give the answer room (capacity 1)"
	}
	return cure
}

func (c *checker) sleepCure(h queuemodel.Handling, st queuemodel.Stall) string {
	if way, ok := c.stalls.WayOut(h, st.Cur); ok {
		return fmt.Sprintf("wait for a timer in a select with %s", way.Done())
	}
	return "put the item back for later, or use a timer"
}

// related is the way to the operation, where the channel is made, and who
// receives from it.
func (c *checker) related(st queuemodel.Stall) []analysis.RelatedInformation {
	var infos []analysis.RelatedInformation
	for i, step := range st.Steps {
		if i > 0 {
			infos = append(infos, noteAt(step.Pos, step.End, "%s", step.Text))
		}
	}
	if _, rest, more := strings.Cut(st.Via, " → "); more && len(st.Steps) == 1 {
		infos = append(infos, note(st.Cur.Node(), "by way of %s", rest))
	}
	for _, at := range c.waits[st.Cur.Node()] {
		if at != st.At {
			infos = append(infos, note(st.Cur.Node(), "this also leads to a wait at %s", at))
		}
	}
	if st.Kind != queuemodel.SendStall && st.Kind != queuemodel.ReplyStall {
		return infos
	}
	for i, made := range c.stalls.Makes(st.Queue) {
		if i < 2 {
			infos = append(infos, note(made, "%q is made here", st.Queue.Name()))
		}
	}
	if reader, ok := c.stalls.Reader(st.Queue); ok && st.Kind == queuemodel.SendStall {
		infos = append(infos, note(reader, "%q is received from here", st.Queue.Name()))
	}
	return infos
}
