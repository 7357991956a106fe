module unboundedqueue

go 1.26

require (
	github.com/Workiva/go-datastructures v0.0.0
	github.com/alitto/pond/v2 v2.0.0
	github.com/bytedance/gopkg v0.0.0
	github.com/eapache/channels v0.0.0
	github.com/eapache/queue v0.0.0
	github.com/enriquebris/goconcurrentqueue v0.0.0
	github.com/gammazero/chanqueue v0.0.0
	github.com/gammazero/deque v0.0.0
	github.com/gammazero/workerpool v0.0.0
	github.com/gogf/gf/v2 v2.0.0
	github.com/panjf2000/ants/v2 v2.0.0
	github.com/puzpuzpuz/xsync/v4 v4.0.0
	github.com/rabbitmq/amqp091-go v0.0.0
	github.com/smallnest/chanx v0.0.0
	golang.org/x/sync v0.0.0
	k8s.io/client-go v0.0.0
)

replace (
	github.com/Workiva/go-datastructures => ../stubs/github.com/Workiva/go-datastructures
	github.com/alitto/pond/v2 => ../stubs/github.com/alitto/pond/v2
	github.com/bytedance/gopkg => ../stubs/github.com/bytedance/gopkg
	github.com/eapache/channels => ../stubs/github.com/eapache/channels
	github.com/eapache/queue => ../stubs/github.com/eapache/queue
	github.com/enriquebris/goconcurrentqueue => ../stubs/github.com/enriquebris/goconcurrentqueue
	github.com/gammazero/chanqueue => ../stubs/github.com/gammazero/chanqueue
	github.com/gammazero/deque => ../stubs/github.com/gammazero/deque
	github.com/gammazero/workerpool => ../stubs/github.com/gammazero/workerpool
	github.com/gogf/gf/v2 => ../stubs/github.com/gogf/gf/v2
	github.com/panjf2000/ants/v2 => ../stubs/github.com/panjf2000/ants/v2
	github.com/puzpuzpuz/xsync/v4 => ../stubs/github.com/puzpuzpuz/xsync/v4
	github.com/rabbitmq/amqp091-go => ../stubs/github.com/rabbitmq/amqp091-go
	github.com/smallnest/chanx => ../stubs/github.com/smallnest/chanx
	golang.org/x/sync => ../stubs/golang.org/x/sync
	k8s.io/client-go => ../stubs/k8s.io/client-go
)
