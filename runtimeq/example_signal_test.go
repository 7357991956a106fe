//go:build unix

package runtimeq_test

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/queuevet/queuevet/runtimeq"
)

// On SIGTERM the service takes nothing more and finishes what it has accepted,
// but for no longer than the platform gives it; what is still in work then is
// cut off, and what nobody has taken comes back from Abort.
func ExampleQueue_Shutdown_onSignal() {
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer cancel()

	q := runtimeq.New[int](10)
	hard, cutOff := context.WithCancel(context.Background())
	defer cutOff()
	ended := make(chan error, 1)
	go func() {
		ended <- runtimeq.Consumer[int]{Handle: func(_ context.Context, n int) error {
			fmt.Println("handle", n)
			return nil
		}}.Run(hard, q)
	}()
	_ = q.TryPut(1)
	_ = q.TryPut(2)
	_ = syscall.Kill(os.Getpid(), syscall.SIGTERM) // the platform's part

	<-stop.Done()
	grace, cancelGrace := context.WithTimeout(context.Background(), 25*time.Second)
	defer cancelGrace()
	if err := q.Shutdown(grace); err != nil {
		cutOff()
		fmt.Println("unfinished:", err, "not taken:", q.Abort())
	}
	fmt.Println("consumer:", <-ended) // only now close the database
	// Output:
	// handle 1
	// handle 2
	// consumer: <nil>
}
