// Package unit analyzes one package for go vet, and pays only for what can matter.
//
// It does what golang.org/x/tools/go/analysis/unitchecker does, with the same
// result, but for three things. Types come from the export data that the go
// command has made for the compiler; unitchecker, from x/tools v0.50 on, keeps them
// in its files of facts, so that it has to parse and type-check every package below
// the one that is asked for. A package of the standard library is left unread where
// only facts are wanted: it has none. It is left before it is parsed where its text
// says that nothing can be found in it: it compiles. A package of another module that
// can have no facts is left before it is parsed, and of one that can only the analyzers
// with facts run.
//
// Of a package of the user's own the findings are printed even where only facts are
// wanted, in a form that go vet shows nobody: see [Hide].
package unit

import (
	"encoding/gob"
	"errors"
	"flag"
	"fmt"
	"go/scanner"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
)

// Handles reports whether this driver does what go vet asks for with args: analyze
// a package and print JSON. All else, such as -flags, -V=full and to apply fixes,
// is left to unitchecker. Both never meet in one run, because go vet gives all of
// its packages the same flags.
func Handles(args []string) bool {
	if len(args) == 0 || !strings.HasSuffix(args[len(args)-1], ".cfg") {
		return false
	}
	on := func(flagName string) bool {
		return slices.ContainsFunc(args, func(arg string) bool {
			name, value, set := strings.Cut(strings.TrimLeft(arg, "-"), "=")
			wanted, err := strconv.ParseBool(value)
			return name == flagName && (!set || err == nil && wanted)
		})
	}
	return on("json") && !on("fix") && !on("diff")
}

// Main analyzes the package that the last of args describes with the analyzers of
// suite that the other args choose, and returns the exit code. What goes wrong is
// printed to stderr after the name of the program, but for errors in the sources,
// which begin with their position.
func Main(flags *flag.FlagSet, suite []*analysis.Analyzer, args []string) int {
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(roomy)
	chosen, err := parse(flags, suite, args)
	if err == nil {
		err = analyze(args[len(args)-1], chosen, os.Stdout)
	}
	var syntax scanner.ErrorList
	var semantics types.Error
	switch {
	case err == nil:
		return 0
	case errors.As(err, &syntax), errors.As(err, &semantics):
		fmt.Fprintln(os.Stderr, err)
	case !errors.Is(err, errSilent):
		fmt.Fprintf(os.Stderr, "%s: %v\n", filepath.Base(os.Args[0]), err)
	}
	return 1
}

// roomy is the memory in bytes up to which garbage is not collected: a process for
// one package soon ends, and collecting costs a fifth of its time. Most stay below.
const roomy = 96 << 20

// errSilent is for a package whose findings are not wanted: what is wrong with it
// is said by those that import it.
var errSilent = errors.New("facts could not be made")

// parse reads the flags that go vet passes on.
func parse(flags *flag.FlagSet, suite []*analysis.Analyzer, args []string) ([]*analysis.Analyzer, error) {
	flags.Init(filepath.Base(os.Args[0]), flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	for _, name := range []string{"json", "fix", "diff", "source", "v", "all"} {
		flags.Bool(name, false, "see Handles, or no effect")
	}
	flags.Int("c", -1, "no effect: JSON has no lines of context")
	flags.String("tags", "", "no effect: the go command has chosen the files")
	choice := make(map[bool][]*analysis.Analyzer)
	for _, a := range suite {
		flags.BoolFunc(a.Name, "", func(value string) error {
			on, err := strconv.ParseBool(value)
			choice[on] = append(choice[on], a)
			return err
		})
		a.Flags.VisitAll(func(f *flag.Flag) { flags.Var(f.Value, a.Name+"."+f.Name, f.Usage) })
	}
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	if len(choice[true]) > 0 {
		return slices.DeleteFunc(slices.Clone(suite), func(a *analysis.Analyzer) bool { return !slices.Contains(choice[true], a) }), nil
	}
	return slices.DeleteFunc(slices.Clone(suite), func(a *analysis.Analyzer) bool { return slices.Contains(choice[false], a) }), nil
}

// analyze analyzes one package: it writes the file of facts, and prints what was
// found where that is wanted.
func analyze(name string, suite []*analysis.Analyzer, stdout io.Writer) error {
	cfg, err := readConfig(name)
	if err != nil {
		return err
	}
	below := make(sections)
	if cfg.VetxOnly && cfg.standard() {
		return finish(cfg, below, nil)
	}
	for _, path := range slices.Sorted(maps.Keys(cfg.PackageVetx)) {
		if err := below.read(cfg.PackageVetx[path]); err != nil {
			return err
		}
	}
	sources := make([][]byte, len(cfg.GoFiles))
	for i, name := range cfg.GoFiles {
		if sources[i], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	r := &run{cfg: cfg}
	text := analyzers.Text{Files: sources, Imports: slices.Collect(maps.Values(cfg.ImportMap))}
	switch {
	case cfg.VetxOnly && cfg.foreign() && !analyzers.MayHaveFacts(text):
		return finish(cfg, below, nil)
	case !cfg.VetxOnly && cfg.standard() && !analyzers.MayHaveFindings(text):
		return errors.Join(r.printTo(stdout, nil), finish(cfg, below, nil))
	}
	if r.checked, err = check(cfg, sources); err != nil {
		if cfg.VetxOnly {
			return errSilent
		}
		return err
	}
	registerFacts()
	r.facts = newStore(r.pkg, below)
	if cfg.VetxOnly && cfg.foreign() {
		r.all(analyzers.Facts(true))
	} else {
		r.all(slices.Concat(analyzers.Facts(cfg.foreign()), suite))
		if err := r.printTo(stdout, suite); err != nil {
			return err
		}
	}
	facts, err := r.facts.encode()
	if err != nil {
		return err
	}
	return finish(cfg, below, facts)
}

// finish writes the facts of the packages below together with those of the package
// itself.
func finish(cfg *config, below sections, own []byte) error {
	if cfg.VetxOutput == "" {
		return nil
	}
	if len(own) > 0 {
		below[cfg.ImportPath] = own
	}
	return below.write(cfg.VetxOutput)
}

// printTo prints to the file that cfg names, else to stdout.
func (r *run) printTo(stdout io.Writer, suite []*analysis.Analyzer) error {
	if r.cfg.Stdout == "" {
		return r.print(stdout, suite)
	}
	f, err := os.Create(r.cfg.Stdout)
	if err != nil {
		return err
	}
	return errors.Join(r.print(f, suite), f.Close())
}

// registerFacts makes the types of all facts known to the encoding.
func registerFacts() {
	for _, a := range analyzers.Facts(false) {
		for _, f := range a.FactTypes {
			gob.Register(f)
		}
	}
}
