package queuemodel

import (
	"go/types"
	"slices"
	"strings"
)

// byMethods finds the methods by which types of this package implement what a
// library calls: an interface of the table, a service that generated code of gRPC
// registers, or the server of an OpenAPI document.
func (w *handlerWalk) byMethods() {
	pkgs := append([]*types.Package{w.m.pkg}, w.m.pkg.Imports()...)
	for _, pkg := range pkgs {
		for i := range shapes {
			if s := &shapes[i]; s.Way == ByMethod && s.Pkg == shapePath(pkg.Path()) {
				w.implementers(s.Handler, pkg.Scope().Lookup(s.Type), strings.Fields(s.Names))
			}
		}
		for _, service := range services(pkg) {
			w.implementers(grpcHandler, service, nil)
		}
		w.implementers(httpHandler, pkg.Scope().Lookup(strictServer), nil)
	}
}

// strictServer is the interface that oapi-codegen writes for a server whose methods
// are given decoded requests: https://github.com/oapi-codegen/oapi-codegen#strict-server
const strictServer = "StrictServerInterface"

// services lists the interfaces that functions such as RegisterStoreServer take
// together with a gRPC server.
func services(pkg *types.Package) []types.Object {
	var found []types.Object
	if !imports(pkg, grpcPkg) {
		return nil
	}
	for _, name := range pkg.Scope().Names() {
		service, ok := strings.CutPrefix(name, "Register")
		fn, isFunc := pkg.Scope().Lookup(name).(*types.Func)
		if !ok || !isFunc || fn.Signature().Params().Len() != 2 {
			continue
		}
		if named := namedOf(fn.Signature().Params().At(1).Type()); named != nil && named.Obj().Name() == service && types.IsInterface(named) {
			found = append(found, named.Obj())
		}
	}
	return found
}

func imports(pkg *types.Package, path string) bool {
	return slices.ContainsFunc(pkg.Imports(), func(p *types.Package) bool { return unvendored(p.Path()) == path })
}

// implementers notes the methods of every type of this package that implements
// the interface, or those with the names.
func (w *handlerWalk) implementers(h *Handler, obj types.Object, names []string) {
	if obj == nil {
		return
	}
	iface, ok := obj.Type().Underlying().(*types.Interface)
	if !ok {
		return
	}
	for _, name := range w.m.pkg.Scope().Names() {
		tn, ok := w.m.pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 || types.IsInterface(named) || !types.Implements(types.NewPointer(named), iface) {
			continue
		}
		w.methods(h, named, iface, names...)
	}
}

// methods notes the methods that the type itself declares for the interface.
func (w *handlerWalk) methods(h *Handler, named *types.Named, iface *types.Interface, names ...string) {
	if named == nil {
		return
	}
	for want := range iface.Methods() {
		if len(names) > 0 && !slices.Contains(names, want.Name()) {
			continue
		}
		for fn := range named.Methods() {
			if decl, ok := w.m.decls[fn.Origin()]; ok && fn.Name() == want.Name() {
				w.add(h, decl)
			}
		}
	}
}
