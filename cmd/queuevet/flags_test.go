package main

import (
	"errors"
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct {
		args []string
		want options
	}{
		{nil, options{packages: []string{"."}}},
		{[]string{"./...", "fmt"}, options{packages: []string{"./...", "fmt"}}},
		{[]string{"-C", "x", "./..."}, options{dir: "x", packages: []string{"./..."}}},
		{[]string{"-tags", "a,b", "--race", "-p=3"}, options{build: []string{"-tags=a,b", "-race=true", "-p=3"}, packages: []string{"."}}},
		{[]string{"-files", "-files.word", "w x", "-failing=false", "a"}, options{choice: []string{"-files=true", "-failing=false"}, analyzer: []string{"-files.word=w x"}, packages: []string{"a"}}},
		{[]string{"-race", "--", "a"}, options{build: []string{"-race=true"}, packages: []string{"a"}}},
	}
	for _, test := range tests {
		got, err := parse(stubs(), test.args)
		if err != nil || !same(got, test.want) {
			t.Errorf("parse(%q) = %+v, %v, want %+v", test.args, got, err, test.want)
		}
	}
}

func same(a, b options) bool {
	return a.dir == b.dir && slices.Equal(a.build, b.build) && slices.Equal(a.choice, b.choice) && slices.Equal(a.analyzer, b.analyzer) && slices.Equal(a.packages, b.packages)
}

func TestParseHelp(t *testing.T) {
	for _, args := range [][]string{{"-h"}, {"-help"}, {"--help", "x"}, {"help"}, {"help", "files"}} {
		if _, err := parse(stubs(), args); !errors.Is(err, errHelp) {
			t.Errorf("parse(%q): error %v, want errHelp", args, err)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for _, args := range [][]string{
		{"-format", "xml"}, {"-o", ""}, {"-c", "-2"}, {"-c", "many"}, {"-baseline="}, {"-config=x", "-no-config"}, {"-model", "get"}, {"-exclude", "["},
		{"-new-from-rev", "x", "-new-from-patch", "y"}, {"-fix", "-new-from-patch", "y"}, {"-write-baseline", "x", "-fix"}, {"-write-baseline", "x", "-baseline", "y"},
		{"-nosuch"}, {"-files.nosuch=1"}, {"-p=-1"}, {"-p", "x"}, {"-race=perhaps"}, {"-tags"}, {".", "-race"}, {"-files=maybe"},
	} {
		if _, err := parse(stubs(), args); err == nil || errors.Is(err, errHelp) {
			t.Errorf("parse(%q): error %v", args, err)
		}
	}
}

func TestVettool(t *testing.T) {
	tests := map[string]bool{"-V=full": true, "-flags": true, "/tmp/vet.cfg": true, "flags": false, "./...": false, "-h": false}
	for last, want := range tests {
		if got := vettool([]string{"-lenpoll", last}); got != want {
			t.Errorf("vettool(… %s) = %t", last, got)
		}
	}
	if vettool(nil) {
		t.Error("vettool() without arguments")
	}
}
