// Command proof dies of its second job.
package main

import "fmt"

func work(jobs <-chan string) {
	for job := range jobs {
		show(job) // want `ends the process`
	}
}

func show(job string) { fmt.Println(job[0]) }

func main() {
	jobs := make(chan string)
	go work(jobs)
	for _, job := range []string{"a", "", "b", "c"} {
		jobs <- job
	}
	fmt.Println("all taken")
}
