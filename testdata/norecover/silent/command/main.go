// Command command consumes in its main goroutine: who starts it sees it die.
package main

import "log"

type handler interface{ Handle(string) error }

func main() {
	lines := make(chan string)
	run(lines, nil)
}

func run(lines chan string, h handler) {
	for line := range lines {
		if err := h.Handle(line); err != nil {
			log.Print(err)
		}
	}
}
