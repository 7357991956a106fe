package silent

import "testing"

// A suite that other packages' tests call.
func Drained(t *testing.T, items chan int) {
	t.Helper()
	for len(items) > 0 {
		<-items
	}
}
