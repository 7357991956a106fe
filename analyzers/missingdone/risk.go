package missingdone

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/queuevet/queuevet/analyzers/internal/queuemodel"
)

// risk is a call between the taking and its settle that can panic, nil without
// one: a function of the project, or one that is not known before it runs.
func (k *custodyCase) risk() ast.Node {
	var risk ast.Node
	k.walk(func(n ast.Node) bool {
		if k.fates[n] != queuemodel.Keeps {
			return true
		}
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit, *ast.GoStmt, *ast.DeferStmt: // they run elsewhere, or later
				return false
			case *ast.CallExpr:
				if risk == nil && k.canPanic(n) {
					risk = n
				}
			}
			return true
		})
		return false
	})
	return risk
}

// canPanic reports whether a call runs code of the project or code that is
// chosen at run time, and not a method of the queue itself.
func (k *custodyCase) canPanic(call *ast.CallExpr) bool {
	info := k.check.TypesInfo
	if info.Types[call.Fun].IsType() || len(k.check.model.At(call)) > 0 || k.Manages(call) {
		return false
	}
	switch fn := typeutil.Callee(info, call).(type) {
	case nil:
		return !k.check.model.RecoversInside(call)
	case *types.Builtin:
		return false
	case *types.Func:
		if fn.Pkg() == nil || fn.Pkg() != k.check.Pkg && !isInterfaceMethod(fn) && !sameModule(fn.Pkg(), k.check.Pkg) {
			return false
		}
		return !k.check.model.Harmless(fn) && (fn.Pkg() == k.check.Pkg || k.gets(call))
	}
	return true
}

// gets reports whether the item is an argument of the call.
func (k *custodyCase) gets(call *ast.CallExpr) bool {
	for _, arg := range call.Args {
		if k.IsItem(arg) {
			return true
		}
	}
	return false
}

// sameModule reports whether two packages look like parts of one project: their
// paths begin with the same three elements.
func sameModule(a, b *types.Package) bool {
	x, y := strings.SplitN(a.Path(), "/", 4), strings.SplitN(b.Path(), "/", 4)
	return len(x) >= 3 && len(y) >= 3 && slices.Equal(x[:3], y[:3])
}

func isInterfaceMethod(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// misdirected finds a settle of another value on this queue, or of the item on
// another queue.
func (k *custodyCase) misdirected() *ast.CallExpr {
	var calls []ast.Node
	for n := range k.fates {
		ast.Inspect(n, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && k.Misses(call) {
				calls = append(calls, call)
			}
			_, lit := n.(*ast.FuncLit)
			return !lit
		})
	}
	call, _ := first(calls).(*ast.CallExpr)
	return call
}

// replaced reports a settle behind an assignment that gives the variable of the
// item another value.
func (k *custodyCase) replaced() bool {
	var settles []ast.Node
	for n := range k.fates {
		start, ok := k.Graph().After(n)
		if !ok || !k.Replaces(n) {
			continue
		}
		for _, d := range k.defers { // a closure sees what the variable holds in the end
			if captures(d) && k.before(d, func(later ast.Node) bool { return later == n }) {
				settles = append(settles, d)
			}
		}
		k.Graph().Reaches(start, k.again, func(n ast.Node) bool {
			if k.fates[n] >= queuemodel.Settles {
				settles = append(settles, n)
			}
			return false
		})
	}
	if len(settles) == 0 {
		return false
	}
	k.reportWrong(first(settles), nil)
	return true
}

// captures reports whether a deferred call is that of a function literal without
// arguments.
func captures(n ast.Node) bool {
	d, ok := n.(*ast.DeferStmt)
	if !ok {
		return false
	}
	_, lit := ast.Unparen(d.Call.Fun).(*ast.FuncLit)
	return lit && len(d.Call.Args) == 0
}

// discards reports whether the queue was shut down before, so that the items
// are only thrown away.
func (k *custodyCase) discards() bool { return k.check.model.Closed(k.Call) }
