package queuemodel

// A Handler is one sentence about who calls a function of the user's.
type Handler struct {
	Name   string // what the function is, such as "HTTP handler"
	Held   string // what waits while it waits
	Serial bool   // one goroutine makes all of its calls: nothing else is delivered meanwhile
	Alone  bool   // it holds nothing but its goroutine
	Ends   bool   // its context ends when nobody waits for the answer any more
}

// The handlers that the table knows.
var (
	httpHandler      = &Handler{Name: "HTTP handler", Held: "the request", Ends: true}
	grpcHandler      = &Handler{Name: "gRPC method", Held: "the call", Ends: true}
	fiberHandler     = &Handler{Name: "fiber handler", Held: "the request"}
	natsHandler      = &Handler{Name: "NATS callback", Held: "every later message of the subscription", Serial: true}
	natsEvent        = &Handler{Name: "NATS callback", Held: "every later event of the connection", Serial: true}
	mqttHandler      = &Handler{Name: "MQTT callback", Held: "every later message of the client", Serial: true}
	amqpHandler      = &Handler{Name: "AMQP consumer", Held: "every later delivery of the channel", Serial: true}
	claimHandler     = &Handler{Name: "claim loop", Held: "its partition", Ends: true}
	pubsubHandler    = &Handler{Name: "Pub/Sub callback", Held: "one of the outstanding messages", Ends: true}
	watermillHandler = &Handler{Name: "watermill handler", Held: "every later message of the topic", Serial: true, Ends: true}
	informerHandler  = &Handler{Name: "informer handler", Held: "every later event of the informer", Serial: true}
	timerHandler     = &Handler{Name: "timer function", Held: "its goroutine", Serial: true, Alone: true}
	cronHandler      = &Handler{Name: "cron job", Held: "its goroutine", Alone: true}
	fsnotifyHandler  = &Handler{Name: "fsnotify loop", Held: "every later event of the watcher"}
)

const (
	httpPkg      = "net/http"
	ginPkg       = "github.com/gin-gonic/gin"
	echoPkg      = "github.com/labstack/echo/v4"
	echo5Pkg     = "github.com/labstack/echo/v5"
	fiberPkg     = "github.com/gofiber/fiber/v2"
	fiber3Pkg    = "github.com/gofiber/fiber/v3"
	restfulPkg   = "github.com/emicklei/go-restful/v3"
	connectPkg   = "connectrpc.com/connect"
	grpcPkg      = "google.golang.org/grpc"
	mqttPkg      = "github.com/eclipse/paho.mqtt.golang"
	cachePkg     = "k8s.io/client-go/tools/cache"
	crHandlerPkg = "sigs.k8s.io/controller-runtime/pkg/handler"
	predicatePkg = "sigs.k8s.io/controller-runtime/pkg/predicate"
	fsnotifyPkg  = "github.com/fsnotify/fsnotify"
	cronPkg      = "github.com/robfig/cron/v3"
	semaphorePkg = "golang.org/x/sync/semaphore"
)

// handles is a function that calls its parameter fn: for each item, at each
// event, or later.
func handles(h *Handler, pkg, recv, name string, fn int) Row {
	return Row{Pkg: pkg, Recv: recv, Name: name, Role: Handle, Item: -1, Func: fn, Handler: h, Doc: docOf(pkg, recv, name)}
}

// handlerRows is every registration of a callback that owes no settle.
var handlerRows = []Row{
	handles(timerHandler, "time", "", "AfterFunc", 1),
	handles(natsHandler, natsPkg, "Conn", "Subscribe", 1),
	handles(natsHandler, natsPkg, "Conn", "QueueSubscribe", 2),
	handles(natsEvent, natsPkg, "", "DisconnectErrHandler", 0),
	handles(natsEvent, natsPkg, "", "ReconnectHandler", 0),
	handles(natsEvent, natsPkg, "", "ClosedHandler", 0),
	handles(natsEvent, natsPkg, "", "ErrorHandler", 0),
	handles(mqttHandler, mqttPkg, "Client", "Subscribe", 2),
	handles(mqttHandler, mqttPkg, "Client", "SubscribeMultiple", 1),
	handles(mqttHandler, mqttPkg, "Client", "AddRoute", 1),
	handles(mqttHandler, mqttPkg, "ClientOptions", "SetDefaultPublishHandler", 0),
	handles(watermillHandler, watermillPkg, "Router", "AddHandler", 5),
	handles(watermillHandler, watermillPkg, "Router", "AddConsumerHandler", 3),
	handles(cronHandler, cronPkg, "Cron", "AddFunc", 1),
	handles(cronHandler, cronPkg, "Cron", "AddJob", 1),
	handles(cronHandler, cronPkg, "Cron", "Schedule", 1),
}

// settlingHandlers are the handlers of the rows that also owe a settle, by
// package.
var settlingHandlers = map[string]*Handler{
	jetstreamPkg: natsHandler,
	natsPkg:      natsHandler,
	pubsubPkg:    pubsubHandler,
	pubsub2Pkg:   pubsubHandler,
}

// semaphoreRows is the weighted semaphore: to acquire is to put a token in.
var semaphoreRows = []Row{
	{Pkg: semaphorePkg, Recv: "Weighted", Name: "Acquire", Role: Put, Wait: Escapes, Item: -1, Func: -1, Doc: docOf(semaphorePkg, "Weighted", "Acquire")},
}

// A Way is how a library finds the functions that it calls.
type Way uint8

// The ways.
const (
	ByParam  Way = iota // a function with a parameter of the type: with one of the type in Names beside it, or alone or after a context
	ByMethod            // the methods with these names of a type that implements the interface
	ByField             // the fields with these names of the struct
	ByItem              // a loop over a channel of the type
)

// A Shape is one sentence about a library's type: which functions of the user's
// are called because of it.
type Shape struct {
	Pkg, Type string
	Way       Way
	Names     string // of methods or fields, with spaces between; of the type beside it
	Handler   *Handler
	Doc       string
}

// Shapes returns every shape, in a slice of its own.
func Shapes() []Shape { return append([]Shape(nil), shapes...) }

var shapes = []Shape{
	{httpPkg, "Request", ByParam, "ResponseWriter", httpHandler, docOf(httpPkg, "", "Handler")},
	{ginPkg, "Context", ByParam, "", httpHandler, docOf(ginPkg, "", "HandlerFunc")},
	{echoPkg, "Context", ByParam, "", httpHandler, docOf(echoPkg, "", "HandlerFunc")},
	{echo5Pkg, "Context", ByParam, "", httpHandler, docOf(echo5Pkg, "", "HandlerFunc")},
	{fiberPkg, "Ctx", ByParam, "", fiberHandler, docOf(fiberPkg, "", "Handler")},
	{fiber3Pkg, "Ctx", ByParam, "", fiberHandler, docOf(fiber3Pkg, "", "Handler")},
	{restfulPkg, "Request", ByParam, "Response", httpHandler, docOf(restfulPkg, "", "RouteFunction")},
	{connectPkg, "Request", ByParam, "", grpcHandler, docOf(connectPkg, "", "NewUnaryHandler")},
	{connectPkg, "ServerStream", ByParam, "Request", grpcHandler, docOf(connectPkg, "", "NewServerStreamHandler")},
	{connectPkg, "ClientStream", ByParam, "", grpcHandler, docOf(connectPkg, "", "NewClientStreamHandler")},
	{connectPkg, "BidiStream", ByParam, "", grpcHandler, docOf(connectPkg, "", "NewBidiStreamHandler")},
	{mqttPkg, "Message", ByParam, "Client", mqttHandler, docOf(mqttPkg, "", "MessageHandler")},
	{saramaPkg, "ConsumerGroupHandler", ByMethod, "ConsumeClaim", claimHandler, docOf(saramaPkg, "", "ConsumerGroupHandler")},
	{cachePkg, "ResourceEventHandler", ByMethod, "OnAdd OnUpdate OnDelete", informerHandler, docOf(cachePkg, "", "ResourceEventHandler")},
	{cachePkg, "ResourceEventHandlerFuncs", ByField, "AddFunc UpdateFunc DeleteFunc", informerHandler, docOf(cachePkg, "", "ResourceEventHandlerFuncs")},
	{cachePkg, "ResourceEventHandlerDetailedFuncs", ByField, "AddFunc UpdateFunc DeleteFunc", informerHandler, docOf(cachePkg, "", "ResourceEventHandlerDetailedFuncs")},
	{cachePkg, "FilteringResourceEventHandler", ByField, "FilterFunc", informerHandler, docOf(cachePkg, "", "FilteringResourceEventHandler")},
	{crHandlerPkg, "TypedFuncs", ByField, "CreateFunc UpdateFunc DeleteFunc GenericFunc", informerHandler, docOf(crHandlerPkg, "", "TypedFuncs")},
	{predicatePkg, "TypedFuncs", ByField, "CreateFunc UpdateFunc DeleteFunc GenericFunc", informerHandler, docOf(predicatePkg, "", "TypedFuncs")},
	{amqpPkg, "Delivery", ByItem, "", amqpHandler, docOf(amqpPkg, "Channel", "Consume")},
	{fsnotifyPkg, "Event", ByItem, "", fsnotifyHandler, docOf(fsnotifyPkg, "", "Watcher")},
}

// formerPaths are libraries that were moved, with the path that has their shapes.
var formerPaths = map[string]string{
	"github.com/Shopify/sarama": saramaPkg,
	"github.com/streadway/amqp": amqpPkg,
}

// shapePath is the import path under which the shapes of a package stand.
func shapePath(pkg string) string {
	pkg = unvendored(pkg)
	if now, ok := formerPaths[pkg]; ok {
		return now
	}
	return pkg
}

// shapeOf finds the shape of a type in a way, nil without one.
func shapeOf(pkg, name string, way Way) *Shape {
	for i := range shapes {
		if s := &shapes[i]; s.Way == way && s.Type == name && s.Pkg == shapePath(pkg) {
			return s
		}
	}
	return nil
}
