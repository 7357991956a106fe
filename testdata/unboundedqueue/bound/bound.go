// Package bound holds limits for other packages.
package bound

// Over compares.
func Over(n, max int) bool { return n > max }

// Last cuts.
func Last[T any](s []T, n int) []T {
	if len(s) > n {
		return s[len(s)-n:]
	}
	return s
}
