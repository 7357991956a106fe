package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOf(t *testing.T) {
	for _, test := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{GoVersion: "go1.26.8"}, "queuevet (devel) go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}}, "queuevet v1.2.3 go1.26.8"},
		{
			debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: "true"}}},
			"queuevet (devel) go1.26.8 abc (modified)",
		},
	} {
		if got := versionOf(&test.info); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
