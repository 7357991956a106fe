package queuemodel

import "sync"

// A Pair is a contract between two operations: what Get took, Done gives back.
// The rows of one library that belong together name one Pair.
type Pair struct {
	Name    string // of the protocol, such as "workqueue"
	Settle  string // how the settling call is written in a message: "Done"
	Loss    string // what follows for an item that is not given back
	ByItem  bool   // the item carries its own settle methods, so whoever is given the item can settle it
	Policy  string // the name by which a package that configures the consumer is known: elsewhere the consumer may settle by itself
	Counted bool   // settles name no item, so that any settle may be that of any item
	Panics  bool   // an item stays taken when its taker panics: the settle belongs in a defer
	Retry   bool   // leaving the function without a settle is a decision: the broker delivers again
	Loose   bool   // owed to the package as a whole: only a package that never settles is wrong
}

// The pairs of the libraries in the table.
var (
	workqueuePair = &Pair{Name: "workqueue", Settle: "Done", Panics: true,
		Loss: "later adds of this key are never delivered"}
	runtimeqPair = &Pair{Name: "runtimeq", Settle: "Done", Panics: true, Counted: true,
		Loss: "Join never returns"}
)

// pairs finds a pair by the name that a fact carries.
var pairs = sync.OnceValue(func() map[string]*Pair {
	byName := make(map[string]*Pair)
	for row := range rows {
		if row.Pair != nil {
			byName[row.Pair.Name] = row.Pair
		}
	}
	return byName
})

// pairNamed is the pair with the name; a user's own pair has the settling
// function in its name and is made on the way.
func pairNamed(name string) *Pair {
	if name == "" {
		return nil
	}
	if p := pairs()[name]; p != nil {
		return p
	}
	return userPair(name)
}

// A Tell says which result of a Get tells whether an item came with it.
type Tell struct {
	Result int  // index of the result; 0 when none tells
	Quit   bool // it is a bool that is true when no item came
	Unsure bool // it is a bool, and nobody says which value means what
}
