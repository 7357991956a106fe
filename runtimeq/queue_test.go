package runtimeq

import (
	"errors"
	"testing"
	"testing/synctest"
)

func TestFirstInFirstOut(t *testing.T) {
	q := New[int](3)
	for i := range 3 {
		if err := q.Put(bg, i); err != nil {
			t.Fatal(err)
		}
	}
	if err := q.TryPut(3); !errors.Is(err, ErrFull) {
		t.Fatalf("TryPut on a full queue: %v", err)
	}
	for i := range 3 {
		if v, err := q.Get(bg); v != i || err != nil {
			t.Fatalf("Get = %d, %v; want %d", v, err, i)
		}
		q.Done()
	}
	if _, err := q.TryGet(); !errors.Is(err, ErrEmpty) {
		t.Fatalf("TryGet on an empty queue: %v", err)
	}
	if err := q.Join(bg); err != nil {
		t.Fatal(err)
	}
}

func TestShutdownServesWhatWasAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := New[int](2)
		var got []int
		go func() {
			for v := range q.All(bg) {
				got = append(got, v)
			}
		}()
		for i := range 10 {
			if err := q.Put(bg, i); err != nil {
				t.Error(err)
			}
		}
		if err := q.Shutdown(bg); err != nil {
			t.Error(err)
		}
		if len(got) != 10 {
			t.Errorf("got %v", got)
		}
		if err := q.Put(bg, 1); !errors.Is(err, ErrClosed) {
			t.Errorf("Put after Shutdown: %v", err)
		}
	})
}
