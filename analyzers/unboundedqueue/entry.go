package unboundedqueue

import (
	"go/ast"
	"go/types"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// spares are words in the names of lists whose items go round: a pool of what is
// free is as long as what was made.
var spares = []string{"free", "idle", "pool", "avail", "spare", "unused", "recycle"}

// waits reports whether an item is a blocked caller: it holds the channel or the
// lock on which somebody waits for it, so that there are as many as callers.
func (c *checker) waits(item ast.Expr) bool {
	t := c.TypesInfo.TypeOf(item)
	return t != nil && holdsWaiter(t, 2)
}

func holdsWaiter(t types.Type, depth int) bool {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		return true
	case *types.Slice:
		return depth > 0 && holdsWaiter(u.Elem(), depth-1)
	case *types.Struct:
		if isWaiter(t) {
			return true
		}
		for f := range u.Fields() {
			if depth > 0 && holdsWaiter(f.Type(), depth-1) {
				return true
			}
		}
	}
	return false
}

// isWaiter reports whether t is what package sync waits with.
func isWaiter(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg().Path() != "sync" {
		return false
	}
	return named.Obj().Name() == "Cond" || named.Obj().Name() == "WaitGroup"
}

// name is the list as the source names it.
func name(a queuemodel.Access) string { return types.ExprString(a.List) }
