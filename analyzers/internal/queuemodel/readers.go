package queuemodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// awaitedOnce reports whether the function around owner waits for one item of a
// channel of its own, and then goes on: as a login that waits for its browser, or
// for a timer that it has started.
func (s *Stalls) awaitedOnce(owner inspector.Cursor, q Queue) bool {
	v, ok := q.Root.(*types.Var)
	if _, lit := owner.Node().(*ast.FuncLit); !ok || !lit || q.Path != "" || isPackageLevel(v) || isParam(v) {
		return false
	}
	timer := s.roots[owner.Node()] == timerHandler && !InLoop(owner, v)
	if timer && s.size(q) > 0 {
		return true // it runs once, and there is room for once
	}
	gets := s.on(q, Get)
	for _, get := range gets {
		_, loops := Loop(get.Cur)
		_, ranges := get.Cur.Node().(*ast.RangeStmt)
		if loops || ranges || !ownedBy(EnclosingFunc(get.Cur), v) || timer && selectWait(get.Cur) != Forever {
			return false
		}
	}
	return len(gets) > 0
}

// perRequest reports whether the channel is made nowhere but in handlers: each
// request has its own, with room.
func (s *Stalls) perRequest(q Queue) bool {
	makes := s.Makes(q)
	for _, made := range makes {
		cur, ok := s.m.in.Root().FindNode(made)
		if !ok || s.roots[EnclosingFunc(cur).Node()] == nil {
			return false
		}
	}
	return len(makes) > 0
}

// pumped reports whether the channel's reader always takes what comes: beside
// the receive, its select sends what has come before to a channel that it sets to
// nil when nothing waits.
func (s *Stalls) pumped(q Queue) bool {
	seen := make(map[inspector.Cursor]bool)
	for _, get := range s.on(q, Get) {
		clause, ok := CommOf(get.Cur)
		if !ok || seen[clause.Parent()] {
			continue
		}
		seen[clause.Parent()] = true
		for sibling := range clause.Parent().Children() {
			send, ok := sibling.Node().(*ast.CommClause).Comm.(*ast.SendStmt)
			if !ok {
				continue
			}
			id, ok := ast.Unparen(send.Chan).(*ast.Ident)
			if !ok {
				continue
			}
			if v, ok := s.m.info.Uses[id].(*types.Var); ok && len(s.m.values.assigned[v]) > 1 {
				return true
			}
		}
	}
	return false
}

// readerLeaves reports whether somebody who receives from the channel can stop
// doing so while others still send: in a select, in a loop that something else
// ends.
func (s *Stalls) readerLeaves(q Queue) bool {
	for _, get := range s.on(q, Get) {
		if selectWait(get.Cur) == Forever {
			continue
		}
		loop, ok := Loop(get.Cur)
		if !ok {
			return true
		}
		for leave := range loop.Preorder((*ast.ReturnStmt)(nil), (*ast.BranchStmt)(nil)) {
			branch, isBranch := leave.Node().(*ast.BranchStmt)
			if EnclosingFunc(leave) == EnclosingFunc(loop) && (!isBranch || branch.Label != nil) {
				return true
			}
		}
	}
	return false
}

// joins reports whether all who receive from the channel are goroutines that owner
// waits for in the end: its own workers, who stay as long as it does.
func (s *Stalls) joins(owner inspector.Cursor, q Queue) bool {
	groups := s.m.waitGroups(owner, "Wait")
	if len(groups) == 0 {
		return false
	}
	gets := s.on(q, Get)
	for _, get := range gets {
		if !s.m.countedBy(groups, EnclosingFunc(get.Cur)) {
			return false
		}
	}
	return len(gets) > 0
}

// waitGroups lists the wait groups on which a function calls a method.
func (m *Model) waitGroups(fn inspector.Cursor, method string) map[types.Object]bool {
	groups := make(map[types.Object]bool)
	for cur := range fn.Preorder((*ast.CallExpr)(nil)) {
		callee := m.calleeFunc(cur.Node().(*ast.CallExpr))
		if callee == nil || callee.FullName() != "(*sync.WaitGroup)."+method {
			continue
		}
		sel, ok := ast.Unparen(cur.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr)
		if !ok {
			continue
		}
		switch group := ast.Unparen(sel.X).(type) {
		case *ast.Ident:
			groups[m.info.Uses[group]] = true
		case *ast.SelectorExpr:
			groups[m.info.Uses[group.Sel]] = true
		}
	}
	return groups
}

// countedBy reports whether a goroutine that runs fn tells one of the wait groups of
// its end.
func (m *Model) countedBy(groups map[types.Object]bool, fn inspector.Cursor) bool {
	tells := func(fn inspector.Cursor) bool {
		for group := range m.waitGroups(fn, "Done") {
			if groups[group] {
				return true
			}
		}
		return false
	}
	if tells(fn) {
		return true
	}
	for _, use := range m.uses(fn) {
		lit := EnclosingFunc(use)
		if isLit(lit) && lit.Parent().ParentEdgeKind() == edge.GoStmt_Call && tells(lit) {
			return true
		}
	}
	return false
}

// ends reports whether a send of nil tells a worker to leave, as a goroutine that
// receives such items does: it stays until then.
func (s *Stalls) ends(send *ast.SendStmt, q Queue) bool {
	value := ast.Unparen(send.Value)
	if call, ok := value.(*ast.CallExpr); ok && len(call.Args) == 1 && s.m.info.Types[call.Fun].IsType() {
		value = ast.Unparen(call.Args[0])
	}
	ch, ok := s.m.info.TypeOf(send.Chan).Underlying().(*types.Chan)
	if !ok || !s.m.info.Types[value].IsNil() || isError(ch.Elem()) {
		return false
	}
	gets := s.on(q, Get)
	if len(gets) == 0 && q.Path == "" { // one of several: any that has such items
		gets = s.m.calls[Get]
	}
	for _, get := range gets {
		from, ok := get.Queue.Type.Underlying().(*types.Chan)
		if !ok || !types.Identical(from.Elem(), ch.Elem()) {
			continue
		}
		reader := EnclosingFunc(get.Cur)
		if item := s.m.itemOf(get); item != nil && s.m.isStarted(reader) && s.m.returnsOnNil(reader, item) {
			return true
		}
	}
	return false
}

// isStarted reports whether a function runs in a goroutine of its own.
func (m *Model) isStarted(fn inspector.Cursor) bool {
	return slices.ContainsFunc(m.uses(fn), func(use inspector.Cursor) bool {
		call, ok := callOf(use)
		if isLit(use) {
			call, ok = use.Parent(), use.ParentEdgeKind() == edge.CallExpr_Fun
		}
		return ok && call.ParentEdgeKind() == edge.GoStmt_Call
	})
}

// returnsOnNil reports whether a function returns where an item is nil.
func (m *Model) returnsOnNil(fn inspector.Cursor, item *types.Var) bool {
	for cur := range fn.Preorder((*ast.IfStmt)(nil)) {
		n := cur.Node().(*ast.IfStmt)
		cond, ok := ast.Unparen(n.Cond).(*ast.BinaryExpr)
		if !ok || cond.Op != token.EQL || !m.info.Types[cond.Y].IsNil() || len(n.Body.List) == 0 {
			continue
		}
		if id, ok := ast.Unparen(cond.X).(*ast.Ident); ok && m.info.Uses[id] == item && isReturn(n.Body.List[len(n.Body.List)-1]) {
			return true
		}
	}
	return false
}

// closes reports whether the package closes the channel anywhere: then it says
// done.
func (s *Stalls) closes(q Queue) bool { return len(s.on(q, Close)) > 0 }

// guardedByLength reports whether a condition on the length of the channel
// stands above the send in its function.
func (s *Stalls) guardedByLength(cur inspector.Cursor, q Queue) bool {
	fn := EnclosingFunc(cur)
	for length := range s.m.In(fn, Len) {
		if length.Queue.Same(q) && length.Cur.Node().Pos() < cur.Node().Pos() {
			return true
		}
	}
	return false
}
