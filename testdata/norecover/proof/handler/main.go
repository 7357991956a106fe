// Command handler dies of its second job.
package main

import "fmt"

type pool struct {
	jobs   chan int
	handle func(int)
}

func (p *pool) work() {
	for job := range p.jobs {
		p.handle(job) // want `ends the process`
	}
}

func main() {
	p := &pool{jobs: make(chan int), handle: func(n int) { fmt.Println(1 / n) }}
	go p.work()
	for _, job := range []int{1, 0, 1, 1} {
		p.jobs <- job
	}
	fmt.Println("all taken")
}
