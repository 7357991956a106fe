// Package types has the message of the SQS client, for tests.
package types

type Message struct {
	Attributes    map[string]string
	Body          *string
	MessageId     *string
	ReceiptHandle *string
}
