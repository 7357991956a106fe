// Command bench compares the cost of queuevet with that of go vet and of
// staticcheck, as whole processes: go run ./.ci/bench [-runs N] [-staticcheck=false] [-only TEXT].
//
// It takes controller-runtime, a client-go program, and the standard library from
// the module proxy and GOROOT, fills a build cache with what the compiler makes of
// them, so that every tool finds export data, and then runs the tools in turn over
// copies of that cache. It prints a table in Markdown: medians of processor time
// (user and system, of all processes together), the largest memory of one process,
// and their ratios to go vet. A tool that does nothing shows what of that is the go
// command's own.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// The program that is analyzed.
const module = "sigs.k8s.io/controller-runtime@v0.24.1"

// leaf is a package of it that no other imports.
const leaf = "pkg/scheme"

const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

var (
	runs = flag.Int("runs", 5, "how often each measurement is made")
	with = flag.Bool("staticcheck", true, "also run staticcheck")
	only = flag.String("only", "", "only the rows whose names have this in them, as in \"packages\" and \"std\"")
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	work, err := os.MkdirTemp("", "bench")
	check(err)
	defer func() { check(os.RemoveAll(work)) }()
	b := bench{work: work, bin: filepath.Join(work, "bin"), base: filepath.Join(work, "base"), cache: filepath.Join(work, "cache")}
	b.build()
	fmt.Println("| what | go vet | queuevet | ratio | a tool that does nothing | peak memory of one process | staticcheck |")
	fmt.Println("| --- | --- | --- | --- | --- | --- | --- |")
	tree := b.fetch()
	b.program(tree)
	for _, n := range []int{100, 300, 900} {
		if what := fmt.Sprintf("%d packages, cold", n); wanted(what) {
			packages := b.some(tree, n)
			b.fill(tree, packages...) // with what their tests need
			b.cold(what, tree, tools()[:3], packages...)
		}
	}
	if wanted("std, cold") {
		b.fill("/", "std")
		b.cold("std, cold", "/", tools()[:3], "std")
	}
}

// wanted reports whether a row is.
func wanted(row string) bool { return strings.Contains(row, *only) }

// program measures the program itself.
func (b bench) program(tree string) {
	rows := []struct {
		what    string
		measure func(what string)
	}{
		{"program, cold", func(what string) { b.cold(what, tree, tools(), "./...") }},
		{"program, again", func(what string) { b.again(what, tree, "./...") }},
		{"program, after an edit of " + leaf, func(what string) { b.edited(what, tree) }},
	}
	filled := false
	for _, row := range rows {
		if !wanted(row.what) {
			continue
		}
		if !filled {
			b.fill(tree, "./...")
			filled = true
		}
		row.measure(row.what)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

type bench struct{ work, bin, base, cache string }

// build builds the tools.
func (b bench) build() {
	b.run("", "go", "build", "-o", b.bin+string(filepath.Separator), "./cmd/queuevet", "./cmd/lenpoll", "./.ci/bench/nothing")
	if *with {
		b.run("", "env", "GOBIN="+b.bin, "go", "install", staticcheck)
	}
}

// run runs a command that has to succeed.
func (b bench) run(dir, name string, args ...string) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	check(cmd.Run())
}

// fetch makes a copy of the module that can be written to.
func (b bench) fetch() string {
	out, err := exec.Command("go", "mod", "download", "-json", module).Output()
	check(err)
	_, rest, _ := strings.Cut(string(out), `"Dir": "`)
	dir, _, _ := strings.Cut(rest, `"`)
	tree := filepath.Join(b.work, "tree")
	b.run("", "cp", "-r", dir, tree)
	b.run("", "chmod", "-R", "u+w", tree)
	b.run(tree, "go", "mod", "download")
	return tree
}

// fill fills the base cache with export data, by a tool that is not measured.
func (b bench) fill(dir string, packages ...string) {
	cmd := exec.Command("go", append([]string{"vet", "-vettool=" + filepath.Join(b.bin, "lenpoll")}, packages...)...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOCACHE="+b.base)
	_ = cmd.Run() // findings are no failure
}

// A cost is what one run took.
type cost struct {
	seconds float64
	mib     int64
}

// measure runs a tool over packages in dir with the current cache.
func (b bench) measure(tool, dir string, packages ...string) cost {
	args := []string{"go", "vet"}
	switch tool {
	case "queuevet", "nothing":
		args = []string{"go", "vet", "-json", "-vettool=" + filepath.Join(b.bin, tool)}
	case "staticcheck":
		args = []string{filepath.Join(b.bin, "staticcheck")}
	}
	cmd := exec.Command(args[0], append(args[1:], packages...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOCACHE="+b.cache, "XDG_CACHE_HOME="+filepath.Join(b.cache, "staticcheck"))
	_ = cmd.Run() // findings are no failure
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), usage.Maxrss / 1024}
}

// fresh replaces the cache by a copy of the base.
func (b bench) fresh() {
	b.run("", "rm", "-rf", b.cache)
	b.run("", "cp", "-al", b.base, b.cache)
}

// tools are what is measured, in turn.
func tools() []string {
	if *with {
		return []string{"go vet", "queuevet", "nothing", "staticcheck"}
	}
	return []string{"go vet", "queuevet", "nothing"}
}

// cold measures some tools with caches that hold no findings, and prints the medians.
func (b bench) cold(what, dir string, tools []string, packages ...string) {
	costs := make(map[string][]cost)
	for range *runs {
		for _, tool := range tools {
			b.fresh()
			costs[tool] = append(costs[tool], b.measure(tool, dir, packages...))
		}
	}
	show(what, costs)
}

// again measures the tools with what a run before left in the cache.
func (b bench) again(what, dir string, packages ...string) {
	costs := make(map[string][]cost)
	for _, tool := range tools() {
		b.fresh()
		b.measure(tool, dir, packages...)
		for range *runs {
			costs[tool] = append(costs[tool], b.measure(tool, dir, packages...))
		}
	}
	show(what, costs)
}

// edited measures the runs after an edit of one leaf package that changes what it
// exports.
func (b bench) edited(what, tree string) {
	costs := make(map[string][]cost)
	for _, tool := range tools() {
		b.fresh()
		b.measure(tool, tree, "./...")
		for i := range *runs {
			f, err := os.OpenFile(filepath.Join(tree, leaf, "scheme.go"), os.O_APPEND|os.O_WRONLY, 0)
			check(err)
			_, err = fmt.Fprintf(f, "\nfunc Edit%d%s() {}\n", i, strings.ReplaceAll(tool, " ", ""))
			check(err)
			check(f.Close())
			costs[tool] = append(costs[tool], b.measure(tool, tree, "./..."))
		}
	}
	show(what, costs)
}

// some returns n packages of the program and of what it imports, each behind what
// it imports itself.
func (b bench) some(tree string, n int) []string {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{if not .DepsErrors}}{{.ImportPath}}{{end}}", "./...")
	cmd.Dir = tree
	out, err := cmd.Output()
	check(err)
	packages := slices.DeleteFunc(strings.Fields(string(out)), func(p string) bool { return p == "unsafe" || strings.Contains(p, "vendor/") })
	return packages[:min(n, len(packages))]
}

// show prints a row.
func show(what string, costs map[string][]cost) {
	vet, own, other := median(costs["go vet"]), median(costs["queuevet"]), ""
	if len(costs["staticcheck"]) > 0 {
		other = fmt.Sprintf("%.1f s", median(costs["staticcheck"]).seconds)
	}
	floor := median(costs["nothing"]).seconds
	fmt.Printf("| %s | %.1f s | %.1f s | %.2f | %.1f s, %.2f | %d MiB, %.2f of go vet's | %s |\n", what, vet.seconds, own.seconds, own.seconds/vet.seconds,
		floor, floor/vet.seconds, own.mib, float64(own.mib)/float64(vet.mib), other)
}

// median is the median of the seconds, and the largest memory.
func median(costs []cost) cost {
	sorted := slices.SortedFunc(slices.Values(costs), func(a, b cost) int { return cmp.Compare(a.seconds, b.seconds) })
	m := sorted[len(sorted)/2]
	for _, c := range costs {
		m.mib = max(m.mib, c.mib)
	}
	return m
}
