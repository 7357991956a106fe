package halfdrain

import (
	"testing"
	"time"
)

// The one kind that is reported in tests.
func TestDrain(t *testing.T) {
	ch := make(chan job, 8)
	for i := 0; i < len(ch); i++ { // want `half of "ch"`
		<-ch
	}
	if len(ch) != 0 {
		t.Fatal("not drained")
	}
	for len(ch) > 0 {
		time.Sleep(time.Millisecond)
	}
}
