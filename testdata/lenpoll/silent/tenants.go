package silent

import "sync"

type tenantChan chan int

// What the tenants' queues have in common.
type tenantQueue interface {
	Take() int
	Chan() tenantChan
}

// TenantQueue is a part of Tenants, which calls it by the interface alone and under
// its mutex.
type TenantQueue struct{ ch tenantChan }

func (t *TenantQueue) Chan() tenantChan { return t.ch }

func (t *TenantQueue) Take() int {
	if len(t.ch) > 0 {
		return <-t.ch
	}
	return 0
}

type Tenants struct {
	mu     sync.Mutex
	queues map[string]tenantQueue
}

func (t *Tenants) Put(name string, v int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case t.queues[name].Chan() <- v:
	default:
	}
}

func (t *Tenants) Take(name string) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.queues[name].Take()
}

// TreeQueue is another one, which asks those below it.
type TreeQueue struct {
	ch    tenantChan
	below []*TreeQueue
}

func (t *TreeQueue) Chan() tenantChan { return t.ch }

func (t *TreeQueue) Take() int {
	if len(t.below) == 0 {
		if len(t.ch) > 0 {
			return <-t.ch
		}
		return 0
	}
	for _, queue := range t.below {
		if v := queue.Take(); v != 0 {
			return v
		}
	}
	return 0
}
