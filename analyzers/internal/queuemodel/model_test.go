package queuemodel_test

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
	"github.com/queuevet/queuevet/analyzers/internal/vettest"
)

// TestFacts also carries every fact from package to package: analysistest
// encodes and decodes them on the way.
func TestFacts(t *testing.T) { vettest.Run(t, queuemodel.Facts) }

func TestFactRoundTrip(t *testing.T) {
	want := &queuemodel.FuncFact{Ops: []queuemodel.OpFact{
		{Role: queuemodel.Get, Wait: queuemodel.Escapes, Param: queuemodel.Receiver, Path: ".in.ch", Func: -1},
		{Role: queuemodel.Spawn, Func: 1},
		{Role: queuemodel.Done, Param: 1, Func: -1, Pair: "workqueue", Item: 2, Some: true},
		{Role: queuemodel.Get, Param: queuemodel.Receiver, Func: -1, Pair: "workqueue", Told: queuemodel.Tell{Result: 1, Quit: true}},
		{Role: queuemodel.Grow, Param: queuemodel.Receiver, Func: -1, Head: true},
		{Role: queuemodel.New, Path: "example.com/pool New", Param: 1, Func: -1, Size: 2},
		{Role: queuemodel.Len, Param: 2, Func: -1, Length: queuemodel.Length{True: queuemodel.Empty, Count: true}},
	}}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(want); err != nil {
		t.Fatal(err)
	}
	got := new(queuemodel.FuncFact)
	if err := gob.NewDecoder(&buf).Decode(got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("after a round trip: %v, want %v", got, want)
	}
}
