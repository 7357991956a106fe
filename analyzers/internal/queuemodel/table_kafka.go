package queuemodel

const (
	kafkaGoPkg = "github.com/segmentio/kafka-go"
	saramaPkg  = "github.com/IBM/sarama"
	franzPkg   = "github.com/twmb/franz-go/pkg/kgo"
)

// Kafka knows one offset per partition and group, so that a later message of
// the partition settles the earlier ones too.
var (
	kafkaGoPair = &Pair{Name: "kafka-go", Settle: "CommitMessages", Retry: true,
		Loss: "its offset stays uncommitted until a later message of the partition is committed"}
	saramaPair = &Pair{Name: "sarama", Settle: "MarkMessage", Retry: true,
		Loss: "its offset stays uncommitted until a later message of the partition is marked"}
	franzPair = &Pair{Name: "franz-go", Settle: "CommitRecords", Loose: true,
		Loss: "the group reads the same records again after each restart"}
)

// kafkaGoRows is segmentio's client. ReadMessage, the other way to read,
// commits by itself.
var kafkaGoRows = []Row{
	{Pkg: kafkaGoPkg, Recv: "Reader", Name: "FetchMessage", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: kafkaGoPair, Told: Tell{Result: 1}, Needs: "GroupID CommitMessages", Doc: docOf(kafkaGoPkg, "Reader", "FetchMessage")},
	settles(kafkaGoPair, kafkaGoPkg, "Reader", "CommitMessages", 1, ""),
}

// saramaRows is the consumer group of sarama. What a PartitionConsumer reads
// belongs to no group.
var saramaRows = []Row{
	{Pkg: saramaPkg, Recv: "ConsumerGroupClaim", Name: "Messages", Role: Source, Item: -1, Func: -1, Pair: saramaPair, Doc: docOf(saramaPkg, "", "ConsumerGroupClaim")},
	{Pkg: saramaPkg, Recv: "PartitionConsumer", Name: "Messages", Role: Source, Item: -1, Func: -1, Doc: docOf(saramaPkg, "", "PartitionConsumer")},
	settles(saramaPair, saramaPkg, "ConsumerGroupSession", "MarkMessage", 0, ""),
	settles(saramaPair, saramaPkg, "ConsumerGroupSession", "MarkOffset", 2, "Offset"),
	settles(saramaPair, saramaPkg, "ConsumerGroupSession", "ResetOffset", 2, "Offset"),
}

var saramaDeliveries = []Delivery{
	{Pkg: saramaPkg, Name: "ConsumerMessage", Pair: saramaPair, Doc: docOf(saramaPkg, "", "ConsumerGroupSession")},
}

// franzRows is franz-go. It commits by itself unless the client is made with
// DisableAutoCommit, and its commits name records, offsets or nothing at all.
var franzRows = []Row{
	{Pkg: franzPkg, Recv: "Client", Name: "PollFetches", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: franzPair, Needs: "DisableAutoCommit", Doc: docOf(franzPkg, "", "DisableAutoCommit")},
	{Pkg: franzPkg, Recv: "Client", Name: "PollRecords", Role: Get, Wait: Escapes, Item: 0, Func: -1, Pair: franzPair, Needs: "DisableAutoCommit", Doc: docOf(franzPkg, "", "DisableAutoCommit")},
	settles(franzPair, franzPkg, "Client", "CommitRecords", -1, ""),
	settles(franzPair, franzPkg, "Client", "CommitUncommittedOffsets", -1, ""),
	settles(franzPair, franzPkg, "Client", "CommitMarkedOffsets", -1, ""),
	settles(franzPair, franzPkg, "Client", "CommitOffsets", -1, ""),
	settles(franzPair, franzPkg, "Client", "CommitOffsetsSync", -1, ""),
	settles(franzPair, franzPkg, "GroupTransactSession", "End", -1, ""),
}
