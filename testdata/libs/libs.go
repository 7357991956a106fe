// Package libs imports every library of the queue model's table, so that the
// rows can be held against the libraries themselves.
package libs

import (
	_ "golang.org/x/sync/errgroup"
	_ "k8s.io/apimachinery/pkg/util/wait"
	_ "k8s.io/client-go/util/workqueue"
	_ "sigs.k8s.io/controller-runtime/pkg/controller/priorityqueue"

	_ "github.com/queuevet/queuevet/runtimeq"
)
