// Package runtimeq is a bounded queue whose misuse is hard to write, and a
// consumer that survives its items.
package runtimeq
