// Package halfdrain holds drains whose bound shrinks.
package halfdrain

type job struct{ id int }

func use(job)        {}
func useAt(int, job) {}

type server struct{ jobs chan job }

// Reported.

func plain(ch chan job) {
	for i := 0; i < len(ch); i++ { // want `the bound of this loop shrinks with every receive, so half of "ch" is left behind: read the length once before the loop`
		<-ch
	}
}

func (s *server) drain() []job {
	var out []job
	for i := 0; i < len(s.jobs); i++ { // want `half of "s.jobs"`
		out = append(out, <-s.jobs)
	}
	return out
}

func counted(ch chan job) {
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		useAt(i, <-ch)
	}
}

func mirrored(ch chan job) {
	for i := 0; len(ch) > i; i++ { // want `half of "ch"`
		j := <-ch
		use(j)
	}
}

func lessOrEqual(ch chan job) {
	for i := 1; i <= len(ch); i++ { // want `half of "ch"`
		use(<-ch)
	}
}

func inSelect(ch chan job) {
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		select {
		case j := <-ch:
			use(j)
		default:
		}
	}
}

// The length through a helper.
func (s *server) size() int { return len(s.jobs) }

func (s *server) next() job { return <-s.jobs }

func (s *server) drainByHelpers() {
	for i := 0; i < s.size(); i++ { // want `half of "s.jobs"`
		use(s.next())
	}
}

// A limit beside the length.
func limited(ch chan int, most int) (out []int) {
	for i := 0; i < most && i < len(ch); i++ { // want `the bound of this loop shrinks`
		out = append(out, <-ch)
	}
	return out
}

// Not reported.

func rangesOverLength(ch chan job) {
	for range len(ch) {
		<-ch
	}
	for i := range len(ch) {
		useAt(i, <-ch)
	}
}

func readsLengthOnce(ch chan job) {
	n := len(ch)
	for i := 0; i < n; i++ {
		<-ch
	}
	for i := len(ch); i > 0; i-- {
		<-ch
	}
	for i, n := 0, len(ch); i < n; i++ {
		<-ch
	}
}

// Each item goes back: the bound stays.
func rotates(ch chan job) {
	for i := 0; i < len(ch); i++ {
		j := <-ch
		ch <- j
	}
}

// The receive is of another channel, or of none.
func other(ch, in chan job, list []job) {
	for i := 0; i < len(ch); i++ {
		use(<-in)
	}
	for i := 0; i < len(list); i++ {
		use(<-in)
	}
	for i := 0; i < len(ch); i++ {
		ch <- job{}
	}
}

// Some rounds only.
func some(ch chan job, want func(int) bool) {
	for i := 0; i < len(ch); i++ {
		if want(i) {
			<-ch
		}
	}
}
