package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// handlerNames are how the methods and functions begin that are given an item
// to do something with.
var handlerNames = []string{"handle", "process", "execute", "exec", "run", "do", "on", "consume", "dispatch", "invoke", "perform", "reconcile", "serve", "work", "call"}

// isHandlerName reports whether a name is one of these words, or begins with it.
func isHandlerName(name string) bool {
	lower := strings.ToLower(name)
	for _, word := range handlerNames {
		if rest, ok := strings.CutPrefix(lower, word); ok && (rest == "" || startsWord(name[len(word):])) {
			return !strings.HasSuffix(lower, "error") && !strings.HasSuffix(lower, "err") && !strings.Contains(lower, "done")
		}
	}
	return false
}

func startsWord(s string) bool { return s[0] >= 'A' && s[0] <= 'Z' || s[0] == '_' }

// quietNames are function values that end, tell, choose or count something
// instead of handling an item.
var quietNames = []string{"cancel", "done", "stop", "close", "release", "unlock", "ack", "nack", "log", "logger", "print", "debug", "trace", "info", "warn", "err", "now", "since",
	"key", "hash", "less", "cmp", "compare", "match", "filter", "format", "finish", "complete", "reply", "respond", "result", "free", "wait", "sleep", "yield", "record", "observe", "inc", "count", "metric", "unsubscribe"}

func isQuietName(name string) bool {
	lower := strings.ToLower(name)
	return isNotification(name) || slices.ContainsFunc(quietNames, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(name[len(word):]) || rest == "f" || rest == "func" || rest == "fn")
	})
}

// arrivals are what a function is told of that is named on… and is given items.
var arrivals = []string{"message", "msg", "event", "item", "job", "task", "work", "delivery", "record", "packet", "frame", "data", "request", "req", "update", "receive", "recv", "key", "batch", "entry"}

// isNotification reports whether a function value is named for a program's own
// parts to tell each other of what has happened to them: onExhausted, flushHook,
// spanEnd. Unlike a handler, it is not there to do the work on an item.
func isNotification(name string) bool {
	if rest, ok := strings.CutPrefix(strings.ToLower(name), "on"); ok && rest != "" && startsWord(name[2:]) {
		return !slices.ContainsFunc(arrivals, func(word string) bool { return strings.Contains(rest, word) })
	}
	return slices.ContainsFunc([]string{"hook", "Hook", "End", "Done", "Cb"}, func(word string) bool { return strings.HasSuffix(name, word) })
}

// taskNames are the fields of an item that hold what is to be done.
var taskNames = []string{"fn", "f", "fun", "func", "function", "task", "job", "action", "op", "operation", "thunk", "handler", "cmd", "closure"}

// valueNames are further names under which a function is kept that is given items.
var valueNames = []string{"h", "cb", "sync", "try", "visit", "deliver", "notify", "consumer", "worker", "processor", "reconciler", "executor", "plugin", "middleware", "step", "stage", "transform"}

// isHandlerField reports whether a field or parameter is named for a handler
// that it holds.
func isHandlerField(name string) bool {
	lower := strings.ToLower(name)
	return isHandlerName(name) || slices.Contains(taskNames, lower) || slices.Contains(valueNames, lower) ||
		slices.ContainsFunc([]string{"handler", "callback", "func", "fn"}, func(word string) bool { return strings.HasSuffix(lower, word) })
}

// isHandlerValue reports whether the call of a function value gives an item to
// code that was chosen for it: the item is the function or brings it along, or
// chooses it, or the name or the type is one of a handler. What an item brings
// along to be told of its end is none.
func (m *Model) isHandlerValue(call *ast.CallExpr, w *hazardWalk) bool {
	sig, ok := m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return false
	}
	name := nameOf(call.Fun)
	lower := strings.ToLower(name)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && w.items != nil && w.mentions(sel.X) {
		return slices.Contains(handlerNames, lower) && lower != "on" || slices.Contains(taskNames, lower)
	}
	if isQuietName(name) || isChooserTyped(m.info.TypeOf(call.Fun)) {
		return false
	}
	given := slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return w.mentions(arg) })
	switch {
	case m.lookedUp(call.Fun, w):
		return given && m.returnsNothing(sig)
	case w.isItem(call.Fun):
		return m.returnsNothing(sig)
	}
	named := isHandlerName(name) || slices.Contains(taskNames, lower)
	if res := sig.Results(); res.Len() == 1 && isBool(res.At(0).Type()) { // it chooses
		return isHandlerName(name) && given
	} else if !m.returnsNothing(sig) && !isError(res.At(res.Len()-1).Type()) {
		return named && given
	}
	return !w.foreign || given && (named || isHandlerField(name) || isHandlerTyped(m.info.TypeOf(call.Fun)))
}

// returnsNothing reports whether a function has no result, or an error alone.
func (m *Model) returnsNothing(sig *types.Signature) bool {
	res := sig.Results()
	return res.Len() == 0 || res.Len() == 1 && isError(res.At(0).Type())
}

// isItem reports whether a function is what was taken.
func (w *hazardWalk) isItem(fun ast.Expr) bool {
	id, ok := ast.Unparen(fun).(*ast.Ident)
	return ok && w.items[w.m.info.Uses[id]] || !ok && w.takes != nil && w.mentions(fun)
}

// isHandlerTyped reports whether a function's type is named for handlers.
func isHandlerTyped(t types.Type) bool {
	named := namedOf(t)
	return named != nil && isHandlerField(named.Obj().Name())
}

// chooserTypes are how the types of functions end that tell something of an item
// and do nothing with it.
var chooserTypes = []string{"mapper", "selector", "filter", "matcher", "comparator", "predicate"}

// isChooserTyped reports whether a function's type is named for one that only
// looks at an item.
func isChooserTyped(t types.Type) bool {
	named := namedOf(t)
	return named != nil && slices.ContainsFunc(chooserTypes, func(word string) bool {
		return strings.HasSuffix(strings.ToLower(named.Obj().Name()), word)
	})
}

// nameOf is the last name of a function expression; "" for one without.
func nameOf(fun ast.Expr) string {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return fun.Sel.Name
	case *ast.IndexExpr:
		return nameOf(fun.X)
	}
	return ""
}

// handlerTypes are words in the names of interfaces for code that is given an
// item.
var handlerTypes = []string{"handler", "processor", "consumer", "listener", "observer", "worker", "task", "job", "runner", "executor", "command", "action", "plugin", "hook", "subscriber", "reconciler", "callback"}

// How many methods an interface for code that is chosen has: one that has more is
// a part of the program. One with a name of handlerTypes may have some more.
const (
	maxMethods        = 3
	maxHandlerMethods = 6
)

// isHandlerType reports whether the interface that a method belongs to is one of
// a handler that others write.
func (m *Model) isHandlerType(fn *types.Func) bool {
	iface, ok := fn.Signature().Recv().Type().Underlying().(*types.Interface)
	switch {
	case !ok || iface.NumMethods() > maxHandlerMethods || m.closedToOthers(fn, iface):
		return false
	case iface.NumMethods() <= maxMethods:
		return true
	}
	name := strings.ToLower(receiverName(fn))
	return slices.ContainsFunc(handlerTypes, func(word string) bool { return strings.Contains(name, word) })
}

// isChosen reports whether a method of an interface is one to give an item to,
// where what is behind the interface was looked up by the item.
func (m *Model) isChosen(fn *types.Func) bool {
	iface, ok := fn.Signature().Recv().Type().Underlying().(*types.Interface)
	return ok && iface.NumMethods() <= maxHandlerMethods && !m.closedToOthers(fn, iface) && (isHandlerField(fn.Name()) || isHandlerField(receiverName(fn)))
}

// closedToOthers reports whether only this package can have what is behind an
// interface, because the method has no exported name, and it does have some.
func (m *Model) closedToOthers(fn *types.Func, iface *types.Interface) bool {
	if fn.Exported() || fn.Pkg() != m.pkg {
		return false
	}
	scope := m.pkg.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		t, ok := scope.Lookup(name).(*types.TypeName)
		return ok && !types.IsInterface(t.Type()) && (types.Implements(t.Type(), iface) || types.Implements(types.NewPointer(t.Type()), iface))
	})
}

// forwardNames are how methods begin that hand an item on, or look one up.
var forwardNames = []string{"publish", "send", "write", "put", "emit", "push", "enqueue", "add", "set", "ack", "nack", "reply", "respond", "close", "flush", "forward", "report", "submit", "get", "load", "has", "lookup", "delete", "remove", "store"}

// forwards reports whether a method is named for handing an item on, or for a
// look at it.
func forwards(fn *types.Func) bool {
	lower := strings.ToLower(fn.Name())
	return slices.ContainsFunc(forwardNames, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(fn.Name()[len(word):]))
	})
}
