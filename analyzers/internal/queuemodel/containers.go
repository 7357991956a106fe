package queuemodel

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// adders and removers are the words with which the names of methods begin that
// take an item in and hand one out.
var (
	adders   = []string{"push", "add", "enqueue", "en", "append", "put", "offer", "insert", "write", "store"}
	removers = []string{"get", "pop", "take", "dequeue", "de", "receive", "recv", "next", "pull", "poll", "shift", "remove", "read", "first", "try"}
)

// listOps is the fact of a method of a list type: one that adds to a list in its
// receiver or takes from it, and leaves locks and limits to whoever holds the
// list. A function that does so to a list that it is given by pointer counts too.
// The list types of other modules are known by the table alone.
func (m *Model) listOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	if m.foreign || !m.shifting() {
		return nil
	}
	var ops []OpFact
	for _, a := range m.accesses(decl) {
		if EnclosingFunc(a.Cur) != decl {
			continue
		}
		param, ok := listParam(fn, a)
		if !ok || len(m.lockedBefore(a.Cur, decl)) > 0 || a.Role == Grow && (m.admittedHere(a.Cur, a) || m.Limited(a.Key)) {
			continue
		}
		op := OpFact{Role: a.Role, Param: param, Func: -1, Head: a.Head}
		if !slices.Contains(ops, op) {
			ops = append(ops, op)
		}
	}
	return ops
}

// listParam says how a caller of fn names the list: its receiver, where fn is
// named like a method of a list type, or a parameter that is a pointer.
func listParam(fn *types.Func, a Access) (int, bool) {
	sig := fn.Signature()
	if recv := sig.Recv(); recv != nil && a.Root == recv {
		return Receiver, begins(fn, adders) && a.Role == Grow || begins(fn, removers) && a.Role == Shift
	}
	for i := range fixedParams(sig) {
		p := sig.Params().At(i)
		if _, ptr := p.Type().Underlying().(*types.Pointer); ptr && a.Root == p && a.Key == p {
			return i, true
		}
	}
	return 0, false
}

func begins(fn *types.Func, words []string) bool {
	return slices.Contains(words, camelWords(fn.Name())[0])
}
