package ineffective

import "testing"

// Reported in tests, too: the cases behind the first panic are never looked at.
func TestCases(t *testing.T) {
	for _, s := range []string{"a", "b"} {
		defer func() { // want `not in each round`
			if recover() == nil {
				t.Error("no panic")
			}
		}()
		work(s)
	}
}
