// Command callback dies of its second delivery.
package main

import (
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"
)

func consume(deliveries <-chan amqp.Delivery) {
	for d := range deliveries {
		show(d.Body) // want `ends the process`
	}
}

func show(body []byte) { fmt.Println(body[0]) }

func main() {
	deliveries := make(chan amqp.Delivery)
	go consume(deliveries)
	for _, text := range []string{"a", "", "b", "c"} {
		deliveries <- amqp.Delivery{Body: []byte(text)}
	}
	fmt.Println("all taken")
}
