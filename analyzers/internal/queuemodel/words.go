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
			return !strings.HasSuffix(lower, "error") && !strings.Contains(lower, "done")
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
	return slices.ContainsFunc(quietNames, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(name[len(word):]) || rest == "f" || rest == "func" || rest == "fn")
	})
}

// taskNames are the fields of an item that hold what is to be done.
var taskNames = []string{"fn", "f", "fun", "func", "function", "task", "job", "action", "op", "operation", "thunk", "handler", "cmd", "closure"}

// isHandlerField reports whether a field is named for a handler that it holds.
func isHandlerField(name string) bool {
	lower := strings.ToLower(name)
	return isHandlerName(name) || slices.Contains(taskNames, lower) || strings.HasSuffix(lower, "handler") || strings.HasSuffix(lower, "callback") || lower == "cb"
}

// isHandlerValue reports whether the call of a function value gives an item to
// somebody: it has no result, or an error, or the name of a handler. What an
// item brings along to be told of its end is none.
func (m *Model) isHandlerValue(call *ast.CallExpr, w *hazardWalk) bool {
	sig, ok := m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return false
	}
	name := nameOf(call.Fun)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && w.items != nil && w.mentions(sel.X) {
		return isHandlerName(name) && !strings.HasPrefix(strings.ToLower(name), "on") || slices.Contains(taskNames, strings.ToLower(name))
	}
	if isQuietName(name) {
		return false
	}
	res := sig.Results()
	if res.Len() == 1 && isBool(res.At(0).Type()) { // it chooses
		return isHandlerName(name)
	}
	return res.Len() == 0 || isError(res.At(res.Len()-1).Type()) || isHandlerName(name) || slices.Contains(taskNames, strings.ToLower(name))
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
// item, however many methods they have.
var handlerTypes = []string{"handler", "processor", "consumer", "listener", "observer", "worker", "task", "job", "runner", "executor", "command", "action", "plugin", "hook", "subscriber", "reconciler", "callback"}

// maxMethods is how many methods an interface of another name may have: one that
// has more is a part of the program, not a place for code that is chosen.
const maxMethods = 3

// isHandlerType reports whether the interface that a method belongs to is one of
// a handler.
func isHandlerType(fn *types.Func) bool {
	recv := fn.Signature().Recv().Type()
	if iface, ok := recv.Underlying().(*types.Interface); ok && iface.NumMethods() <= maxMethods {
		return true
	}
	name := strings.ToLower(receiverName(fn))
	return slices.ContainsFunc(handlerTypes, func(word string) bool { return strings.Contains(name, word) })
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
