module missingdone

go 1.26

require (
	cloud.google.com/go/pubsub v0.0.0
	cloud.google.com/go/pubsub/v2 v2.0.0
	github.com/IBM/sarama v0.0.0
	github.com/ThreeDotsLabs/watermill v0.0.0
	github.com/apache/pulsar-client-go v0.0.0
	github.com/aws/aws-sdk-go-v2/service/sqs v0.0.0
	github.com/nats-io/nats.go v0.0.0
	github.com/nsqio/go-nsq v0.0.0
	github.com/rabbitmq/amqp091-go v0.0.0
	github.com/redis/go-redis/v9 v9.0.0
	github.com/segmentio/kafka-go v0.0.0
	github.com/twmb/franz-go v0.0.0
	k8s.io/client-go v0.0.0
	sigs.k8s.io/controller-runtime v0.0.0
)

require cloud.google.com/go v0.0.0 // indirect

replace (
	cloud.google.com/go => ../stubs/cloud.google.com/go
	cloud.google.com/go/pubsub => ../stubs/cloud.google.com/go/pubsub
	cloud.google.com/go/pubsub/v2 => ../stubs/cloud.google.com/go/pubsub/v2
	github.com/IBM/sarama => ../stubs/github.com/IBM/sarama
	github.com/ThreeDotsLabs/watermill => ../stubs/github.com/ThreeDotsLabs/watermill
	github.com/apache/pulsar-client-go => ../stubs/github.com/apache/pulsar-client-go
	github.com/aws/aws-sdk-go-v2/service/sqs => ../stubs/github.com/aws/aws-sdk-go-v2/service/sqs
	github.com/nats-io/nats.go => ../stubs/github.com/nats-io/nats.go
	github.com/nsqio/go-nsq => ../stubs/github.com/nsqio/go-nsq
	github.com/rabbitmq/amqp091-go => ../stubs/github.com/rabbitmq/amqp091-go
	github.com/redis/go-redis/v9 => ../stubs/github.com/redis/go-redis/v9
	github.com/segmentio/kafka-go => ../stubs/github.com/segmentio/kafka-go
	github.com/twmb/franz-go => ../stubs/github.com/twmb/franz-go
	k8s.io/client-go => ../stubs/k8s.io/client-go
	sigs.k8s.io/controller-runtime => ../stubs/sigs.k8s.io/controller-runtime
)
