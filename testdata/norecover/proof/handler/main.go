// Command handler dies of its second job.
package main

import (
	"fmt"

	"norecover/proof/handler/pool"
)

func main() {
	p := pool.New(func(n int) { fmt.Println(1 / n) })
	for _, job := range []int{1, 0, 1, 1} {
		p.Put(job)
	}
	fmt.Println("all taken")
}
