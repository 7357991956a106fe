// Command replay runs queuevet over checkouts of the repositories in
// testdata/precision and holds what it finds against the labels there:
//
//	go run ./cmd/internal/replay [-list] [-tables] FOLDER
//
// FOLDER holds a checkout of each repository, under the last part of its path; one
// that is not there is left out, and said. It prints the rows of the README's table and
// every difference from the labels, and exits with 1 where there is one. -list prints
// the commands that make the checkouts, -tables what the labels and the bugs of
// recall.tsv say: the tables of the README.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// analyzers are the columns of the table.
var analyzers = []string{"blockinghandler", "lenpoll", "missingdone", "norecover", "unboundedqueue"}

// verdicts are what a label says of a finding, in the order of a cell.
var verdicts = []string{"right", "debatable", "wrong"}

// A repository is a line of repositories.tsv.
type repository struct{ path, commit, lines string }

func (r repository) name() string { return r.path[strings.LastIndex(r.path, "/")+1:] }

// A finding is what a label is about.
type finding struct{ repository, rule, place string }

// labels are the verdicts of findings.tsv.
type labels map[finding]string

func main() {
	log.SetFlags(0)
	list := flag.Bool("list", false, "print the commands that make the checkouts")
	tables := flag.Bool("tables", false, "print the tables of the README")
	flag.Parse()
	repositories, known, err := read(filepath.Join("testdata", "precision"))
	if err != nil {
		log.Fatal(err)
	}
	if *list {
		for _, r := range repositories {
			fmt.Printf("git clone https://%s && git -C %s checkout %s\n", r.path, r.name(), r.commit)
		}
		return
	}
	if *tables {
		text, err := tablesOf(filepath.Join("testdata", "precision"))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Print(text)
		return
	}
	if flag.NArg() != 1 {
		log.Fatal("usage: replay [-list] [-tables] FOLDER")
	}
	tool, err := os.MkdirTemp("", "replay")
	if err != nil {
		log.Fatal(err)
	}
	queuevet := filepath.Join(tool, "queuevet")
	if out, err := exec.Command("go", "build", "-o", queuevet, "./cmd/queuevet").CombinedOutput(); err != nil {
		log.Fatalf("%v: %s", err, out)
	}
	same := replay(queuevet, repositories, known, flag.Arg(0))
	_ = os.RemoveAll(tool) // a folder for temporary files
	if !same {
		os.Exit(1)
	}
}

// rows reads the lines of a file with tabs, without those that begin with #.
func rows(name string, columns int) ([][]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var all [][]string
	for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, i+1, len(cells), columns)
		}
		all = append(all, cells)
	}
	return all, nil
}

// read reads the labels in dir.
func read(dir string) ([]repository, labels, error) {
	lines, err := rows(filepath.Join(dir, "repositories.tsv"), 3)
	if err != nil {
		return nil, nil, err
	}
	var repositories []repository
	for _, l := range lines {
		repositories = append(repositories, repository{l[0], l[1], l[2]})
	}
	if lines, err = rows(filepath.Join(dir, "findings.tsv"), 5); err != nil {
		return nil, nil, err
	}
	known := make(labels)
	for _, l := range lines {
		if !slices.ContainsFunc(repositories, func(r repository) bool { return r.name() == l[0] }) || !slices.Contains(verdicts, l[3]) || l[4] == "" {
			return nil, nil, fmt.Errorf("findings.tsv: no label: %s", strings.Join(l, " | "))
		}
		known[finding{l[0], l[1], l[2]}] = l[3]
	}
	return repositories, known, nil
}

// replay prints the table and the differences, and reports whether there are none.
func replay(queuevet string, repositories []repository, known labels, folder string) bool {
	same := true
	fmt.Print(head("project", "commit", "lines of Go"))
	for _, r := range repositories {
		dir, err := filepath.EvalSymlinks(filepath.Join(folder, r.name()))
		if err != nil {
			log.Printf("%s: not there", r.name())
			continue
		}
		found, err := analyze(queuevet, r, dir)
		if err != nil {
			log.Fatalf("%s: %v", r.name(), err)
		}
		fmt.Print(row(r, found, known))
		for _, f := range found {
			if known[f] == "" {
				same = false
				log.Printf("without a label: %s %s %s", f.repository, f.rule, f.place)
			}
		}
		for f := range known {
			if f.repository == r.name() && !slices.Contains(found, f) {
				same = false
				log.Printf("not found: %s %s %s", f.repository, f.rule, f.place)
			}
		}
	}
	return same
}

// cells are the counts of one repository: right + debatable + wrong.
func cells(found []finding, known labels) string {
	var b strings.Builder
	for _, a := range analyzers {
		counts := make(map[string]int)
		total := 0
		for _, f := range found {
			if strings.HasPrefix(f.rule, a+"/") {
				counts[known[f]]++
				total++
			}
		}
		if total == 0 {
			b.WriteString(" |")
			continue
		}
		fmt.Fprintf(&b, " %d + %d + %d |", counts["right"], counts["debatable"], counts["wrong"])
	}
	return b.String()
}

// analyze runs queuevet in every module of a checkout.
func analyze(queuevet string, r repository, dir string) ([]finding, error) {
	var found []finding
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains([]string{"testdata", "node_modules", "vendor"}, d.Name()):
			return filepath.SkipDir
		case d.Name() != "go.mod":
			return nil
		}
		more, err := module(queuevet, r, dir, filepath.Dir(name))
		found = append(found, more...)
		return err
	})
	slices.SortFunc(found, func(a, b finding) int { return strings.Compare(a.place+a.rule, b.place+b.rule) })
	return slices.Compact(found), err
}

// module runs queuevet in one module. What does not load is said, and left out.
func module(queuevet string, r repository, top, dir string) ([]finding, error) {
	cmd := exec.Command(queuevet, "-no-config", "-format=json", "./...")
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, _ := cmd.Output() // findings are no failure
	var doc struct {
		Findings []struct {
			Analyzer, Kind, File string
			Line                 int
		}
	}
	if err := json.Unmarshal(out, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	var found []finding
	for _, f := range doc.Findings {
		name := f.File
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		rel, err := filepath.Rel(top, name)
		if err != nil {
			return nil, err
		}
		found = append(found, finding{r.name(), f.Analyzer + "/" + f.Kind, fmt.Sprintf("%s:%d", filepath.ToSlash(rel), f.Line)})
	}
	return found, nil
}
