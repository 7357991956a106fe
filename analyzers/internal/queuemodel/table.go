package queuemodel

import (
	"go/types"
	"slices"
	"strings"
	"sync"
)

// A Row is one sentence about a library: what a call of one function does.
type Row struct {
	Pkg  string // import path
	Recv string // receiver type name without *; "" for a function
	Name string // function or method name
	Role Role
	Wait Wait   // how long a Put or Get can take
	Item int    // index of the item: a parameter for Put and Done, a result for Get; -1 without one
	Func int    // index of the parameter that is called, for Handle, Repeat and Spawn; -1 without one
	Pair *Pair  // for Get and Done: the contract that they are the two halves of; nil without one
	Told Tell   // for a Get with a pair: the result that tells whether there is an item
	Doc  string // the documentation that says so

	Handler *Handler // for Handle: what the function is that is called; nil where the item says enough

	Field    string // for Done: the item is what the parameter is this field of, as in Ack(d.DeliveryTag)
	Multiple int    // for Done: 1 + index of the bool parameter by which all earlier items are settled too; -1 when they always are
	Auto     int    // for Get and Source: index of the bool parameter that is true where nothing is owed; 0 without one
	Needs    string // for Get, Handle and Source: the options without which nothing is owed, with spaces between
	Param    int    // for Grow and Shift: index of the parameter that is the list, or Receiver
	Head     bool   // for Grow and Shift: at the front
	Open     bool   // for New: nothing limits what waits, unless Size or Bound says so
	Size     int    // for New: 1 + index of the parameter that limits it when it is more than 0; 0 without one
	Bound    string // for New: the options that limit it, each with the limit as its only argument, with spaces between
	Never    string // likewise: the options, constants and methods of the library with which nothing is owed; for New: the options that leave the limit to somebody else
}

// A Delivery is one sentence about a type: a value of it that comes out of a
// channel must be given back.
type Delivery struct {
	Pkg, Name string // of the type, or of what a pointer of it points to
	Pair      *Pair
	Open      bool   // owed also where it cannot be seen which Source made the channel
	Options   string // type of the library with a field by which users give it the channel; "" without one
	Field     string // that field
	Doc       string
}

// rows yields every row, grouped by library.
func rows(yield func(*Row) bool) {
	tables := [...][]Row{stdRows, listRows, workqueueRows, waitRows, priorityQueueRows, runtimeqRows, syncRows, semaphoreRows, brokerRows, openQueueRows, openPoolRows, elsewhereRows, handlerRows, recoverRows, poolRows, messageRows}
	for _, table := range tables {
		for i := range table {
			if !yield(&table[i]) {
				return
			}
		}
	}
}

// Rows returns a copy of every row, grouped by library.
func Rows() []Row {
	var all []Row
	for row := range rows {
		all = append(all, *row)
	}
	return all
}

// Deliveries returns a copy of every sentence about what comes out of a channel.
func Deliveries() []Delivery { return slices.Clone(deliveries) }

// A rowKey finds a row by the origin of the function called.
type rowKey struct{ pkg, recv, name string }

var rowsByKey = sync.OnceValue(func() map[rowKey]*Row {
	byKey := make(map[rowKey]*Row)
	for row := range rows {
		byKey[rowKey{row.Pkg, row.Recv, row.Name}] = row
	}
	return byKey
})

// rowOf finds the row of fn, nil without one. Instances of a generic function
// or type share the row of their origin, and a vendored package that of the
// original.
func rowOf(fn *types.Func) *Row {
	if fn.Pkg() == nil {
		return nil
	}
	fn = fn.Origin()
	key := rowKey{unvendored(fn.Pkg().Path()), receiverName(fn), fn.Name()}
	if now, ok := formerNames[rowKey{pkg: key.pkg, recv: key.recv}]; ok {
		key.recv = now
	}
	if row := rowsByKey()[key]; row != nil {
		return row
	}
	return userRow(key, fn)
}

// unvendored cuts what a vendor folder puts before an import path.
func unvendored(path string) string {
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return path
}

// receiverName is the name of the type that declares fn, "" for a function.
func receiverName(fn *types.Func) string {
	if named := receiverNamed(fn); named != nil {
		return named.Obj().Name()
	}
	return ""
}

// receiverNamed is the type that declares fn, nil for a function.
func receiverNamed(fn *types.Func) *types.Named {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	return namedOf(recv.Type())
}

// namedOf is the defined type behind t, through one pointer and any alias.
func namedOf(t types.Type) *types.Named {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}
