package queuemodel

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

var handlerNames = []string{"handle", "process", "execute", "exec", "run", "do", "on", "consume", "dispatch", "invoke", "perform", "reconcile", "serve", "work", "call"}

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

var quietNames = []string{"cancel", "done", "stop", "close", "release", "unlock", "ack", "nack", "log", "logger", "print", "debug", "trace", "info", "warn", "err", "now", "since",
	"key", "hash", "less", "cmp", "compare", "match", "filter", "format", "finish", "complete", "reply", "respond", "result", "free", "wait", "sleep", "yield", "record", "observe", "inc", "count", "metric", "unsubscribe"}

func isQuietName(name string) bool {
	lower := strings.ToLower(name)
	return slices.ContainsFunc(quietNames, func(word string) bool {
		rest, ok := strings.CutPrefix(lower, word)
		return ok && (rest == "" || startsWord(name[len(word):]) || rest == "f" || rest == "func" || rest == "fn")
	})
}

var taskNames = []string{"fn", "f", "fun", "func", "function", "task", "job", "action", "op", "operation", "thunk", "handler", "cmd", "closure"}

func (m *Model) isHandlerValue(call *ast.CallExpr, w *hazardWalk) bool {
	sig, ok := m.info.TypeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return false
	}
	name := nameOf(call.Fun)
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && w.items != nil && w.mentions(sel.X) {
		return isHandlerName(name) && !strings.HasPrefix(strings.ToLower(name), "on") || slices.Contains(taskNames, strings.ToLower(name))
	}
	if isQuietName(name) && !w.isItem(call.Fun) {
		return false
	}
	res := sig.Results()
	return res.Len() == 0 || isError(res.At(res.Len()-1).Type()) || isHandlerName(name) || slices.Contains(taskNames, strings.ToLower(name))
}

func (w *hazardWalk) isItem(e ast.Expr) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && w.items[w.m.info.Uses[id]]
}

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
