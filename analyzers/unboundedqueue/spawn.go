package unboundedqueue

import "golang.org/x/tools/go/analysis"

// spawns reports goroutines that are started for every item without a limit, and
// those that wait to send one.
func (c *checker) spawns() {
	for _, s := range c.model.Starts() {
		if c.ignored(s.Cur) || holdsWaiter(s.Item.Type(), 2) {
			continue
		}
		c.report(Spawn, s.Cur.Node(), nil, []analysis.RelatedInformation{note(s.From.Node(), "the items come from here")},
			"a goroutine is started for every %q and nothing limits how many run: use a fixed number of workers, or take a token first", s.Item.Name())
	}
	for _, s := range c.model.Parked() {
		if !c.ignored(s.Cur) {
			c.report(Spawn, s.Cur.Node(), nil, nil,
				"a goroutine is left behind for every value that the channel has no room for: send it in a select with a way out, or drop it")
		}
	}
}
