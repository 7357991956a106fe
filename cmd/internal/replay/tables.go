package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// head is the head of a table whose last columns are the analyzers.
func head(columns ...string) string {
	all := slices.Concat(columns, analyzers)
	return fmt.Sprintf("| %s |\n|%s\n", strings.Join(all, " | "), strings.Repeat(" --- |", len(all)))
}

// row is the line of one repository.
func row(r repository, found []finding, known labels) string {
	return fmt.Sprintf("| %s | %.8s | %s |%s\n", r.name(), r.commit, r.lines, cells(found, known))
}

// tablesOf is the tables of the README, from the data in dir: the findings in each
// repository, their sums by kind, and the bugs of which each analyzer finds how many.
func tablesOf(dir string) (string, error) {
	repositories, known, err := read(dir)
	if err != nil {
		return "", err
	}
	bugs, err := rows(filepath.Join(dir, "recall.tsv"), 6)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(head("project", "commit", "lines of Go"))
	for _, r := range repositories {
		var found []finding
		for f := range known {
			if f.repository == r.name() {
				found = append(found, f)
			}
		}
		b.WriteString(row(r, found, known))
	}
	b.WriteString("\n" + kinds(known) + "\n")
	recall, err := recallOf(bugs)
	return b.String() + recall, err
}

// kinds is the table of the kinds that have findings.
func kinds(known labels) string {
	counts := make(map[string]map[string]int)
	for f, verdict := range known {
		for _, key := range []string{f.rule, "all"} {
			if counts[key] == nil {
				counts[key] = make(map[string]int)
			}
			counts[key][verdict]++
		}
	}
	var names []string
	for key := range counts {
		if key != "all" {
			names = append(names, key)
		}
	}
	slices.Sort(names)
	var b strings.Builder
	fmt.Fprintf(&b, "| kind | %s |\n|%s\n", strings.Join(verdicts, " | "), strings.Repeat(" --- |", 1+len(verdicts)))
	for _, key := range append(names, "all") {
		c := counts[key]
		fmt.Fprintf(&b, "| %s | %d | %d | %d |\n", key, c["right"], c["debatable"], c["wrong"])
	}
	return b.String()
}

// recallOf is the table of the bugs: found by default, of all.
func recallOf(bugs [][]string) (string, error) {
	found, all := make(map[string]int), make(map[string]int)
	for _, bug := range bugs {
		analyzer, verdict := bug[2], bug[4]
		if !slices.Contains(analyzers, analyzer) || verdict != "found" && verdict != "missed" || bug[5] == "" {
			return "", fmt.Errorf("recall.tsv: no bug: %s", strings.Join(bug, " | "))
		}
		all[analyzer]++
		if verdict == "found" {
			found[analyzer]++
		}
	}
	var b strings.Builder
	b.WriteString(head("bugs"))
	b.WriteString("| found of all |")
	for _, a := range analyzers {
		fmt.Fprintf(&b, " %d of %d |", found[a], all[a])
	}
	return b.String() + "\n", nil
}
