// Package guards has a function that recovers for another, which the fixes use.
package guards

import "log"

func safely(f func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	f()
}

func Start(jobs chan string, handle func(string)) {
	go func() {
		for job := range jobs {
			handle(job) // want `"handle"`
		}
	}()
	safely(func() { log.Print("started") })
}
