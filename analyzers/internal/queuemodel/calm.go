package queuemodel

import (
	"go/types"
	"slices"
	"strings"
)

// isStd reports whether a package belongs to the standard library: its path has
// no domain. The packages of a corpus have none either, and a module.
func isStd(pkg *types.Package) bool {
	if pkg == nil {
		return true
	}
	first, _, _ := strings.Cut(pkg.Path(), "/")
	return !strings.Contains(first, ".") && stdRoots[first]
}

var stdRoots = map[string]bool{"archive": true, "bufio": true, "bytes": true, "cmp": true, "compress": true, "container": true, "context": true, "crypto": true, "database": true, "embed": true, "encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true, "go": true, "hash": true, "html": true, "image": true, "io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true, "net": true, "os": true, "path": true, "reflect": true, "regexp": true, "runtime": true, "slices": true, "sort": true, "strconv": true, "strings": true, "sync": true, "syscall": true, "testing": true, "text": true, "time": true, "unicode": true, "unique": true, "unsafe": true}

// calmPackages hold functions that panic for no argument that a program gives
// them by mistake.
var calmPackages = []string{"log", "fmt", "sync", "sync/atomic", "time", "context", "errors", "log/slog", "runtime/debug", "runtime"}

// calm reports whether a function of another package is known not to panic.
func (m *Model) calm(fn *types.Func) bool {
	return fn.Pkg() == nil || isStd(fn.Pkg()) && slices.Contains(calmPackages, fn.Pkg().Path()) && !m.mustPanic(fn) || m.logs(fn)
}

// mustPanic reports whether a function says by its name that it panics.
func (m *Model) mustPanic(fn *types.Func) bool {
	rest, ok := strings.CutPrefix(fn.Name(), "Must")
	return ok && (rest == "" || startsWord(rest)) || strings.HasPrefix(fn.Name(), "Panic")
}

// writesLog reports whether a function is named for writing a log line.
func (m *Model) writesLog(fn *types.Func) bool {
	switch strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "ln"), "f")) {
	case "debug", "info", "warn", "warning", "error", "print", "trace", "log", "notice":
		return true
	}
	return false
}

// logs reports whether a function writes a log line or counts something, by the
// names that all such libraries have.
func (m *Model) logs(fn *types.Func) bool {
	switch strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(fn.Name(), "ln"), "f"), "w") {
	case "Debug", "Info", "Warn", "Warning", "Error", "Print", "Trace", "Log", "Notice", "V", "Enabled",
		"With", "WithField", "WithFields", "WithError", "WithName", "WithValues", "Inc", "Dec", "Add", "Set", "Observe", "Record", "Err", "String", "Str", "Int", "Msg", "Any":
		return true
	}
	return fn.Pkg() == nil
}

// ofModule reports whether a package belongs to the module that is analyzed, as
// far as the paths tell.
func (m *Model) ofModule(pkg *types.Package) bool {
	if pkg == nil || isStd(pkg) {
		return false
	}
	x, y := strings.SplitN(pkg.Path(), "/", 4), strings.SplitN(m.pkg.Path(), "/", 4)
	if !strings.Contains(x[0], ".") {
		return x[0] == y[0]
	}
	return len(x) >= 3 && len(y) >= 3 && slices.Equal(x[:3], y[:3])
}

// isGetter reports whether a method takes nothing: it most often returns what
// it has.
func isGetter(fn *types.Func) bool { return fn.Signature().Params().Len() == 0 }
