// Package capacities holds capacities that are small, computed or checked: none of
// them is reported.
package capacities

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
)

// None.
func Unbuffered() chan int { return make(chan int) }

// One for each element.
func PerElement(xs []string) []int {
	ch := make(chan int, len(xs))
	for _, x := range xs {
		go func() { ch <- len(x) }()
	}
	out := make([]int, 0, len(xs))
	for range xs {
		out = append(out, <-ch)
	}
	return out
}

// Some for each processor.
func PerCPU() chan func() { return make(chan func(), runtime.NumCPU()*4) }

// As many as are not yet reported.
func Million() chan struct{} { return make(chan struct{}, million) }

const (
	small   = 1024
	million = 1 << 20
)

// Checked by a method.
func Checked(c Config) (chan string, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return make(chan string, c.Size), nil
}

type Config struct{ Size int }

func (c Config) Validate() error {
	if c.Size < 0 || c.Size > 10_000 {
		return fmt.Errorf("size %d is out of range", c.Size)
	}
	return nil
}

// From the environment, with a check.
func Env() (chan int, error) {
	n, err := strconv.Atoi(os.Getenv("QUEUE"))
	if err != nil || n < 1 || n > 4096 {
		return nil, errors.New("QUEUE must be between 1 and 4096")
	}
	return make(chan int, n), nil
}

// The smaller of two.
func Clamped(s string) chan int {
	n, _ := strconv.Atoi(s)
	return make(chan int, min(max(n, 1), 1000))
}

// A flag with a check.
func Flag() (chan int, error) {
	flag.Parse()
	if *workers > 256 {
		return nil, errors.New("too many workers")
	}
	return make(chan int, *workers), nil
}

var workers = flag.Int("workers", 8, "number of workers")

// As another channel.
func Same(ch chan int) chan int { return make(chan int, cap(ch)) }

// A slice is no queue.
func Slice() []byte { return make([]byte, 0, 1<<26) }

// Nor is a map.
func Map() map[int]int { return make(map[int]int, 1<<24) }

// A function checks.
func Own(s string) (chan int, error) {
	n, err := parseDepth(s)
	if err != nil {
		return nil, err
	}
	return make(chan int, n), nil
}

func parseDepth(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, err
	}
	if n > 1<<16 {
		return 0, errors.New("too deep")
	}
	return n, nil
}

// The operator is the limit.
func remainder() chan int {
	n, _ := strconv.Atoi(os.Getenv("N"))
	m := n % 128
	return make(chan int, m)
}

// A number that is made of itself ends somewhere.
func doubled() chan int {
	size := 1
	size = size * 2
	return make(chan int, size)
}

// Items without a size need no memory, however many there are.
var slots = make(chan struct{}, 1<<30)

// Nor do the tokens of a limit that the user sets.
func tokens() chan struct{} {
	n, _ := strconv.Atoi(os.Getenv("LIMIT"))
	return make(chan struct{}, n)
}
