package main

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/govet"
	"github.com/queuevet/queuevet/cmd/internal/report"
	"github.com/queuevet/queuevet/cmd/internal/source"
)

func at(file string, line, column int, message string) report.Note {
	return report.Note{Position: report.Position{File: file, Line: line, Column: column}, Message: message}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPrint(t *testing.T) {
	found := []report.Finding{{Note: at("a.go", 1, 1, "m"), Analyzer: "x"}}
	tests := map[string]struct {
		govet.Result
		code int
	}{
		"nothing":             {govet.Result{}, exitClean},
		"a warning":           {govet.Result{Warnings: []string{"w"}}, exitClean},
		"a finding":           {govet.Result{Findings: found}, exitFindings},
		"an error":            {govet.Result{Errors: []string{"e"}}, exitError},
		"an error, a finding": {govet.Result{Errors: []string{"e"}, Findings: found}, exitError},
		"a wrong flag":        {govet.Result{Errors: []string{"e"}, BadUsage: true}, exitUsage},
	}
	for name, test := range tests {
		var stdout, stderr strings.Builder
		c := command{stdout: &stdout, stderr: &stderr}
		if got := c.print(t.Context(), plan{options: options{format: "text"}}, outcome{Result: test.Result, files: source.In("")}); got != test.code {
			t.Errorf("%s: exit code %d, want %d", name, got, test.code)
		}
		if got := stdout.Len() > 0; got != (len(test.Findings) > 0) {
			t.Errorf("%s: stdout is %q", name, stdout.String())
		}
	}
}

func TestPrintFails(t *testing.T) {
	var stderr strings.Builder
	found := govet.Result{Findings: []report.Finding{{Note: at("a.go", 1, 1, "m"), Analyzer: "x"}}}
	c := command{stdout: fullDisk{}, stderr: &stderr}
	code := c.print(t.Context(), plan{options: options{format: "text"}}, outcome{Result: found, files: source.In("")})
	if code != exitError || stderr.String() != "queuevet: disk full\n" {
		t.Errorf("code %d, stderr %q", code, stderr.String())
	}
}

func TestSummary(t *testing.T) {
	f := func(analyzer, kind string) report.Finding { return report.Finding{Analyzer: analyzer, Kind: kind} }
	tests := map[string]outcome{
		"0 findings in 1 package, 1.5s":                                    {Result: govet.Result{Packages: 1}},
		"0 findings in 2 packages, 3 not new, 1.5s":                        {Result: govet.Result{Packages: 2}, known: 3},
		"3 findings (2 lenpoll/busypoll, 1 norecover) in 9 packages, 1.5s": {Result: govet.Result{Packages: 9, Findings: []report.Finding{f("norecover", ""), f("lenpoll", "busypoll"), f("lenpoll", "busypoll")}}},
		"1 finding (1 missingdone/path) in 1 package, 1 not new, 1.5s":     {Result: govet.Result{Packages: 1, Findings: []report.Finding{f("missingdone", "path")}}, known: 1},
	}
	for want, o := range tests {
		if got := summary(o, 1510*time.Millisecond); got != want {
			t.Errorf("summary %q, want %q", got, want)
		}
	}
}

func TestSwitchedOn(t *testing.T) {
	suite := analyzers.Suite()
	tests := []struct {
		flags          string
		analyzer, kind string
		on             bool
	}{
		{"", "lenpoll", "halfdrain", true},
		{"", "norecover", "loop", false},
		{"-norecover.loop=true", "norecover", "loop", true},
		{"-lenpoll.halfdrain=false", "lenpoll", "halfdrain", false},
		{"-lenpoll.halfdrain=false", "lenpoll", "busypoll", true},
		{"-lenpoll=false", "lenpoll", "halfdrain", false},
		{"-norecover=true", "lenpoll", "halfdrain", false},
		{"-norecover=true -lenpoll=true", "lenpoll", "halfdrain", true},
		{"", "gone", "", false},
		{"", "lenpoll", "gone", false},
	}
	for _, test := range tests {
		if got := switchedOn(suite, strings.Fields(test.flags), test.analyzer, test.kind); got != test.on {
			t.Errorf("%s: %s/%s is on: %v", test.flags, test.analyzer, test.kind, got)
		}
	}
}
