package queuemodel

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
)

// adders and removers are the names under which a list type takes an item in and
// hands one out.
var (
	adders   = []string{"Push", "PushBack", "PushFront", "PushTail", "Add", "AddLast", "Enqueue", "EnQueue", "Append", "Put", "Offer", "Insert", "Write"}
	removers = slices.Concat(takers, []string{"PopBack", "PopLeft", "PopHead", "PopN", "Poll", "Shift", "Remove", "RemoveFront", "RemoveFirst", "TryPop", "TryGet", "Next", "First"})
)

// listOps is the fact of a method of a list type: one that adds to a list in its
// receiver or takes from it, and leaves locks and limits to whoever holds the
// list. A function that does so to a list that it is given by pointer counts too.
func (m *Model) listOps(fn *types.Func, decl inspector.Cursor) []OpFact {
	if !m.shifting() {
		return nil
	}
	var ops []OpFact
	for _, a := range m.accesses(decl) {
		if a.Role != Grow && a.Role != Shift || EnclosingFunc(a.Cur) != decl {
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
		return Receiver, named(fn, adders) && a.Role == Grow || named(fn, removers) && a.Role == Shift
	}
	for i := range fixedParams(sig) {
		p := sig.Params().At(i)
		if _, ptr := p.Type().Underlying().(*types.Pointer); ptr && a.Root == p && a.Key == p {
			return i, true
		}
	}
	return 0, false
}
