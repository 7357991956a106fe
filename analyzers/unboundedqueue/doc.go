// Package unboundedqueue defines an [analysis.Analyzer] that reports queues that
// nothing limits.
//
// # Analyzer unboundedqueue
//
// unboundedqueue: report queues that can grow without limit
package unboundedqueue
