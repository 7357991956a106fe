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
	analyzer []string // flags of the analyzers, for go vet alone
	packages []string // patterns
	command  string   // a subcommand that analyzes nothing
	topics   []string // names of analyzers or kinds, after help or a subcommand
	version  bool     // -version
	fix      bool     // apply the fixes
	diff     bool     // print what the fixes change
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
	if overlaid := slices.ContainsFunc(opts.build, func(f string) bool { return strings.HasPrefix(f, "-overlay=") }); overlaid && (opts.fix || opts.diff) {
		return options{}, errors.New("-fix and -diff do not go with -overlay: the files on the disk are not what is analyzed")
	}
	if len(opts.packages) == 0 {
		opts.packages = []string{"."}
	}
	return opts, nil
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
	for _, f := range buildFlags() {
		flags.Var(&forwarded{name: f.name, check: f.check, switched: f.check == nil, to: &opts.build}, f.name, f.usage)
	}
	for _, a := range suite {
		flags.Var(&forwarded{name: a.Name, switched: true, to: &opts.analyzer}, a.Name,
			"run only the analyzers so named; with =false, all but those")
		a.Flags.VisitAll(func(f *flag.Flag) {
			own := forwarded{name: a.Name + "." + f.Name, check: f.Value.Set, switched: isBool(f.Value), def: f.DefValue, to: &opts.analyzer}
			flags.Var(&own, own.name, f.Usage)
		})
	}
	return flags
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
