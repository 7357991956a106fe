package queuemodel_test

import (
	"errors"
	"fmt"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// TestTable holds every row against the library itself, at the version that
// testdata/libs requires.
func TestTable(t *testing.T) {
	pkgs := loadLibraries(t)
	for _, row := range queuemodel.Rows() {
		if err := check(pkgs[row.Pkg], row); err != nil {
			t.Errorf("row %s %s.%s: %v", row.Pkg, row.Recv, row.Name, err)
		}
	}
}

// TestDeliveries holds every sentence about what comes out of a channel against the
// library.
func TestDeliveries(t *testing.T) {
	pkgs := loadLibraries(t)
	for _, d := range queuemodel.Deliveries() {
		if err := checkDelivery(pkgs[d.Pkg], d); err != nil {
			t.Errorf("%s.%s: %v", d.Pkg, d.Name, err)
		}
	}
	d := queuemodel.Delivery{Pkg: "github.com/apache/pulsar-client-go/pulsar", Name: "ConsumerMessage", Options: "ConsumerOptions", Field: "Topic"}
	if checkDelivery(pkgs[d.Pkg], d) == nil {
		t.Errorf("%+v is not noticed", d)
	}
}

func checkDelivery(pkg *types.Package, d queuemodel.Delivery) error {
	message, ok := pkg.Scope().Lookup(d.Name).(*types.TypeName)
	if !ok || d.Options == "" {
		return found(ok, d.Name)
	}
	options, ok := pkg.Scope().Lookup(d.Options).(*types.TypeName)
	if !ok {
		return found(ok, d.Options)
	}
	field, _, _ := types.LookupFieldOrMethod(options.Type(), true, pkg, d.Field)
	if v, ok := field.(*types.Var); !ok || !types.Identical(v.Type(), types.NewChan(types.SendRecv, message.Type())) {
		return fmt.Errorf("no channel %s in %s", d.Field, d.Options)
	}
	return nil
}

func found(ok bool, name string) error {
	if !ok {
		return fmt.Errorf("no type %s", name)
	}
	return nil
}

// stubbed are the packages that not every module proxy serves. They are held
// against the stubs that the tests of unboundedqueue use.
var stubbed = []string{"github.com/enriquebris/goconcurrentqueue", "github.com/gogf/gf/v2/container/gqueue"}

// loadLibraries loads every library that the tables name, once for all tests.
func loadLibraries(t *testing.T) map[string]*types.Package {
	t.Helper()
	pkgs, err := libraries()
	if err != nil {
		t.Fatal(err)
	}
	return pkgs
}

var libraries = sync.OnceValues(func() (map[string]*types.Package, error) {
	wanted := make(map[string]bool)
	for _, row := range queuemodel.Rows() {
		wanted[row.Pkg] = true
	}
	for _, s := range queuemodel.Shapes() {
		wanted[s.Pkg] = true
	}
	for _, d := range queuemodel.Deliverers {
		wanted[d.Pkg] = true
	}
	for _, path := range stubbed {
		delete(wanted, path)
	}
	pkgs := make(map[string]*types.Package)
	return pkgs, errors.Join(
		load(pkgs, "libs", slices.Collect(maps.Keys(wanted))),
		load(pkgs, "unboundedqueue", stubbed))
})

// load adds packages as a module of the testdata sees them.
func load(pkgs map[string]*types.Package, module string, paths []string) error {
	cfg := &packages.Config{
		Mode: packages.NeedName | packages.NeedTypes | packages.NeedImports | packages.NeedDeps,
		Dir:  filepath.Join("..", "..", "..", "testdata", module),
	}
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		return err
	}
	for _, pkg := range loaded {
		for _, mistake := range pkg.Errors {
			err = errors.Join(err, fmt.Errorf("%s: %w", pkg.PkgPath, mistake))
		}
		pkgs[pkg.PkgPath] = pkg.Types
	}
	return err
}

// check reports what a row claims and the package does not have.
func check(pkg *types.Package, row queuemodel.Row) error {
	if pkg == nil {
		return fmt.Errorf("no such package")
	}
	fn, err := lookup(pkg, row)
	if err != nil {
		return err
	}
	if !strings.HasPrefix(row.Doc, "https://pkg.go.dev/"+row.Pkg) {
		return fmt.Errorf("its documentation %q is not that of the package", row.Doc)
	}
	sig := fn.Signature()
	if row.Func >= 0 && (row.Func >= sig.Params().Len() || !isFunc(sig.Params().At(row.Func).Type()) && row.Handler == nil) {
		return fmt.Errorf("parameter %d of %s is no function", row.Func, sig)
	}
	switch items := sig.Params(); row.Role {
	case queuemodel.Get:
		if row.Item >= sig.Results().Len() {
			return fmt.Errorf("no result %d in %s", row.Item, sig)
		}
	case queuemodel.Put, queuemodel.Done:
		if row.Item >= items.Len() {
			return fmt.Errorf("no parameter %d in %s", row.Item, sig)
		}
	case queuemodel.Len:
		if sig.Results().Len() != 1 || !types.Identical(sig.Results().At(0).Type(), types.Typ[types.Int]) {
			return fmt.Errorf("no int in %s", sig)
		}
	case queuemodel.New:
		return checkNew(pkg, row, sig)
	case queuemodel.Grow, queuemodel.Shift:
		if row.Param >= sig.Params().Len() || row.Param < 0 && row.Recv == "" {
			return fmt.Errorf("no list in %s", sig)
		}
	case queuemodel.None:
		return fmt.Errorf("no role")
	}
	return nil
}

// checkNew reports what the row of a constructor claims of its size and options.
func checkNew(pkg *types.Package, row queuemodel.Row, sig *types.Signature) error {
	if row.Size > sig.Params().Len() {
		return fmt.Errorf("no parameter %d in %s", row.Size-1, sig)
	}
	for option := range strings.FieldsSeq(row.Bound + " " + row.Never) {
		if _, ok := pkg.Scope().Lookup(option).(*types.Func); !ok {
			return fmt.Errorf("no option %s", option)
		}
	}
	return nil
}

// lookup finds the function that the receiver type itself declares: a promoted
// method is found under the type that it is promoted from.
func lookup(pkg *types.Package, row queuemodel.Row) (*types.Func, error) {
	if row.Recv == "" {
		fn, ok := pkg.Scope().Lookup(row.Name).(*types.Func)
		if !ok {
			return nil, fmt.Errorf("no such function")
		}
		return fn, nil
	}
	obj, ok := pkg.Scope().Lookup(row.Recv).(*types.TypeName)
	if !ok {
		return nil, fmt.Errorf("no such type")
	}
	named, ok := obj.Type().(*types.Named)
	if !ok {
		return nil, fmt.Errorf("%s is no defined type", row.Recv)
	}
	for fn := range named.Methods() {
		if fn.Name() == row.Name {
			return fn, nil
		}
	}
	if iface, ok := named.Underlying().(*types.Interface); ok {
		for fn := range iface.ExplicitMethods() {
			if fn.Name() == row.Name {
				return fn, nil
			}
		}
	}
	return nil, fmt.Errorf("no such method")
}

func isFunc(t types.Type) bool {
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// TestTableNotices shows that the check can fail, once for each thing that a
// row claims.
func TestTableNotices(t *testing.T) {
	pkgs := loadLibraries(t)
	const (
		wq   = "k8s.io/client-go/util/workqueue"
		wait = "k8s.io/apimachinery/pkg/util/wait"
		doc  = "https://pkg.go.dev/" + wq
	)
	wrong := []queuemodel.Row{
		{Pkg: "example.com/none", Name: "New", Role: queuemodel.New, Func: -1},
		{Pkg: wq, Recv: "NoSuchType", Name: "Get", Role: queuemodel.Get, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedInterface", Name: "NoSuchMethod", Role: queuemodel.Get, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedDelayingInterface", Name: "Get", Role: queuemodel.Get, Func: -1, Doc: doc},
		{Pkg: wq, Name: "NoSuchFunction", Role: queuemodel.New, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedInterface", Name: "Get", Role: queuemodel.Get, Item: 2, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedInterface", Name: "Done", Role: queuemodel.Done, Item: 1, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedInterface", Name: "Get", Role: queuemodel.Len, Func: -1, Doc: doc},
		{Pkg: wq, Recv: "TypedInterface", Name: "Get", Role: queuemodel.Get, Func: -1, Doc: "https://example.com"},
		{Pkg: wait, Name: "Until", Role: queuemodel.Repeat, Func: 1, Doc: "https://pkg.go.dev/" + wait},
		{Pkg: wq, Name: "New", Func: -1, Doc: doc},
		{Pkg: wq, Name: "New", Role: queuemodel.New, Open: true, Size: 3, Func: -1, Doc: doc},
		{Pkg: wq, Name: "New", Role: queuemodel.New, Open: true, Bound: "WithLimit", Func: -1, Doc: doc},
		{Pkg: wq, Name: "New", Role: queuemodel.Grow, Param: queuemodel.Receiver, Func: -1, Doc: doc},
	}
	for _, row := range wrong {
		if check(pkgs[row.Pkg], row) == nil {
			t.Errorf("row %+v passes", row)
		}
	}
}

// TestRowsAreUnique holds that a call is found in one row: of two, one would be
// silently lost.
func TestRowsAreUnique(t *testing.T) {
	seen := make(map[[3]string]bool)
	for _, row := range queuemodel.Rows() {
		key := [3]string{row.Pkg, row.Recv, row.Name}
		if seen[key] {
			t.Errorf("two rows for %v", key)
		}
		seen[key] = true
	}
}
