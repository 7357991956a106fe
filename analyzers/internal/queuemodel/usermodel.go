package queuemodel

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// UserModels are what users say of their own functions, in the words of roles:
//
//	get=(*example.com/q.Queue).Take done=(*example.com/q.Queue).Finish
//
// It is a [flag.Value]: each value is one model, whose words belong together, and
// may be given again and again. A get and a done in one model are a pair.
type UserModels struct{ specs []string }

// Models holds what the command line, or the configuration, says. It is set before
// any package is analyzed.
var Models UserModels

var userRows = make(map[rowKey]*Row)

// userRoles is the roles that a model can give to a function, by name.
var userRoles = map[string]Role{
	"get": Get, "put": Put, "done": Done, "len": Len, "handler": Handle, "recover": Guard, "unbounded": New,
}

// UserRoles returns the names of the roles that a model can give, sorted.
func UserRoles() []string { return slices.Sorted(maps.Keys(userRoles)) }

// String implements [flag.Value].
func (u *UserModels) String() string { return strings.Join(u.specs, ",") }

// Set implements [flag.Value]. The error says which part of the model is wrong.
func (u *UserModels) Set(value string) error {
	words := strings.Fields(value)
	if len(words) == 0 {
		return fmt.Errorf("model %q: want ROLE=FUNCTION, such as get=(*example.com/q.Queue).Take", value)
	}
	rows := make(map[rowKey]*Row)
	var gets, dones []rowKey
	settle := ""
	for _, word := range words {
		name, function, ok := strings.Cut(word, "=")
		role, known := userRoles[name]
		switch {
		case !ok:
			return fmt.Errorf("model %q: want ROLE=FUNCTION", word)
		case !known:
			return fmt.Errorf("model %q: unknown role %q (there are: %s)", word, name, strings.Join(UserRoles(), ", "))
		}
		key, err := parseFunc(function)
		if err != nil {
			return fmt.Errorf("model %q: %w", word, err)
		}
		if rows[key] != nil {
			return fmt.Errorf("model %q: the function has two roles", value)
		}
		rows[key] = &Row{Role: role, Wait: Forever, Func: -1, Open: role == New}
		switch role {
		case Get:
			gets = append(gets, key)
		case Done:
			dones, settle = append(dones, key), function
		}
	}
	if len(dones) > 0 && len(gets) == 0 || len(dones) > 1 {
		return fmt.Errorf("model %q: a done belongs to a get, one to each model", value)
	}
	if len(dones) == 1 {
		pair := userPair(settle)
		for _, key := range slices.Concat(gets, dones) {
			rows[key].Pair = pair
		}
	}
	maps.Copy(userRows, rows)
	if !slices.Contains(u.specs, value) {
		u.specs = append(u.specs, value)
	}
	return nil
}

// A UserPairs is the flag by which users name only the pairs of their own types:
// (*example.com/q.Queue).Take=(*example.com/q.Queue).Finish. It may be given
// again and again, and one value may hold several with commas between.
type UserPairs struct{ specs []string }

// OwnPairs holds what the command line says.
var OwnPairs UserPairs

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
	if !slices.Contains(u.specs, spec) {
		u.specs = append(u.specs, spec)
	}
	return Models.Set("get=" + strings.TrimSpace(take) + " done=" + strings.TrimSpace(settle))
}

// userPair is the pair whose settling function has the name.
func userPair(settle string) *Pair {
	name := settle[strings.LastIndexAny(settle, ".")+1:]
	return &Pair{Name: settle, Settle: name, Panics: true, Loss: "the item stays taken"}
}

var methodName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\((\*?)([^()*\s]+)\.(\w+)\)\.(\w+)$`) })

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
	if m := methodName().FindStringSubmatch(s); m != nil {
		return rowKey{m[2], m[3], m[4]}, nil
	}
	dot := strings.LastIndexByte(s, '.')
	if strings.ContainsAny(s, "()* ") || dot <= 0 || !token.IsIdentifier(s[dot+1:]) || strings.HasSuffix(s[:dot], "/") {
		return rowKey{}, fmt.Errorf("%q is no function: want (*import/path.Type).Method, (import/path.Type).Method or import/path.Func", s)
	}
	return rowKey{s[:dot], "", s[dot+1:]}, nil
}

// userRow is the row of a function that the user named, completed from its
// signature; nil where that does not fit the role.
func userRow(key rowKey, fn *types.Func) *Row {
	found := userRows[key]
	if found == nil {
		return nil
	}
	row := *found
	row.Pkg, row.Recv, row.Name = key.pkg, key.recv, key.name
	row.complete(fn.Signature())
	if row.Role == Handle && row.Func < 0 {
		return nil // it is the handler itself: see userHandler
	}
	return &row
}

// complete reads from the signature where the item is, and what is called. What
// is taken is the first result, and a last result that is a bool or an error tells
// whether there is one; what is added or settled is the first parameter but the
// context, without one the receiver, where the type of the item has the method.
func (row *Row) complete(sig *types.Signature) {
	item, fn := -1, -1
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		_, isFunc := t.Underlying().(*types.Signature)
		_, isInterface := t.Underlying().(*types.Interface)
		switch {
		case isContext(t):
			row.Wait = Escapes
		case fn < 0 && (isFunc || row.Role == Handle && isInterface && t.String() != "any"):
			fn = i
		case item < 0:
			item = i
		}
	}
	switch row.Role {
	case Put, Done:
		row.Item = max(item, fn)
		if item >= 0 {
			row.Item = item
		}
	case Get:
		n := sig.Results().Len()
		if n == 0 {
			row.Item = -1
		} else if last := sig.Results().At(n - 1).Type(); n > 1 && (isError(last) || isBool(last)) {
			row.Told = Tell{Result: n - 1, Unsure: isBool(last)}
		}
	case Handle:
		row.Item, row.Func, row.Handler = -1, fn, userHandler(row.Name+" callback")
	case Guard:
		row.Item, row.Func = -1, fn
		if fn < 0 {
			row.Role = Recover
		}
	default:
		row.Item = -1
	}
}

// userOpen reports whether the user names a constructor without a limit.
func userOpen() bool {
	for _, row := range userRows {
		if row.Open {
			return true
		}
	}
	return false
}

// userConstructor is the row of a function that the user says makes a queue
// without a limit, nil for others.
func userConstructor(key rowKey) *Row {
	found := userRows[key]
	if found == nil || !found.Open {
		return nil
	}
	row := *found
	row.Pkg, row.Name = key.pkg, key.name
	return &row
}

// userHandler is the handler that a user's own function, or one that it is given,
// is.
func userHandler(name string) *Handler {
	return &Handler{Name: name, Held: "whoever calls it", Serial: true}
}

// ownHandlers notes the functions and methods that the user says are handlers
// themselves: by name, or as what implements a method of an interface.
func (w *handlerWalk) ownHandlers() {
	if len(userRows) == 0 {
		return
	}
	for fn, cur := range w.m.decls {
		if isUserHandler(fn) {
			w.add(userHandler(fn.Name()+" handler"), cur)
		}
	}
	keys := slices.SortedFunc(maps.Keys(userRows), func(a, b rowKey) int { return strings.Compare(a.name, b.name) })
	for _, pkg := range append([]*types.Package{w.m.pkg}, w.m.pkg.Imports()...) {
		for _, key := range keys {
			if userRows[key].Role == Handle && key.recv != "" && key.pkg == unvendored(pkg.Path()) {
				w.implementers(userHandler(key.name+" handler"), pkg.Scope().Lookup(key.recv), []string{key.name})
			}
		}
	}
}

// isUserHandler reports whether the user says that fn is a handler, and it takes
// no function that could be meant instead.
func isUserHandler(fn *types.Func) bool {
	row := userRows[rowKey{unvendored(fn.Pkg().Path()), receiverName(fn), fn.Name()}]
	if row == nil || row.Role != Handle {
		return false
	}
	own := *row
	own.complete(fn.Signature())
	return own.Func < 0
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
