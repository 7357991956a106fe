package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/queuevet/queuevet/analyzers"
)

// The files by which other systems run queuevet are read and what they say is run,
// as far as that goes without those systems.

// decoded reads a YAML file of the repository.
func decoded[T any](t *testing.T, name string) (into T) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &into); err != nil {
		t.Fatal(err)
	}
	return into
}

// installed is a directory with a queuevet and one with a module that has a
// finding in "a b.go".
func installed(t *testing.T) (bin, module string) {
	t.Helper()
	bin, module = t.TempDir(), filepath.Join(t.TempDir(), "with space")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	const source = "package a\n\nimport \"time\"\n\nfunc f(ch chan int) {\n\tfor {\n\t\tif len(ch) == 0 {\n\t\t\ttime.Sleep(time.Second)\n\t\t\tcontinue\n\t\t}\n\t\t<-ch\n\t}\n}\n"
	err := errors.Join(
		os.Mkdir(module, 0o750),
		os.WriteFile(filepath.Join(module, "go.mod"), []byte("module example.com/m\n\ngo 1.26\n"), 0o600),
		os.WriteFile(filepath.Join(module, "a b.go"), []byte(source), 0o600),
	)
	if err != nil {
		t.Fatal(err)
	}
	return bin, module
}

// bash runs a script as CI systems do and returns what it prints on stdout and its
// exit code.
func bash(t *testing.T, dir, script string, env ...string) (string, int) {
	t.Helper()
	cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func TestPreCommitHook(t *testing.T) {
	hooks := decoded[[]struct {
		ID, Language, Entry string
		Args                []string
		PassFilenames       bool `yaml:"pass_filenames"`
	}](t, ".pre-commit-hooks.yaml")
	if len(hooks) != 1 || hooks[0].ID != "queuevet" || hooks[0].Language != "golang" || hooks[0].PassFilenames {
		t.Fatalf("%+v", hooks)
	}
	bin, module := installed(t)
	script := hooks[0].Entry + " " + strings.Join(hooks[0].Args, " ")
	if out, code := bash(t, module, script, "PATH="+bin+":"+os.Getenv("PATH")); code != exitFindings || !strings.HasPrefix(out, "a b.go:7:6: ") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

// expression is what GitHub replaces in a value.
var expression = regexp.MustCompile(`\$\{\{ inputs\.([a-z-]+) \}\}`)

func TestAction(t *testing.T) {
	action := decoded[struct {
		Inputs map[string]struct{ Default string }
		Runs   struct {
			Using string
			Steps []struct {
				Shell, Run string
				WorkDir    string `yaml:"working-directory"`
				Env        map[string]string
			}
		}
	}](t, ".github/action/action.yml")
	if action.Runs.Using != "composite" {
		t.Fatalf("%+v", action)
	}
	bin, module := installed(t)
	path, err := filepath.Abs(filepath.Join("..", "..", ".github", "action"))
	if err != nil {
		t.Fatal(err)
	}
	outputs := filepath.Join(bin, "outputs")
	inputs := map[string]string{"args": "-c 0", "sarif-file": "log.sarif"}
	code, printed := 0, ""
	for _, step := range action.Runs.Steps {
		if step.Shell != "bash" || expression.MatchString(step.Run) {
			t.Errorf("a script takes inputs only by its environment: %s", step.Run)
		}
		env := []string{"GITHUB_ACTION_PATH=" + path, "RUNNER_TEMP=" + bin, "GITHUB_OUTPUT=" + outputs}
		for name, value := range step.Env {
			env = append(env, name+"="+expression.ReplaceAllStringFunc(value, func(e string) string {
				name := expression.FindStringSubmatch(e)[1]
				input, known := action.Inputs[name]
				if !known {
					t.Errorf("no input %s", name)
				}
				if given, ok := inputs[name]; ok {
					return given
				}
				return input.Default
			}))
		}
		if printed, code = bash(t, module, step.Run, env...); code != 0 {
			break
		}
	}
	if code != exitFindings || !strings.HasPrefix(printed, "::warning file=a b.go,line=7,") {
		t.Errorf("exit code %d\n%s", code, printed)
	}
	if text, err := os.ReadFile(outputs); err != nil || string(text) != "exit-code=3\n" {
		t.Errorf("outputs %q, %v", text, err)
	}
	if text, err := os.ReadFile(filepath.Join(module, "log.sarif")); err != nil || !strings.Contains(string(text), `"uri": "a%20b.go"`) {
		t.Errorf("SARIF %s, %v", text, err)
	}
}

func TestGitLab(t *testing.T) {
	job := decoded[map[string]struct {
		Script    []string
		Variables map[string]string
		Artifacts struct {
			Reports struct{ CodeQuality string }
		}
	}](t, ".gitlab/queuevet.yml")["queuevet"]
	bin, module := installed(t)
	env := []string{"PATH=" + bin + ":" + os.Getenv("PATH")}
	for name, value := range job.Variables {
		env = append(env, name+"="+value)
	}
	if out, code := bash(t, module, strings.Join(job.Script, "\n"), env...); code != exitFindings {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	text, err := os.ReadFile(filepath.Join(module, "gl-code-quality-report.json"))
	var issues []struct {
		Fingerprint string
		Location    struct{ Path string }
	}
	if err := errors.Join(err, json.Unmarshal(text, &issues)); err != nil || len(issues) != 1 || issues[0].Location.Path != "a b.go" {
		t.Errorf("%+v, %v", issues, err)
	}
}

// nogo builds an analyzer of each package from its variable Analyzer, and refuses
// a configuration that names others or has fields that it does not know.
func TestNogo(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "nogo")
	text, err := os.ReadFile(filepath.Join(dir, "nogo.json"))
	if err != nil {
		t.Fatal(err)
	}
	var config map[string]struct {
		ExcludeFiles  map[string]string `json:"exclude_files"`
		AnalyzerFlags map[string]string `json:"analyzer_flags"`
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&config); err != nil {
		t.Fatal(err)
	}
	build, err := os.ReadFile(filepath.Join(dir, "BUILD.bazel"))
	if err != nil {
		t.Fatal(err)
	}
	packages := regexp.MustCompile(`"@com_github_queuevet_queuevet//(analyzers/\w+)"`).FindAllStringSubmatch(string(build), -1)
	var names []string
	for _, m := range packages {
		names = append(names, filepath.Base(m[1]))
		out, err := exec.Command("go", "doc", "-short", "github.com/queuevet/queuevet/"+m[1]).CombinedOutput()
		if vars := regexp.MustCompile(`(?m)^(var|func) \w+`).FindAllString(string(out), -1); err != nil || !slices.Equal(vars, []string{"var Analyzer"}) {
			t.Errorf("%s exports more or less than its Analyzer and names of kinds: %s, %v", m[1], out, err)
		}
	}
	for _, a := range analyzers.Suite() {
		settings, ok := config[a.Name]
		if !ok || !slices.Contains(names, a.Name) {
			t.Errorf("%s is missing", a.Name)
		}
		for name, value := range settings.AnalyzerFlags {
			if err := a.Flags.Set(name, value); err != nil {
				t.Errorf("%s: %v", a.Name, err)
			}
		}
		delete(config, a.Name)
	}
	if len(config) > 0 {
		t.Errorf("not of the suite: %v", config)
	}
}

// go vet starts the command for each package: linked against libc, as package net
// wants it, it would take half as long again to start.
func TestLinksNoC(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(strings.Fields(string(out)), "runtime/cgo") {
		t.Error("something that the command imports needs cgo")
	}
}
