package queuemodel

const (
	dequePkg = "github.com/gammazero/deque"
	queuePkg = "github.com/eapache/queue"
	ringPkg  = "k8s.io/utils/buffer"
)

// listRows is the lists of the standard library and of three libraries beside it:
// nobody waits for them, and they grow for every item.
var listRows = []Row{
	onList("PushBack", Grow, false), onList("PushFront", Grow, true),
	onList("PushBackList", Grow, false), onList("PushFrontList", Grow, true),
	onList("Remove", Shift, false), // what it is given tells the end
	{Pkg: "container/heap", Name: "Push", Role: Grow, Item: 1, Func: -1, Param: 0, Doc: "https://pkg.go.dev/container/heap#Push"},
	{Pkg: "container/heap", Name: "Pop", Role: Shift, Item: 0, Func: -1, Param: 0, Head: true, Doc: "https://pkg.go.dev/container/heap#Pop"},
	listMethod(dequePkg, "Deque", "PushBack", Grow, false), listMethod(dequePkg, "Deque", "PushFront", Grow, true),
	listMethod(dequePkg, "Deque", "PopFront", Shift, true), listMethod(dequePkg, "Deque", "PopBack", Shift, false),
	listMethod(queuePkg, "Queue", "Add", Grow, false), listMethod(queuePkg, "Queue", "Remove", Shift, true),
	listMethod(ringPkg, "TypedRingGrowing", "WriteOne", Grow, false), listMethod(ringPkg, "TypedRingGrowing", "ReadOne", Shift, true),
	listMethod(ringPkg, "Ring", "WriteOne", Grow, false), listMethod(ringPkg, "Ring", "ReadOne", Shift, true),
}

func onList(name string, role Role, head bool) Row {
	return listMethod("container/list", "List", name, role, head)
}

func listMethod(pkg, recv, name string, role Role, head bool) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: role, Item: 0, Func: -1, Param: Receiver, Head: head, Doc: docOf(pkg, recv, name)}
}
