package libs

import (
	"context"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/tools/cache"
	fake "k8s.io/client-go/tools/cache/testing"
	"k8s.io/client-go/util/workqueue"
	"sigs.k8s.io/controller-runtime/pkg/controller"
	"sigs.k8s.io/controller-runtime/pkg/reconcile"
	"sigs.k8s.io/controller-runtime/pkg/source"
)

var kubernetesPanics = []panicCase{
	{"wait.Until", dies, func(n int, task func()) { go wait.Until(task, time.Millisecond, nil) }},
	{"wait.Until/ReallyCrash false", goesOn, func(n int, task func()) {
		utilruntime.ReallyCrash = false
		go wait.Until(task, time.Millisecond, nil)
	}},
	{"wait.UntilWithContext", dies, func(n int, task func()) {
		go wait.UntilWithContext(context.Background(), func(context.Context) { task() }, time.Millisecond)
	}},
	{"wait.Group.Start", dies, func(n int, task func()) {
		var g wait.Group
		g.Start(task)
		g.Wait()
	}},
	{"workqueue.ParallelizeUntil", dies, func(n int, task func()) {
		go workqueue.ParallelizeUntil(context.Background(), 1, n, func(int) { task() })
	}},
	{"cache.ResourceEventHandlerFuncs", dies, func(n int, task func()) {
		informer := cache.NewSharedInformer(oneObject(), &metav1.PartialObjectMetadata{}, 0)
		informer.AddEventHandler(cache.ResourceEventHandlerFuncs{AddFunc: func(any) { task() }})
		go informer.Run(nil)
	}},
	{"reconcile.Func", goesOn, reconciles(nil)},
	{"reconcile.Func/RecoverPanic false", dies, reconciles(new(false))},
}

// oneObject is a source of a single object for an informer.
func oneObject() cache.ListerWatcher {
	source := fake.NewFakeControllerSource()
	source.Add(&metav1.PartialObjectMetadata{ObjectMeta: metav1.ObjectMeta{Name: "one"}})
	return source
}

func reconciles(recover *bool) func(int, func()) {
	return func(n int, task func()) {
		c, err := controller.NewTypedUnmanaged("libs", controller.TypedOptions[int]{
			RecoverPanic: recover,
			Reconciler: reconcile.TypedFunc[int](func(context.Context, int) (reconcile.Result, error) {
				task()
				return reconcile.Result{}, nil
			}),
		})
		if err != nil {
			panic(err)
		}
		c.Watch(source.TypedFunc[int](func(_ context.Context, q workqueue.TypedRateLimitingInterface[int]) error {
			for i := range n {
				q.Add(i)
			}
			return nil
		}))
		go c.Start(context.Background())
	}
}
