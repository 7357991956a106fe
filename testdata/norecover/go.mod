module norecover

go 1.26

require (
	cloud.google.com/go/pubsub/v2 v2.0.0
	github.com/IBM/sarama v0.0.0
	github.com/alitto/pond/v2 v2.0.0
	github.com/eclipse/paho.mqtt.golang v0.0.0
	github.com/gammazero/workerpool v0.0.0
	github.com/nats-io/nats.go v0.0.0
	github.com/nsqio/go-nsq v0.0.0
	github.com/panjf2000/ants/v2 v2.0.0
	github.com/rabbitmq/amqp091-go v0.0.0
	github.com/segmentio/kafka-go v0.0.0
	github.com/sourcegraph/conc v0.0.0
	golang.org/x/sync v0.0.0
	k8s.io/apimachinery v0.0.0
	k8s.io/client-go v0.0.0
)

require cloud.google.com/go v0.0.0 // indirect

replace (
	cloud.google.com/go => ../stubs/cloud.google.com/go
	cloud.google.com/go/pubsub/v2 => ../stubs/cloud.google.com/go/pubsub/v2
	github.com/IBM/sarama => ../stubs/github.com/IBM/sarama
	github.com/alitto/pond/v2 => ../stubs/github.com/alitto/pond/v2
	github.com/eclipse/paho.mqtt.golang => ../stubs/github.com/eclipse/paho.mqtt.golang
	github.com/gammazero/workerpool => ../stubs/github.com/gammazero/workerpool
	github.com/nats-io/nats.go => ../stubs/github.com/nats-io/nats.go
	github.com/nsqio/go-nsq => ../stubs/github.com/nsqio/go-nsq
	github.com/panjf2000/ants/v2 => ../stubs/github.com/panjf2000/ants/v2
	github.com/rabbitmq/amqp091-go => ../stubs/github.com/rabbitmq/amqp091-go
	github.com/segmentio/kafka-go => ../stubs/github.com/segmentio/kafka-go
	github.com/sourcegraph/conc => ../stubs/github.com/sourcegraph/conc
	golang.org/x/sync => ../stubs/golang.org/x/sync
	k8s.io/apimachinery => ../stubs/k8s.io/apimachinery
	k8s.io/client-go => ../stubs/k8s.io/client-go
)
