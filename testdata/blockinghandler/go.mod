module blockinghandler

go 1.26

require (
	cloud.google.com/go/pubsub/v2 v2.0.0
	connectrpc.com/connect v1.0.0
	github.com/IBM/sarama v0.0.0
	github.com/ThreeDotsLabs/watermill v0.0.0
	github.com/eclipse/paho.mqtt.golang v0.0.0
	github.com/emicklei/go-restful/v3 v3.0.0
	github.com/fsnotify/fsnotify v0.0.0
	github.com/gin-gonic/gin v0.0.0
	github.com/go-chi/chi/v5 v5.0.0
	github.com/gofiber/fiber/v2 v2.0.0
	github.com/labstack/echo/v4 v4.0.0
	github.com/nats-io/nats.go v0.0.0
	github.com/rabbitmq/amqp091-go v0.0.0
	github.com/robfig/cron/v3 v3.0.0
	golang.org/x/sync v0.0.0
	google.golang.org/grpc v0.0.0
	k8s.io/client-go v0.0.0
)

require cloud.google.com/go v0.0.0 // indirect

replace (
	cloud.google.com/go => ../stubs/cloud.google.com/go
	cloud.google.com/go/pubsub/v2 => ../stubs/cloud.google.com/go/pubsub/v2
	connectrpc.com/connect => ../stubs/connectrpc.com/connect
	github.com/IBM/sarama => ../stubs/github.com/IBM/sarama
	github.com/ThreeDotsLabs/watermill => ../stubs/github.com/ThreeDotsLabs/watermill
	github.com/eclipse/paho.mqtt.golang => ../stubs/github.com/eclipse/paho.mqtt.golang
	github.com/emicklei/go-restful/v3 => ../stubs/github.com/emicklei/go-restful/v3
	github.com/fsnotify/fsnotify => ../stubs/github.com/fsnotify/fsnotify
	github.com/gin-gonic/gin => ../stubs/github.com/gin-gonic/gin
	github.com/go-chi/chi/v5 => ../stubs/github.com/go-chi/chi/v5
	github.com/gofiber/fiber/v2 => ../stubs/github.com/gofiber/fiber/v2
	github.com/labstack/echo/v4 => ../stubs/github.com/labstack/echo/v4
	github.com/nats-io/nats.go => ../stubs/github.com/nats-io/nats.go
	github.com/rabbitmq/amqp091-go => ../stubs/github.com/rabbitmq/amqp091-go
	github.com/robfig/cron/v3 => ../stubs/github.com/robfig/cron/v3
	golang.org/x/sync => ../stubs/golang.org/x/sync
	google.golang.org/grpc => ../stubs/google.golang.org/grpc
	k8s.io/client-go => ../stubs/k8s.io/client-go
)
