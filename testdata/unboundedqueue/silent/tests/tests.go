// Package tests has a test with queues in it: none of them is reported.
package tests

// Double is what the test is for.
func Double(n int) int { return 2 * n }
