package missingdone_test

import (
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/vettest"
	"github.com/queuevet/queuevet/analyzers/missingdone"
)

// TestMain names the pairs of testdata/missingdone/own, as a user would.
func TestMain(m *testing.M) {
	const own = "missingdone/own."
	for _, pair := range []string{
		"(*" + own + "Spool).Take=(*" + own + "Spool).Finish",
		"(*" + own + "Bool).Pop=(*" + own + "Bool).Ack",
		"(" + own + "Source).Next=(" + own + "Source).Release",
	} {
		if err := missingdone.Analyzer.Flags.Set("pair", pair); err != nil {
			panic(err)
		}
	}
	m.Run()
}

func TestFindings(t *testing.T)  { vettest.Run(t, missingdone.Analyzer) }
func TestFixes(t *testing.T)     { vettest.Fixes(t, missingdone.Analyzer, "./fixes") }
func TestConverges(t *testing.T) { vettest.Converges(t, missingdone.Analyzer) }

// Each mistake is an error of one line that names the pair.
func TestPairMistakes(t *testing.T) {
	for value, want := range map[string]string{
		"":                        `pair "": want TAKE=SETTLE, two functions with = between`,
		"q.Take":                  `pair "q.Take": want TAKE=SETTLE, two functions with = between`,
		"q.Take=":                 `pair "q.Take=": "" is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func`,
		"Take=q.Done":             `pair "Take=q.Done": "Take" is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func`,
		"(*q.Queue)Take=q.Done":   `pair "(*q.Queue)Take=q.Done": "(*q.Queue)Take" is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func`,
		"q.Take=q.Take":           `pair "q.Take=q.Take": the two functions are the same`,
		"a.Get=a.Done,q.Take=q.1": `pair "q.Take=q.1": "q.1" is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func`,
	} {
		if err := missingdone.Analyzer.Flags.Set("pair", value); err == nil || err.Error() != want {
			t.Errorf("pair %q: error %v, want %s", value, err, want)
		}
	}
}
