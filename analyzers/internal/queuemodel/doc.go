// Package queuemodel says which places of a package operate on a queue.
//
// It is the one place that knows libraries and that walks a package. The
// analyzers ask it for the operations by role ("every Get") and for what is
// known about a queue: who else takes from it, how much it holds, which
// goroutines run a function. It reports nothing itself.
//
// Knowledge comes from three sources, asked in this order:
//
//   - the language: send, receive, range, len, cap, close and make of a channel;
//   - the table (table*.go): one row for one documented sentence about a
//     library;
//   - facts (fact.go): the same sentences about the user's own functions,
//     derived from their bodies and carried from package to package.
//
// Unknown means silent: an expression that cannot be named as a queue, or a
// function whose body was not seen, yields no operation.
package queuemodel
