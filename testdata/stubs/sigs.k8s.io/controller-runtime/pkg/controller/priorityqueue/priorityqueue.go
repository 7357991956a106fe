// Package priorityqueue has the signatures of controller-runtime's queue, for
// tests.
package priorityqueue

import "k8s.io/client-go/util/workqueue"

type AddOpts struct{ Priority *int }

type PriorityQueue[T comparable] interface {
	workqueue.TypedRateLimitingInterface[T]
	AddWithOpts(o AddOpts, Items ...T)
	GetWithPriority() (item T, priority int, shutdown bool)
}
