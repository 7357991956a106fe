package queuemodel_test

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// TestDeliverers holds every sentence about a broker's client against the
// library. That it does not recover is held against it by testdata/libs.
func TestDeliverers(t *testing.T) {
	pkgs := loadLibraries(t)
	for _, d := range queuemodel.Deliverers {
		if err := checkDeliverer(pkgs[d.Pkg], d); err != nil {
			t.Errorf("%s %s.%s: %v", d.Pkg, d.Recv, d.Name, err)
		}
	}
	nats := queuemodel.Deliverer{Pkg: "github.com/nats-io/nats.go", Recv: "Conn", Name: "Subscribe", Func: 1, Doc: "https://pkg.go.dev/github.com/nats-io/nats.go"}
	for _, change := range []func(*queuemodel.Deliverer){
		func(d *queuemodel.Deliverer) { d.Name = "NoSuchMethod" },
		func(d *queuemodel.Deliverer) { d.Func = 0 },
		func(d *queuemodel.Deliverer) { d.Func = 2 },
		func(d *queuemodel.Deliverer) { d.Unless = "NoSuchVariable" },
		func(d *queuemodel.Deliverer) { d.Doc = "https://example.com" },
	} {
		wrong := nats
		change(&wrong)
		if checkDeliverer(pkgs[nats.Pkg], wrong) == nil {
			t.Errorf("%+v passes", wrong)
		}
	}
}

func checkDeliverer(pkg *types.Package, d queuemodel.Deliverer) error {
	if pkg == nil {
		return fmt.Errorf("no such package")
	}
	fn, err := lookup(pkg, queuemodel.Row{Recv: d.Recv, Name: d.Name})
	if err != nil {
		return err
	}
	if !strings.HasPrefix(d.Doc, "https://pkg.go.dev/"+d.Pkg) {
		return fmt.Errorf("its documentation %q is not that of the package", d.Doc)
	}
	if v, ok := pkg.Scope().Lookup(d.Unless).(*types.Var); d.Unless != "" && (!ok || !isFunc(v.Type())) {
		return fmt.Errorf("no function variable %s", d.Unless)
	}
	params := fn.Signature().Params()
	switch {
	case d.Func < 0:
		return nil
	case d.Func >= params.Len():
		return fmt.Errorf("no parameter %d in %s", d.Func, fn.Signature())
	case !isFunc(params.At(d.Func).Type()) && !types.IsInterface(params.At(d.Func).Type()):
		return fmt.Errorf("parameter %d of %s is no function", d.Func, fn.Signature())
	}
	return nil
}
