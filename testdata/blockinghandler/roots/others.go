package roots

import (
	"time"

	"github.com/fsnotify/fsnotify"
	"github.com/robfig/cron/v3"
	"k8s.io/client-go/tools/cache"
)

// Reported.

type watcher struct {
	events  chan string
	changed chan struct{}
	stop    chan bool
}

func newWatcher() *watcher {
	return &watcher{events: make(chan string, 100), changed: make(chan struct{}, 1)}
}

func (w *watcher) run() {
	for {
		select {
		case <-w.events:
		case <-w.changed:
		case <-w.stop:
			return
		}
	}
}

func (w *watcher) informers(i cache.SharedInformer) {
	_, _ = i.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: w.onAdd,
		UpdateFunc: func(oldObj, newObj any) {
			w.changed <- struct{}{} // want `send on "w.changed" \(buffered 1\) holds this informer handler and every later event of the informer until there is room`
		},
		DeleteFunc: func(obj any) { w.tell("gone") }, // want `tell leads to a send on "w.events" \(buffered 100\) at others.go:\d+, which holds this informer handler`
	})
	funcs := &cache.ResourceEventHandlerDetailedFuncs{}
	funcs.AddFunc = func(obj any, isInInitialList bool) {
		time.Sleep(time.Second) // want `sleep of time.Second holds this informer handler`
	}
	_, _ = i.AddEventHandler(funcs)
}

func (w *watcher) onAdd(obj any) {
	w.events <- "added" // want `send on "w.events" \(buffered 100\) holds this informer handler`
}

func (w *watcher) tell(text string) { w.events <- text }

type eventHandler struct{ *watcher }

func (h *eventHandler) OnAdd(obj any, isInInitialList bool) {
	h.events <- "add" // want `send on "h.watcher.events" \(buffered 100\)`
}
func (h *eventHandler) OnUpdate(oldObj, newObj any) {
	h.tell("update") // want `tell leads to a send on "w.events"`
}
func (h *eventHandler) OnDelete(obj any) {}

var _ cache.ResourceEventHandler = &eventHandler{}

func (w *watcher) timers() {
	time.AfterFunc(time.Second, func() {
		w.changed <- struct{}{} // want `send on "w.changed" \(buffered 1\) holds this timer function`
	})
	time.AfterFunc(time.Second, w.expire)
	late := make(chan bool)
	time.AfterFunc(time.Second, func() {
		late <- true // want `send on "late" \(unbuffered\) holds this timer function`
	})
	select {
	case <-late:
	case <-w.events:
	}
}

func (w *watcher) expire() {
	w.events <- "expired" // want `send on "w.events" \(buffered 100\) holds this timer function`
}

type sweeper struct{ w *watcher }

func (s sweeper) Run() {
	s.w.changed <- struct{}{} // want `send on "s.w.changed" \(buffered 1\) holds this cron job`
}

func (w *watcher) jobs(c *cron.Cron) {
	_, _ = c.AddFunc("@hourly", func() {
		w.events <- "hour" // want `send on "w.events" \(buffered 100\) holds this cron job`
	})
	_, _ = c.AddJob("@daily", sweeper{w})
}

func (w *watcher) files(fs *fsnotify.Watcher) {
	for {
		select {
		case e, ok := <-fs.Events:
			if !ok {
				return
			}
			w.events <- e.Name // want `send on "w.events" \(buffered 100\) holds this fsnotify loop and every later event of the watcher`
		case <-fs.Errors:
		}
	}
}

func (w *watcher) moreFiles(fs *fsnotify.Watcher) {
	for e := range fs.Events {
		if e.Name == "" {
			time.Sleep(time.Second) // want `sleep of time.Second holds this fsnotify loop`
		}
	}
}

var _ = []any{newWatcher, (*watcher).run, (*watcher).informers, (*watcher).timers, (*watcher).jobs, (*watcher).files, (*watcher).moreFiles}
