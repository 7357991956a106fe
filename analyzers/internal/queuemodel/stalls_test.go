package queuemodel_test

import (
	"bytes"
	"encoding/gob"
	"reflect"
	"testing"
	"time"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
	"github.com/queuevet/queuevet/analyzers/internal/vettest"
)

func TestStallFacts(t *testing.T) { vettest.Run(t, queuemodel.StallAnalyzer) }

func TestStallFactRoundTrip(t *testing.T) {
	want := &queuemodel.StallFact{Ops: []queuemodel.StallOp{
		{Kind: queuemodel.SendStall, Param: queuemodel.Receiver, Path: ".in.ch", Name: "q.in.ch", Size: queuemodel.SizeComputed, At: "q.go:7", Via: "push → send"},
		{Kind: queuemodel.QueueStall, Param: queuemodel.Nowhere, Ctx: 1, Name: "Put", At: "q.go:9"},
		{Kind: queuemodel.SleepStall, Pause: time.Second, Retry: true, Endless: "context.TODO()"},
	}}
	var buf bytes.Buffer
	if err := gob.NewEncoder(&buf).Encode(want); err != nil {
		t.Fatal(err)
	}
	got := new(queuemodel.StallFact)
	if err := gob.NewDecoder(&buf).Decode(got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("after a round trip: %v, want %v", got, want)
	}
}
