// Command custom is golangci-lint with the linter queuevet. It is a module of
// its own, so that nobody who requires queuevet requires golangci-lint.
//
//	go build -C cmd/gclplugin/custom -o /tmp/custom-gcl
//	/tmp/custom-gcl run ./...
package main

import (
	"fmt"
	"os"
	"runtime/debug"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/queuevet/queuevet/cmd/gclplugin"
)

func main() {
	if err := commands.Execute(version()); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}

// version names the release of golangci-lint that is built in.
func version() commands.BuildInfo {
	info := commands.BuildInfo{Version: "unknown", GoVersion: "unknown", Commit: "custom with queuevet", Date: "unknown"}
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return info
	}
	info.GoVersion = build.GoVersion
	for _, dep := range build.Deps {
		if dep.Path == "github.com/golangci/golangci-lint/v2" {
			info.Version = dep.Version[len("v"):]
		}
	}
	return info
}
