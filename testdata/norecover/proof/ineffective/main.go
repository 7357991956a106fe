// Command ineffective recovers in vain, in each way that has a fix, and dies of
// one of them each time that another is cured.
package main

import "fmt"

func report() {
	if r := recover(); r != nil {
		fmt.Println(r)
	}
}

func tooDeep(n int) {
	defer func() { report() }() // want `recovers only when it is deferred itself`
	fmt.Println(1 / n)
}

func forgotten(n int) {
	report() // want `recovers only when it is deferred itself`
	fmt.Println(1 / n)
}

func bare(n int) {
	defer recover() // want `stops no panic`
	fmt.Println(1 / n)
}

func late(n int) {
	fmt.Println(1 / n)
	defer report() // want `behind what can panic`
}

func elsewhere(n int) {
	done := make(chan bool)
	start(n, done)
	<-done
}

func start(n int, done chan bool) {
	defer report() // want `does not reach the goroutine`
	go func() {
		defer close(done)
		fmt.Println(1 / n)
	}()
}

func rounds(list []int) (all bool) {
	for i, n := range list {
		defer func() { // want `not in each round`
			if r := recover(); r != nil {
				fmt.Println(r)
			}
		}()
		all = i == len(list)-1
		fmt.Println(1 / n)
	}
	return all
}

func main() {
	for _, f := range []func(int){tooDeep, forgotten, bare, late, elsewhere} {
		f(0)
	}
	if !rounds([]int{1, 0, 1}) {
		panic("not all rounds")
	}
}
