// Package bench measures runtimeq beside other ways to hand work to goroutines.
// It is a module of its own, so that they are no dependencies of runtimeq. All
// figures come from one run, so their ratios can be compared:
//
//	go test -bench . -count 7
package bench
