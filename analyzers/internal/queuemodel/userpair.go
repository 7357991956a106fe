package queuemodel

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// A UserPairs is the flag by which users name the pairs of their own types:
// (*example.com/q.Queue).Take=(*example.com/q.Queue).Finish. It may be given
// again and again, and one value may hold several with commas between.
type UserPairs struct{ specs []string }

// OwnPairs holds what the command line says. It is set before any package is
// analyzed.
var OwnPairs UserPairs

var userRows = make(map[rowKey]*Row)

// String implements [flag.Value].
func (u *UserPairs) String() string { return strings.Join(u.specs, ",") }

// Set implements [flag.Value]. The error says which part of which pair is wrong.
func (u *UserPairs) Set(value string) error {
	for spec := range strings.SplitSeq(value, ",") {
		if err := u.add(strings.TrimSpace(spec)); err != nil {
			return err
		}
	}
	return nil
}

func (u *UserPairs) add(spec string) error {
	take, settle, ok := strings.Cut(spec, "=")
	if !ok {
		return fmt.Errorf("pair %q: want TAKE=SETTLE, two functions with = between", spec)
	}
	from, err := parseFunc(take)
	if err != nil {
		return fmt.Errorf("pair %q: %w", spec, err)
	}
	to, err := parseFunc(settle)
	if err != nil {
		return fmt.Errorf("pair %q: %w", spec, err)
	}
	if from == to {
		return fmt.Errorf("pair %q: the two functions are the same", spec)
	}
	pair := userPair(settle)
	if !slices.Contains(u.specs, spec) {
		u.specs = append(u.specs, spec)
	}
	userRows[from] = &Row{Role: Get, Wait: Forever, Func: -1, Pair: pair}
	userRows[to] = &Row{Role: Done, Func: -1, Pair: pair}
	return nil
}

// userPair is the pair whose settling function has the name.
func userPair(settle string) *Pair {
	name := settle[strings.LastIndexAny(settle, ".")+1:]
	return &Pair{Name: settle, Settle: name, Panics: true, Loss: "the item stays taken"}
}

var methodName = regexp.MustCompile(`^\((\*?)([^()*\s]+)\.(\w+)\)\.(\w+)$`)

// CheckPair reports a pair of the user's own whose settling function is not
// where the flag says, in the package of the function that takes.
func (m *Model) CheckPair(t Taking) error {
	call, ok := t.Cur.Node().(*ast.CallExpr)
	key, err := parseFunc(t.Pair.Name)
	if !ok || err != nil {
		return nil // a pair of the table
	}
	fn, _ := m.callee(call)
	if fn == nil || fn.Pkg() == nil || unvendored(fn.Pkg().Path()) != key.pkg {
		return nil
	}
	obj := fn.Pkg().Scope().Lookup(key.name)
	if key.recv != "" {
		if recv := fn.Pkg().Scope().Lookup(key.recv); recv != nil {
			obj, _, _ = types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), key.name)
		}
	}
	if _, ok := obj.(*types.Func); !ok {
		return fmt.Errorf("pair: there is no function %s", t.Pair.Name)
	}
	return nil
}

// parseFunc reads (*pkg/path.Type).Method, (pkg/path.Type).Method or
// pkg/path.Func.
func parseFunc(s string) (rowKey, error) {
	s = strings.TrimSpace(s)
	if m := methodName.FindStringSubmatch(s); m != nil {
		return rowKey{m[2], m[3], m[4]}, nil
	}
	dot := strings.LastIndexByte(s, '.')
	if strings.ContainsAny(s, "()* ") || dot <= 0 || !token.IsIdentifier(s[dot+1:]) || strings.HasSuffix(s[:dot], "/") {
		return rowKey{}, fmt.Errorf("%q is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func", s)
	}
	return rowKey{s[:dot], "", s[dot+1:]}, nil
}

// userRow is the row of a function that the user named, completed from its
// signature: what is taken is the first result, and a last result that is a
// bool or an error tells whether there is one; what is settled is the first
// parameter, else the receiver where the type of the item has the method.
func userRow(key rowKey, fn *types.Func) *Row {
	found := userRows[key]
	if found == nil {
		return nil
	}
	row := *found
	row.Pkg, row.Recv, row.Name = key.pkg, key.recv, key.name
	sig := fn.Signature()
	if row.Role == Done {
		if sig.Params().Len() == 0 {
			row.Item = -1
		}
		return &row
	}
	if n := sig.Results().Len(); n == 0 {
		row.Item = -1
	} else if last := sig.Results().At(n - 1).Type(); n > 1 && (isError(last) || isBool(last)) {
		row.Told = Tell{Result: n - 1, Unsure: isBool(last)}
	}
	return &row
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
