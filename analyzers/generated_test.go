package analyzers_test

import (
	"fmt"
	"go/token"
	"math/rand/v2"
	"strings"
	"testing"
)

// A generator writes random programs about queues that always type-check: whatever
// is in scope has one of the types of the prelude.
type generator struct {
	*rand.Rand
	strings.Builder
	depth int // of nested statements
	loops int // that a break can leave
	names int // given so far
}

// prelude is what generated functions work with.
const prelude = `package p

import (
	"context"
	"sync"
	"time"
)

type queue[T any] struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []T
	ch    chan T
	done  chan struct{}
	next  *queue[T]
	work  func(T)
}

type work func(int)

type handler interface{ Handle(int) error }

var global = make(chan int)

func (q *queue[T]) Len() int { return len(q.items) }
func (q *queue[T]) Get() T   { return <-q.ch }
func (q *queue[T]) Put(v T)  { q.ch <- v }
`

// scope is what every generated function has in its parameters.
const scope = "(ctx context.Context, q *queue[int], ch chan int, h handler, n int, f func(int))"

const arguments = "(ctx, q, ch, h, n, f)"

// program is a program of a few functions that call each other.
func (g *generator) program() string {
	g.WriteString(prelude)
	functions := 2 + g.IntN(5)
	for i := range functions {
		fmt.Fprintf(g, "\nfunc f%d%s {\n\t_, _ = ctx, time.Now\n", i, scope)
		g.block(functions)
		g.WriteString("}\n")
	}
	return g.String()
}

// block is some statements.
func (g *generator) block(functions int) {
	g.depth++
	for range g.IntN(5) {
		if g.depth > 6 || g.IntN(2) == 0 {
			g.simple(functions)
		} else {
			g.nested(functions)
		}
	}
	g.depth--
}

// pick is one of some texts.
func (g *generator) pick(texts ...string) string { return texts[g.IntN(len(texts))] }

func (g *generator) channel() string {
	return g.pick("ch", "q.ch", "q.next.ch", "global", "make(chan int, n)")
}

func (g *generator) condition() string {
	return g.pick("n > 0", "len(ch) > 0", "len(q.ch) == cap(q.ch)", "q.Len() == 0", "ctx.Err() != nil", "len(q.items) > 0", "h != nil")
}

// simple is a statement without others in it.
func (g *generator) simple(functions int) {
	statement := g.pick(
		g.channel()+" <- n", "n = <-"+g.channel(), "<-q.done", "<-ctx.Done()", "close(q.done)", "f(n)", "_ = h.Handle(n)", "q.Put(n)", "n = q.Get()",
		"q.items = append(q.items, n)", "q.items = q.items[min(1, len(q.items)):]", "time.Sleep(time.Second)", "q.mu.Lock()", "q.mu.Unlock()", "q.cond.Wait()",
		"recover()", "panic(n)", "n++", "q = q.next", "ch = q.ch", "q.work = f", "f = q.work", "defer q.mu.Unlock()", "go f(n)", "return",
		fmt.Sprintf("f%d%s", g.IntN(functions), arguments), fmt.Sprintf("go f%d%s", g.IntN(functions), arguments), fmt.Sprintf("defer f%d%s", g.IntN(functions), arguments))
	if g.loops > 0 && g.IntN(8) == 0 {
		statement = g.pick("break", "continue")
	}
	g.WriteString("if n >= 0 {\n" + statement + "\n}\n") // nothing behind a return is out of reach
}

// nested is a statement with a block in it.
func (g *generator) nested(functions int) {
	g.names++
	v := fmt.Sprintf("v%d", g.names)
	inLoop := func(header string) {
		g.loops++
		g.WriteString(header + " {\n")
		g.block(functions)
		g.WriteString("}\n")
		g.loops--
	}
	closure := func(header, end string) {
		loops := g.loops
		g.loops = 0
		g.WriteString(header + "{\n")
		g.block(functions)
		g.WriteString("}" + end + "\n")
		g.loops = loops
	}
	switch g.IntN(10) {
	case 0:
		inLoop("for " + g.condition())
	case 1:
		inLoop("for " + v + " := range " + g.channel() + " {\nn = " + v + "\n}\nfor")
	case 2:
		inLoop("for range " + g.pick("n", "q.items", "ch"))
	case 3:
		closure("go func() ", "()")
	case 4:
		closure("defer func() ", "()")
	case 5:
		closure("func(q *queue[int]) ", "(q.next)")
	case 6:
		if g.IntN(2) == 0 {
			closure("f = work(func(n int) ", ")")
			break
		}
		closure("f = func(n int) ", "")
	case 7:
		g.WriteString("if " + g.condition() + " {\n")
		g.block(functions)
		g.WriteString("} else {\n")
		g.block(functions)
		g.WriteString("}\n")
	default:
		g.choice(functions)
	}
}

// choice is a select.
func (g *generator) choice(functions int) {
	g.WriteString("select {\n")
	for range 1 + g.IntN(3) {
		g.WriteString("case " + g.pick("n = <-"+g.channel(), g.channel()+" <- n", "<-ctx.Done()", "<-q.done", "<-time.After(time.Second)") + ":\n")
		g.block(functions)
	}
	if g.IntN(3) == 0 {
		g.WriteString("default:\n")
		g.block(functions)
	}
	g.WriteString("}\n")
}

// Programs of no sense at all are borne, and they type-check, or nothing is tested.
func TestGeneratedPrograms(t *testing.T) {
	fset := token.NewFileSet()
	imp := newImporter(t, fset)
	for seed := range uint64(400) {
		g := &generator{Rand: rand.New(rand.NewPCG(seed, 0))}
		text := g.program()
		pkg, err := typed(fset, imp, fmt.Sprintf("program%d.go", seed), text)
		if err != nil {
			t.Fatalf("seed %d: %v\n%s", seed, err, text)
		}
		check(t, whole(), pkg)
	}
}
