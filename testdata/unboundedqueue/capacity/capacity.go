// Package capacity holds the capacities of channels.
package capacity

import (
	"bufio"
	"flag"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
)

// Reported: more than memory holds.

// Half a gigabyte at the start of the program.
var shifted = make(chan event, 1<<24) // want `this channel has room for 16777216 items`

type event struct{ a, b [16]byte }

// A number with an exponent.
func exponent() chan *event {
	return make(chan *event, 1e7) // want `this channel has room for 10000000 items`
}

// A named constant.
type ingest struct{ q chan event }

const queueSize = 5000000

func newIngest() *ingest {
	return &ingest{q: make(chan event, queueSize)} // want `this channel has room for 5000000 items`
}

// A constant of a type of its own, converted.
func typed() chan event {
	return make(chan event, int(big)) // want `this channel has room for 4194304 items`
}

type size uint32

const big size = 1 << 22

// One more than the limit, in a struct.
func local() any {
	const slots = 1<<20 + 1
	return struct{ c chan event }{
		c: make(chan event, slots), // want `this channel has room for 1048577 items`
	}
}

// A variable that only ever has this value.
func variable() chan event {
	n := 4 << 20
	return make(chan event, n) // want `this channel has room for 4194304 items`
}

// For any element.
func generic[T any]() chan T {
	return make(chan T, 100*1000*1000) // want `this channel has room for 100000000 items`
}

// Reported: as many as somebody outside of the program says.

// The environment.
func fromEnv() chan event {
	n, err := strconv.Atoi(os.Getenv("QUEUE_SIZE"))
	if err != nil {
		n = 1000
	}
	return make(chan event, n) // want `the capacity of this channel comes from outside of the program`
}

// The client of a server.
func stream(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(r.URL.Query().Get("buffer"))
	if err != nil {
		http.Error(w, "buffer", http.StatusBadRequest)
		return
	}
	ch := make(chan event, n) // want `the capacity of this channel comes from outside of the program`
	close(ch)
}

// A number above zero may still be any number.
func saveSettings(s *settings, r *http.Request) chan event {
	if v, err := strconv.Atoi(r.FormValue("queue_size")); err == nil && v > 0 {
		s.QueueSize = v
		return make(chan event, v) // want `the capacity of this channel comes from outside of the program`
	}
	return make(chan event, 100)
}

type settings struct{ QueueSize int }

// A default is no limit.
func lowerOnly() chan event {
	n, _ := strconv.Atoi(os.Getenv("N"))
	if n <= 0 {
		n = 100
	}
	return make(chan event, n) // want `the capacity of this channel comes from outside of the program`
}

// Converted from 64 bits.
func parse64(h http.Header) chan event {
	n, err := strconv.ParseInt(h.Get("X-Window"), 10, 64)
	if err != nil {
		return nil
	}
	return make(chan event, int(n)) // want `the capacity of this channel comes from outside of the program`
}

// A flag.
func fromFlag() chan event {
	return make(chan event, *bufferFlag) // want `the capacity of this channel comes from outside of the program`
}

var bufferFlag = flag.Int("buffer", 1000, "events to buffer")

// A flag that is parsed into a variable.
func fromFlagVar(args []string) chan event {
	fs := flag.NewFlagSet("srv", flag.ExitOnError)
	var n int
	fs.IntVar(&n, "queue", 64, "queue size")
	_ = fs.Parse(args)
	return make(chan event, n) // want `the capacity of this channel comes from outside of the program`
}

// A line that a peer sends.
func negotiate(rd io.Reader) (chan event, error) {
	line, err := bufio.NewReader(rd).ReadString('\n')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(line, "\n"))
	if err != nil {
		return nil, err
	}
	return make(chan event, n), nil // want `the capacity of this channel comes from outside of the program`
}

// Scaled, and free all the same.
func scaled() chan event {
	n, err := strconv.Atoi(os.Getenv("WORKERS"))
	if err != nil || n == 0 {
		n = 4
	}
	return make(chan event, n*128) // want `the capacity of this channel comes from outside of the program`
}

// One of two values comes from outside.
func lookup() chan event {
	n := 256
	if s, ok := os.LookupEnv("DEPTH"); ok {
		v, err := strconv.Atoi(s)
		if err != nil {
			panic(err)
		}
		n = v
	}
	return make(chan event, n) // want `the capacity of this channel comes from outside of the program`
}
