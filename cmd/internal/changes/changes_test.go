package changes

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/cmd/internal/report"
)

// finding is one in a function of the lines 1 to 9.
func finding(file string, line int, related ...int) report.Finding {
	note := func(line int) report.Note {
		at := report.Position{File: file, Line: line}
		return report.Note{Position: at, End: at}
	}
	f := report.Finding{Note: note(line), Function: "f", Body: report.Lines{First: 1, Last: 9}}
	for _, r := range related {
		f.Related = append(f.Related, note(r))
	}
	return f
}

func TestFromPatch(t *testing.T) {
	const patch = `diff --git a/a.go b/a.go
--- a/a.go
+++ b/a.go
@@ -2 +2,2 @@ func f() {
-	old
+	new
+	newer
@@ -20,2 +20,0 @@
-	gone
-	gone
diff --git a/old.go b/moved.go
similarity index 90%
rename from old.go
rename to moved.go
--- a/old.go
+++ b/moved.go
@@ -4,3 +4,2 @@
 	before
-	gone
 	after
diff --git a/dead.go b/dead.go
deleted file mode 100644
--- a/dead.go
+++ /dev/null
@@ -1 +0,0 @@
-package p
`
	dir := t.TempDir()
	c, err := FromPatch(strings.NewReader(patch), dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	long := finding("a.go", 1)
	long.End.Line = 4
	elsewhere := finding("a.go", 30)
	elsewhere.Body = report.Lines{First: 21, Last: 40}
	tests := map[string]struct {
		report.Finding
		fresh bool
	}{
		"on a new line":                 {finding("a.go", 2), true},
		"on the other":                  {finding("a.go", 3), true},
		"by its absolute name":          {finding(filepath.Join(dir, "a.go"), 3), true},
		"before":                        {finding("a.go", 1), false},
		"behind":                        {finding("a.go", 4), false},
		"over new lines":                {long, true},
		"explained by a new line":       {finding("a.go", 8, 7, 3), true},
		"explained by others":           {finding("a.go", 8, 7), false},
		"in a function that lost lines": {finding("moved.go", 8), true},
		"in one behind it":              {elsewhere, false},
		"in another file":               {finding("b.go", 2), false},
		"in a file that is gone":        {finding("dead.go", 1), false},
	}
	for name, test := range tests {
		if got := c.New(test.Finding); got != test.fresh {
			t.Errorf("%s: new is %v", name, got)
		}
	}
}

// Patches that others than git write: with a time in any form behind the names,
// with a signature below, with names from another directory or without a prefix.
func TestFromOtherPatches(t *testing.T) {
	const hunk = "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"
	for name, patch := range map[string]string{
		"diff -u":           "--- a.go\t2026-11-12 15:05:35.000000000 +0000\n+++ a.go\t2026-11-12 15:05:36.000000000 +0000\n" + hunk,
		"a time of hg":      "--- a/a.go\tThu Jan 01 00:00:00 1970 +0000\n+++ b/a.go\tThu Jan 01 00:00:00 1970 +0000\n" + hunk,
		"a revision of svn": "Index: a.go\n===\n--- a.go\t(revision 1)\n+++ a.go\t(working copy)\n" + hunk,
		"diff -r":           "diff -ru old/a.go new/a.go\n--- old/a.go\n+++ new/a.go\n" + hunk,
		"git --no-prefix":   "diff --git a.go a.go\nindex 1..2 100644\n--- a.go\n+++ a.go\n" + hunk,
		"a mail":            "From 1\nSubject: x\n\n---\n a.go | 2 +-\n\ndiff --git a/a.go b/a.go\nindex 1..2 100644\n--- a/a.go\n+++ b/a.go\n" + hunk + "-- \n2.39.5\n\n",
		"CRLF":              strings.ReplaceAll("--- a/a.go\n+++ b/a.go\n"+hunk, "\n", "\r\n"),
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "a.go"), "a\nc\n")
		c, err := FromPatch(strings.NewReader(patch), dir, dir)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if c.New(finding("a.go", 1)) || !c.New(finding("a.go", 2)) || c.New(finding("a.go", 3)) {
			t.Errorf("%s: not exactly line 2 is new", name)
		}
	}
}

func TestFromPatchFails(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{"": "", "\n": "", "hello\n": "not a patch: there is text", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n": "not a patch: b/x: the hunk at line 1 does not have",
		"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n@@ x\n": "not a patch: "} {
		_, err := FromPatch(strings.NewReader(text), dir, dir)
		if (err == nil) != (want == "") || err != nil && !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}

// repository is a directory with a repository of git; run runs git there.
func repository(t *testing.T) (dir string, run func(args ...string)) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "with space")
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o750); err != nil {
		t.Fatal(err)
	}
	run = func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@y", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	run("init", "-q", "-b", "main")
	return dir, run
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// What is committed since, staged, not staged and unknown to git is new; what the
// other branch added is not, with the merge base.
func TestFromRevision(t *testing.T) {
	dir, run := repository(t)
	a, ü := filepath.Join(dir, "a.go"), filepath.Join(dir, "sub", "ü.go")
	write(t, a, "1\n2\n3\n4\n")
	write(t, ü, "1\n2\n")
	run("add", ".")
	run("commit", "-q", "-m", "first")
	run("branch", "feature")
	write(t, a, "1\n2\n3\n4\nmain\n")
	run("commit", "-q", "-a", "-m", "on main")
	run("checkout", "-q", "feature")
	write(t, a, "committed\n2\n3\n4\n")
	run("commit", "-q", "-a", "-m", "on feature")
	write(t, a, "committed\nstaged\n3\n4\n")
	run("add", ".")
	write(t, ü, "1\nunstaged\n")
	write(t, filepath.Join(dir, "new.go"), "1\n")
	run("config", "diff.noprefix", "true")
	run("config", "color.diff", "always")

	c, err := FromRevision(context.Background(), filepath.Join(dir, "sub"), dir, "main", true)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		file  string
		line  int
		fresh bool
	}{{"a.go", 1, true}, {"a.go", 2, true}, {"a.go", 3, false}, {"sub/ü.go", 1, false}, {"sub/ü.go", 2, true}, {"new.go", 1, true}, {"a.go", 5, false}} {
		f := finding(test.file, test.line)
		f.Function = ""
		if got := c.New(f); got != test.fresh {
			t.Errorf("%s:%d: new is %v", test.file, test.line, got)
		}
	}
	for rev, want := range map[string]string{"none": `git knows no revision "none" here`, "--help": `git knows no revision "--help" here`} {
		if _, err := FromRevision(context.Background(), dir, dir, rev, false); err == nil || err.Error() != want {
			t.Errorf("%s: error %v", rev, err)
		}
	}
	run("checkout", "-q", "--orphan", "alone")
	run("commit", "-q", "-m", "alone")
	if _, err := FromRevision(context.Background(), dir, dir, "main", true); err == nil || !strings.Contains(err.Error(), "no common history") {
		t.Errorf("error %v", err)
	}
}

func TestNoRepository(t *testing.T) {
	dir := t.TempDir()
	if _, err := FromRevision(context.Background(), dir, dir, "HEAD", false); err == nil || !strings.HasPrefix(err.Error(), "git: not a git repository") {
		t.Errorf("error %v", err)
	}
	if got := Top(context.Background(), dir); got != dir {
		t.Errorf("top %s, want %s", got, dir)
	}
}
