// Package cache has the signatures of client-go's informers, for tests.
package cache

type ResourceEventHandler interface {
	OnAdd(obj any, isInInitialList bool)
	OnUpdate(oldObj, newObj any)
	OnDelete(obj any)
}

type ResourceEventHandlerFuncs struct {
	AddFunc    func(obj any)
	UpdateFunc func(oldObj, newObj any)
	DeleteFunc func(obj any)
}

func (r ResourceEventHandlerFuncs) OnAdd(obj any, isInInitialList bool) {}
func (r ResourceEventHandlerFuncs) OnUpdate(oldObj, newObj any)         {}
func (r ResourceEventHandlerFuncs) OnDelete(obj any)                    {}

type ResourceEventHandlerDetailedFuncs struct {
	AddFunc    func(obj any, isInInitialList bool)
	UpdateFunc func(oldObj, newObj any)
	DeleteFunc func(obj any)
}

func (r ResourceEventHandlerDetailedFuncs) OnAdd(obj any, isInInitialList bool) {}
func (r ResourceEventHandlerDetailedFuncs) OnUpdate(oldObj, newObj any)         {}
func (r ResourceEventHandlerDetailedFuncs) OnDelete(obj any)                    {}

type FilteringResourceEventHandler struct {
	FilterFunc func(obj any) bool
	Handler    ResourceEventHandler
}

func (r FilteringResourceEventHandler) OnAdd(obj any, isInInitialList bool) {}
func (r FilteringResourceEventHandler) OnUpdate(oldObj, newObj any)         {}
func (r FilteringResourceEventHandler) OnDelete(obj any)                    {}

type ResourceEventHandlerRegistration interface{ HasSynced() bool }

type SharedInformer interface {
	AddEventHandler(handler ResourceEventHandler) (ResourceEventHandlerRegistration, error)
	Run(stopCh <-chan struct{})
}
