package queuemodel_test

import (
	"fmt"
	"go/types"
	"strings"
	"testing"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// TestShapes holds every shape against the library itself.
func TestShapes(t *testing.T) {
	pkgs := loadLibraries(t)
	for _, s := range queuemodel.Shapes() {
		if err := checkShape(pkgs[s.Pkg], s); err != nil {
			t.Errorf("shape %s.%s: %v", s.Pkg, s.Type, err)
		}
	}
}

// checkShape reports what a shape claims and the package does not have.
func checkShape(pkg *types.Package, s queuemodel.Shape) error {
	if pkg == nil {
		return fmt.Errorf("no such package")
	}
	obj, ok := pkg.Scope().Lookup(s.Type).(*types.TypeName)
	if !ok {
		return fmt.Errorf("no such type")
	}
	if !strings.HasPrefix(s.Doc, "https://pkg.go.dev/"+s.Pkg+"#") {
		return fmt.Errorf("its documentation %q is not that of the package", s.Doc)
	}
	for name := range strings.FieldsSeq(s.Names) {
		if _, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && s.Way == queuemodel.ByParam {
			continue
		}
		found, _, _ := types.LookupFieldOrMethod(obj.Type(), true, pkg, name)
		v, isField := found.(*types.Var)
		_, isMethod := found.(*types.Func)
		if s.Way == queuemodel.ByMethod && !isMethod || s.Way == queuemodel.ByField && (!isField || !isFunc(v.Type())) || s.Way == queuemodel.ByParam {
			return fmt.Errorf("no %s", name)
		}
	}
	return nil
}

// TestShapesNotice shows that the check can fail, once for each thing that a
// shape claims.
func TestShapesNotice(t *testing.T) {
	pkgs := loadLibraries(t)
	const doc = "https://pkg.go.dev/net/http#Handler"
	wrong := []queuemodel.Shape{
		{Pkg: "example.com/none", Type: "T", Doc: doc},
		{Pkg: "net/http", Type: "NoSuchType", Doc: doc},
		{Pkg: "net/http", Type: "Request", Doc: "https://example.com"},
		{Pkg: "net/http", Type: "Request", Names: "NoSuchType", Doc: doc},
		{Pkg: "net/http", Type: "Handler", Way: queuemodel.ByMethod, Names: "ServeHTTP NoSuchMethod", Doc: doc},
		{Pkg: "net/http", Type: "Server", Way: queuemodel.ByField, Names: "Addr", Doc: doc},
	}
	for _, s := range wrong {
		if checkShape(pkgs[s.Pkg], s) == nil {
			t.Errorf("shape %+v passes", s)
		}
	}
}
