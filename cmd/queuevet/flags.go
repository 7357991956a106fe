package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/queuevet/queuevet/analyzers"
	"github.com/queuevet/queuevet/cmd/internal/exclude"
	"github.com/queuevet/queuevet/cmd/internal/output"
	"github.com/queuevet/queuevet/cmd/internal/settings"
)

// errHelp is what parse returns where the user asks for help.
var errHelp = errors.New("help requested")

// The subcommands that take names instead of packages.
const (
	explainCommand = "explain"
	listCommand    = "list"
)

// Options are what the command line says.
type options struct {
	dir      string   // -C: where go vet runs
	build    []string // flags of go vet and of go list
	choice   []string // flags that choose analyzers, for go vet alone
	analyzer []string // the other flags of the tool, for go vet alone
	packages []string // patterns
	command  string   // a subcommand that analyzes nothing
	topics   []string // names of analyzers or kinds, after help or a subcommand
	version  bool     // -version
	fix      bool     // apply the fixes
	diff     bool     // print what the fixes change

	format  string // one of output.Formats
	out     string // file that the findings go to; empty for stdout
	context int    // lines around that of a finding; below 0 none

	config        string // file with settings; empty to look for one
	noConfig      bool   // do not look for one
	baseline      string // file with the findings that are known
	writeBaseline string // the same, to be written

	// What findings have to be new since: at most one.
	newFromRev, newFromMergeBase, newFromPatch string
}

// parse reads the command line. It returns errHelp for -h, -help and the help
// subcommand, and an error of one line for everything go vet would not
// understand.
func parse(suite []*analysis.Analyzer, args []string) (options, error) {
	if len(args) > 0 && args[0] == "help" {
		return options{topics: args[1:]}, errHelp
	}
	if len(args) > 0 && (args[0] == explainCommand || args[0] == listCommand) {
		return subcommand(args[0], args[1:])
	}
	opts := options{}
	flags := flagSet(suite, &opts)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return options{}, errHelp
	case err != nil:
		return options{}, err
	}
	opts.packages = flags.Args()
	for _, p := range opts.packages {
		if strings.HasPrefix(p, "-") {
			return options{}, fmt.Errorf("flag %s after a package: put the flags first", p)
		}
	}
	if len(opts.packages) == 0 {
		opts.packages = []string{"."}
	}
	return opts, opts.conflict()
}

// conflict returns why the options do not go together, or nil.
func (o options) conflict() error {
	changes := o.fix || o.diff
	overlaid := slices.ContainsFunc(o.build, func(f string) bool { return strings.HasPrefix(f, "-overlay=") })
	since := 0
	for _, s := range []string{o.newFromRev, o.newFromMergeBase, o.newFromPatch} {
		if s != "" {
			since++
		}
	}
	switch {
	case overlaid && changes:
		return errors.New("-fix and -diff do not go with -overlay: the files on the disk are not what is analyzed")
	case since > 1:
		return errors.New("-new-from-rev, -new-from-merge-base and -new-from-patch: use one of them")
	case o.fix && !o.diff && o.newFromPatch != "":
		return errors.New("-fix does not go with -new-from-patch: its lines are not those of the fixed files")
	case o.writeBaseline != "" && (changes || since > 0 || o.baseline != ""):
		return errors.New("-write-baseline takes in all findings: it does not go with -fix, -diff, -baseline or a -new-from flag")
	case o.config != "" && o.noConfig:
		return errors.New("-config and -no-config: use one of them")
	}
	return nil
}

// subcommand reads the names after a subcommand, which has no flags.
func subcommand(name string, args []string) (options, error) {
	if i := slices.IndexFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "-") }); i >= 0 {
		return options{}, fmt.Errorf("%s has no flag %s", name, args[i])
	}
	if name == listCommand && len(args) > 0 {
		return options{}, fmt.Errorf("list takes no arguments, not %q: see queuevet explain", args[0])
	}
	return options{command: name, topics: args}, nil
}

// flagSet declares every flag of the front end, so that parsing fills opts.
func flagSet(suite []*analysis.Analyzer, opts *options) *flag.FlagSet {
	flags := flag.NewFlagSet("queuevet", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.StringVar(&opts.dir, "C", "", "change to `dir` before doing anything")
	flags.BoolVar(&opts.fix, "fix", false, "apply the fixes, print the findings that are left")
	flags.BoolVar(&opts.diff, "diff", false, "print what -fix would change as a unified diff, and write nothing")
	flags.BoolVar(&opts.version, "version", false, "print the version and exit")
	outputFlags(flags, opts)
	selectionFlags(flags, opts)
	settings.Declare(flags, &forwarded{name: settings.ModelFlag, check: analyzers.Models().Set, to: &opts.analyzer},
		&forwarded{name: settings.ExcludeFlag, check: new(exclude.Rules).Set, to: &opts.analyzer})
	for _, f := range buildFlags() {
		flags.Var(&forwarded{name: f.name, check: f.check, switched: f.check == nil, to: &opts.build}, f.name, f.usage)
	}
	for _, a := range suite {
		flags.Var(&forwarded{name: a.Name, switched: true, to: &opts.choice}, a.Name,
			"run only the analyzers so named; with =false, all but those")
		a.Flags.VisitAll(func(f *flag.Flag) {
			own := forwarded{name: a.Name + "." + f.Name, check: f.Value.Set, switched: isBool(f.Value), def: f.DefValue, to: &opts.analyzer}
			flags.Var(&own, own.name, f.Usage)
		})
	}
	return flags
}

// outputFlags declares how the findings are printed.
func outputFlags(flags *flag.FlagSet, opts *options) {
	opts.format, opts.context = "text", contextByTerminal
	flags.Func("format", "`format` of the findings: "+strings.Join(output.Formats(), ", ")+" (default text)", func(value string) error {
		if !slices.Contains(output.Formats(), value) {
			return fmt.Errorf("want one of %s", strings.Join(output.Formats(), ", "))
		}
		opts.format = value
		return nil
	})
	flags.Func("o", "write the findings to `file` instead of stdout: all of them or, where that fails, nothing", required(&opts.out))
	flags.Func("c", "show the line of a finding with `N` lines around it, -1 for none (default 0 on a terminal, else -1)", func(value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < -1 {
			return errors.New("want a number of lines, or -1")
		}
		opts.context = n
		return nil
	})
}

// contextByTerminal is the context where the command line says nothing.
const contextByTerminal = -2

// selectionFlags declares which findings are printed.
func selectionFlags(flags *flag.FlagSet, opts *options) {
	flags.Func("config", "read the settings from `file` (default "+settings.FileName+" in the root of the module or above it)", required(&opts.config))
	flags.BoolVar(&opts.noConfig, "no-config", false, "read no settings from a file")
	flags.Func("new-from-rev", "report only what is new since the `revision` of git, in the work tree", required(&opts.newFromRev))
	flags.Func("new-from-merge-base", "report only what is new since HEAD and the `revision` of git parted", required(&opts.newFromMergeBase))
	flags.Func("new-from-patch", "report only what the patch in `file` makes new; - is stdin", required(&opts.newFromPatch))
	flags.Func("baseline", "report only what the baseline in `file` does not hold", required(&opts.baseline))
	flags.Func("write-baseline", "write a baseline of all findings to `file` and report none", required(&opts.writeBaseline))
}

// required takes a value that is not empty.
func required(to *string) func(string) error {
	return func(value string) error {
		if value == "" {
			return errors.New("want a name")
		}
		*to = value
		return nil
	}
}

// A buildFlag is a flag of the go command that says which files belong to the
// packages, or how the work is done. One without a check is boolean.
type buildFlag struct {
	name, usage string
	check       func(value string) error
}

func buildFlags() []buildFlag {
	return []buildFlag{
		{"a", "analyze again what is in the cache", nil},
		{"asan", "select files as with the address sanitizer", nil},
		{"mod", "module download `mode`: readonly, vendor, or mod", anything},
		{"modcacherw", "leave new directories of the module cache writable", nil},
		{"modfile", "read `file` instead of go.mod", anything},
		{"msan", "select files as with the memory sanitizer", nil},
		{"overlay", "JSON `file` that replaces source files", anything},
		{"p", "`number` of programs to run at the same time", count},
		{"race", "select files as with the race detector", nil},
		{"tags", "comma-separated `list` of build tags", anything},
	}
}

func anything(string) error { return nil }

func count(value string) error {
	if n, err := strconv.Atoi(value); err != nil || n < 1 {
		return errors.New("want a positive number")
	}
	return nil
}

func isBool(v flag.Value) bool {
	b, ok := v.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// A forwarded flag is checked and then passed on as it is. The flags of the
// analyzers check by their own Set: the front end analyzes nothing, so that
// their values do not matter in this process.
type forwarded struct {
	name, def string
	switched  bool // boolean: may stand without a value
	check     func(value string) error
	to        *[]string
}

// Set implements [flag.Value].
func (f *forwarded) Set(value string) error {
	if _, err := strconv.ParseBool(value); f.switched && err != nil {
		return errors.New("want true or false")
	}
	if f.check != nil {
		if err := f.check(value); err != nil {
			return err
		}
	}
	*f.to = append(*f.to, "-"+f.name+"="+value)
	return nil
}

// String implements [flag.Value]: the default.
func (f *forwarded) String() string { return f.def }

// IsBoolFlag tells package flag that the value may be left out.
func (f *forwarded) IsBoolFlag() bool { return f.switched }
