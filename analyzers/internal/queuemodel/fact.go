package queuemodel

import (
	"fmt"
	"go/types"
	"strings"
)

// The operands of an operation that are no parameter.
const (
	Receiver = -1 // the method's receiver, or a field of it
	Global   = -2 // a package variable: Path is its import path, a space and its name
)

// A FuncFact says what a call of a function of the user's does to the queues
// that it can reach. It is derived from the function's body; a function that
// does nothing to a queue has none.
type FuncFact struct {
	Ops []OpFact
}

// An OpFact is one operation of a function, on a parameter, on the receiver,
// on a field of one of these, or on a package variable.
type OpFact struct {
	Role   Role
	Wait   Wait
	Param  int    // parameter index, or Receiver, or Global
	Path   string // fields from there, such as ".in.ch"; for New the constructor that it calls
	Func   int    // for Repeat and Spawn: index of the parameter that is called; else -1
	Length Length
	Head   bool // for Grow and Shift: at the front
	Size   int  // for New: 1 + index of the parameter that limits the queue; 0 without one

	Pair string // for Get and Done: the name of the pair; "" where nothing is owed
	Item int    // with a pair: index of the result (Get) or parameter (Done) that is the item; -1 without one
	Told Tell   // with a pair, for Get
	Some bool   // for Done: only some outcomes settle the item; for Guard: somebody is told of a panic; for Recover and Decide: it does other things as well
}

// AFact marks FuncFact as a fact of the analysis framework.
func (*FuncFact) AFact() {}

func (f *FuncFact) String() string {
	var words []string
	for _, op := range f.Ops {
		words = append(words, op.String())
	}
	return strings.Join(words, ", ")
}

func (op OpFact) String() string {
	subject := fmt.Sprintf("param %d%s", op.Param, op.Path)
	switch op.Param {
	case Receiver:
		subject = "recv" + op.Path
	case Global:
		subject = op.Path
	}
	verb := op.Role.String()
	switch {
	case op.Pair != "" && op.Role == Get:
		return fmt.Sprintf("takes result %d from %s", op.Item, subject)
	case op.Pair != "":
		return fmt.Sprintf("settles %s of %s%s", itemName(op.Item), subject, map[bool]string{true: ", sometimes"}[op.Some])
	case op.Role == Pause || op.Role == Block:
		return verb
	case op.Role == Recover || op.Role == Decide:
		return verb + map[bool]string{true: ", among other things"}[op.Some]
	case op.Role == Isolate || op.Role == Shield:
		return verb
	case op.Role == Repeat || op.Role == Spawn || op.Role == Guard:
		return fmt.Sprintf("%s param %d%s", verb, op.Func, map[bool]string{true: " and tells"}[op.Some])
	case op.Role == New:
		return fmt.Sprintf("new %s, options in param %d, size in param %d", op.Path, op.Param, op.Size-1)
	case op.Role == Grow || op.Role == Shift:
		return verb + map[bool]string{true: " head of ", false: " tail of "}[op.Head] + subject
	case op.Length.True != Unknown || op.Length.False != Unknown:
		verb = fmt.Sprintf("true=%s false=%s", op.Length.True, op.Length.False)
	case op.Length.Capacity:
		verb = "cap"
	}
	return verb + " " + subject
}

func itemName(param int) string {
	if param < 0 {
		return "an item"
	}
	return fmt.Sprintf("param %d", param)
}

// factOf is what is known of fn: derived when it belongs to this package,
// imported when it belongs to another. What a foreign package tells has none of these.
func (m *Model) factOf(fn *types.Func) *FuncFact {
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return nil
	}
	if fn.Pkg() == m.pkg {
		return m.derive(fn)
	}
	if m.foreign {
		return nil
	}
	m.importing.Lock()
	defer m.importing.Unlock()
	if fact, ok := m.imported[fn]; ok {
		return fact
	}
	fact := new(FuncFact)
	if !m.importFact(fn, fact) {
		fact = nil
	}
	m.imported[fn] = fact
	return fact
}

// global finds the package variable that a fact names.
func (m *Model) global(path string) (Queue, bool) {
	pkgPath, name, _ := strings.Cut(path, " ")
	pkg := m.pkg
	if pkgPath != pkg.Path() {
		pkg = nil
		for _, imp := range m.pkg.Imports() {
			if imp.Path() == pkgPath {
				pkg = imp
			}
		}
	}
	if pkg == nil {
		return Queue{}, false
	}
	v, ok := pkg.Scope().Lookup(name).(*types.Var)
	if !ok {
		return Queue{}, false
	}
	return Queue{Root: v, Slot: v, Type: v.Type()}, true
}
