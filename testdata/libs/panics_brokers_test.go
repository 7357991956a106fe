package libs

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"strings"

	"cloud.google.com/go/pubsub"
	pubsub1test "cloud.google.com/go/pubsub/pstest"
	pubsub2 "cloud.google.com/go/pubsub/v2"
	"cloud.google.com/go/pubsub/v2/apiv1/pubsubpb"
	pubsub2test "cloud.google.com/go/pubsub/v2/pstest"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/message/router/middleware"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	"github.com/alicebob/miniredis/v2"
	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/eclipse/paho.mqtt.golang/packets"
	"github.com/hibiken/asynq"
	"github.com/nats-io/nats.go"
)

var brokerPanics = []panicCase{
	{"watermill/message.Router", goesOn, routes()},
	{"watermill/message.Router/Recoverer", goesOn, routes(middleware.Recoverer)},
	{"nats.Conn.Subscribe", dies, func(n int, task func()) {
		conn := must(nats.Connect("nats://" + serve(natsServer)))
		must(conn.Subscribe("orders", func(*nats.Msg) { task() }))
		check(conn.Publish("orders", nil))
	}},
	{"mqtt.Client.Subscribe", dies, func(n int, task func()) {
		options := mqtt.NewClientOptions().AddBroker("tcp://" + serve(mqttBroker))
		client := mqtt.NewClient(options)
		client.Connect().Wait()
		client.Subscribe("orders", 0, func(mqtt.Client, mqtt.Message) { task() }).Wait()
		client.Publish("orders", 0, false, "order")
	}},
	{"asynq.Server", goesOn, func(n int, task func()) {
		redis := asynq.RedisClientOpt{Addr: must(miniredis.Run()).Addr()}
		client := asynq.NewClient(redis)
		for range n {
			must(client.Enqueue(asynq.NewTask("order", nil)))
		}
		server := asynq.NewServer(redis, asynq.Config{Concurrency: 1, LogLevel: asynq.FatalLevel})
		check(server.Start(asynq.HandlerFunc(func(context.Context, *asynq.Task) error { task(); return nil })))
	}},
	{"pubsub.Subscription.Receive", dies, func(n int, task func()) {
		ctx := context.Background()
		fakePubSub(pubsub1test.NewServer().Addr)
		client := must(pubsub.NewClient(ctx, "project"))
		topic := must(client.CreateTopic(ctx, "orders"))
		sub := must(client.CreateSubscription(ctx, "billing", pubsub.SubscriptionConfig{Topic: topic}))
		topic.Publish(ctx, &pubsub.Message{Data: []byte("order")})
		sub.Receive(ctx, func(context.Context, *pubsub.Message) { task() })
	}},
	{"pubsub/v2.Subscriber.Receive", dies, func(n int, task func()) {
		ctx := context.Background()
		fakePubSub(pubsub2test.NewServer().Addr)
		client := must(pubsub2.NewClient(ctx, "project"))
		topic := must(client.TopicAdminClient.CreateTopic(ctx, &pubsubpb.Topic{Name: "projects/project/topics/orders"}))
		sub := must(client.SubscriptionAdminClient.CreateSubscription(ctx, &pubsubpb.Subscription{
			Name: "projects/project/subscriptions/billing", Topic: topic.Name, AckDeadlineSeconds: 10,
		}))
		client.Publisher(topic.Name).Publish(ctx, &pubsub2.Message{Data: []byte("order")})
		client.Subscriber(sub.Name).Receive(ctx, func(context.Context, *pubsub2.Message) { task() })
	}},
}

// must and check end a process that cannot come to its case.
func must[T any](v T, err error) T {
	check(err)
	return v
}

func check(err error) {
	if err != nil {
		panic(fmt.Sprint("setting up: ", err))
	}
}

// routes is a router with one message, which is delivered again until it is
// acknowledged.
func routes(middlewares ...message.HandlerMiddleware) func(int, func()) {
	return func(n int, task func()) {
		broker := gochannel.NewGoChannel(gochannel.Config{}, watermill.NopLogger{})
		router := must(message.NewRouter(message.RouterConfig{}, watermill.NopLogger{}))
		router.AddMiddleware(middlewares...)
		router.AddConsumerHandler("orders", "orders", broker, func(*message.Message) error { task(); return nil })
		go router.Run(context.Background())
		<-router.Running()
		check(broker.Publish("orders", message.NewMessage("1", nil)))
	}
}

// fakePubSub points the clients of this process to the fake server at addr.
func fakePubSub(addr string) { check(os.Setenv("PUBSUB_EMULATOR_HOST", addr)) }

// serve answers one connection on the loopback interface and returns its
// address.
func serve(answer func(net.Conn)) string {
	listener := must(net.Listen("tcp", "127.0.0.1:0"))
	go func() {
		conn, err := listener.Accept()
		check(err)
		answer(conn)
	}()
	return listener.Addr().String()
}

// natsServer is as much of a NATS server as one subscription and its messages
// need: what is published is delivered to subscription 1.
func natsServer(conn net.Conn) {
	fmt.Fprint(conn, "INFO {\"server_id\":\"libs\",\"version\":\"2.10.0\",\"max_payload\":1024}\r\n")
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		switch verb, _, _ := strings.Cut(lines.Text(), " "); verb {
		case "PING":
			fmt.Fprint(conn, "PONG\r\n")
		case "PUB":
			fmt.Fprint(conn, "MSG orders 1 0\r\n\r\n")
		}
	}
}

// mqttBroker is as much of an MQTT broker as one client with one topic needs:
// it sends back what is published.
func mqttBroker(conn net.Conn) {
	for {
		packet, err := packets.ReadPacket(conn)
		if err != nil {
			return
		}
		switch packet := packet.(type) {
		case *packets.ConnectPacket:
			check(packets.NewControlPacket(packets.Connack).Write(conn))
		case *packets.SubscribePacket:
			ack := packets.NewControlPacket(packets.Suback).(*packets.SubackPacket)
			ack.MessageID, ack.ReturnCodes = packet.MessageID, []byte{0}
			check(ack.Write(conn))
		case *packets.PublishPacket:
			check(packet.Write(conn))
		}
	}
}
